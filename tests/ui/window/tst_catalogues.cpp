#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/transfer/transferqueue.h"
#include "tests/support/addinghelp.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "tests/support/testfiles.h"
#include "ui/catalogs/catalogueregistry.h"
#include "ui/catalogs/cataloguesidebar.h"
#include "ui/dialogs/commandpalette.h"
#include "ui/dialogs/integritydialog.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/images/imagecolumns.h"
#include "ui/transfers/transferspanel.h"
#include "ui/widgets/messagestrip.h"
#include "ui/window/catalogueview.h"
#include "ui/window/maintoolbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using vitrine::test::imageNamed;
using Call = vitrine::test::FakeImageService::Call;

/// The window with several catalogues.
class CataloguesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void anotherCatalogueTakesThePlaceOfTheFirst();
    void actionsActOnceAfterManySwitches();
    void eachCatalogueIsFoundAsItWasLeft();
    void transfersGoOnWhereNobodyLooks();
    void quitAsksForEveryCatalogue();
    void filesHandedOverWaitForTheNextCatalogue();
    void numbersSwitchCatalogues();
    void aFolderIsAddedFromTheSidebar();
    void removalCanBeUndone();
    void aBusyCatalogueIsNotRemoved();
    void theSidebarFoldsAndIsRemembered();
    void aNarrowWindowFoldsTheSidebar();
    void emptyingTheTrashAsksFirst();
    void anEmptyTrashIsSaidPlainly();
    void integrityIsChecked();
    void settingsAreAppliedAtOnce();
    void thePaletteRunsActionsAndFindsImages();

private:
    QAction *action(const char *name) const;
    QStringList shownNames() const;
    void attach(int which);
    void select(const QString &name);

    struct Place {
        std::unique_ptr<test::FakeImageService> service;
        std::unique_ptr<TransferQueue> queue;
        QString id;
    };

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<CatalogueRegistry> m_registry;
    Place m_places[2];
    test::FakeFileChooser m_chooser;
    test::FakePrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
};

void CataloguesTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    qputenv("VITRINE_COLOR_SCHEME", "light");
}

void CataloguesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_chooser = {};
    m_prompts = {};
    m_registry = std::make_unique<CatalogueRegistry>(*m_settings);
    const QStringList names[] = { { u"alpha"_s, u"beta"_s, u"gamma"_s }, { u"delta"_s, u"epsilon"_s } };
    for (int which = 0; which < 2; ++which) {
        Place &place = m_places[which];
        place.service = std::make_unique<test::FakeImageService>();
        QList<Image> images;
        for (const QString &name : names[which])
            images.append(imageNamed(name));
        place.service->setImages(images);
        place.queue
            = std::make_unique<TransferQueue>(*place.service, m_folder->filePath(u"journal%1"_s.arg(which)));
        place.queue->restore();
        place.id = m_registry->addFolder(which == 0 ? u"/data/first"_s : u"/data/second"_s);
    }
    m_window = std::make_unique<MainWindow>(*m_settings, m_chooser, m_prompts);
    m_window->setCatalogues(*m_registry);
    m_window->resize(1200, 700);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    attach(0);
}

void CataloguesTest::cleanup()
{
    m_window.reset();
    for (Place &place : m_places) {
        place.queue.reset();
        place.service.reset();
    }
    m_registry.reset();
}

QAction *CataloguesTest::action(const char *name) const
{
    return m_window->findChild<QAction *>(u"action_"_s + QLatin1String(name));
}

QStringList CataloguesTest::shownNames() const
{
    QStringList names;
    const ImageListModel &model = m_window->catalogue()->model();
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.imageAt(row)->name);
    names.sort();
    return names;
}

void CataloguesTest::attach(int which)
{
    Place &place = m_places[which];
    m_registry->setCurrent(place.id);
    m_window->attach(*place.service, *place.queue, u"uuid-%1"_s.arg(which));
    QTRY_COMPARE(m_window->catalogue()->model().state(), ImageListModel::State::Complete);
}

void CataloguesTest::select(const QString &name)
{
    ImageListModel &model = m_window->catalogue()->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.imageAt(row)->name == name)
            m_window->catalogue()->table().setCurrentImage(model.imageAt(row)->id);
    }
    QTRY_COMPARE(m_window->catalogue()->selectedImages().size(), 1);
    QCoreApplication::processEvents();
}

