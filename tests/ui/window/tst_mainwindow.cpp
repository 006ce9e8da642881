#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include "core/transfer/transferqueue.h"
#include "tests/support/addinghelp.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "tests/support/testfiles.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/shortcutsdialog.h"
#include "ui/images/imagecolumns.h"
#include "ui/transfers/transfersmodel.h"
#include "ui/transfers/transferspanel.h"
#include "ui/transfers/transfersview.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagestrip.h"
#include "ui/window/catalogueview.h"
#include "ui/window/droptarget.h"
#include "ui/window/maintoolbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using vitrine::test::imageNamed;
using Call = vitrine::test::FakeImageService::Call;

class MainWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everythingThatTakesFocusHasAName();
    void everyActionSaysWhatItDoesOrWhyNot();
    void actionsFollowTheSelection();
    void searchKeepsOnlyTheLatestText();
    void keyboardAloneIsEnough();
    void deletionCanBeUndoneFromTheStrip();
    void protectedImagesAreNotDeleted();
    void whatCannotBeRestoredIsAskedFor();
    void trashShowsWhatWasDeleted();
    void failureToOpenIsSaidAndCanBeTriedAgain();
    void hoveringFilesShowTheTarget();
    void nothingIsTakenBeforeTheCatalogueIsOpen();
    void transfersFoldToOneLine();
    void e14_quitDuringATransferAsksAndPutsItDown();
    void quitIsRefusedWhenPeopleStay();
    void windowIsFoundAsItWasLeft();
    void e10_brokenSettingsGiveTheDefaults();
    void toolbarFitsANarrowWindow();
    void emptyStatesSayWhatToDo();
    void dialogsOpenWithoutBlocking();

private:
    void select(const QString &name);
    QStringList shownNames() const;
    QAction *action(const char *name) const;
    void drop(const QList<QUrl> &urls);
    Transfer firstTransfer() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<test::FakeImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
    test::FakeFileChooser m_chooser;
    test::FakePrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
};

void MainWindowTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    QLoggingCategory::setFilterRules(u"vitrine.transfer.info=false"_s);
    qputenv("VITRINE_COLOR_SCHEME", "light");
}

void MainWindowTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_chooser = {};
    m_prompts = {};
    m_service = std::make_unique<test::FakeImageService>();
    Image guarded = imageNamed(u"guarded"_s);
    guarded.isProtected = true;
    m_service->setImages(
        { imageNamed(u"alpha"_s), imageNamed(u"beta"_s), imageNamed(u"gamma"_s, ImageStatus::Deactivated),
            imageNamed(u"empty"_s, ImageStatus::Queued), guarded });
    m_queue = std::make_unique<TransferQueue>(*m_service, m_folder->filePath(u"journal"_s));
    m_queue->restore();
    m_window = std::make_unique<MainWindow>(*m_settings, m_chooser, m_prompts);
    m_window->show();
    m_window->attach(*m_service, *m_queue);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 5);
}

void MainWindowTest::cleanup()
{
    m_window.reset();
    m_queue.reset();
    m_service.reset();
}

void MainWindowTest::select(const QString &name)
{
    ImageListModel &model = m_window->catalogue()->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.imageAt(row)->name == name)
            m_window->catalogue()->table().setCurrentImage(model.imageAt(row)->id);
    }
    QTRY_COMPARE(m_window->catalogue()->selectedImages().size(), 1);
    QCOMPARE(m_window->catalogue()->selectedImages().first().name, name);
    QCoreApplication::processEvents();
}

QStringList MainWindowTest::shownNames() const
{
    QStringList names;
    const ImageListModel &model = m_window->catalogue()->model();
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.imageAt(row)->name);
    names.sort();
    return names;
}

QAction *MainWindowTest::action(const char *name) const
{
    return m_window->findChild<QAction *>(u"action_"_s + QLatin1String(name));
}

void MainWindowTest::drop(const QList<QUrl> &urls)
{
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &event);
    QVERIFY(event.isAccepted());
}

