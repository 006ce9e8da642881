#pragma once

#include <stop_token>

#include <QDialog>

#include "core/image/conversion.h"
#include "core/service/asyncscope.h"
#include "core/service/imageservice.h"
#include "core/transfer/transfer.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace vitrine {

class FileChooser;

/// Asks what images are to be converted into, and says beforehand how large the result becomes and what it
/// will not have any more. It does not stand in the way of the window.
class ConvertDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `images` are active, at least one. `service` and `chooser` must outlive the dialog.
    ConvertDialog(
        const QList<Image> &images, ImageService &service, FileChooser &chooser, QWidget *parent = nullptr);
    ~ConvertDialog() override;

Q_SIGNALS:
    void convertRequested(const QList<vitrine::TransferRequest> &requests);

private:
    void makeFields();
    void layOut();
    void choosePurpose(int row);
    void chooseFormat();
    void choosePacking();
    void chooseFile();
    void showPackings();
    void showTarget();
    void forecast();
    ScopedTask<> lookAhead();
    void chooseDisk();
    void showDisks(const QStringList &disks);
    void showForecast(const ConversionForecast &forecast);
    void showFailure(const Error &error);
    void updateButton();

    bool isFile() const;
    QString proposedName() const;
    ConvertRequest conversionOf(const Image &image) const;
    TransferRequest transferOf(const Image &image) const;

    const QList<Image> m_images;
    ImageService &m_service;
    FileChooser &m_chooser;
    DiskLayout m_layout;
    QString m_agreedPath; ///< a file there may be replaced: the person was asked
    bool m_isNameWritten = false; ///< by the person: it no longer follows the format
    bool m_isPossible = true; ///< as far as is known
    QComboBox *m_purpose = nullptr;
    QLabel *m_explanation = nullptr;
    QComboBox *m_format = nullptr;
    QComboBox *m_packing = nullptr;
    QLabel *m_diskLabel = nullptr;
    QComboBox *m_disk = nullptr; ///< of an archive that holds several
    QRadioButton *m_asImage = nullptr;
    QRadioButton *m_asFile = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_file = nullptr;
    QPushButton *m_choose = nullptr;
    QLabel *m_size = nullptr;
    QLabel *m_losses = nullptr;
    QPushButton *m_convert = nullptr;
    std::stop_source m_stop;
    AsyncScope m_scope;
};

} // namespace vitrine
