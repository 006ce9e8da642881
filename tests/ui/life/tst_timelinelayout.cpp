#include <cmath>

#include <QLocale>
#include <QTest>

#include "tests/ui/life/lives.h"
#include "ui/life/timelinelayout.h"

using namespace vitrine;

class TestTimelineLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void nothingLiesOnAnythingElse_data();
    void nothingLiesOnAnythingElse();
    void aStepAndTheWayBackHaveLanesOfTheirOwn();
    void everyStepOfTheTableHasALine();
    void aLoopSaysHowOftenItWasMade();
};

void TestTimelineLayout::nothingLiesOnAnythingElse_data()
{
    QTest::addColumn<QList<Transition>>("life");
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("isLarge");
    for (const int width : { 300, 368, 640, 1200 }) {
        const auto row = [width](const char *name, const QList<Transition> &life) {
            QTest::addRow("%s, %d", name, width) << life << width << false;
            if (width >= 640)
                QTest::addRow("%s, %d, large", name, width) << life << width << true;
        };
        row("new", test::newLife());
        row("restless", test::restlessLife(5));
        row("imported", test::importedLife());
        row("deleted", test::deletedLife());
    }
}

void TestTimelineLayout::nothingLiesOnAnythingElse()
{
    QFETCH(QList<Transition>, life);
    QFETCH(int, width);
    QFETCH(bool, isLarge);
    TimelineScale scale;
    scale.font.setPointSizeF(8);
    if (isLarge)
        scale.radius = 18;
    const QSizeF size(width, timelineHeight(scale));
    const TimelineLayout layout = layOutTimeline(timelineOf(life, life.last().to), size, scale);
    QCOMPARE(layout.nodes.size(), 9);

    QList<QRectF> taken;
    const auto take = [&](const QRectF &place, const QString &what) {
        QVERIFY2(QRectF(QPointF(), size).contains(place), qPrintable(what));
        for (const QRectF &other : std::as_const(taken))
            QVERIFY2(!other.intersects(place), qPrintable(what));
        taken.append(place);
    };
    for (const TimelineLayout::Node &node : layout.nodes) {
        const double r = scale.radius;
        take(QRectF(node.centre.x() - r, node.centre.y() - r, 2 * r, 2 * r),
            QStringLiteral("node ") + node.label);
        take(node.labelPlace, node.label);
    }
    for (const TimelineLayout::Edge &edge : layout.edges) {
        if (!edge.labelPlace.isEmpty())
            take(edge.labelPlace, QStringLiteral("step ") + edge.label);
    }
}

void TestTimelineLayout::aStepAndTheWayBackHaveLanesOfTheirOwn()
{
    const TimelineScale scale;
    const Timeline timeline = timelineOf(test::restlessLife(3), ImageStatus::Active);
    const TimelineLayout layout = layOutTimeline(timeline, { 400, timelineHeight(scale) }, scale);
    for (qsizetype i = 0; i < timeline.edges.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (timeline.edges[i].from != timeline.edges[j].to
                || timeline.edges[i].to != timeline.edges[j].from)
                continue;
            const QPointF apart
                = layout.edges[i].path.pointAtPercent(0.5) - layout.edges[j].path.pointAtPercent(0.5);
            QVERIFY(std::hypot(apart.x(), apart.y()) > scale.radius);
        }
    }
}

void TestTimelineLayout::everyStepOfTheTableHasALine()
{
    const TimelineScale scale;
    for (const ImageStatus from : allImageStatuses()) {
        for (const ImageStatus to : statusesAfter(from)) {
            const Timeline timeline = timelineOf({ test::step(from, to, TransitionCause::Delete, 0) }, to);
            const TimelineLayout layout = layOutTimeline(timeline, { 400, timelineHeight(scale) }, scale);
            const auto made = std::find_if(timeline.edges.cbegin(), timeline.edges.cend(),
                [](const TimelineEdge &edge) { return edge.wasMade(); });
            QVERIFY(made != timeline.edges.cend());
            const QPainterPath path = layout.edges.at(made - timeline.edges.cbegin()).path;
            const auto distance = [&](const QPointF &point, ImageStatus status) {
                const QPointF way = point - layout.nodes.at(allImageStatuses().indexOf(status)).centre;
                return std::hypot(way.x(), way.y());
            };
            QVERIFY(distance(path.pointAtPercent(0), from) < scale.radius + 3);
            QVERIFY(distance(path.pointAtPercent(1), to) < scale.radius + 7);
        }
    }
}

void TestTimelineLayout::aLoopSaysHowOftenItWasMade()
{
    const TimelineScale scale;
    const Timeline timeline = timelineOf(test::restlessLife(4), ImageStatus::Active);
    const TimelineLayout layout = layOutTimeline(timeline, { 400, timelineHeight(scale) }, scale);
    QStringList labels;
    for (const TimelineLayout::Edge &edge : layout.edges)
        labels.append(edge.label);
    QCOMPARE(labels.filter(QStringLiteral("\u00d7 4")).size(), 2);
}

QTEST_MAIN(TestTimelineLayout)
#include "tst_timelinelayout.moc"
