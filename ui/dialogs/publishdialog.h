#pragma once

#include <QDialog>

#include "core/transfer/publishplan.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace vitrine {

class FileChooser;

/// Asks for the file that becomes the new version of an image, and says beforehand what happens to the
/// versions there are.
class PublishDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `candidates` as for planPublish(). `chooser` must outlive the dialog.
    PublishDialog(const Image &replaced, const QList<Image> &candidates, FileChooser &chooser,
        QWidget *parent = nullptr);

Q_SIGNALS:
    void publishRequested(const vitrine::TransferRequest &request);

private:
    PublishPlan plan() const;
    void chooseFile();
    void refresh();

    const Image m_replaced;
    const QList<Image> m_candidates;
    FileChooser &m_chooser;
    QLineEdit *m_file = nullptr;
    QSpinBox *m_keep = nullptr;
    QLabel *m_summary = nullptr;
    QCheckBox *m_retire = nullptr;
    QLabel *m_retired = nullptr;
    QPushButton *m_publish = nullptr;
};

} // namespace vitrine
