#pragma once

#include <memory>
#include <optional>

#include <QHash>
#include <QTimer>
#include <QWidget>

#include "core/image/image.h"
#include "core/service/imageservice.h"
#include "ui/text/tone.h"

class QGridLayout;
class QLabel;
class QProgressBar;
class QToolButton;

namespace vitrine {

class ChipLabel;
class CopyableValue;

/// The hashes of an image's data, and whether the data still have them. A check that was begun goes on while
/// another image is shown, and ends with this view.
class ChecksView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksView(ImageService &service, QWidget *parent = nullptr);
    ~ChecksView() override;

    void setImage(const Image &image);
    /// Begins a check; made here, placed by the owner.
    QToolButton *verifyButton() const { return m_verifyButton; }

protected:
    void changeEvent(QEvent *event) override;

private:
    /// One re-reading of an image's data, running or ended.
    struct Check {
        std::stop_source stop;
        OperationControl control;
        QString osHashValue; ///< of the image when it began
        QDateTime endedAt; ///< invalid while it runs
        std::optional<Result<VerifyReport>> outcome;
    };
    /// A hash with its value and what the last check says about it.
    struct Row {
        QLabel *name = nullptr;
        CopyableValue *value = nullptr;
        ChipLabel *verdict = nullptr;
    };

    Row makeRow(QGridLayout *grid, int row);
    void verify();
    void finish(const ImageId &id, const Result<VerifyReport> &outcome);
    void loadLastCheck();
    void refresh();
    void showRow(const Row &row, const QString &name, const QString &value, std::optional<bool> isEqual);
    void showProgress(const Check &check);
    void showState(const QString &icon, Tone tone, const QString &sentence, const QDateTime &time = {});
    std::shared_ptr<Check> currentCheck() const;

    ImageService &m_service;
    Image m_image;
    QHash<ImageId, std::shared_ptr<Check>> m_checks; ///< of this session
    std::optional<Task> m_lastCheck; ///< of an earlier session, or of another program
    Row m_md5;
    Row m_strong;
    QLabel *m_empty = nullptr;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    QWidget *m_progressLine = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_verifyButton = nullptr;
    QTimer m_sampling;
};

} // namespace vitrine
