#include <QImage>
#include <QPainter>
#include <QTest>

#include "ui/transfers/speedgraph.h"
#include "ui/transfers/speedhistory.h"

using namespace vitrine;

class TestSpeedHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenNotesASecondBecomeOneValue();
    void timeInBetweenDoesNotCount();
    void startingAgainIsNoNegativeSpeed();
    void memoryIsBounded();
    void graphGrowsFromTheLeadingEdge();
    void nothingIsDrawnOfOneValue();

private:
    static QImage drawn(const SpeedHistory &history, Qt::LayoutDirection direction = Qt::LeftToRight);
    /// Whether the half of the picture has ink.
    static bool hasInk(const QImage &image, bool inLeftHalf);
};

void TestSpeedHistory::tenNotesASecondBecomeOneValue()
{
    SpeedHistory history;
    for (int tenth = 0; tenth <= 30; ++tenth)
        history.note(tenth * 100, tenth * 1000);
    QCOMPARE(history.speeds().size(), std::size_t(3));
    for (const float speed : history.speeds())
        QCOMPARE(speed, 10'000.0F);
}

void TestSpeedHistory::timeInBetweenDoesNotCount()
{
    SpeedHistory history;
    history.note(0, 0);
    history.note(1000, 500);
    history.interrupt();
    history.note(60'000, 500);
    history.note(61'000, 1000);
    QCOMPARE(history.speeds(), (std::deque<float>{ 500, 500 }));
}

void TestSpeedHistory::startingAgainIsNoNegativeSpeed()
{
    SpeedHistory history;
    history.note(0, 0);
    history.note(1000, 500);
    history.note(2000, 10);
    history.note(3000, 20);
    QCOMPARE(history.speeds(), (std::deque<float>{ 500, 10 }));
}

void TestSpeedHistory::memoryIsBounded()
{
    SpeedHistory history;
    for (int second = 0; second < 10'000; ++second)
        history.note(second * 1000LL, second * 100LL);
    QCOMPARE(history.speeds().size(), SpeedHistory::mostSeconds);
}

QImage TestSpeedHistory::drawn(const SpeedHistory &history, Qt::LayoutDirection direction)
{
    QImage image(96, 32, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setLayoutDirection(direction);
    paintSpeedGraph(painter, image.rect(), history, Qt::black);
    return image;
}

bool TestSpeedHistory::hasInk(const QImage &image, bool inLeftHalf)
{
    for (int x = 0; x < image.width() / 2; ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(inLeftHalf ? x : image.width() - 1 - x, y) != QColor(Qt::white))
                return true;
        }
    }
    return false;
}

void TestSpeedHistory::graphGrowsFromTheLeadingEdge()
{
    SpeedHistory history;
    for (int second = 0; second < 8; ++second)
        history.note(second * 1000LL, second * 100LL);
    QVERIFY(hasInk(drawn(history), true));
    QVERIFY(!hasInk(drawn(history), false));
    QVERIFY(!hasInk(drawn(history, Qt::RightToLeft), true));
    QVERIFY(hasInk(drawn(history, Qt::RightToLeft), false));
    for (int second = 8; second < 100; ++second)
        history.note(second * 1000LL, second * 100LL);
    QVERIFY(hasInk(drawn(history), true));
    QVERIFY(hasInk(drawn(history), false));
}

void TestSpeedHistory::nothingIsDrawnOfOneValue()
{
    SpeedHistory history;
    history.note(0, 0);
    history.note(1000, 500);
    QVERIFY(!hasInk(drawn(history), true));
}

QTEST_MAIN(TestSpeedHistory)
#include "tst_speedhistory.moc"