void CataloguesTest::anotherCatalogueTakesThePlaceOfTheFirst()
{
    QTRY_COMPARE(shownNames().size(), 3);
    QVERIFY(m_window->windowTitle().startsWith(u"first"_s));
    attach(1);
    QTRY_COMPARE(shownNames(), (QStringList{ u"delta"_s, u"epsilon"_s }));
    QVERIFY(m_window->windowTitle().startsWith(u"second"_s));
    QVERIFY(m_window->findChild<QLabel *>(u"imageCount"_s)->text().startsWith(u'2'));
    m_window->detach();
    QVERIFY(!m_window->catalogue());
    QVERIFY(!action("add")->isEnabled());
    QVERIFY(!action("emptyTrash")->isEnabled());
    action("trash")->toggle();
    action("details")->toggle();
    m_window->close();
    QVERIFY(!m_window->isVisible());
}

void CataloguesTest::actionsActOnceAfterManySwitches()
{
    for (int round = 0; round < 3; ++round) {
        attach(1);
        attach(0);
    }
    QTRY_COMPARE(shownNames().size(), 3);
    select(u"alpha"_s);
    QTRY_VERIFY(action("delete")->isEnabled());
    QTest::keyClick(&m_window->catalogue()->table(), Qt::Key_Delete);
    QTRY_COMPARE(shownNames().size(), 2);
    QCOMPARE(m_places[0].service->callCount(Call::DeleteImage), 1);
    QCOMPARE(m_places[1].service->callCount(Call::DeleteImage), 0);
    QCOMPARE(m_prompts.questions.size(), 0);
    m_chooser.paths.clear();
    action("add")->trigger();
    QCOMPARE(m_chooser.requests.size(), 1);
}

void CataloguesTest::eachCatalogueIsFoundAsItWasLeft()
{
    m_window->toolBar().searchField().setText(u"a"_s);
    QTRY_COMPARE(m_window->catalogue()->model().query().text, u"a"_s);
    m_window->catalogue()->table().columns().setWanted(ImageListModel::Column::VirtualSize, false);
    select(u"beta"_s);
    action("details")->setChecked(true);
    attach(1);
    QVERIFY(m_window->toolBar().searchField().text().isEmpty());
    QTRY_COMPARE(shownNames().size(), 2);
    m_window->catalogue()->table().columns().setWanted(ImageListModel::Column::VirtualSize, true);
    m_window->catalogue()->model().sort(0, Qt::AscendingOrder);
    action("details")->setChecked(false);
    attach(0);
    QCOMPARE(m_window->toolBar().searchField().text(), u"a"_s);
    QVERIFY(!m_window->catalogue()->table().columns().isWanted(ImageListModel::Column::VirtualSize));
    QVERIFY(action("details")->isChecked());
    QTRY_COMPARE(m_window->catalogue()->selectedImages().size(), 1);
    QCOMPARE(m_window->catalogue()->selectedImages().first().name, u"beta"_s);
    attach(1);
    QVERIFY(m_window->catalogue()->table().columns().isWanted(ImageListModel::Column::VirtualSize));
    QVERIFY(!action("details")->isChecked());
    QCOMPARE(m_window->catalogue()->model().query().sort.first().field, SortField::Name);
}

void CataloguesTest::transfersGoOnWhereNobodyLooks()
{
    const QString file = m_folder->filePath(u"a.img"_s);
    test::writeFile(file, test::patternBytes(4096));
    m_places[0].service->hold(Call::UploadFile);
    m_window->importFiles({ file });
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_places[0].service->waitingCount(Call::UploadFile), 1);
    QTRY_VERIFY(m_window->transfers().isVisible());
    attach(1);
    QTRY_VERIFY(!m_window->transfers().isVisible());
    m_places[0].service->release(Call::UploadFile);
    QTRY_COMPARE(m_places[0].queue->transfers().first().state, TransferState::Finished);
    QCOMPARE(shownNames().size(), 2);
    attach(0);
    QTRY_COMPARE(shownNames().size(), 4);
}

