#include "ui/dialogs/firstrunpage.h"

#include <QButtonGroup>
#include <QByteArrayList>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QVBoxLayout>

#include "ui/dialogs/preferences.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/icons.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr qint64 littleSpace = 10LL << 30;
constexpr int iconSize = 48;
constexpr qsizetype mostPlaces = 4;

CataloguePlace placeAt(const QString &folder, const QString &label)
{
    QDir existing(folder);
    while (!existing.exists() && existing.path() != "/"_L1)
        existing.setPath(QFileInfo(existing.path()).path());
    const QStorageInfo disk(existing);
    CataloguePlace place{ .folder = folder, .label = label };
    if (disk.isValid() && disk.bytesTotal() > 0) {
        place.totalBytes = disk.bytesTotal();
        place.freeBytes = disk.bytesAvailable();
    }
    return place;
}

bool isForImages(const QStorageInfo &disk)
{
    static const QByteArrayList unfit{ "tmpfs", "devtmpfs", "squashfs", "overlay", "ramfs", "efivarfs",
        "proc", "sysfs", "cgroup2", "autofs", "fuse.portal", "iso9660" };
    return disk.isValid() && disk.isReady() && !disk.isReadOnly() && disk.bytesTotal() > (1LL << 30)
        && !unfit.contains(disk.fileSystemType()) && QFileInfo(disk.rootPath()).isWritable();
}

} // namespace

QList<CataloguePlace> cataloguePlaces()
{
    const QString usual
        = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) % u"/vitrine"_s;
    QList<CataloguePlace> places{ placeAt(usual, {}) };
    const QByteArray usualDevice = QStorageInfo(QDir::homePath()).device();
    const QList<QStorageInfo> disks = QStorageInfo::mountedVolumes();
    for (const QStorageInfo &disk : disks) {
        if (disk.device() == usualDevice || !isForImages(disk) || places.size() >= mostPlaces)
            continue;
        const QString name = disk.name().isEmpty() ? QFileInfo(disk.rootPath()).fileName() : disk.name();
        places.append(placeAt(QDir(disk.rootPath()).filePath(u"vitrine"_s), name));
    }
    return places;
}

FirstRunPage::FirstRunPage(const QList<CataloguePlace> &places, FileChooser &chooser, QWidget *parent)
    : QWidget(parent)
    , m_chooser(chooser)
{
    setObjectName(u"firstRunPage"_s);
    setWindowIcon(applicationIcon());
    setMinimumSize(560, 480);
    build();
    for (const CataloguePlace &place : places)
        addPlace(place);
    translate();
    m_start->setFocus();
}

void FirstRunPage::build()
{
    auto *icon = new QLabel;
    icon->setPixmap(applicationIcon().pixmap(QSize(iconSize, iconSize), devicePixelRatio()));
    m_title = new QLabel;
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_intro = new QLabel;
    m_intro->setWordWrap(true);
    m_intro->setForegroundRole(QPalette::PlaceholderText);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_intro);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addLayout(words, 1);

    m_languageLabel = new QLabel;
    m_language = new QComboBox;
    m_language->setObjectName(u"languageBox"_s);
    const QStringList codes = languageCodes();
    for (const QString &code : codes)
        m_language->addItem(languageName(code), code);
    m_language->setCurrentIndex(m_language->findData(languageOfDesktop()));
    m_languageLabel->setBuddy(m_language);
    auto *languageLine = new QHBoxLayout;
    languageLine->setSpacing(8);
    languageLine->addWidget(m_languageLabel);
    languageLine->addWidget(m_language);
    languageLine->addStretch();

    m_placeLabel = new QLabel;
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_placeLabel->setFont(strong);
    m_placeButtons = new QButtonGroup(this);
    m_placeColumn = new QVBoxLayout;
    m_placeColumn->setSpacing(8);
    m_other = new QPushButton;
    m_other->setObjectName(u"otherFolderButton"_s);
    m_other->setIcon(themedIcon(u"folder"_s));
    m_other->setAutoDefault(false);
    auto *otherLine = new QHBoxLayout;
    otherLine->addWidget(m_other);
    otherLine->addStretch();
    m_warning = new QLabel;
    m_warning->setObjectName(u"spaceWarning"_s);
    m_warning->setWordWrap(true);
    m_sample = new QCheckBox;
    m_sample->setObjectName(u"sampleBox"_s);
    m_sample->setChecked(true);

    m_skip = new QPushButton;
    m_skip->setObjectName(u"skipButton"_s);
    m_skip->setAutoDefault(false);
    m_start = new QPushButton;
    m_start->setObjectName(u"startButton"_s);
    m_start->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(m_skip);
    buttons->addWidget(m_start);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(32, 32, 32, 24);
    column->setSpacing(12);
    column->addLayout(head);
    column->addSpacing(8);
    column->addLayout(languageLine);
    column->addSpacing(8);
    column->addWidget(m_placeLabel);
    column->addLayout(m_placeColumn);
    column->addLayout(otherLine);
    column->addWidget(m_warning);
    column->addSpacing(8);
    column->addWidget(m_sample);
    column->addStretch();
    column->addLayout(buttons);

    connect(m_language, &QComboBox::activated, this,
        [this] { Q_EMIT languageChosen(m_language->currentData().toString()); });
    connect(m_placeButtons, &QButtonGroup::idToggled, this, &FirstRunPage::updateWarning);
    connect(m_other, &QPushButton::clicked, this, &FirstRunPage::chooseFolder);
    connect(m_skip, &QPushButton::clicked, this, [this] { finish(false); });
    connect(m_start, &QPushButton::clicked, this, [this] { finish(m_sample->isChecked()); });
}

