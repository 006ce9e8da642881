#include <ctime>

#include <QElapsedTimer>
#include <QTimer>

#include "tests/core/transfer/queuefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What this thread has worked so far.
qint64 processorMs()
{
    timespec time = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1'000'000;
}

} // namespace

/// What the queue tells while it works, and what that costs.
/// Of work between two turns of the event loop.
#ifdef __OPTIMIZE__
constexpr qint64 longestTurnMs = 50;
#else
constexpr qint64 longestTurnMs = 400; // every access is watched by a sanitizer
#endif

class TestTransferProgress final : public QueueFixture
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreAnnouncedInBatches();
    void speedAndTimeLeftAreFollowed();
    void whatLimitsItIsTold();
    void e11_tenThousandFilesAreCheap();
    void tenThousandRowsNeverHoldUpTheEventLoop();
    void whatHasStillToArriveCanBeNamed();
    void whatHasStillToArriveIsInTheJournalWhenTheQueueGoes();
};

void TestTransferProgress::changesAreAnnouncedInBatches()
{
    m_service->hold(Call::UploadFile);
    QStringList ids;
    for (int i = 0; i < 3; ++i)
        ids.append(m_queue->enqueue(importOf(QString::number(i))));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 3);
    QTest::qWait(150);
    QSignalSpy changed(m_queue.get(), &TransferQueue::transfersChanged);
    for (int step = 1; step <= 50; ++step) {
        for (int i = 0; i < 3; ++i)
            m_service->waitingControl(Call::UploadFile, i).progress->setDone(step);
        QTest::qWait(10);
    }
    QVERIFY2(changed.size() >= 3 && changed.size() <= 8, qPrintable(QString::number(changed.size())));
    const auto last = changed.constLast().constFirst().value<QList<Transfer>>();
    QCOMPARE(last.size(), 3);
    m_service->release(Call::UploadFile);
    QTRY_VERIFY(!m_queue->hasUnfinished());
    // Nothing runs, so nothing ticks.
    QTest::qWait(150);
    changed.clear();
    QTest::qWait(250);
    QCOMPARE(changed.size(), 0);
}

void TestTransferProgress::speedAndTimeLeftAreFollowed()
{
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    const std::shared_ptr<OperationProgress> progress = m_service->waitingControl(Call::UploadFile).progress;
    progress->setTotal(1'000'000'000);
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 3600) {
        progress->setDone(clock.elapsed() * 10'000);
        QTest::qWait(10);
        if (clock.elapsed() < 2500)
            QVERIFY(!m_queue->transfer(id)->secondsLeft.has_value());
    }
    const Transfer transfer = *m_queue->transfer(id);
    QCOMPARE(transfer.phase, OperationPhase::Copying);
    QVERIFY2(transfer.bytesPerSecond > 8e6 && transfer.bytesPerSecond < 12e6,
        qPrintable(QString::number(transfer.bytesPerSecond)));
    QVERIFY(transfer.secondsLeft.has_value());
    QVERIFY(*transfer.secondsLeft > 75 && *transfer.secondsLeft < 125);
    m_queue->pause(id);
    QCOMPARE(m_queue->transfer(id)->bytesPerSecond, 0.0);
    QVERIFY(!m_queue->transfer(id)->secondsLeft.has_value());
}

void TestTransferProgress::whatLimitsItIsTold()
{
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    const std::shared_ptr<OperationProgress> progress = m_service->waitingControl(Call::UploadFile).progress;
    progress->setPhase(OperationPhase::Copying);
    QElapsedTimer clock;
    clock.start();
    // However seldom a busy machine lets this run: four fifths of the time go into hashing.
    const auto addTime = [progress, &clock] {
        progress->addTime(OperationStage::Hashing, std::chrono::milliseconds(clock.restart() * 4 / 5));
    };
    QTimer worker;
    connect(&worker, &QTimer::timeout, this, addTime);
    worker.start(25);
    QVERIFY(!m_queue->transfer(id)->limit.has_value());
    QTRY_COMPARE(m_queue->transfer(id)->limit, std::optional(OperationStage::Hashing));
    progress->setPhase(OperationPhase::Flushing);
    QTRY_COMPARE(m_queue->transfer(id)->limit, std::optional(OperationStage::DiskWrite));
    m_queue->pause(id);
    QVERIFY(!m_queue->transfer(id)->limit.has_value());
}

void TestTransferProgress::e11_tenThousandFilesAreCheap()
{
    constexpr int count = 10'000;
    m_service->hold(Call::UploadFile);
    const TransferRequest request = importOf(u"a"_s);
    const qint64 before = processorMs();
    const QStringList ids = m_queue->enqueueAll(QList<TransferRequest>(count, request));
    const qint64 taken = processorMs() - before;
    QCOMPARE(ids.size(), count);
    QVERIFY2(taken < longestTurnMs, qPrintable(QString::number(taken)));
    QCOMPARE(m_queue->transfer(ids.constLast())->state, TransferState::Waiting);
    QCOMPARE(m_queue->transfers().size(), count);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 3);
    QSignalSpy changed(m_queue.get(), &TransferQueue::transfersChanged);
    QElapsedTimer timer;
    timer.start();
    for (int i = 3; i < count; ++i)
        m_queue->cancel(ids.at(i));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(changed.size() < 10);
    m_queue->clearEnded();
    QCOMPARE(m_queue->transfers().size(), 3);
}

