#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fakeimageservice.h"
#include "tests/support/sampleimages.h"
#include "ui/images/imagelistmodel.h"

using namespace vitrine;
using test::FakeImageService;
using test::sampleId;
using test::sampleImage;
using test::sampleImages;
using Call = FakeImageService::Call;
using State = ImageListModel::State;
using Column = ImageListModel::Column;

class TestImageListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void cleanup();
    void firstPageIsShownBeforeTheRest();
    void cellsSayWhatTheImageIs();
    void wholeRowIsASentenceForScreenReaders();
    void aNewImageComesInWhereTheOrderPutsIt_data();
    void aNewImageComesInWhereTheOrderPutsIt();
    void anImageThatDoesNotMatchStaysOut();
    void aChangedImageKeepsItsRow();
    void anImageThatNoLongerMatchesLeaves();
    void removedImagesLeaveInRuns();
    void aRestoredImageIsAskedForAgain();
    void theTrashShowsWhatWasDeleted();
    void answersToAnOldQueryAreDropped();
    void oldRowsStayUntilTheFirstPageIsThere();
    void aRefreshShowsNothingHalf();
    void aFailureIsKeptAndRowsStay();
    void aDeletedMarkerDoesNotEndTheStream();
    void changesDuringTheStreamAreNotLost();
    void anImageRemovedWhileItsPageIsOnTheWayDoesNotComeBack();
    void liveChangesReachRowsThatAreNotShownYet();
    void progressTouchesOneCell();
    void sortingAsksTheService();
    void hundredThousandRowsStreamAndStayCheap();
    void searchingPutsTheBestNamesFirst();
    void anOrderThatWasChosenIsNotRanked();
    void imagesThatComeInDoNotDisturbTheRanking();
    void groupsStandTogether();
    void anImageMovesIntoItsGroup();

private:
    void load(const ImageQuery &query = {});
    QStringList names() const;
    QModelIndex cell(int row, Column column) const { return m_model->index(row, static_cast<int>(column)); }

    std::unique_ptr<FakeImageService> m_service;
    std::unique_ptr<ImageListModel> m_model;
};