void CataloguesTest::quitAsksForEveryCatalogue()
{
    const QString file = m_folder->filePath(u"a.img"_s);
    test::writeFile(file, test::patternBytes(4096));
    m_places[0].service->hold(Call::UploadFile);
    m_window->importFiles({ file });
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_places[0].service->waitingCount(Call::UploadFile), 1);
    attach(1);
    m_window->close();
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_prompts.questions.size(), 1);
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(m_prompts.questions.size(), 1);
}

void CataloguesTest::filesHandedOverWaitForTheNextCatalogue()
{
    const QString file = m_folder->filePath(u"a.img"_s);
    test::writeFile(file, test::patternBytes(4096));
    m_window->detach();
    m_window->importFiles({ file });
    QVERIFY(m_places[1].queue->transfers().isEmpty());
    attach(1);
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_places[1].queue->transfers().size(), 1);
}

void CataloguesTest::numbersSwitchCatalogues()
{
    QSignalSpy asked(m_registry.get(), &CatalogueRegistry::openRequested);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), m_places[1].id);
    attach(1);
    QVERIFY(action("catalogue2")->isChecked());
    QVERIFY(!action("catalogue1")->isChecked());
    m_registry->rename(m_places[1].id, u"Lab & co"_s);
    QCOMPARE(action("catalogue2")->text(), u"Lab && co"_s);
    QVERIFY(m_window->windowTitle().startsWith(u"Lab & co"_s));
}

void CataloguesTest::aFolderIsAddedFromTheSidebar()
{
    QSignalSpy offered(m_registry.get(), &CatalogueRegistry::folderOffered);
    m_chooser.paths = { u"/data/third"_s };
    m_registry->setFolderForNew(u"/data"_s);
    QTest::mouseClick(m_window->findChild<QWidget *>(u"addCatalogueButton"_s), Qt::LeftButton);
    QTRY_COMPARE(offered.size(), 1);
    QCOMPARE(m_chooser.requests.first().folder, u"/data"_s);
    QCOMPARE(offered.first().first().toString(), u"/data/third"_s);
    m_registry->addFolder(u"/data/third"_s);
    QVERIFY(action("catalogue3"));
}

void CataloguesTest::removalCanBeUndone()
{
    auto *list = m_window->findChild<QListView *>(u"catalogueList"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(m_registry->entries().size(), 1);
    auto *strip = m_window->findChild<MessageStrip *>(u"messageStrip"_s);
    QTRY_VERIFY(strip->isVisible());
    QVERIFY(strip->sentence().contains(u"second"_s));
    for (QPushButton *button : strip->findChildren<QPushButton *>()) {
        if (button->text() == u"Undo"_s)
            button->click();
    }
    QCOMPARE(m_registry->entries().size(), 2);
    QCOMPARE(m_registry->indexOf(m_places[1].id), 1);
}

void CataloguesTest::aBusyCatalogueIsNotRemoved()
{
    m_registry->setActivity(m_places[1].id, 2, 0);
    auto *list = m_window->findChild<QListView *>(u"catalogueList"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(m_registry->entries().size(), 2);
    QTRY_VERIFY(m_window->findChild<MessageStrip *>(u"messageStrip"_s)->isVisible());
}

void CataloguesTest::theSidebarFoldsAndIsRemembered()
{
    auto *sidebar = m_window->findChild<CatalogueSidebar *>();
    QVERIFY(sidebar->isVisible());
    QVERIFY(action("sidebar")->isChecked());
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!sidebar->isVisible());
    m_window->close();
    MainWindow next(*m_settings, m_chooser, m_prompts);
    next.setCatalogues(*m_registry);
    next.show();
    QVERIFY(!next.findChild<CatalogueSidebar *>()->isVisible());
}

void CataloguesTest::aNarrowWindowFoldsTheSidebar()
{
    auto *sidebar = m_window->findChild<CatalogueSidebar *>();
    m_window->resize(1024, 640);
    QTRY_COMPARE(m_window->width(), 1024);
    QVERIFY(sidebar->isVisible());
    action("details")->setChecked(true);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->width(), 1024);
    m_window->resize(760, 600);
    QTRY_VERIFY(!sidebar->isVisible());
    action("sidebar")->trigger();
    QVERIFY(sidebar->isVisible());
    action("sidebar")->trigger();
    m_window->resize(1200, 700);
    QTRY_VERIFY(action("sidebar")->isChecked() == sidebar->isVisible());
}

