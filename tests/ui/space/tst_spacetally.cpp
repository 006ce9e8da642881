#include <QTest>

#include "tests/support/sampleimages.h"
#include "ui/space/spacetally.h"
#include "ui/space/spacetiles.h"

using namespace vitrine;
using test::sampleId;
using test::sampleImage;

class TestSpaceTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sumsAreExact();
    void equalDataAreFoundWhateverTheirNames();
    void imagesWithoutDataAreNoDuplicates();
    void aHundredThousandImagesBecomeFiveHundredTilesAndOneForTheRest();
    void virtualSizesHaveTilesOfTheirOwn();

private:
    static Image withHash(int number, const QString &hash, qint64 size);
};

Image TestSpaceTally::withHash(int number, const QString &hash, qint64 size)
{
    Image image = sampleImage(number);
    image.osHashAlgo = QStringLiteral("sha512");
    image.osHashValue = hash;
    image.size = size;
    image.virtualSize = 4 * size;
    return image;
}

void TestSpaceTally::sumsAreExact()
{
    SpaceTally tally;
    QCOMPARE(tally.report().imageCount, 0);
    Image queued = sampleImage(9);
    queued.size.reset();
    queued.virtualSize.reset();
    tally.add({ withHash(1, QString(128, u'a'), 1000), withHash(2, QString(128, u'b'), 500), queued });
    const SpaceReport report = tally.report();
    QCOMPARE(report.imageCount, 3);
    QCOMPARE(report.totalSize, 1500);
    QCOMPARE(report.totalVirtual, 6000);
    QCOMPARE(report.saved, 4500);
    QCOMPARE(report.largest.first().id, sampleId(1));
    // The higher its number, the older it is.
    QCOMPARE(report.oldest.first().id, sampleId(9));
}

void TestSpaceTally::equalDataAreFoundWhateverTheirNames()
{
    const QString a(128, u'a');
    const QString b(128, u'b');
    SpaceTally tally;
    tally.add({ withHash(1, a, 100), withHash(2, b, 1000), withHash(3, a, 100) });
    tally.add({ withHash(4, b, 1000), withHash(5, a, 100), withHash(6, QString(128, u'c'), 7) });
    const SpaceReport report = tally.report();
    QCOMPARE(report.duplicates.size(), 2);
    QCOMPARE(report.duplicates.at(0).reclaimable(), 1000);
    QCOMPARE(report.duplicates.at(1).reclaimable(), 200);
    QCOMPARE(report.duplicates.at(1).images.size(), 3);
    QCOMPARE(report.duplicates.at(1).images.first().id, sampleId(5));
    QCOMPARE(report.reclaimable, 1200);
}

void TestSpaceTally::imagesWithoutDataAreNoDuplicates()
{
    SpaceTally tally;
    Image first = sampleImage(1);
    Image second = sampleImage(2);
    tally.add({ first, second, withHash(3, QString(128, u'0'), 0), withHash(4, QString(128, u'0'), 0) });
    QVERIFY(tally.report().duplicates.isEmpty());
}

void TestSpaceTally::aHundredThousandImagesBecomeFiveHundredTilesAndOneForTheRest()
{
    SpaceTally tally;
    qint64 total = 0;
    const QList<Image> images = test::sampleImages(1000);
    for (const Image &image : images)
        total += *image.size;
    for (int page = 0; page < 100; ++page)
        tally.add(images);
    SpaceReport report = tally.report();
    QCOMPARE(report.imageCount, 100'000);
    QCOMPARE(report.totalSize, 100 * total);
    report.trashBytes = total;
    report.trashCount = 1;
    report.freeBytes = 5;
    const QList<TreemapTile> tiles = spaceTiles(report, SpaceMeasure::Stored, true);
    QCOMPARE(tiles.size(), 503);
    QVERIFY(std::is_sorted(tiles.cbegin(), tiles.cend(),
        [](const TreemapTile &left, const TreemapTile &right) { return left.weight > right.weight; }));
    double sum = 0;
    for (const TreemapTile &tile : tiles)
        sum += tile.weight;
    QCOMPARE(sum, static_cast<double>(101 * total + 5));
    QCOMPARE(tiles.first().kind, TreemapTile::Kind::Others);
    QVERIFY2(tiles.first().title.contains(QStringLiteral("99500")), qPrintable(tiles.first().title));
    QCOMPARE(spaceTiles(report, SpaceMeasure::Stored, false).size(), 502);
}

void TestSpaceTally::virtualSizesHaveTilesOfTheirOwn()
{
    SpaceTally tally;
    Image thin = sampleImage(1);
    thin.size = 10;
    thin.virtualSize = 1000;
    Image thick = sampleImage(2);
    thick.size = 100;
    thick.virtualSize = 100;
    tally.add({ thin, thick });
    SpaceReport report = tally.report();
    report.trashBytes = 77;
    const QList<TreemapTile> stored = spaceTiles(report, SpaceMeasure::Stored, false);
    QCOMPARE(stored.size(), 3);
    QCOMPARE(stored.first().id, thick.id);
    const QList<TreemapTile> seen = spaceTiles(report, SpaceMeasure::Virtual, true);
    QCOMPARE(seen.size(), 2);
    QCOMPARE(seen.first().id, thin.id);
    QVERIFY(spaceSummary(report).contains(QStringLiteral("2 image")));
}

QTEST_GUILESS_MAIN(TestSpaceTally)
#include "tst_spacetally.moc"
