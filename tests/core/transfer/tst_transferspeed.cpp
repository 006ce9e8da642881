#include <cmath>

#include <QTest>

#include "core/transfer/transferspeed.h"

using namespace vitrine;

class TestTransferSpeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steadySpeedIsFoundAtOnce();
    void timeLeftAppearsOnlyAfterThreeSeconds();
    void unknownTotalGivesNoTimeLeft();
    void burstsGiveNoTimeLeft();
    void timeLeftNeverJumps();
    void heldTimeDoesNotCount();
    void stalledTransferLosesItsTimeLeft();
    void timeLeftReachesZero();
    void clockThatStandsStillIsIgnored();
};

namespace {

constexpr qint64 mebibyte = 1 << 20;

/// Samples every 100 ms while `bytesAt` tells the counter at a time in milliseconds.
template<typename BytesAt>
void run(TransferSpeed &speed, qint64 from, qint64 to, qint64 total, BytesAt bytesAt)
{
    for (qint64 time = from; time <= to; time += 100)
        speed.sample(time, bytesAt(time), total);
}

} // namespace

void TestTransferSpeed::steadySpeedIsFoundAtOnce()
{
    TransferSpeed speed;
    QCOMPARE(speed.bytesPerSecond(), 0.0);
    run(speed, 0, 1000, 1000 * mebibyte, [](qint64 time) { return time * mebibyte / 100; });
    QVERIFY(std::abs(speed.bytesPerSecond() - 10.0 * mebibyte) < 0.01 * mebibyte);
}

void TestTransferSpeed::timeLeftAppearsOnlyAfterThreeSeconds()
{
    TransferSpeed speed;
    const auto steady = [](qint64 time) { return time * mebibyte / 100; };
    run(speed, 0, 2900, 1000 * mebibyte, steady);
    QVERIFY(!speed.secondsLeft().has_value());
    run(speed, 3000, 3100, 1000 * mebibyte, steady);
    QVERIFY(speed.secondsLeft().has_value());
    QCOMPARE(*speed.secondsLeft(), 97);
}

void TestTransferSpeed::unknownTotalGivesNoTimeLeft()
{
    TransferSpeed speed;
    run(speed, 0, 10'000, -1, [](qint64 time) { return time * 1000; });
    QVERIFY(!speed.secondsLeft().has_value());
    QVERIFY(speed.bytesPerSecond() > 0);
}

void TestTransferSpeed::burstsGiveNoTimeLeft()
{
    // 40 MiB at once every eight seconds: an average exists, a promise would be a guess.
    TransferSpeed speed;
    int shown = 0;
    for (qint64 time = 0; time <= 40'000; time += 100) {
        speed.sample(time, (time / 8000) * 40 * mebibyte, 10'000 * mebibyte);
        shown += speed.secondsLeft().has_value() ? 1 : 0;
    }
    QVERIFY2(shown < 80, qPrintable(QString::number(shown)));
}

void TestTransferSpeed::timeLeftNeverJumps()
{
    // The speed halves at once, as on a disk whose cache is full.
    TransferSpeed speed;
    const auto halving
        = [](qint64 time) { return time <= 10'000 ? time * 10'000 : 100'000'000 + (time - 10'000) * 5'000; };
    std::optional<qint64> before;
    qint64 biggest = 0;
    for (qint64 time = 0; time <= 30'000; time += 100) {
        speed.sample(time, halving(time), 1'000'000'000);
        if (before && speed.secondsLeft())
            biggest = std::max(biggest, std::abs(*speed.secondsLeft() - *before));
        before = speed.secondsLeft();
    }
    QVERIFY(before.has_value());
    QVERIFY2(biggest <= 3, qPrintable(QString::number(biggest)));
    QVERIFY(*before > 130 && *before < 180);
}

void TestTransferSpeed::heldTimeDoesNotCount()
{
    TransferSpeed speed;
    run(speed, 0, 5000, 1'000'000'000, [](qint64 time) { return time * 1000; });
    const double before = speed.bytesPerSecond();
    speed.interrupt();
    run(speed, 65'000, 66'000, 1'000'000'000, [](qint64 time) { return (time - 60'000) * 1000; });
    QVERIFY(std::abs(speed.bytesPerSecond() - before) < before * 0.01);
    QVERIFY(speed.secondsLeft().has_value());
}

void TestTransferSpeed::stalledTransferLosesItsTimeLeft()
{
    TransferSpeed speed;
    run(speed, 0, 5000, 1'000'000'000, [](qint64 time) { return time * 1000; });
    QVERIFY(speed.secondsLeft().has_value());
    run(speed, 5100, 10'000, 1'000'000'000, [](qint64) { return 5'000'000; });
    QVERIFY(!speed.secondsLeft().has_value());
}

void TestTransferSpeed::timeLeftReachesZero()
{
    TransferSpeed speed;
    run(speed, 0, 10'000, 10'000'000, [](qint64 time) { return time * 1000; });
    QVERIFY(speed.secondsLeft().has_value());
    QVERIFY(*speed.secondsLeft() <= 1);
}

void TestTransferSpeed::clockThatStandsStillIsIgnored()
{
    TransferSpeed speed;
    speed.sample(100, 0, 1000);
    speed.sample(100, 500, 1000);
    QCOMPARE(speed.bytesPerSecond(), 0.0);
    speed.sample(1100, 1000, 1000);
    QCOMPARE(std::round(speed.bytesPerSecond()), 1000.0);
}

QTEST_GUILESS_MAIN(TestTransferSpeed)
#include "tst_transferspeed.moc"