Transfer MainWindowTest::firstTransfer() const
{
    return m_queue->transfers().value(0);
}

void MainWindowTest::everythingThatTakesFocusHasAName()
{
    select(u"alpha"_s);
    QStringList nameless;
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || qobject_cast<QMenu *>(widget))
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (accessible && !accessible->text(QAccessible::Name).isEmpty())
            continue;
        if (accessible && (widget->objectName().startsWith("qt_"_L1) || qobject_cast<QLabel *>(widget)))
            continue;
        nameless.append(QString::fromLatin1(widget->metaObject()->className()) % u' ' % widget->objectName()
            % u" in "_s % QString::fromLatin1(widget->parentWidget()->metaObject()->className()));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void MainWindowTest::everyActionSaysWhatItDoesOrWhyNot()
{
    const QList<QAction *> actions = m_window->actions().all();
    QVERIFY(actions.size() > 15);
    for (const QAction *each : actions)
        QVERIFY2(each->toolTip().contains(u'\n'), qPrintable(each->objectName()));
    m_window->catalogue()->table().clearSelection();
    QTRY_VERIFY(!action("delete")->isEnabled());
    QVERIFY(action("delete")->toolTip().endsWith(u"Select an image first."_s));
    QSet<QKeySequence> keys;
    for (const QAction *each : actions) {
        const QList<QKeySequence> shortcuts = each->shortcuts();
        for (const QKeySequence &shortcut : shortcuts) {
            QVERIFY2(!keys.contains(shortcut), qPrintable(shortcut.toString()));
            keys.insert(shortcut);
        }
    }
}

void MainWindowTest::actionsFollowTheSelection()
{
    select(u"alpha"_s);
    QVERIFY(action("export")->isEnabled());
    QVERIFY(action("deactivate")->isEnabled());
    QVERIFY(!action("reactivate")->isEnabled());
    QVERIFY(!action("restore")->isEnabled());
    select(u"gamma"_s);
    QVERIFY(!action("export")->isEnabled());
    QVERIFY(action("export")->toolTip().contains(u"reactivate"_s));
    QVERIFY(action("reactivate")->isEnabled());
    auto *stateButton = m_window->findChild<QToolButton *>(u"button_action_deactivate"_s);
    QCOMPARE(stateButton->defaultAction(), action("reactivate"));
    QTest::mouseClick(stateButton, Qt::LeftButton);
    QTRY_COMPARE(m_window->catalogue()->selectedImages().first().status, ImageStatus::Active);
    select(u"guarded"_s);
    QVERIFY(!action("delete")->isEnabled());
    QVERIFY(action("delete")->toolTip().contains(u"protected"_s));
}

void MainWindowTest::searchKeepsOnlyTheLatestText()
{
    const int before = m_service->callCount(Call::ListImages);
    m_service->hold(Call::ListImages);
    QTest::keyClicks(&m_window->toolBar().searchField(), u"gamma"_s);
    QCOMPARE(m_service->callCount(Call::ListImages), before + 1);
    m_service->release(Call::ListImages);
    QTRY_COMPARE(shownNames(), QStringList{ u"gamma"_s });
    QCOMPARE(m_service->callCount(Call::ListImages), before + 2);
    QCOMPARE(m_window->catalogue()->model().query().text, u"gamma"_s);
}

void MainWindowTest::keyboardAloneIsEnough()
{
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QLineEdit &search = m_window->toolBar().searchField();
    QTRY_VERIFY(search.hasFocus());
    QTest::keyClicks(&search, u"bet"_s);
    QTRY_COMPARE(shownNames(), QStringList{ u"beta"_s });
    QTest::keyClick(&search, Qt::Key_Down);
    ImageTableView &table = m_window->catalogue()->table();
    QTRY_VERIFY(table.hasFocus());
    QTRY_COMPARE(m_window->catalogue()->selectedImages().size(), 1);
    QTRY_VERIFY(action("copyId")->isEnabled());
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), m_window->catalogue()->selectedImages().first().id);
    QTRY_VERIFY(action("delete")->isEnabled());
    QTest::keyClick(&table, Qt::Key_Delete);
    QTRY_VERIFY(shownNames().isEmpty());
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(shownNames(), QStringList{ u"beta"_s });
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    QTest::keyClick(&search, Qt::Key_Escape);
    QTRY_COMPARE(shownNames().size(), 5);
}

