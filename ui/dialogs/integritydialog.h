#pragma once

#include <stop_token>

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

#include "core/service/asyncscope.h"
#include "core/service/imageservice.h"

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace vitrine {

/// Reads all data of a catalogue again, compares them with their hashes and lists what is wrong. Closing it
/// stops the reading.
class IntegrityDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit IntegrityDialog(ImageService &service, QWidget *parent = nullptr);
    ~IntegrityDialog() override;

    void start();

Q_SIGNALS:
    void finished();

private:
    ScopedTask<> run();
    void sampleProgress();
    void showReport(const VerifyReport &report);
    void showError(const Error &error);
    void showResult(const QString &icon, const QString &sentence, const QString &detail);
    void copyReport();

    ImageService &m_service;
    std::stop_source m_stop;
    OperationControl m_control;
    QTimer m_timer;
    QElapsedTimer m_clock;
    QStringList m_findings;
    QLabel *m_icon = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_detail = nullptr;
    QProgressBar *m_bar = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_stopButton = nullptr;
    QPushButton *m_againButton = nullptr;
    QPushButton *m_copyButton = nullptr;
    QPushButton *m_closeButton = nullptr;
    AsyncScope m_scope;
};

} // namespace vitrine
