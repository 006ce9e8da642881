#include <QTest>

#include "core/transfer/transferlimit.h"

using namespace vitrine;
using namespace std::chrono_literals;

using Stage = OperationStage;

class TestTransferLimit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSaidBeforeASecondIsSeen();
    void theStageThatTakesMostIsNamed();
    void stagesThatTakeTurnsAreNoLimit();
    void idleCopyHasNoLimit();
    void aChangeIsNoticedWithinSeconds();
    void aShortHiccupChangesNothing();

private:
    /// Ten samples a second, each with these parts of the tenth spent in reading, writing and hashing.
    void pass(int tenths, double reading, double writing, double hashing)
    {
        for (int i = 0; i < tenths; ++i) {
            m_progress.addTime(Stage::DiskRead, nanoseconds(reading));
            m_progress.addTime(Stage::DiskWrite, nanoseconds(writing));
            m_progress.addTime(Stage::Hashing, nanoseconds(hashing));
            m_time += 100;
            m_limit.sample(m_time, m_progress);
        }
    }
    static std::chrono::nanoseconds nanoseconds(double share)
    {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(100ms * share);
    }

    OperationProgress m_progress;
    TransferLimit m_limit;
    qint64 m_time = 0;

private Q_SLOTS:
    void init() { m_limit.reset(); }
};

void TestTransferLimit::nothingIsSaidBeforeASecondIsSeen()
{
    pass(5, 0.9, 0, 0.1);
    QVERIFY(!m_limit.stage());
    pass(10, 0.9, 0, 0.1);
    QVERIFY(m_limit.stage().has_value());
}

void TestTransferLimit::theStageThatTakesMostIsNamed()
{
    pass(20, 0.1, 0.8, 0.1);
    QCOMPARE(m_limit.stage(), std::optional(Stage::DiskWrite));
    m_limit.reset();
    pass(20, 0.2, 0.1, 0.7);
    QCOMPARE(m_limit.stage(), std::optional(Stage::Hashing));
}

void TestTransferLimit::stagesThatTakeTurnsAreNoLimit()
{
    pass(50, 0.35, 0.3, 0.35);
    QVERIFY(!m_limit.stage());
}

void TestTransferLimit::idleCopyHasNoLimit()
{
    pass(50, 0.2, 0, 0);
    QVERIFY(!m_limit.stage());
}

void TestTransferLimit::aChangeIsNoticedWithinSeconds()
{
    pass(100, 0.9, 0, 0.1);
    QCOMPARE(m_limit.stage(), std::optional(Stage::DiskRead));
    pass(50, 0.1, 0.9, 0);
    QCOMPARE(m_limit.stage(), std::optional(Stage::DiskWrite));
}

void TestTransferLimit::aShortHiccupChangesNothing()
{
    pass(100, 0.9, 0, 0.1);
    pass(5, 0, 1, 0);
    QCOMPARE(m_limit.stage(), std::optional(Stage::DiskRead));
}

QTEST_GUILESS_MAIN(TestTransferLimit)
#include "tst_transferlimit.moc"
