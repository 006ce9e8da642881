#include <chrono>
#include <future>
#include <thread>

#include <QTest>

#include "core/support/operation.h"

using namespace vitrine;
using namespace std::chrono_literals;

namespace {

/// Long enough that somebody who does not wait would have gone on.
constexpr auto moment = 50ms;
constexpr auto longTime = 10s;

} // namespace

class TestOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsWaitedForByDefault();
    void aStoppedOneMayNotContinue();
    void aPausedOneWaitsUntilItIsResumed();
    void stoppingWakesAPausedOne();
    void oneThatIsStoppedAndPausedDoesNotWait();
    void pausingTwiceNeedsOneResume();
    void aCopyIsTheSameOperation();
    void progressOfAllThreadsAddsUp();
    void progressBeginsUnknown();
};

void TestOperation::nothingIsWaitedForByDefault()
{
    const OperationControl control;
    QVERIFY(control.mayContinue());
    QVERIFY(!control.gate->isPaused());
}

void TestOperation::aStoppedOneMayNotContinue()
{
    std::stop_source stop;
    const OperationControl control{ .stop = stop.get_token() };
    QVERIFY(control.mayContinue());
    stop.request_stop();
    QVERIFY(!control.mayContinue());
}

void TestOperation::aPausedOneWaitsUntilItIsResumed()
{
    const OperationControl control;
    control.gate->pause();
    QVERIFY(control.gate->isPaused());
    auto answer = std::async(std::launch::async, [control] { return control.mayContinue(); });
    QVERIFY(answer.wait_for(moment) == std::future_status::timeout);
    control.gate->resume();
    QVERIFY(answer.wait_for(longTime) == std::future_status::ready);
    QVERIFY(answer.get());
    QVERIFY(!control.gate->isPaused());
}

void TestOperation::stoppingWakesAPausedOne()
{
    std::stop_source stop;
    const OperationControl control{ .stop = stop.get_token() };
    control.gate->pause();
    auto answer = std::async(std::launch::async, [control] { return control.mayContinue(); });
    QVERIFY(answer.wait_for(moment) == std::future_status::timeout);
    stop.request_stop();
    const bool woke = answer.wait_for(longTime) == std::future_status::ready;
    control.gate->resume(); // so that a failure is no hang
    QVERIFY(woke);
    QVERIFY(!answer.get());
}

void TestOperation::oneThatIsStoppedAndPausedDoesNotWait()
{
    std::stop_source stop;
    const OperationControl control{ .stop = stop.get_token() };
    control.gate->pause();
    stop.request_stop();
    QVERIFY(!control.mayContinue());
    control.gate->wait(control.stop);
    QVERIFY(control.gate->isPaused());
}

void TestOperation::pausingTwiceNeedsOneResume()
{
    const OperationControl control;
    control.gate->pause();
    control.gate->pause();
    control.gate->resume();
    QVERIFY(!control.gate->isPaused());
    QVERIFY(control.mayContinue());
}

void TestOperation::aCopyIsTheSameOperation()
{
    const OperationControl control;
    const OperationControl copy = control;
    copy.progress->setPhase(OperationPhase::Flushing);
    copy.progress->setTotal(10);
    copy.gate->pause();
    QCOMPARE(control.progress->phase(), OperationPhase::Flushing);
    QCOMPARE(control.progress->total(), 10);
    QVERIFY(control.gate->isPaused());
    QVERIFY(OperationControl().progress != control.progress);
}

void TestOperation::progressOfAllThreadsAddsUp()
{
    OperationProgress progress;
    progress.setDone(5);
    {
        const auto count = [&progress] {
            for (int step = 0; step < 10'000; ++step)
                progress.addDone(3);
        };
        const std::jthread first(count);
        const std::jthread second(count);
    }
    QCOMPARE(progress.done(), 60'005);
}

void TestOperation::progressBeginsUnknown()
{
    const OperationProgress progress;
    QCOMPARE(progress.phase(), OperationPhase::Waiting);
    QCOMPARE(progress.total(), -1);
    QCOMPARE(progress.done(), 0);
}

QTEST_GUILESS_MAIN(TestOperation)
#include "tst_operation.moc"