void MainWindowTest::deletionCanBeUndoneFromTheStrip()
{
    select(u"alpha"_s);
    QTest::mouseClick(m_window->findChild<QToolButton *>(u"button_action_delete"_s), Qt::LeftButton);
    auto *strip = m_window->findChild<MessageStrip *>(u"messageStrip"_s);
    QTRY_VERIFY(strip->isVisible());
    QVERIFY(strip->sentence().contains(u"alpha"_s));
    QTRY_VERIFY(!shownNames().contains(u"alpha"_s));
    QPushButton *undo = nullptr;
    const QList<QPushButton *> buttons = strip->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == u"Undo"_s)
            undo = button;
    }
    QVERIFY(undo);
    undo->click();
    QTRY_VERIFY(shownNames().contains(u"alpha"_s));
    QVERIFY(!action("undo")->isEnabled());
}

void MainWindowTest::protectedImagesAreNotDeleted()
{
    Error refusal;
    refusal.code = ErrorCode::Forbidden;
    refusal.message = u"“alpha” is protected."_s;
    m_service->failNext(Call::DeleteImage, refusal);
    select(u"alpha"_s);
    action("delete")->trigger();
    auto *strip = m_window->findChild<MessageStrip *>(u"messageStrip"_s);
    QTRY_VERIFY(strip->isVisible());
    QCOMPARE(strip->kind(), MessageStrip::Kind::Error);
    QVERIFY(strip->sentence().contains(u"protected"_s));
    QVERIFY(shownNames().contains(u"alpha"_s));
}

void MainWindowTest::whatCannotBeRestoredIsAskedFor()
{
    m_prompts.answer = false;
    select(u"empty"_s);
    action("delete")->trigger();
    QCOMPARE(m_prompts.questions.size(), 1);
    QVERIFY(m_prompts.questions.first().isDestructive);
    QCOMPARE(m_service->callCount(Call::DeleteImage), 0);
    m_prompts.answer = true;
    action("delete")->trigger();
    QTRY_VERIFY(!shownNames().contains(u"empty"_s));
    QVERIFY(!action("undo")->isEnabled());
}

void MainWindowTest::trashShowsWhatWasDeleted()
{
    select(u"alpha"_s);
    action("delete")->trigger();
    QTRY_VERIFY(!shownNames().contains(u"alpha"_s));
    action("trash")->trigger();
    QTRY_COMPARE(shownNames(), QStringList{ u"alpha"_s });
    QVERIFY(!action("delete")->isEnabled());
    select(u"alpha"_s);
    QTRY_VERIFY(action("restore")->isEnabled());
    auto *button = m_window->findChild<QToolButton *>(u"button_action_delete"_s);
    QCOMPARE(button->defaultAction(), action("restore"));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(shownNames().isEmpty());
    action("trash")->trigger();
    QTRY_COMPARE(shownNames().size(), 5);
}

void MainWindowTest::failureToOpenIsSaidAndCanBeTriedAgain()
{
    MainWindow window(*m_settings, m_chooser, m_prompts);
    window.show();
    QVERIFY(!window.actions().add->isEnabled());
    QVERIFY(window.actions().add->toolTip().contains(u"not open"_s));
    Error error;
    error.code = ErrorCode::ReadOnly;
    error.message = u"The folder /x cannot be written."_s;
    window.showFailure(error);
    auto *view = window.findChild<EmptyView *>(u"openingView"_s);
    QVERIFY(view->isVisible());
    QVERIFY(view->accessibleName().contains(error.message));
    QSignalSpy asked(&window, &MainWindow::openRequested);
    view->findChildren<QPushButton *>().first()->click();
    QCOMPARE(asked.size(), 1);
    window.attach(*m_service, *m_queue);
    QTRY_COMPARE(window.catalogue()->model().rowCount(), 5);
}

