#include <QImage>
#include <QPainter>
#include <QTest>

#include "ui/transfers/speedgraph.h"
#include "ui/transfers/speedhistory.h"

using namespace vitrine;

/// The picture is judged by how much of it is filled where, with some tolerance: edges are smoothed in
/// another way from one version of Qt to the next.
class TestSpeedGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneValueIsNoLine();
    void aSteadySpeedFillsItsPlace();
    void theHeightFollowsTheSpeed();
    void itGrowsFromTheLeadingEdge();
    void rightToLeftIsMirrored();

private:
    static constexpr QRect place{ 0, 0, 120, 40 };

    static SpeedHistory historyOf(const QList<int> &mebibytes);
    static QImage picture(const SpeedHistory &history, Qt::LayoutDirection way = Qt::LeftToRight);
    /// How much of a part of the picture is drawn on, from 0 to 1.
    static double filled(const QImage &image, const QRect &part);
};

SpeedHistory TestSpeedGraph::historyOf(const QList<int> &mebibytes)
{
    SpeedHistory history;
    qint64 done = 0;
    qint64 second = 0;
    history.note(0, 0);
    for (const int amount : mebibytes) {
        done += static_cast<qint64>(amount) << 20;
        history.note(++second * 1000, done);
    }
    return history;
}

QImage TestSpeedGraph::picture(const SpeedHistory &history, Qt::LayoutDirection way)
{
    QImage image(place.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setLayoutDirection(way);
    paintSpeedGraph(painter, place, history, Qt::blue);
    return image;
}

double TestSpeedGraph::filled(const QImage &image, const QRect &part)
{
    int drawn = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            drawn += image.pixelColor(x, y) == QColor(Qt::white) ? 0 : 1;
    }
    return static_cast<double>(drawn) / (part.width() * part.height());
}

void TestSpeedGraph::oneValueIsNoLine()
{
    QCOMPARE(filled(picture({}), place), 0.0);
    QCOMPARE(filled(picture(historyOf({ 5 })), place), 0.0);
}

void TestSpeedGraph::aSteadySpeedFillsItsPlace()
{
    QVERIFY(filled(picture(historyOf(QList<int>(100, 5))), place) > 0.9);
}

void TestSpeedGraph::theHeightFollowsTheSpeed()
{
    QList<int> speeds(30, 10);
    speeds += QList<int>(30, 2);
    const QImage image = picture(historyOf(speeds));
    const double fast = filled(image, { 5, 0, 45, 40 });
    const double slow = filled(image, { 70, 0, 45, 40 });
    QVERIFY(fast > 0.9);
    // A fifth of the speed is a fifth of the height, and the line itself.
    QVERIFY2(slow > 0.15 && slow < 0.32, qPrintable(QString::number(slow)));
    QCOMPARE(filled(image, { 70, 0, 45, 25 }), 0.0);
}

void TestSpeedGraph::itGrowsFromTheLeadingEdge()
{
    const QImage image = picture(historyOf(QList<int>(12, 5)));
    QVERIFY(filled(image, { 0, 0, 40, 40 }) > 0.9);
    QCOMPARE(filled(image, { 70, 0, 50, 40 }), 0.0);
}

void TestSpeedGraph::rightToLeftIsMirrored()
{
    const QImage image = picture(historyOf(QList<int>(12, 5)), Qt::RightToLeft);
    QVERIFY(filled(image, { 80, 0, 40, 40 }) > 0.9);
    QCOMPARE(filled(image, { 0, 0, 50, 40 }), 0.0);
}

QTEST_MAIN(TestSpeedGraph)
#include "tst_speedgraph.moc"