void TestImageListModel::init()
{
    m_service = std::make_unique<FakeImageService>();
    m_model = std::make_unique<ImageListModel>(*m_service);
    new QAbstractItemModelTester(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
}

void TestImageListModel::cleanup()
{
    m_model.reset();
    m_service.reset();
}

void TestImageListModel::load(const ImageQuery &query)
{
    m_model->setQuery(query);
    QTRY_COMPARE(m_model->state(), State::Complete);
}

QStringList TestImageListModel::names() const
{
    QStringList result;
    for (int row = 0; row < m_model->rowCount(); ++row)
        result.append(m_model->imageAt(row)->name);
    return result;
}

void TestImageListModel::firstPageIsShownBeforeTheRest()
{
    m_service->setImages(sampleImages(1500));
    m_service->hold(Call::ListImages);
    m_model->setQuery({});
    QCOMPARE(m_model->state(), State::Loading);
    QCOMPARE(m_model->rowCount(), 0);
    m_service->releaseOne(Call::ListImages);
    QTRY_COMPARE(m_model->state(), State::Streaming);
    QCOMPARE(m_model->rowCount(), 100);
    m_service->release(Call::ListImages);
    QTRY_COMPARE(m_model->state(), State::Complete);
    QCOMPARE(m_model->rowCount(), 1500);
    QCOMPARE(m_model->imageAt(0)->id, sampleId(0));
    QCOMPARE(m_model->imageAt(1499)->id, sampleId(1499));
    QCOMPARE(m_model->indexOf(sampleId(1234)).row(), 1234);
}

void TestImageListModel::cellsSayWhatTheImageIs()
{
    Image image = sampleImage(0);
    image.size = 1536;
    image.virtualSize.reset();
    image.visibility = Visibility::Community;
    image.updatedAt = QDateTime::currentDateTimeUtc().addSecs(-7300);
    m_service->setImages({ image });
    load();
    QCOMPARE(cell(0, Column::Name).data().toString(), image.name);
    QCOMPARE(cell(0, Column::Status).data().toString(), QStringLiteral("Active"));
    QCOMPARE(cell(0, Column::Format).data().toString(), QStringLiteral("QCOW2"));
    QCOMPARE(cell(0, Column::Size).data().toString(), QStringLiteral("1.5 KiB"));
    QCOMPARE(cell(0, Column::Size).data(Qt::ToolTipRole).toString(), QStringLiteral("1,536 bytes"));
    QCOMPARE(cell(0, Column::Size).data(ImageListModel::SortRole).toLongLong(), 1536);
    QCOMPARE(cell(0, Column::VirtualSize).data().toString(), QStringLiteral("\u2013"));
    QCOMPARE(cell(0, Column::Visibility).data().toString(), QStringLiteral("Community"));
    QCOMPARE(cell(0, Column::Changed).data().toString(), QStringLiteral("2 h ago"));
    QCOMPARE(cell(0, Column::Name).data(ImageListModel::ImageRole).value<Image>(), image);
    for (int column = 0; column < m_model->columnCount(); ++column)
        QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

void TestImageListModel::wholeRowIsASentenceForScreenReaders()
{
    m_service->setImages({ sampleImage(0) });
    load();
    const QString sentence = cell(0, Column::Name).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(sentence.startsWith(QStringLiteral("image-000000, Active, format QCOW2, size 1 MiB")),
        qPrintable(sentence));
}

void TestImageListModel::aNewImageComesInWhereTheOrderPutsIt_data()
{
    QTest::addColumn<QList<SortKey>>("sort");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("row");
    const auto byName = [](Qt::SortOrder order) { return QList<SortKey>{ { SortField::Name, order } }; };
    QTest::newRow("newest first") << QList<SortKey>() << QStringLiteral("zzz") << 0;
    QTest::newRow("by name, first") << byName(Qt::AscendingOrder) << QStringLiteral("a") << 0;
    QTest::newRow("by name, between") << byName(Qt::AscendingOrder) << QStringLiteral("image-000001b") << 2;
    QTest::newRow("by name, last") << byName(Qt::AscendingOrder) << QStringLiteral("zzz") << 5;
    QTest::newRow("by name downwards") << byName(Qt::DescendingOrder) << QStringLiteral("zzz") << 0;
}

void TestImageListModel::aNewImageComesInWhereTheOrderPutsIt()
{
    QFETCH(QList<SortKey>, sort);
    QFETCH(QString, name);
    QFETCH(int, row);
    m_service->setImages(sampleImages(5));
    ImageQuery query;
    query.sort = sort;
    load(query);
    Image image = sampleImage(99);
    image.name = name;
    image.createdAt = sampleImage(0).createdAt.addSecs(60);
    QSignalSpy inserted(m_model.get(), &ImageListModel::rowsInserted);
    m_service->put(image);
    QTRY_COMPARE(m_model->rowCount(), 6);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(m_model->indexOf(image.id).row(), row);
}

void TestImageListModel::anImageThatDoesNotMatchStaysOut()
{
    m_service->setImages(sampleImages(3));
    ImageQuery query;
    query.text = QStringLiteral("image");
    load(query);
    QSignalSpy announced(m_service.get(), &ImageService::imagesAdded);
    Image other = sampleImage(10);
    other.name = QStringLiteral("debian");
    Image hidden = sampleImage(11);
    hidden.osHidden = true;
    m_service->put(other);
    m_service->put(hidden);
    QTRY_COMPARE(announced.size(), 2);
    QCOMPARE(m_model->rowCount(), 3);
}

void TestImageListModel::aChangedImageKeepsItsRow()
{
    m_service->setImages(sampleImages(5));
    ImageQuery query;
    query.sort = { { SortField::Name, Qt::AscendingOrder } };
    load(query);
    QSignalSpy changed(m_model.get(), &ImageListModel::dataChanged);
    Image image = sampleImage(1);
    image.name = QStringLiteral("zzz");
    m_service->put(image);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).value<QModelIndex>().row(), 1);
    QCOMPARE(changed.first().at(1).value<QModelIndex>().row(), 1);
    QCOMPARE(m_model->imageAt(1)->name, QStringLiteral("zzz"));
}

