#include <QAbstractScrollArea>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/fakedialogs.h"
#include "ui/dialogs/settingsdialog.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class SettingsDialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsSavedIsLoaded();
    void nonsenseGivesTheDefaults();
    void everyChangeHoldsAtOnce();
    void aFolderIsChosen();
    void everyFieldHasAName();
};

void SettingsDialogTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void SettingsDialogTest::whatIsSavedIsLoaded()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    QCOMPARE(loadPreferences(settings), Preferences{});
    const Preferences wanted{ .appearance = Appearance::Dark,
        .highContrast = true,
        .reducedMotion = true,
        .language = u"zh_TW"_s,
        .parallelTransfers = 7,
        .newCatalogueFolder = u"/data"_s,
        .trashDays = 30 };
    savePreferences(settings, wanted);
    settings.sync();
    QCOMPARE(loadPreferences(QSettings(settings.fileName(), QSettings::IniFormat)), wanted);
}

void SettingsDialogTest::nonsenseGivesTheDefaults()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    settings.setValue(u"preferences/appearance"_s, u"pink"_s);
    settings.setValue(u"preferences/language"_s, u"tlh"_s);
    settings.setValue(u"preferences/parallelTransfers"_s, -4);
    settings.setValue(u"preferences/trashDays"_s, 0);
    QCOMPARE(loadPreferences(settings), Preferences{});
    settings.setValue(u"preferences/parallelTransfers"_s, 100'000);
    QCOMPARE(loadPreferences(settings).parallelTransfers, Preferences{}.parallelTransfers);
}

void SettingsDialogTest::everyChangeHoldsAtOnce()
{
    test::FakeFileChooser chooser;
    SettingsDialog dialog({}, chooser);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QSignalSpy changed(&dialog, &SettingsDialog::preferencesChanged);
    auto *appearance = dialog.findChild<QComboBox *>(u"appearanceBox"_s);
    appearance->setFocus();
    QTest::keyClick(appearance, Qt::Key_Down);
    QTest::keyClick(appearance, Qt::Key_Down);
    QCOMPARE(dialog.preferences().appearance, Appearance::Dark);
    QCOMPARE(changed.size(), 2);
    auto *motion = dialog.findChild<QCheckBox *>(u"reducedMotionBox"_s);
    QTest::mouseClick(motion, Qt::LeftButton, {}, QPoint(8, motion->height() / 2));
    QVERIFY(dialog.preferences().reducedMotion);
    auto *parallel = dialog.findChild<QSpinBox *>(u"parallelBox"_s);
    parallel->setFocus();
    QTest::keyClick(parallel, Qt::Key_Up);
    QCOMPARE(dialog.preferences().parallelTransfers, 4);
    auto *days = dialog.findChild<QSpinBox *>(u"trashDaysBox"_s);
    days->setFocus();
    QTest::keyClick(days, Qt::Key_Up);
    QCOMPARE(dialog.preferences().trashDays, 8);
    auto *language = dialog.findChild<QComboBox *>(u"languageBox"_s);
    QCOMPARE(language->count(), 4);
    language->setFocus();
    QTest::keyClick(language, Qt::Key_Down);
    QTest::keyClick(language, Qt::Key_Down);
    QCOMPARE(dialog.preferences().language, u"zh_TW"_s);
}

void SettingsDialogTest::aFolderIsChosen()
{
    test::FakeFileChooser chooser;
    chooser.paths = { u"/data/images"_s };
    SettingsDialog dialog({}, chooser);
    dialog.show();
    QSignalSpy changed(&dialog, &SettingsDialog::preferencesChanged);
    QTest::mouseClick(dialog.findChild<QWidget *>(u"chooseFolderButton"_s), Qt::LeftButton);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(dialog.preferences().newCatalogueFolder, u"/data/images"_s);
    QCOMPARE(dialog.findChild<QLineEdit *>(u"folderField"_s)->text(), u"/data/images"_s);
}

void SettingsDialogTest::everyFieldHasAName()
{
    test::FakeFileChooser chooser;
    SettingsDialog dialog({}, chooser);
    const QList<QWidget *> widgets = dialog.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith("qt_"_L1))
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        const bool isNamed = accessible && !accessible->text(QAccessible::Name).isEmpty();
        QVERIFY2(isNamed || qobject_cast<QAbstractScrollArea *>(widget) || widget->isHidden(),
            qPrintable(QString::fromLatin1(widget->metaObject()->className()) % u' ' % widget->objectName()));
    }
}

QTEST_MAIN(SettingsDialogTest)
#include "tst_settingsdialog.moc"
