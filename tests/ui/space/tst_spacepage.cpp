#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QTreeWidget>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/space/spacelists.h"
#include "ui/space/spacepage.h"
#include "ui/space/treemap.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;
using test::FakeImageService;
using test::sampleId;
using test::sampleImage;

class TestSpacePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void cleanup();
    void aClickOnATileChoosesItsImage();
    void theArrowKeysGoFromTileToTile();
    void tooltipsSayWhatATileIs();
    void theVirtualSizeCanBeShownInstead();
    void freeSpaceAndTrashHaveTiles();
    void theListSortsAndLeadsToTheTile();
    void copiesOfEqualDataAreSelected();
    void aFailureIsSaidAndCanBeTriedAgain();
    void hidingThePageStopsTheCount();
    void escapeLeadsBackToTheList();

private:
    static QList<Image> images();
    qsizetype tileOf(const ImageId &id) const;
    void clickTile(qsizetype tile) const;

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<SpacePage> m_page;
};

QList<Image> TestSpacePage::images()
{
    QList<Image> images;
    for (int i = 1; i <= 6; ++i) {
        Image image = sampleImage(i);
        image.size = (7 - i) * 100'000'000LL;
        image.virtualSize = i * 1'000'000'000LL;
        image.osHashAlgo = u"sha512"_s;
        image.osHashValue = QString(128, i % 2 ? u'a' : QChar(u'0' + i));
        images.append(image);
    }
    Image gone = sampleImage(9);
    gone.status = ImageStatus::PendingDelete;
    gone.size = 50'000'000;
    images.append(gone);
    return images;
}

void TestSpacePage::init()
{
    m_service = std::make_unique<FakeImageService>();
    m_service->setImages(images());
    StoreInfo store;
    store.id = u"main"_s;
    store.totalBytes = 4'000'000'000;
    store.freeBytes = 1'000'000'000;
    m_service->setStores({ store, store });
    m_page = std::make_unique<SpacePage>(*m_service);
    m_page->resize(1000, 600);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QTRY_VERIFY(m_page->isComplete());
}

void TestSpacePage::cleanup()
{
    m_page.reset();
    m_service.reset();
}

qsizetype TestSpacePage::tileOf(const ImageId &id) const
{
    const QList<TreemapTile> &tiles = m_page->treemap().tiles();
    return std::find_if(tiles.cbegin(), tiles.cend(), [&id](const TreemapTile &tile) {
        return tile.id == id;
    }) - tiles.cbegin();
}

void TestSpacePage::clickTile(qsizetype tile) const
{
    QTest::mouseClick(
        &m_page->treemap(), Qt::LeftButton, {}, m_page->treemap().placeOf(tile).center().toPoint());
}

void TestSpacePage::aClickOnATileChoosesItsImage()
{
    QSignalSpy chosen(m_page.get(), &SpacePage::imageChosen);
    QSignalSpy requested(m_page.get(), &SpacePage::imagesRequested);
    clickTile(tileOf(sampleId(2)));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toString(), sampleId(2));
    const auto *list = m_page->findChild<QTreeWidget *>(u"largestList"_s);
    QCOMPARE(list->currentItem()->data(0, Qt::UserRole).toString(), sampleId(2));
    QTest::mouseDClick(&m_page->treemap(), Qt::LeftButton, {},
        m_page->treemap().placeOf(tileOf(sampleId(2))).center().toPoint());
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().value<QList<ImageId>>(), QList<ImageId>{ sampleId(2) });
}

void TestSpacePage::theArrowKeysGoFromTileToTile()
{
    Treemap &map = m_page->treemap();
    QTest::keyClick(&map, Qt::Key_Home);
    QCOMPARE(map.current(), 0);
    QSet<qsizetype> reached{ 0 };
    for (const auto key : { Qt::Key_Right, Qt::Key_Down, Qt::Key_Right, Qt::Key_Up, Qt::Key_Left }) {
        QTest::keyClick(&map, key);
        reached.insert(map.current());
    }
    QVERIFY(reached.size() > 2);
    QVERIFY(!map.accessibleDescription().isEmpty());
    QTest::keyClick(&map, Qt::Key_End);
    QCOMPARE(map.current(), map.tiles().size() - 1);
}

void TestSpacePage::tooltipsSayWhatATileIs()
{
    Treemap &map = m_page->treemap();
    const QPoint place = map.placeOf(tileOf(sampleId(1))).center().toPoint();
    QHelpEvent help(QEvent::ToolTip, place, map.mapToGlobal(place));
    QCoreApplication::sendEvent(&map, &help);
    QVERIFY2(QToolTip::text().contains(u"on disk"_s), qPrintable(QToolTip::text()));
    QVERIFY(QToolTip::text().contains(u"image-000001"_s));
}

