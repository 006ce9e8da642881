#include "ui/dialogs/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "ui/widgets/filechooser.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QString usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
}

} // namespace

SettingsDialog::SettingsDialog(const Preferences &preferences, FileChooser &chooser, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_chooser(chooser)
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    setMinimumWidth(480);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    addAppearance();
    addTransfers();
    addCatalogues();
    column->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    m_appearance->setFocus();
}

QFormLayout *SettingsDialog::addGroup(const QString &title)
{
    auto *group = new QGroupBox(title);
    auto *form = new QFormLayout(group);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    layout()->addWidget(group);
    return form;
}

void SettingsDialog::addAppearance()
{
    QFormLayout *form = addGroup(tr("Appearance"));
    m_appearance = new QComboBox;
    m_appearance->setObjectName(u"appearanceBox"_s);
    m_appearance->addItem(tr("As the desktop"), static_cast<int>(Appearance::Automatic));
    //: A colour scheme
    m_appearance->addItem(tr("Light"), static_cast<int>(Appearance::Light));
    //: A colour scheme
    m_appearance->addItem(tr("Dark"), static_cast<int>(Appearance::Dark));
    m_appearance->setCurrentIndex(m_appearance->findData(static_cast<int>(m_preferences.appearance)));
    form->addRow(tr("&Colours:"), m_appearance);

    m_highContrast = new QCheckBox(tr("&High contrast"));
    m_highContrast->setObjectName(u"highContrastBox"_s);
    m_highContrast->setChecked(m_preferences.highContrast);
    form->addRow(QString(), m_highContrast);

    m_reducedMotion = new QCheckBox(tr("&Reduce motion"));
    m_reducedMotion->setObjectName(u"reducedMotionBox"_s);
    m_reducedMotion->setToolTip(tr("Things appear and change without moving."));
    m_reducedMotion->setChecked(m_preferences.reducedMotion);
    form->addRow(QString(), m_reducedMotion);

    m_language = new QComboBox;
    m_language->setObjectName(u"languageBox"_s);
    //: %1 is the name of a language
    m_language->addItem(tr("As the desktop (%1)").arg(languageName(languageOfDesktop())), QString());
    const QStringList codes = languageCodes();
    for (const QString &code : codes)
        m_language->addItem(languageName(code), code);
    m_language->setCurrentIndex(qMax(0, m_language->findData(m_preferences.language)));
    form->addRow(tr("&Language:"), m_language);

    connect(m_appearance, &QComboBox::currentIndexChanged, this, &SettingsDialog::readFields);
    connect(m_highContrast, &QCheckBox::toggled, this, &SettingsDialog::readFields);
    connect(m_reducedMotion, &QCheckBox::toggled, this, &SettingsDialog::readFields);
    // Looking through the list with the keyboard is no choice yet.
    connect(m_language, &QComboBox::activated, this, &SettingsDialog::readFields);
}

void SettingsDialog::addTransfers()
{
    QFormLayout *form = addGroup(tr("Transfers"));
    m_parallel = new QSpinBox;
    m_parallel->setObjectName(u"parallelBox"_s);
    m_parallel->setRange(1, Preferences::mostParallelTransfers);
    m_parallel->setValue(m_preferences.parallelTransfers);
    m_parallel->setToolTip(tr("The others wait their turn. A single hard disk is fastest with one or two."));
    form->addRow(tr("Run at the same &time:"), m_parallel);
    connect(m_parallel, &QSpinBox::valueChanged, this, &SettingsDialog::readFields);
}

void SettingsDialog::addCatalogues()
{
    QFormLayout *form = addGroup(tr("Catalogues"));
    m_folder = new QLineEdit(QDir::toNativeSeparators(
        m_preferences.newCatalogueFolder.isEmpty() ? usualFolder() : m_preferences.newCatalogueFolder));
    m_folder->setObjectName(u"folderField"_s);
    m_folder->setReadOnly(true);
    auto *choose = new QPushButton(tr("C&hoose…"));
    choose->setObjectName(u"chooseFolderButton"_s);
    choose->setAutoDefault(false);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_folder, 1);
    line->addWidget(choose);
    // A row made of a layout has no buddy of its own.
    auto *label = new QLabel(tr("&New ones in:"));
    label->setBuddy(m_folder);
    form->addRow(label, line);
    m_folder->setAccessibleName(tr("Folder for new catalogues"));
    choose->setAccessibleName(tr("Choose the folder for new catalogues"));
    connect(choose, &QPushButton::clicked, this, &SettingsDialog::chooseFolder);

    m_trashDays = new QSpinBox;
    m_trashDays->setObjectName(u"trashDaysBox"_s);
    m_trashDays->setRange(1, Preferences::mostTrashDays);
    //: Days, after a number
    m_trashDays->setSuffix(tr(" days"));
    m_trashDays->setValue(m_preferences.trashDays);
    m_trashDays->setToolTip(
        tr("What is in the trash already keeps its date. Catalogues that are open take this "
           "over when they are opened next."));
    form->addRow(tr("&Keep deleted images for:"), m_trashDays);
    connect(m_trashDays, &QSpinBox::valueChanged, this, &SettingsDialog::readFields);
}

void SettingsDialog::chooseFolder()
{
    FileChooser::Request request;
    request.title = tr("Where new catalogues are proposed");
    request.folder = m_folder->text();
    m_chooser.chooseFolder(this, request, [this](const QString &path) {
        m_folder->setText(QDir::toNativeSeparators(path));
        m_preferences.newCatalogueFolder = path;
        Q_EMIT preferencesChanged(m_preferences);
    });
}

void SettingsDialog::readFields()
{
    Preferences read = m_preferences;
    read.appearance = static_cast<Appearance>(m_appearance->currentData().toInt());
    read.highContrast = m_highContrast->isChecked();
    read.reducedMotion = m_reducedMotion->isChecked();
    read.language = m_language->currentData().toString();
    read.parallelTransfers = m_parallel->value();
    read.trashDays = m_trashDays->value();
    if (read == m_preferences)
        return;
    m_preferences = read;
    Q_EMIT preferencesChanged(read);
}

} // namespace vitrine
