#include "ui/dialogs/aboutdialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int iconSize = 64;

QLabel *line(const QString &text)
{
    auto *label = new QLabel(text);
    label->setAlignment(Qt::AlignHCenter);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setWindowTitle(tr("About Vitrine"));
    setMinimumWidth(400);

    auto *icon = new QLabel;
    icon->setAlignment(Qt::AlignHCenter);
    icon->setPixmap(applicationIcon().pixmap(QSize(iconSize, iconSize), devicePixelRatio()));
    QLabel *name = line(u"Vitrine"_s);
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    name->setFont(large);
    QLabel *version = line(tr("Version %1").arg(QString::fromLatin1(VITRINE_VERSION)));
    version->setForegroundRole(QPalette::PlaceholderText);
    QLabel *libraries = line(
        tr("Built with Qt %1, QCoro, SQLite, OpenSSL and libcurl.").arg(QString::fromLatin1(qVersion())));
    libraries->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(8);
    column->addWidget(icon);
    column->addWidget(name);
    column->addWidget(version);
    column->addSpacing(8);
    column->addWidget(line(
        tr("Keeps disk images of virtual machines: a local catalogue with OpenStack Glance’s own model.")));
    column->addWidget(libraries);
    column->addSpacing(16);
    column->addWidget(buttons);
}

} // namespace vitrine