void TestSpacePage::theVirtualSizeCanBeShownInstead()
{
    auto *measure = m_page->findChild<QComboBox *>(u"spaceMeasure"_s);
    QTest::keyClick(measure, Qt::Key_Down);
    QCOMPARE(m_page->treemap().tiles().first().id, sampleId(6));
    QCOMPARE(m_page->treemap().tiles().size(), 6);
    QVERIFY(!m_page->findChild<QCheckBox *>(u"spaceFree"_s)->isEnabled());
}

void TestSpacePage::freeSpaceAndTrashHaveTiles()
{
    auto *free = m_page->findChild<QCheckBox *>(u"spaceFree"_s);
    QVERIFY(free->isChecked());
    QCOMPARE(m_page->treemap().tiles().size(), 8);
    // Two stores on one disk share its space.
    QCOMPARE(m_page->treemap().tiles().first().weight, 1e9);
    free->setFocus();
    QTest::keyClick(free, Qt::Key_Space);
    QCOMPARE(m_page->treemap().tiles().size(), 7);
    QSignalSpy trash(m_page.get(), &SpacePage::trashRequested);
    const QList<TreemapTile> &tiles = m_page->treemap().tiles();
    const auto it = std::find_if(tiles.cbegin(), tiles.cend(),
        [](const TreemapTile &tile) { return tile.kind == TreemapTile::Kind::Trash; });
    QTest::mouseDClick(&m_page->treemap(), Qt::LeftButton, {},
        m_page->treemap().placeOf(it - tiles.cbegin()).center().toPoint());
    QCOMPARE(trash.size(), 1);
}

void TestSpacePage::theListSortsAndLeadsToTheTile()
{
    auto *list = m_page->findChild<QTreeWidget *>(u"largestList"_s);
    QCOMPARE(list->topLevelItem(0)->data(0, Qt::UserRole).toString(), sampleId(1));
    list->sortByColumn(1, Qt::AscendingOrder);
    QCOMPARE(list->topLevelItem(0)->data(0, Qt::UserRole).toString(), sampleId(6));
    QSignalSpy chosen(m_page.get(), &SpacePage::imageChosen);
    QTest::mouseClick(
        list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->topLevelItem(2)).center());
    QVERIFY(!chosen.isEmpty());
    QCOMPARE(chosen.last().first().toString(), sampleId(4));
    QCOMPARE(m_page->treemap().current(), tileOf(sampleId(4)));
}

void TestSpacePage::copiesOfEqualDataAreSelected()
{
    m_page->lists().setCurrentIndex(1);
    auto *list = m_page->findChild<QTreeWidget *>(u"duplicateList"_s);
    QCOMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(list->topLevelItem(0)->childCount(), 3);
    QSignalSpy requested(m_page.get(), &SpacePage::imagesRequested);
    auto *button = m_page->findChild<QPushButton *>(u"selectCopiesButton"_s);
    list->setCurrentItem(list->topLevelItem(0)->child(1));
    QTest::mouseClick(button, Qt::LeftButton);
    // Numbers 1, 3 and 5 are equal; 5 is the oldest and stays.
    const QList<ImageId> copies{ sampleId(3), sampleId(1) };
    QCOMPARE(requested.first().first().value<QList<ImageId>>(), copies);
}

void TestSpacePage::aFailureIsSaidAndCanBeTriedAgain()
{
    m_service->failNext(FakeImageService::Call::ListImages, Error{ ErrorCode::Unavailable, u"Gone"_s, {} });
    QTest::mouseClick(m_page->findChild<QPushButton *>(u"spaceRefreshButton"_s), Qt::LeftButton);
    auto *strip = m_page->findChild<QWidget *>(u"spaceStrip"_s);
    QTRY_VERIFY(strip->isVisible());
    QTest::mouseClick(m_page->findChild<QPushButton *>(u"spaceRefreshButton"_s), Qt::LeftButton);
    QVERIFY(!strip->isVisible());
    QTRY_VERIFY(m_page->isComplete());
}

void TestSpacePage::hidingThePageStopsTheCount()
{
    m_service->hold(FakeImageService::Call::ListImages);
    m_page->refresh();
    QTRY_COMPARE(m_service->waitingCount(FakeImageService::Call::ListImages), 1);
    m_page->hide();
    QVERIFY(m_page->isComplete());
    m_service->release(FakeImageService::Call::ListImages);
    m_page->show();
    QVERIFY(!m_page->isComplete());
    QTRY_VERIFY(m_page->isComplete());
}

void TestSpacePage::escapeLeadsBackToTheList()
{
    QSignalSpy closing(m_page.get(), &SpacePage::closeRequested);
    QTest::keyClick(&m_page->treemap(), Qt::Key_Escape);
    QCOMPARE(closing.size(), 1);
    QTest::mouseClick(m_page->findChild<QPushButton *>(u"spaceCloseButton"_s), Qt::LeftButton);
    QCOMPARE(closing.size(), 2);
}

QTEST_MAIN(TestSpacePage)
#include "tst_spacepage.moc"
