// From the list to the pages that explain it, and back.

#include <QAction>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "core/transfer/transferqueue.h"
#include "tests/support/fakedialogs.h"
#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/life/lifelessondialog.h"
#include "ui/life/statetimeline.h"
#include "ui/space/spacelists.h"
#include "ui/space/spacepage.h"
#include "ui/space/treemap.h"
#include "ui/window/catalogueview.h"
#include "ui/window/maintoolbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowactions.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::sampleId;

class TestWatching : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void diskUseTakesThePlaceOfTheListAndLeadsBack();
    void aTileThatTheSearchWouldHideIsShown();
    void copiesAreSelectedInTheList();
    void theLessonOpensFromTheMenu();
    void aRunningTransferFillsTheRingInTheDetails();

private:
    SpacePage *openSpace() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<test::FakeImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
    test::FakeFileChooser m_chooser;
    test::FakePrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;
};

void TestWatching::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_service = std::make_unique<test::FakeImageService>();
    QList<Image> images = test::sampleImages(5);
    for (Image &image : images) {
        image.osHashAlgo = u"sha512"_s;
        image.osHashValue = QString(128, u'a');
        image.size = 1 << 20;
    }
    m_service->setImages(images);
    m_queue = std::make_unique<TransferQueue>(*m_service, m_folder->filePath(u"journal"_s));
    m_window = std::make_unique<MainWindow>(*m_settings, m_chooser, m_prompts);
    m_window->resize(1200, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->attach(*m_service, *m_queue);
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 5);
}

void TestWatching::cleanup()
{
    m_window.reset();
    m_queue.reset();
    m_service.reset();
}

SpacePage *TestWatching::openSpace() const
{
    m_window->actions().diskUse->trigger();
    auto *page = m_window->findChild<SpacePage *>();
    return page && QTest::qWaitFor([page] { return page->isComplete(); }) ? page : nullptr;
}

void TestWatching::diskUseTakesThePlaceOfTheListAndLeadsBack()
{
    SpacePage *page = openSpace();
    QVERIFY(page);
    QVERIFY(page->isVisible());
    QVERIFY(!m_window->catalogue()->isVisible());
    QTest::keyClick(&page->treemap(), Qt::Key_Escape);
    QVERIFY(!page->isVisible());
    QVERIFY(m_window->catalogue()->isVisible());
    QVERIFY(!m_window->actions().diskUse->isChecked());
}

void TestWatching::aTileThatTheSearchWouldHideIsShown()
{
    m_window->toolBar().searchField().setText(u"image-000001"_s);
    QTRY_COMPARE(m_window->catalogue()->model().rowCount(), 1);
    SpacePage *page = openSpace();
    QVERIFY(page);
    const QList<TreemapTile> tiles = page->treemap().tiles();
    const auto tile = std::find_if(
        tiles.cbegin(), tiles.cend(), [](const TreemapTile &each) { return each.id == sampleId(3); });
    QVERIFY(tile != tiles.cend());
    QTest::mouseDClick(&page->treemap(), Qt::LeftButton, {},
        page->treemap().placeOf(tile - tiles.cbegin()).center().toPoint());
    QVERIFY(m_window->catalogue()->isVisible());
    QTRY_COMPARE(m_window->catalogue()->table().selectedImageIds(), QList<ImageId>{ sampleId(3) });
}

void TestWatching::copiesAreSelectedInTheList()
{
    SpacePage *page = openSpace();
    QVERIFY(page);
    page->lists().setCurrentIndex(1);
    QTest::mouseClick(page->findChild<QWidget *>(u"selectAllCopiesButton"_s), Qt::LeftButton);
    // The oldest of five equal images stays.
    QTRY_COMPARE(m_window->catalogue()->table().selectedImageIds().size(), 4);
    QVERIFY(!m_window->catalogue()->table().selectedImageIds().contains(sampleId(4)));
}

void TestWatching::theLessonOpensFromTheMenu()
{
    m_window->actions().lifeLesson->trigger();
    auto *dialog = m_window->findChild<LifeLessonDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<LifeLessonDialog *>());
}

void TestWatching::aRunningTransferFillsTheRingInTheDetails()
{
    m_window->actions().details->setChecked(true);
    Image image = test::sampleImage(1);
    image.status = ImageStatus::Saving;
    m_service->put(image);
    m_window->catalogue()->table().setCurrentImage(sampleId(1));
    auto *timeline = m_window->catalogue()->findChild<StateTimeline *>();
    const qsizetype saving = allImageStatuses().indexOf(ImageStatus::Saving);
    QTRY_VERIFY(timeline->accessibleDescription().contains(u"Now: Saving"_s));
    m_window->catalogue()->model().setProgress(sampleId(1), 0.43);
    QVERIFY(timeline->arrangement().nodes.at(saving).label.contains(u"43"_s));
    m_window->catalogue()->model().setProgress(sampleId(1), std::nullopt);
    QVERIFY(!timeline->arrangement().nodes.at(saving).label.contains(u"43"_s));
}

QTEST_MAIN(TestWatching)
#include "tst_watching.moc"