void TestTransferProgress::tenThousandRowsNeverHoldUpTheEventLoop()
{
    constexpr int count = 10'000;
    m_service->hold(Call::UploadFile);
    const TransferRequest request = importOf(u"a"_s);
    const QList<TransferRequest> requests(count, request);
    QStringList announced;
    connect(m_queue.get(), &TransferQueue::transfersAdded, this,
        [&announced](const QList<Transfer> &transfers, int position) {
            QCOMPARE(position, announced.size());
            for (const Transfer &transfer : transfers)
                announced.append(transfer.id);
        });
    // Work, not time on the wall: a busy machine takes the processor away for longer than what is looked for.
    qint64 longest = 0;
    qint64 lastBeat = 0;
    QTimer heart;
    heart.setInterval(0);
    connect(&heart, &QTimer::timeout, this, [&] {
        const qint64 now = processorMs();
        longest = std::max(longest, now - std::exchange(lastBeat, now));
    });
    lastBeat = processorMs();
    heart.start();
    const QStringList ids = m_queue->enqueueAll(requests);
    QVERIFY(announced.size() < count);
    QVERIFY(m_queue->hasUnfinished());
    QTRY_COMPARE_WITH_TIMEOUT(announced.size(), count, 30'000);
    qInfo("most work between two turns of the event loop: %lld ms", static_cast<long long>(longest));
    QVERIFY2(longest < longestTurnMs, qPrintable(QString::number(longest)));
    QCOMPARE(announced, ids);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 3);
}

void TestTransferProgress::whatHasStillToArriveCanBeNamed()
{
    m_service->hold(Call::UploadFile);
    const QStringList ids = m_queue->enqueueAll(QList<TransferRequest>(5'000, importOf(u"a"_s)));
    QVERIFY(m_queue->transfers().size() < ids.size());
    m_queue->cancel(ids.constLast());
    QCOMPARE(stateOf(ids.constLast()), TransferState::Cancelled);
    QCOMPARE(m_queue->transfers().size(), ids.size());
    const QString late = m_queue->enqueue(importOf(u"b"_s));
    QCOMPARE(m_queue->transfers().constLast().id, late);
}

void TestTransferProgress::whatHasStillToArriveIsInTheJournalWhenTheQueueGoes()
{
    m_service->hold(Call::UploadFile);
    const QStringList ids = m_queue->enqueueAll(QList<TransferRequest>(2'000, importOf(u"a"_s)));
    QVERIFY(m_queue->transfers().size() < ids.size());
    killQueue();
    makeQueue();
    m_queue->restore();
    QStringList restored;
    for (const Transfer &transfer : m_queue->transfers())
        restored.append(transfer.id);
    QCOMPARE(restored, ids);
}

QTEST_GUILESS_MAIN(TestTransferProgress)
#include "tst_transferprogress.moc"