void MainWindowTest::hoveringFilesShowTheTarget()
{
    auto *target = m_window->findChild<DropTarget *>();
    QVERIFY(!target->isVisible());
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(u"/tmp/a.img"_s) });
    QDragEnterEvent enter(
        QPoint(50, 50), Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QCOMPARE(enter.dropAction(), Qt::CopyAction);
    QTRY_VERIFY(target->isVisible());
    QCOMPARE(target->geometry(), m_window->rect());
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(target, &leave);
    QVERIFY(!target->isVisible());

    QMimeData words;
    words.setText(u"just words"_s);
    QDragEnterEvent refused(QPoint(50, 50), Qt::CopyAction, &words, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &refused);
    QVERIFY(!refused.isAccepted());
}

void MainWindowTest::nothingIsTakenBeforeTheCatalogueIsOpen()
{
    MainWindow window(*m_settings, m_chooser, m_prompts);
    window.show();
    QMimeData data;
    data.setUrls({ QUrl::fromLocalFile(u"/tmp/a.img"_s) });
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(!enter.isAccepted());
}

void MainWindowTest::transfersFoldToOneLine()
{
    TransfersPanel &panel = m_window->transfers();
    QVERIFY(!panel.isVisible());
    const QString file = m_folder->filePath(u"a.img"_s);
    test::writeFile(file, test::patternBytes(4096));
    m_service->hold(Call::UploadFile);
    drop({ QUrl::fromLocalFile(file) });
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_VERIFY(panel.isVisible());
    QTRY_VERIFY(panel.view()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_J, Qt::ControlModifier);
    QVERIFY(panel.isFolded());
    QTRY_VERIFY(!panel.view()->isVisible());
    QVERIFY(!action("transfers")->isChecked());
    QTest::mouseClick(panel.findChild<QToolButton *>(u"foldTransfers"_s), Qt::LeftButton);
    QTRY_VERIFY(panel.view()->isVisible());
    QVERIFY(action("transfers")->isChecked());

    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    panel.view()->setCurrentIndex(panel.view()->model()->index(0, 0));
    const auto shownState = [&panel] {
        return panel.view()->model()->index(0, 0).data(TransfersModel::TransferRole).value<Transfer>().state;
    };
    QTRY_COMPARE(shownState(), TransferState::Running);
    QTest::keyClick(panel.view(), Qt::Key_Space);
    QTRY_COMPARE(shownState(), TransferState::Paused);
    QTest::keyClick(panel.view(), Qt::Key_Space);
    QTRY_COMPARE(shownState(), TransferState::Running);
    QTest::keyClick(panel.view(), Qt::Key_Delete);
    QTRY_COMPARE(firstTransfer().state, TransferState::Cancelled);
    QTRY_VERIFY(panel.findChild<QToolButton *>(u"clearEnded"_s)->isVisible());
    QTest::mouseClick(panel.findChild<QToolButton *>(u"clearEnded"_s), Qt::LeftButton);
    QTRY_VERIFY(!panel.isVisible());
}

void MainWindowTest::e14_quitDuringATransferAsksAndPutsItDown()
{
    const QString file = m_folder->filePath(u"a.img"_s);
    test::writeFile(file, test::patternBytes(4096));
    m_service->hold(Call::UploadFile);
    drop({ QUrl::fromLocalFile(file) });
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    QSignalSpy suspended(m_queue.get(), &TransferQueue::suspended);
    m_window->close();
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_prompts.questions.size(), 1);
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(m_prompts.questions.size(), 1);
    QCOMPARE(suspended.size(), 1);
    // The next start finds it again.
    m_window.reset();
    m_queue.reset();
    TransferQueue next(*m_service, m_folder->filePath(u"journal"_s));
    next.restore();
    QCOMPARE(next.transfers().size(), 1);
    QCOMPARE(next.transfers().first().request.source, file);
}

