#pragma once

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace vitrine {

/// Asks for the password, or another secret, of a cloud.
class SecretDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `refusal` says why the last one was no good; null the first time.
    SecretDialog(const QString &sentence, const QString &refusal, bool hasKeyring, QWidget *parent = nullptr);

Q_SIGNALS:
    void secretGiven(const QString &secret, bool isKept);

private:
    QLineEdit *m_secret = nullptr;
    QCheckBox *m_keeps = nullptr;
};

} // namespace vitrine
