#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "core/transfer/transferqueue.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/imagedetailspane.h"
#include "ui/window/catalogueview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::imageNamed;

class WindowEditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void editsAndDeletionsAreUndoneNewestFirst();
    void copiesWhatTheMenuOffers();
    void foldedSectionsAreFoundAsTheyWereLeft();

private:
    void open();
    void select(const QString &name);
    QStringList shownNames() const;
    QAction *action(const char *name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<test::FakeImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
    test::FakeFileChooser m_chooser;
    test::FakePrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
};

void WindowEditsTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    qputenv("VITRINE_COLOR_SCHEME", "light");
}

void WindowEditsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_service = std::make_unique<test::FakeImageService>();
    m_service->setImages({ imageNamed(u"alpha"_s), imageNamed(u"beta"_s) });
    m_queue = std::make_unique<TransferQueue>(*m_service, m_folder->filePath(u"journal"_s));
    m_queue->restore();
    open();
}

void WindowEditsTest::open()
{
    m_window = std::make_unique<MainWindow>(*m_settings, m_chooser, m_prompts);
    m_window->show();
    m_window->attach(*m_service, *m_queue);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 2);
}

void WindowEditsTest::cleanup()
{
    m_window.reset();
    m_queue.reset();
    m_service.reset();
}

void WindowEditsTest::select(const QString &name)
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

QStringList WindowEditsTest::shownNames() const
{
    QStringList names;
    const ImageListModel &model = m_window->catalogue()->model();
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.imageAt(row)->name);
    names.sort();
    return names;
}

QAction *WindowEditsTest::action(const char *name) const
{
    return m_window->findChild<QAction *>(u"action_"_s + QLatin1String(name));
}

void WindowEditsTest::editsAndDeletionsAreUndoneNewestFirst()
{
    select(u"alpha"_s);
    action("rename")->trigger();
    auto *name = m_window->findChild<QLineEdit *>(u"nameEdit"_s);
    QTest::keyClicks(name, u"omega"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(shownNames().contains(u"omega"_s));
    QTRY_COMPARE(action("undo")->text(), u"&Undo rename"_s);
    select(u"omega"_s);
    action("delete")->trigger();
    QTRY_VERIFY(!shownNames().contains(u"omega"_s));
    QTRY_COMPARE(action("undo")->text(), u"&Undo deletion of “omega”"_s);
    m_window->catalogue()->table().setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(shownNames().contains(u"omega"_s));
    QTRY_COMPARE(action("undo")->text(), u"&Undo rename"_s);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(shownNames().contains(u"alpha"_s));
    QTRY_VERIFY(!action("undo")->isEnabled());
    QCOMPARE(action("redo")->text(), u"&Redo rename"_s);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(shownNames().contains(u"omega"_s));
    QTRY_VERIFY(action("redo")->isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!shownNames().contains(u"omega"_s));
}

void WindowEditsTest::copiesWhatTheMenuOffers()
{
    select(u"alpha"_s);
    const QMenu *menu = m_window->actions().copyAs;
    QTRY_VERIFY(menu->isEnabled());
    QStringList copied;
    const QList<QAction *> entries = menu->actions();
    for (QAction *entry : entries) {
        if (entry->isSeparator())
            continue;
        entry->trigger();
        copied.append(QApplication::clipboard()->text());
    }
    const Image image = m_window->catalogue()->selectedImages().first();
    QVERIFY(copied.contains(image.id));
    QVERIFY(copied.contains(u"alpha"_s));
    QVERIFY(copied.contains(QString(u"vitrinectl image show "_s + image.id)));
    QMenu context;
    m_window->actions().fillContextMenu(context, false);
    QVERIFY(context.actions().contains(menu->menuAction()));
}

void WindowEditsTest::foldedSectionsAreFoundAsTheyWereLeft()
{
    const QStringList usual = m_window->catalogue()->details().foldedSections();
    QVERIFY(!usual.isEmpty());
    m_window->catalogue()->details().setFoldedSections({});
    m_window->close();
    open();
    QCOMPARE(m_window->catalogue()->details().foldedSections(), QStringList());
    m_window->catalogue()->details().setFoldedSections({ u"checks"_s, u"tags"_s });
    m_window->close();
    open();
    QCOMPARE(m_window->catalogue()->details().foldedSections(), QStringList({ u"checks"_s, u"tags"_s }));
}

QTEST_MAIN(WindowEditsTest)
#include "tst_windowedits.moc"