void TestImageListModel::anImageThatNoLongerMatchesLeaves()
{
    m_service->setImages(sampleImages(5));
    ImageQuery query;
    query.filters = { { FilterField::Status, FilterOperator::Equal, { QStringLiteral("active") }, {} } };
    load(query);
    Image image = sampleImage(2);
    image.status = ImageStatus::Deactivated;
    m_service->put(image);
    QTRY_COMPARE(m_model->rowCount(), 4);
    QVERIFY(!m_model->indexOf(image.id).isValid());
}

void TestImageListModel::removedImagesLeaveInRuns()
{
    m_service->setImages(sampleImages(20));
    load();
    QSignalSpy removed(m_model.get(), &ImageListModel::rowsRemoved);
    Q_EMIT m_service->imagesRemoved(
        { sampleId(3), sampleId(5), sampleId(4), sampleId(17), sampleId(4), QStringLiteral("unknown") });
    QCOMPARE(m_model->rowCount(), 16);
    QCOMPARE(removed.size(), 2);
    QCOMPARE(removed.last().at(1).toInt(), 3);
    QCOMPARE(removed.last().at(2).toInt(), 5);
}

void TestImageListModel::aRestoredImageIsAskedForAgain()
{
    m_service->setImages(sampleImages(3));
    load();
    // Another process restores one: all that is known is that it left the trash.
    Image restored = sampleImage(1000);
    m_service->put(restored);
    QTRY_COMPARE(m_model->rowCount(), 4);
    Q_EMIT m_service->imagesRemoved({ restored.id });
    QCOMPARE(m_model->rowCount(), 3);
    Q_EMIT m_service->imagesRemoved({ restored.id });
    QTRY_COMPARE(m_model->rowCount(), 4);
}

void TestImageListModel::theTrashShowsWhatWasDeleted()
{
    m_service->setImages(sampleImages(3));
    ImageQuery trash;
    trash.trash = true;
    load(trash);
    QCOMPARE(m_model->rowCount(), 0);
    const QCoro::Task<Result<void>> deletion = m_service->deleteImage(sampleId(1));
    QTRY_COMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->imageAt(0)->id, sampleId(1));
    QCOMPARE(cell(0, Column::Status).data().toString(), QStringLiteral("Pending delete"));
}

void TestImageListModel::answersToAnOldQueryAreDropped()
{
    m_service->setImages(sampleImages(300));
    m_service->hold(Call::ListImages);
    m_model->setQuery({});
    ImageQuery narrow;
    narrow.text = QStringLiteral("image-00000");
    m_model->setQuery(narrow);
    QTRY_COMPARE(m_service->waitingCount(Call::ListImages), 2);
    QSignalSpy reset(m_model.get(), &ImageListModel::modelReset);
    m_service->release(Call::ListImages);
    QTRY_COMPARE(m_model->state(), State::Complete);
    QCOMPARE(m_model->rowCount(), 10);
    QCOMPARE(reset.size(), 1);
}

void TestImageListModel::oldRowsStayUntilTheFirstPageIsThere()
{
    m_service->setImages(sampleImages(30));
    load();
    m_service->hold(Call::ListImages);
    ImageQuery narrow;
    narrow.text = QStringLiteral("image-00000");
    m_model->setQuery(narrow);
    QCOMPARE(m_model->state(), State::Loading);
    QCOMPARE(m_model->rowCount(), 30);
    QVERIFY(m_model->shownQuery() != m_model->query());
    m_service->release(Call::ListImages);
    QTRY_COMPARE(m_model->rowCount(), 10);
    QVERIFY(m_model->shownQuery() == m_model->query());
}

void TestImageListModel::aRefreshShowsNothingHalf()
{
    m_service->setImages(sampleImages(2500));
    load();
    QSignalSpy reset(m_model.get(), &ImageListModel::modelReset);
    int leastRows = m_model->rowCount();
    connect(m_model.get(), &ImageListModel::modelReset, this,
        [this, &leastRows] { leastRows = qMin(leastRows, m_model->rowCount()); });
    m_model->refresh();
    QCOMPARE(m_model->rowCount(), 2500);
    QTRY_COMPARE(m_model->state(), State::Complete);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(leastRows, 2500);
}

