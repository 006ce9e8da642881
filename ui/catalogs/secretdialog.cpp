#include "ui/catalogs/secretdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

SecretDialog::SecretDialog(const QString &sentence, const QString &refusal, bool hasKeyring, QWidget *parent)
    : QDialog(parent)
    , m_secret(new QLineEdit)
    , m_keeps(
          new QCheckBox(hasKeyring ? tr("&Keep it in the keyring of this desktop")
                                   : tr("This desktop has no keyring: it is kept until Vitrine is closed")))
{
    setObjectName(u"secretDialog"_s);
    setWindowTitle(tr("Log in"));
    auto *question = new QLabel(sentence);
    question->setWordWrap(true);
    question->setTextFormat(Qt::PlainText);
    question->setBuddy(m_secret);
    m_secret->setObjectName(u"secret"_s);
    m_secret->setAccessibleName(sentence);
    m_secret->setEchoMode(QLineEdit::Password);
    m_keeps->setObjectName(u"keepSecret"_s);
    m_keeps->setEnabled(hasKeyring);
    auto *buttons = new QDialogButtonBox(
        QDialogButtonBox::Cancel, this); // so that it finds the dialog whose default button it has
    QPushButton *logIn = buttons->addButton(tr("&Log in"), QDialogButtonBox::AcceptRole);
    logIn->setObjectName(u"logIn"_s);
    logIn->setDefault(true);
    logIn->setEnabled(false);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    if (!refusal.isEmpty()) {
        auto *reason = new QLabel(refusal);
        reason->setObjectName(u"refusal"_s);
        reason->setWordWrap(true);
        reason->setTextFormat(Qt::PlainText);
        column->addWidget(reason);
    }
    column->addWidget(question);
    column->addWidget(m_secret);
    column->addWidget(m_keeps);
    column->addStretch();
    column->addWidget(buttons);
    resize(440, sizeHint().height());

    connect(m_secret, &QLineEdit::textChanged, logIn,
        [logIn](const QString &text) { logIn->setEnabled(!text.isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT secretGiven(m_secret->text(), m_keeps->isChecked());
        accept();
    });
    m_secret->setFocus();
}

} // namespace vitrine
