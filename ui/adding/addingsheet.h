#pragma once

#include <QDialog>

#include "core/transfer/transfer.h"
#include "ui/adding/addingpreferences.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace vitrine {

class AddingOptions;
class AddingTable;
class AddingWork;
class FindingsPane;
class ImageService;

/// Shows what was found inside the files to be added and how the images will be described, and hands them
/// over. One Enter adds all with what was guessed.
class AddingSheet final : public QDialog
{
    Q_OBJECT

public:
    AddingSheet(
        AddingWork &work, ImageService &service, AddingPreferences preferences, QWidget *parent = nullptr);
    ~AddingSheet() override;

    AddingTable &table() { return *m_table; }

Q_SIGNALS:
    void handedOver(const QList<vitrine::TransferRequest> &requests);
    /// Files or links were dropped here.
    void dropped(const QStringList &paths, const QStringList &links);

protected:
    void done(int result) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildLayout(ImageService &service);
    QWidget *buildBar();
    QWidget *buildFooter();
    void updateSummary();
    void updateFindings();
    void applyPreset();
    void checkCurrent(bool checked);
    void unpackCurrent(bool unpacked, const QString &member);
    void add();
    void handOver();

    AddingWork &m_work;
    AddingPreferences m_preferences;
    QLabel *m_summary = nullptr;
    QLabel *m_activity = nullptr;
    QComboBox *m_preset = nullptr;
    QPushButton *m_applyPreset = nullptr;
    QPushButton *m_fillDown = nullptr;
    AddingTable *m_table = nullptr;
    FindingsPane *m_findings = nullptr;
    AddingOptions *m_options = nullptr;
    QCheckBox *m_withoutAsking = nullptr;
    QPushButton *m_add = nullptr;
    bool m_isAdding = false; ///< as soon as the last file has been looked into
    bool m_isEager = false; ///< added before all were looked into
};

} // namespace vitrine