void TestImageListModel::aFailureIsKeptAndRowsStay()
{
    m_service->setImages(sampleImages(5));
    load();
    m_service->failNext(Call::ListImages, { ErrorCode::Unavailable, QStringLiteral("busy"), {} });
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), State::Failed);
    QCOMPARE(m_model->error()->message, QStringLiteral("busy"));
    QCOMPARE(m_model->rowCount(), 5);
    m_model->refresh();
    QTRY_COMPARE(m_model->state(), State::Complete);
    QVERIFY(!m_model->error());
}

void TestImageListModel::aDeletedMarkerDoesNotEndTheStream()
{
    m_service->setImages(sampleImages(250));
    m_service->hold(Call::ListImages);
    m_model->setQuery({});
    m_service->releaseOne(Call::ListImages);
    QTRY_COMPARE(m_model->rowCount(), 100);
    m_service->drop(sampleId(99));
    m_service->release(Call::ListImages);
    QTRY_COMPARE(m_model->state(), State::Complete);
    QCOMPARE(m_model->rowCount(), 249);
    QVERIFY(!m_model->indexOf(sampleId(99)).isValid());
}

void TestImageListModel::changesDuringTheStreamAreNotLost()
{
    m_service->setImages(sampleImages(250));
    ImageQuery query;
    query.sort = { { SortField::Name, Qt::AscendingOrder } };
    m_service->hold(Call::ListImages);
    m_model->setQuery(query);
    m_service->releaseOne(Call::ListImages);
    QTRY_COMPARE(m_model->rowCount(), 100);
    Image last = sampleImage(900);
    last.name = QStringLiteral("zzz");
    Image between = sampleImage(901);
    between.name = QStringLiteral("image-000010b");
    m_service->put(last);
    m_service->put(between);
    QTRY_COMPARE(m_model->rowCount(), 101);
    QCOMPARE(m_model->indexOf(between.id).row(), 11);
    m_service->release(Call::ListImages);
    QTRY_COMPARE(m_model->state(), State::Complete);
    QCOMPARE(m_model->rowCount(), 252);
    QCOMPARE(m_model->indexOf(last.id).row(), 251);
    QStringList sorted = names();
    sorted.sort();
    QCOMPARE(names(), sorted);
}

void TestImageListModel::anImageRemovedWhileItsPageIsOnTheWayDoesNotComeBack()
{
    m_service->setImages(sampleImages(250));
    m_service->hold(Call::ListImages);
    m_model->setQuery({});
    m_service->releaseOne(Call::ListImages);
    QTRY_COMPARE(m_model->rowCount(), 100);
    // Its removal is heard of before the page that still holds it arrives.
    Q_EMIT m_service->imagesRemoved({ sampleId(200) });
    m_service->releaseOne(Call::ListImages);
    QTRY_COMPARE(m_service->waitingCount(Call::ListImages), 1);
    m_service->drop(sampleId(200));
    m_service->release(Call::ListImages);
    QTRY_VERIFY(!m_model->indexOf(sampleId(200)).isValid());
    QTRY_COMPARE(m_model->rowCount(), 249);
}

void TestImageListModel::liveChangesReachRowsThatAreNotShownYet()
{
    m_service->setImages(sampleImages(3000));
    m_service->hold(Call::ListImages);
    m_model->setQuery({});
    for (const int rows : { 100, 1100, 2100 }) {
        QTRY_COMPARE(m_service->waitingCount(Call::ListImages), 1);
        m_service->releaseOne(Call::ListImages);
        QTRY_VERIFY(
            m_model->rowCount() == rows || (rows == 2100 && m_service->callCount(Call::ListImages) == 4));
    }
    // The third page waits to be shown with others, unless the machine is very slow.
    if (m_model->rowCount() == 1100)
        QVERIFY(!m_model->image(sampleId(1500)) && !m_model->indexOf(sampleId(1500)).isValid());
    m_service->drop(sampleId(1500));
    QTRY_COMPARE(m_model->rowCount(), 2099);
    Image changed = sampleImage(1600);
    changed.name = QStringLiteral("changed");
    m_service->put(changed);
    QTRY_COMPARE(m_model->imageAt(1599)->name, changed.name);
    m_service->release(Call::ListImages);
    QTRY_COMPARE(m_model->state(), State::Complete);
    QCOMPARE(m_model->rowCount(), 2999);
    QCOMPARE(m_model->indexOf(sampleId(2999)).row(), 2998);
}

