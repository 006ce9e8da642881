#include <QImage>
#include <QSignalSpy>
#include <QTest>

#include "ui/space/treemap.h"
#include "ui/widgets/tones.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// The picture is judged by areas and by the grounds of tiles, with some tolerance: letters look otherwise
/// from one version of a font to the next.
class TestTreemap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_map.reset(); }
    void areasAreInProportion();
    void everyTileHasItsOwnGround();
    void theSameTilesMakeTheSamePicture();
    void aClickChoosesAndIsSeen();
    void wordsCanBeReadOnTheirGround();

private:
    static TreemapTile tile(const QString &id, double weight, std::optional<int> hue);
    QImage picture() const { return m_map->grab().toImage(); }
    /// The colour that most pixels of the tile have.
    static QColor groundOf(const QImage &image, const QRectF &place);

    std::unique_ptr<Treemap> m_map;
};

TreemapTile TestTreemap::tile(const QString &id, double weight, std::optional<int> hue)
{
    TreemapTile tile;
    tile.id = id;
    tile.title = id;
    tile.detail = u"1 GiB"_s;
    tile.weight = weight;
    tile.hue = hue;
    return tile;
}

void TestTreemap::init()
{
    m_map = std::make_unique<Treemap>();
    m_map->resize(600, 400);
    m_map->setTiles({ tile(u"windows"_s, 60, 210), tile(u"debian"_s, 25, 330), tile(u"alpine"_s, 10, 90),
        tile(u"other"_s, 5, std::nullopt) });
    m_map->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_map.get()));
}

QColor TestTreemap::groundOf(const QImage &image, const QRectF &place)
{
    QHash<QRgb, int> counts;
    const QRect inside = place.toAlignedRect().adjusted(4, 4, -4, -4).intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x)
            ++counts[image.pixel(x, y)];
    }
    QRgb most = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > counts.value(most))
            most = it.key();
    }
    return QColor(most);
}

void TestTreemap::areasAreInProportion()
{
    double whole = 0;
    double weights = 0;
    for (qsizetype i = 0; i < m_map->tiles().size(); ++i) {
        whole += m_map->placeOf(i).width() * m_map->placeOf(i).height();
        weights += m_map->tiles().at(i).weight;
    }
    for (qsizetype i = 0; i < m_map->tiles().size(); ++i) {
        const double area = m_map->placeOf(i).width() * m_map->placeOf(i).height();
        QVERIFY(qAbs(area / whole - m_map->tiles().at(i).weight / weights) < 0.03);
    }
}

void TestTreemap::everyTileHasItsOwnGround()
{
    const QImage image = picture();
    QList<QColor> grounds;
    for (qsizetype i = 0; i < m_map->tiles().size(); ++i) {
        const QColor ground = groundOf(image, m_map->placeOf(i));
        QVERIFY(!grounds.contains(ground));
        grounds.append(ground);
    }
}

void TestTreemap::theSameTilesMakeTheSamePicture()
{
    const QImage before = picture();
    QCOMPARE(picture(), before);
    QList<TreemapTile> others = m_map->tiles();
    others[0].weight = 30;
    m_map->setTiles(others);
    QVERIFY(picture() != before);
}

void TestTreemap::aClickChoosesAndIsSeen()
{
    const QImage before = picture();
    const QRect place = m_map->placeOf(1).toAlignedRect();
    QSignalSpy chosen(m_map.get(), &Treemap::tileChosen);
    QTest::mouseClick(m_map.get(), Qt::LeftButton, {}, place.center());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(m_map->current(), 1);
    const QImage after = picture();
    QVERIFY(after.copy(place) != before.copy(place));
    const QRect other = m_map->placeOf(0).toAlignedRect().adjusted(6, 6, -6, -6);
    QCOMPARE(after.copy(other), before.copy(other));
}

void TestTreemap::wordsCanBeReadOnTheirGround()
{
    const QImage image = picture();
    for (qsizetype i = 0; i < 3; ++i) {
        const QRectF place = m_map->placeOf(i);
        const QColor ground = groundOf(image, place);
        double best = 0;
        const QRect words = place.toAlignedRect().adjusted(4, 4, -4, -4);
        for (int y = words.top(); y <= words.bottom(); ++y) {
            for (int x = words.left(); x <= words.right(); ++x)
                best = std::max(best, contrastRatio(image.pixelColor(x, y), ground));
        }
        QVERIFY2(best >= 4.0, qPrintable(u"%1: %2"_s.arg(m_map->tiles().at(i).title).arg(best)));
    }
}

QTEST_MAIN(TestTreemap)
#include "tst_treemap.moc"