void FirstRunPage::addPlace(const CataloguePlace &place)
{
    auto *button = new QRadioButton;
    const auto number = static_cast<int>(m_places.size());
    button->setObjectName(u"place%1"_s.arg(number));
    m_places.append(place);
    m_placeButtons->addButton(button, number);
    m_placeColumn->addWidget(button);
    if (number == 0)
        button->setChecked(true);
}

void FirstRunPage::chooseFolder()
{
    FileChooser::Request request;
    request.title = tr("Where should images live?");
    m_chooser.chooseFolder(this, request, [this](const QString &path) {
        // Other files are not mixed with those of a catalogue.
        const QDir folder(path);
        const bool isOwn = folder.isEmpty() || folder.exists(u"VITRINE"_s);
        addPlace(placeAt(isOwn ? path : folder.filePath(u"vitrine"_s), QFileInfo(path).fileName()));
        translate();
        m_placeButtons->button(static_cast<int>(m_places.size()) - 1)->setChecked(true);
    });
}

void FirstRunPage::translate()
{
    setWindowTitle(tr("Welcome to Vitrine"));
    m_title->setText(tr("Welcome to Vitrine"));
    m_intro->setText(tr("Vitrine keeps disk images of virtual machines in catalogues: it copies them in, "
                        "checks them and shows what state each is in."));
    m_languageLabel->setText(tr("&Language:"));
    m_placeLabel->setText(tr("Where should images live?"));
    m_other->setText(tr("Another &folder…"));
    m_sample->setText(tr("&Put a small sample image in it to try things with"));
    //: Button: begin with the usual choices
    m_skip->setText(tr("S&kip"));
    //: Button: begin to use the program
    m_start->setText(tr("&Start"));
    for (qsizetype number = 0; number < m_places.size(); ++number) {
        const CataloguePlace &place = m_places.at(number);
        const QString label = place.label.isEmpty() ? tr("This computer") : place.label;
        const QString free = place.freeBytes < 0
            ? QString()
            //: %1 is a number of bytes
            : u"  ·  "_s % tr("%1 free").arg(text::bytes(place.freeBytes));
        QString words = label % free % u'\n' % QDir::toNativeSeparators(place.folder);
        m_placeButtons->button(static_cast<int>(number))->setText(words.replace(u'&', u"&&"_s));
    }
    updateWarning();
}

void FirstRunPage::updateWarning()
{
    const int number = m_placeButtons->checkedId();
    const bool isShort
        = number >= 0 && m_places.at(number).freeBytes >= 0 && m_places.at(number).freeBytes < littleSpace;
    m_warning->setText(
        isShort ? tr("⚠ There is little room: disk images usually take several GiB each.") : QString());
    m_warning->setVisible(isShort);
}

FirstRunChoice FirstRunPage::choice() const
{
    const QString code = m_language->currentData().toString();
    return { .language = code == languageOfDesktop() ? QString() : code,
        .folder = m_places.value(m_placeButtons->checkedId()).folder,
        .wantsSample = m_sample->isChecked() };
}

void FirstRunPage::finish(bool wantsSample)
{
    FirstRunChoice chosen = choice();
    chosen.wantsSample = wantsSample;
    Q_EMIT finished(chosen);
}

void FirstRunPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_start)
        translate();
}

} // namespace vitrine