void TestImageListModel::progressTouchesOneCell()
{
    m_service->setImages(sampleImages(5));
    load();
    QSignalSpy changed(m_model.get(), &ImageListModel::dataChanged);
    m_model->setProgress(sampleId(3), 0.5);
    m_model->setProgress(sampleId(3), 0.5);
    m_model->setProgress(QStringLiteral("not in the list"), 0.5);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).value<QModelIndex>(), cell(3, Column::Status));
    QCOMPARE(cell(3, Column::Status).data(ImageListModel::ProgressRole).toDouble(), 0.5);
    m_model->setProgress(sampleId(3), std::nullopt);
    QVERIFY(!cell(3, Column::Status).data(ImageListModel::ProgressRole).isValid());
}

void TestImageListModel::sortingAsksTheService()
{
    m_service->setImages(sampleImages(5));
    load();
    QSignalSpy queryChanged(m_model.get(), &ImageListModel::queryChanged);
    m_model->sort(static_cast<int>(Column::Name), Qt::DescendingOrder);
    QCOMPARE(queryChanged.size(), 1);
    QTRY_COMPARE(m_model->state(), State::Complete);
    QCOMPARE(names().constFirst(), QStringLiteral("image-000004"));
    m_model->sort(static_cast<int>(Column::Name), Qt::DescendingOrder);
    QCOMPARE(queryChanged.size(), 1);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (const auto field = ImageListModel::sortFieldOf(static_cast<Column>(column)))
            QCOMPARE(ImageListModel::columnOf(*field), std::optional(static_cast<Column>(column)));
    }
}

