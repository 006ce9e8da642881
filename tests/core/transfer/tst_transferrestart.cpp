#include "tests/core/transfer/queuefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

/// A queue dies, and another goes on with its journal.
class TestTransferRestart final : public QueueFixture
{
    Q_OBJECT

private Q_SLOTS:
    void waitingWorkWaitsAgainInItsOrder();
    void killedImportStartsAgainOnTheSameImage();
    void killedBetweenMakingTheImageAndHearingOfIt();
    void importThatArrivedBeforeTheKillIsFinished();
    void stagedDataAreNotStagedAgain();
    void failedWorkStaysToBeRetried();
    void pausedWorkStaysPaused();
    void finishedWorkIsForgotten();
    void killedWhileCancellingCleansUpLater();
    void killedExportStartsAgain();
    void liveQueueKeepsItsTransfers();
    void e14_suspendedTransfersGoOnAtTheNextStart();
    void e14_suspendingAnIdleQueueIsAnnouncedToo();
    void suspendedQueueStartsNothingMore();
    void orderSurvives();
};

void TestTransferRestart::waitingWorkWaitsAgainInItsOrder()
{
    m_service->hold(Call::UploadFile);
    m_queue->setParallelLimit(1);
    QStringList ids;
    for (int i = 0; i < 4; ++i)
        ids.append(m_queue->enqueue(importOf(QString::number(i))));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    killQueue();
    makeQueue();
    m_queue->setParallelLimit(1);
    QSignalSpy added(m_queue.get(), &TransferQueue::transfersAdded);
    m_queue->restore();
    QCOMPARE(added.size(), 1);
    QStringList restored;
    for (const Transfer &transfer : m_queue->transfers())
        restored.append(transfer.id);
    QCOMPARE(restored, ids);
    m_service->release(Call::UploadFile);
    QTRY_VERIFY(!m_queue->hasUnfinished());
    QCOMPARE(m_service->allImages().size(), 4);
}

void TestTransferRestart::killedImportStartsAgainOnTheSameImage()
{
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    const ImageId image = imageOf(id);
    killQueue();
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 0);
    makeQueue();
    m_queue->restore();
    QCOMPARE(imageOf(id), image);
    m_service->release(Call::UploadFile);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->allImages().size(), 1);
    QCOMPARE(m_service->find(image)->status, ImageStatus::Active);
}

void TestTransferRestart::killedBetweenMakingTheImageAndHearingOfIt()
{
    m_service->hold(Call::CreateImage);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::CreateImage), 1);
    killQueue();
    m_service->release(Call::CreateImage);
    QTRY_COMPARE(m_service->allImages().size(), 1);
    makeQueue();
    m_queue->restore();
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->allImages().size(), 1);
}

void TestTransferRestart::importThatArrivedBeforeTheKillIsFinished()
{
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    const ImageId image = imageOf(id);
    killQueue();
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 0);
    Image arrived = *m_service->find(image);
    arrived.status = ImageStatus::Active;
    m_service->put(arrived);
    makeQueue();
    m_queue->restore();
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->callCount(Call::UploadFile), 1);
}

void TestTransferRestart::stagedDataAreNotStagedAgain()
{
    m_service->hold(Call::ImportImage);
    const QString id = m_queue->enqueue(importOf(u"a"_s, TransferKind::StageImport));
    QTRY_COMPARE(m_service->waitingCount(Call::ImportImage), 1);
    const ImageId image = imageOf(id);
    killQueue();
    QTRY_COMPARE(m_service->waitingCount(Call::ImportImage), 0);
    // The service's recovery may leave an image with its staged data in uploading.
    Image staged = *m_service->find(image);
    staged.status = ImageStatus::Uploading;
    m_service->put(staged);
    m_service->release(Call::ImportImage);
    makeQueue();
    m_queue->restore();
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->callCount(Call::StageFile), 1);
    QCOMPARE(m_service->find(image)->status, ImageStatus::Active);
}

void TestTransferRestart::failedWorkStaysToBeRetried()
{
    m_service->failNext(Call::UploadFile, Error{ ErrorCode::StorageFull, u"The disk is full."_s, u"x"_s });
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    const ImageId image = imageOf(id);
    killQueue();
    makeQueue();
    m_queue->restore();
    QTest::qWait(30);
    QCOMPARE(stateOf(id), TransferState::Failed);
    QCOMPARE(m_queue->transfer(id)->error->code, ErrorCode::StorageFull);
    m_queue->retry(id);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(imageOf(id), image);
}

void TestTransferRestart::pausedWorkStaysPaused()
{
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    m_queue->pause(id);
    killQueue();
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 0);
    makeQueue();
    m_queue->restore();
    QTest::qWait(30);
    QCOMPARE(stateOf(id), TransferState::Paused);
    m_service->release(Call::UploadFile);
    m_queue->resume(id);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->allImages().size(), 1);
}

void TestTransferRestart::finishedWorkIsForgotten()
{
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    killQueue();
    makeQueue();
    m_queue->restore();
    QVERIFY(m_queue->transfers().isEmpty());
}

