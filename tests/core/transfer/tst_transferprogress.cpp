#include <QElapsedTimer>

#include "tests/core/transfer/queuefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

/// What the queue tells while it works, and what that costs.
class TestTransferProgress final : public QueueFixture
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreAnnouncedInBatches();
    void speedAndTimeLeftAreFollowed();
    void e11_tenThousandFilesAreCheap();
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

void TestTransferProgress::e11_tenThousandFilesAreCheap()
{
    constexpr int count = 10'000;
    m_service->hold(Call::UploadFile);
    const TransferRequest request = importOf(u"a"_s);
    QSignalSpy single(m_queue.get(), &TransferQueue::transferAdded);
    QSignalSpy batch(m_queue.get(), &TransferQueue::transfersAdded);
    QElapsedTimer timer;
    timer.start();
    const QStringList ids = m_queue->enqueueAll(QList<TransferRequest>(count, request));
    const qint64 taken = timer.elapsed();
    QCOMPARE(ids.size(), count);
    QCOMPARE(single.size(), 0);
    QCOMPARE(batch.size(), 1);
    qInfo("enqueued %d transfers in %lld ms", count, static_cast<long long>(taken));
    QVERIFY2(taken < 2000, qPrintable(QString::number(taken)));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 3);
    QSignalSpy changed(m_queue.get(), &TransferQueue::transfersChanged);
    timer.restart();
    for (int i = 3; i < count; ++i)
        m_queue->cancel(ids.at(i));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(changed.size() < 10);
    m_queue->clearEnded();
    QCOMPARE(m_queue->transfers().size(), 3);
}

QTEST_GUILESS_MAIN(TestTransferProgress)
#include "tst_transferprogress.moc"