void TestImageListModel::hundredThousandRowsStreamAndStayCheap()
{
    // Without the tester, which looks at rows of its own with every signal.
    FakeImageService service;
    ImageListModel model(service);
    service.setImages(sampleImages(100'000));
    QSignalSpy inserted(&model, &ImageListModel::rowsInserted);
    model.setQuery({});
    QTRY_COMPARE_WITH_TIMEOUT(model.state(), State::Complete, 60'000);
    QCOMPARE(model.rowCount(), 100'000);
    // Rows come in runs that grow with the list: views lay themselves out a few dozen times, not a hundred.
    QVERIFY2(inserted.size() <= 60, qPrintable(QString::number(inserted.size())));

    inserted.clear();
    QSignalSpy changed(&model, &ImageListModel::dataChanged);
    QSignalSpy reset(&model, &ImageListModel::modelReset);
    Image middle = sampleImage(50'000);
    middle.name = QStringLiteral("renamed");
    Image fresh = sampleImage(200'000);
    fresh.createdAt = sampleImage(40'000).createdAt.addMSecs(1);
    Q_EMIT service.imagesChanged({ middle });
    Q_EMIT service.imagesAdded({ fresh });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).value<QModelIndex>().row(), 50'000);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 40'000);
    QCOMPARE(model.indexOf(middle.id).row(), 50'001);
    QCOMPARE(reset.size(), 0);
}

namespace {

QList<Image> named(const QStringList &names)
{
    QList<Image> images;
    for (const QString &name : names) {
        Image image = sampleImage(static_cast<int>(images.size()));
        image.name = name;
        images.append(image);
    }
    return images;
}

QStringList namesOf(const ImageListModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.imageAt(row)->name);
    return names;
}

} // namespace

void TestImageListModel::searchingPutsTheBestNamesFirst()
{
    FakeImageService service;
    QList<Image> images
        = named({ QStringLiteral("xdebianx"), QStringLiteral("other"), QStringLiteral("my-debian"),
            QStringLiteral("debian-12"), QStringLiteral("d-e-bian"), QStringLiteral("DEBIAN") });
    images[1].tags = { QStringLiteral("debian") };
    images[4].tags = { QStringLiteral("debian") };
    service.setImages(images);
    ImageListModel model(service);
    const QAbstractItemModelTester tester(&model);
    ImageQuery query;
    query.text = QStringLiteral("debian");
    model.setQuery(query);
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    const QStringList ranked{ QStringLiteral("DEBIAN"), QStringLiteral("debian-12"),
        QStringLiteral("my-debian"), QStringLiteral("xdebianx"), QStringLiteral("d-e-bian"),
        QStringLiteral("other") };
    QCOMPARE(namesOf(model), ranked);
    model.refresh();
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    QCOMPARE(namesOf(model), ranked);
}

void TestImageListModel::anOrderThatWasChosenIsNotRanked()
{
    FakeImageService service;
    service.setImages(named({ QStringLiteral("xlab"), QStringLiteral("lab") }));
    ImageListModel model(service);
    ImageQuery query;
    query.text = QStringLiteral("lab");
    query.sort = { { SortField::Name, Qt::DescendingOrder } };
    model.setQuery(query);
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    QCOMPARE(namesOf(model), QStringList({ QStringLiteral("xlab"), QStringLiteral("lab") }));
}

void TestImageListModel::imagesThatComeInDoNotDisturbTheRanking()
{
    FakeImageService service;
    const QList<Image> images
        = named({ QStringLiteral("x-lab"), QStringLiteral("xlab"), QStringLiteral("lab") });
    service.setImages(images);
    ImageListModel model(service);
    const QAbstractItemModelTester tester(&model);
    ImageQuery query;
    query.text = QStringLiteral("lab");
    model.setQuery(query);
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    Image fresh = test::imageNamed(QStringLiteral("labyrinth"));
    fresh.createdAt = fresh.updatedAt = QDateTime::currentDateTimeUtc();
    service.put(fresh);
    QTRY_COMPARE(model.rowCount(), 4);
    service.drop(images.first().id);
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(namesOf(model),
        QStringList({ QStringLiteral("lab"), QStringLiteral("xlab"), QStringLiteral("labyrinth") }));
}

void TestImageListModel::groupsStandTogether()
{
    FakeImageService service;
    QList<Image> images = sampleImages(30);
    for (int i = 0; i < 30; i += 3)
        images[i].status = ImageStatus::Deactivated;
    service.setImages(images);
    ImageListModel model(service);
    const QAbstractItemModelTester tester(&model);
    model.setQuery({});
    model.setGrouping(SortField::Status);
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    QVERIFY(model.isFirstOfGroup(0));
    QCOMPARE(model.imageAt(0)->status, ImageStatus::Deactivated);
    QCOMPARE(model.groupSize(0), 10);
    QVERIFY(!model.isFirstOfGroup(9));
    QVERIFY(model.isFirstOfGroup(10));
    QCOMPARE(model.groupSize(29), 20);
    QCOMPARE(model.imageAt(10)->id, sampleId(1)); // the newest first in its group
    QVERIFY(model.ownSort().isEmpty());
    model.setGrouping(std::nullopt);
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    QVERIFY(!model.isFirstOfGroup(0));
    QCOMPARE(model.imageAt(0)->id, sampleId(0));
}

void TestImageListModel::anImageMovesIntoItsGroup()
{
    FakeImageService service;
    QList<Image> images = sampleImages(10);
    images[9].status = ImageStatus::Deactivated;
    service.setImages(images);
    ImageListModel model(service);
    const QAbstractItemModelTester tester(&model);
    model.setQuery({});
    model.setGrouping(SortField::Status);
    QTRY_COMPARE(model.state(), ImageListModel::State::Complete);
    const QPersistentModelIndex place = model.indexOf(sampleId(4));
    QCOMPARE(place.row(), 5);
    images[4].status = ImageStatus::Deactivated;
    service.put(images[4]);
    QTRY_COMPARE(model.groupSize(0), 2);
    QCOMPARE(place.row(), 0);
    QCOMPARE(model.imageAt(0)->id, sampleId(4));
    QCOMPARE(model.groupSize(5), 8);
    images[4].status = ImageStatus::Active;
    service.put(images[4]);
    QTRY_COMPARE(model.groupSize(0), 1);
    QCOMPARE(place.row(), 5);
}

QTEST_MAIN(TestImageListModel)
#include "tst_imagelistmodel.moc"
