#pragma once

#include <QDialog>

#include "core/transfer/transfer.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace vitrine {

class FileChooser;

/// Asks for the file or the link whose bytes become the data of an image that has none yet.
class DataDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `chooser` must outlive the dialog.
    DataDialog(const Image &image, FileChooser &chooser, QWidget *parent = nullptr);

Q_SIGNALS:
    void dataRequested(const vitrine::TransferRequest &request);

private:
    TransferRequest request() const;
    bool isLink() const;
    void chooseFile();
    void refresh();

    const Image m_image;
    FileChooser &m_chooser;
    QLineEdit *m_source = nullptr;
    QCheckBox *m_staged = nullptr;
    QLabel *m_way = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace vitrine
