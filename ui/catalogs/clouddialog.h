#pragma once

#include <QDialog>

#include "ui/catalogs/cloudform.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace vitrine {

class FileChooser;

/// Asks how a cloud is reached and who one is there, and tries it out before it is added.
class CloudDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Setting {
        bool isNew = true;
        bool hasKeyring = false;
        /// Names that are taken.
        QStringList taken;
    };

    /// `trials` and `chooser` must outlive the dialog.
    CloudDialog(const CloudForm &form, const Setting &setting, CloudTrials &trials, FileChooser &chooser,
        QWidget *parent = nullptr);
    ~CloudDialog() override;

    CloudForm form() const;

Q_SIGNALS:
    void cloudAccepted(const vitrine::CloudForm &form);

private:
    QLineEdit *addLine(const QString &name, const QString &label, const QString &hint = {});
    void buildForm();
    void buildTrial();
    void fill(const CloudForm &form);
    void showMethod();
    void updateButtons();
    QString problem() const;
    void chooseCaFile();
    void tryOut();
    void stopTrying();
    void showTrial(const tl::expected<CloudTrial, CloudRefusal> &result);
    void say(const QString &icon, const QString &sentence);
    void trustCertificate();

    const Setting m_setting;
    CloudTrials &m_trials;
    FileChooser &m_chooser;
    QFormLayout *m_rows = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_method = nullptr;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_userDomain = nullptr;
    QLineEdit *m_credential = nullptr;
    QLineEdit *m_secret = nullptr;
    QLabel *m_secretLabel = nullptr;
    QCheckBox *m_keeps = nullptr;
    QLineEdit *m_project = nullptr;
    QLineEdit *m_projectDomain = nullptr;
    QLineEdit *m_region = nullptr;
    QComboBox *m_interface = nullptr;
    QLineEdit *m_caFile = nullptr;
    QWidget *m_caRow = nullptr;
    QLabel *m_resultIcon = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_trust = nullptr;
    QPushButton *m_try = nullptr;
    QPushButton *m_accept = nullptr;
    QString m_fingerprint;
    QString m_offeredFingerprint;
    bool m_isTrying = false;
};

} // namespace vitrine