void TestTransferRestart::killedWhileCancellingCleansUpLater()
{
    m_service->hold(Call::UploadFile);
    m_service->hold(Call::DeleteImage);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    m_queue->cancel(id);
    QTRY_COMPARE(m_service->waitingCount(Call::DeleteImage), 1);
    const ImageId image = imageOf(id);
    killQueue();
    m_service->failNext(Call::DeleteImage, Error{ ErrorCode::Unavailable, u"died"_s, {} });
    m_service->releaseOne(Call::DeleteImage);
    QTRY_COMPARE(m_service->waitingCount(Call::DeleteImage), 0);
    QVERIFY(m_service->find(image).has_value());
    m_service->release(Call::DeleteImage);
    makeQueue();
    m_queue->restore();
    QVERIFY(m_queue->transfers().isEmpty());
    QTRY_VERIFY(!m_service->find(image).has_value());
}

void TestTransferRestart::killedExportStartsAgain()
{
    const QString import = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(stateOf(import), TransferState::Finished);
    m_service->hold(Call::ExportImage);
    TransferRequest request;
    request.kind = TransferKind::Export;
    request.imageId = imageOf(import);
    request.destination = path(u"out.img"_s);
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(m_service->waitingCount(Call::ExportImage), 1);
    killQueue();
    m_service->release(Call::ExportImage);
    QTRY_COMPARE(m_service->waitingCount(Call::ExportImage), 0);
    makeQueue();
    m_queue->restore();
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(readFile(request.destination), patternBytes(1000));
}

void TestTransferRestart::liveQueueKeepsItsTransfers()
{
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    TransferQueue other(*m_service, path(u"journal"_s));
    other.restore();
    QVERIFY(other.transfers().isEmpty());
    m_service->release(Call::UploadFile);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->callCount(Call::UploadFile), 1);
}

void TestTransferRestart::e14_suspendedTransfersGoOnAtTheNextStart()
{
    m_service->hold(Call::UploadFile);
    QStringList ids;
    for (int i = 0; i < 5; ++i)
        ids.append(m_queue->enqueue(importOf(QString::number(i))));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 3);
    m_queue->pause(ids.at(1));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 4);
    QSignalSpy suspended(m_queue.get(), &TransferQueue::suspended);
    m_queue->suspendAll();
    QTRY_COMPARE(suspended.size(), 1);
    QCOMPARE(m_service->waitingCount(Call::UploadFile), 0);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(stateOf(ids.at(i)), i == 1 ? TransferState::Paused : TransferState::Waiting);
    for (const Image &image : m_service->allImages())
        QCOMPARE(image.status, ImageStatus::Queued);
    QVERIFY(m_queue->hasUnfinished());
    killQueue();
    m_service->release(Call::UploadFile);
    makeQueue();
    m_queue->restore();
    m_queue->resume(ids.at(1));
    QTRY_VERIFY(!m_queue->hasUnfinished());
    QCOMPARE(m_service->allImages().size(), 5);
    for (const Image &image : m_service->allImages())
        QCOMPARE(image.status, ImageStatus::Active);
}

void TestTransferRestart::e14_suspendingAnIdleQueueIsAnnouncedToo()
{
    QSignalSpy suspended(m_queue.get(), &TransferQueue::suspended);
    m_queue->suspendAll();
    QCOMPARE(suspended.size(), 0);
    QTRY_COMPARE(suspended.size(), 1);
    m_queue->suspendAll();
    QTest::qWait(30);
    QCOMPARE(suspended.size(), 1);
}

void TestTransferRestart::suspendedQueueStartsNothingMore()
{
    QSignalSpy suspended(m_queue.get(), &TransferQueue::suspended);
    m_queue->suspendAll();
    QTRY_COMPARE(suspended.size(), 1);
    const QString id = m_queue->enqueue(importOf(u"late"_s));
    QTest::qWait(30);
    QCOMPARE(stateOf(id), TransferState::Waiting);
    killQueue();
    makeQueue();
    m_queue->restore();
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
}

void TestTransferRestart::orderSurvives()
{
    m_service->hold(Call::UploadFile);
    m_queue->setParallelLimit(1);
    QStringList ids;
    for (int i = 0; i < 4; ++i)
        ids.append(m_queue->enqueue(importOf(QString::number(i))));
    m_queue->move(ids.at(3), -2);
    QStringList before;
    for (const Transfer &transfer : m_queue->transfers())
        before.append(transfer.id);
    QCOMPARE(before, (QStringList{ ids.at(0), ids.at(3), ids.at(1), ids.at(2) }));
    killQueue();
    makeQueue();
    m_queue->restore();
    QStringList after;
    for (const Transfer &transfer : m_queue->transfers())
        after.append(transfer.id);
    QCOMPARE(after, before);
}

QTEST_GUILESS_MAIN(TestTransferRestart)
#include "tst_transferrestart.moc"