void MainWindowTest::quitIsRefusedWhenPeopleStay()
{
    const QString file = m_folder->filePath(u"a.img"_s);
    test::writeFile(file, test::patternBytes(4096));
    m_service->hold(Call::UploadFile);
    drop({ QUrl::fromLocalFile(file) });
    QVERIFY(test::addWithEnter(*m_window, 1));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    m_prompts.answer = false;
    m_window->close();
    QTest::qWait(50);
    QVERIFY(m_window->isVisible());
    QCOMPARE(firstTransfer().state, TransferState::Running);
    m_service->release(Call::UploadFile);
    QTRY_COMPARE(firstTransfer().state, TransferState::Finished);
    m_window->close();
    QVERIFY(!m_window->isVisible());
}

void MainWindowTest::windowIsFoundAsItWasLeft()
{
    m_window->resize(1000, 600);
    m_window->catalogue()->table().columns().setWanted(ImageListModel::Column::VirtualSize, false);
    action("details")->setChecked(false);
    m_window->transfers().setFolded(true);
    m_window->close();
    MainWindow next(*m_settings, m_chooser, m_prompts);
    next.attach(*m_service, *m_queue);
    QCOMPARE(next.size(), QSize(1000, 600));
    QVERIFY(!next.catalogue()->table().columns().isWanted(ImageListModel::Column::VirtualSize));
    QVERIFY(!next.actions().details->isChecked());
    QVERIFY(next.transfers().isFolded());
}

void MainWindowTest::e10_brokenSettingsGiveTheDefaults()
{
    m_settings->setValue(u"window/geometry"_s, QByteArray("nonsense"));
    m_settings->setValue(u"window/tableColumns"_s, QByteArray(1000, '\xff'));
    m_settings->setValue(u"window/splitter"_s, u"none"_s);
    m_settings->setValue(u"window/details"_s, u"perhaps"_s);
    MainWindow next(*m_settings, m_chooser, m_prompts);
    next.attach(*m_service, *m_queue);
    next.show();
    QVERIFY(next.width() >= 720);
    QVERIFY(!next.catalogue()->table().isColumnHidden(0));
}

void MainWindowTest::toolbarFitsANarrowWindow()
{
    auto *button = m_window->findChild<QToolButton *>(u"button_action_add"_s);
    m_window->resize(1280, 800);
    QTRY_COMPARE(button->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    m_window->setMinimumSize(1, 1);
    m_window->resize(560, 480);
    QTRY_COMPARE(button->toolButtonStyle(), Qt::ToolButtonIconOnly);
    QTRY_VERIFY(m_window->toolBar().searchField().isVisible());
    QVERIFY(!button->accessibleName().isEmpty());
    m_window->resize(1280, 800);
    QTRY_COMPARE(button->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
}

void MainWindowTest::emptyStatesSayWhatToDo()
{
    auto *view = m_window->findChild<EmptyView *>(u"emptyView"_s);
    QVERIFY(!view->isVisible());
    m_window->toolBar().searchField().setText(u"nothing has this"_s);
    QTRY_VERIFY(view->isVisible());
    QVERIFY(view->accessibleName().contains(u"nothing has this"_s));
    view->findChildren<QPushButton *>().first()->click();
    QTRY_VERIFY(!view->isVisible());
    QVERIFY(m_window->toolBar().searchField().text().isEmpty());
    action("trash")->trigger();
    QTRY_VERIFY(view->isVisible());
    QVERIFY(view->accessibleName().contains(u"trash"_s));
}

void MainWindowTest::dialogsOpenWithoutBlocking()
{
    action("about")->trigger();
    auto *about = m_window->findChild<AboutDialog *>();
    QVERIFY(about);
    QTRY_VERIFY(about->isVisible());
    about->reject();
    action("shortcuts")->trigger();
    auto *shortcuts = m_window->findChild<ShortcutsDialog *>();
    QVERIFY(shortcuts);
    QTRY_VERIFY(shortcuts->isVisible());
    shortcuts->reject();
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