void CataloguesTest::emptyingTheTrashAsksFirst()
{
    select(u"alpha"_s);
    QTRY_VERIFY(action("delete")->isEnabled());
    action("delete")->trigger();
    QTRY_COMPARE(shownNames().size(), 2);
    m_prompts.answer = false;
    action("emptyTrash")->trigger();
    QTRY_COMPARE(m_prompts.questions.size(), 1);
    QVERIFY(m_prompts.questions.first().isDestructive);
    QCOMPARE(m_places[0].service->callCount(Call::EmptyTrash), 0);
    m_prompts.answer = true;
    action("emptyTrash")->trigger();
    QTRY_COMPARE(m_places[0].service->callCount(Call::EmptyTrash), 1);
    auto *strip = m_window->findChild<MessageStrip *>(u"messageStrip"_s);
    QTRY_VERIFY(strip->sentence().contains(u"for good"_s));
    action("trash")->trigger();
    QTRY_COMPARE(m_window->catalogue()->model().state(), ImageListModel::State::Complete);
    QTRY_VERIFY(shownNames().isEmpty());
}

void CataloguesTest::anEmptyTrashIsSaidPlainly()
{
    action("emptyTrash")->trigger();
    auto *strip = m_window->findChild<MessageStrip *>(u"messageStrip"_s);
    QTRY_VERIFY(strip->isVisible());
    QVERIFY(m_prompts.questions.isEmpty());
    QCOMPARE(m_places[0].service->callCount(Call::EmptyTrash), 0);
}

void CataloguesTest::integrityIsChecked()
{
    m_places[0].service->hold(Call::VerifyImages);
    action("checkIntegrity")->trigger();
    auto *dialog = m_window->findChild<IntegrityDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    action("checkIntegrity")->trigger();
    QCOMPARE(m_window->findChildren<IntegrityDialog *>().size(), 1);
    QTRY_COMPARE(m_places[0].service->waitingCount(Call::VerifyImages), 1);
    // Another catalogue: its check ends with it.
    attach(1);
    QVERIFY(!m_window->findChild<IntegrityDialog *>());
    QTRY_COMPARE(m_places[0].service->waitingCount(Call::VerifyImages), 0);
}

void CataloguesTest::settingsAreAppliedAtOnce()
{
    QSignalSpy changed(m_window.get(), &MainWindow::preferencesChanged);
    QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
    auto *dialog = m_window->findChild<SettingsDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    dialog->findChild<QWidget *>(u"highContrastBox"_s)->setFocus();
    QTest::keyClick(dialog->findChild<QWidget *>(u"highContrastBox"_s), Qt::Key_Space);
    QCOMPARE(changed.size(), 1);
    QVERIFY(dialog->preferences().highContrast);
    dialog->reject();
}

void CataloguesTest::thePaletteRunsActionsAndFindsImages()
{
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QPointer<CommandPalette> palette = m_window->findChild<CommandPalette *>();
    QVERIFY(palette);
    QTRY_VERIFY(palette->isVisible());
    QVERIFY(palette->width() <= m_window->width());
    auto *field = palette->findChild<QLineEdit *>(u"paletteField"_s);
    QTest::keyClicks(field, u"gamma"_s);
    auto *list = palette->findChild<QListView *>(u"paletteList"_s);
    QTRY_COMPARE(list->currentIndex().data().toString(), u"gamma"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(!palette);
    QTRY_COMPARE(m_window->catalogue()->selectedImages().size(), 1);
    QCOMPARE(m_window->catalogue()->selectedImages().first().name, u"gamma"_s);

    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    palette = m_window->findChild<CommandPalette *>();
    QVERIFY(palette);
    QTest::keyClicks(palette->findChild<QLineEdit *>(u"paletteField"_s), u"trsh"_s);
    list = palette->findChild<QListView *>(u"paletteList"_s);
    QTRY_COMPARE(list->currentIndex().data().toString(), u"Trash"_s);
    QTest::keyClick(palette->findChild<QLineEdit *>(u"paletteField"_s), Qt::Key_Return);
    QTRY_VERIFY(m_window->catalogue()->isTrash());
}

QTEST_MAIN(CataloguesTest)
#include "tst_catalogues.moc"
