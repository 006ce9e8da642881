#include <algorithm>

#include <QElapsedTimer>
#include <QFile>

#include "tests/core/transfer/queuefixture.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

class TestTransferQueue final : public QueueFixture
{
    Q_OBJECT

private Q_SLOTS:
    void importMakesAnActiveImage();
    void whatTheFileIsDescribesTheImage();
    void whatTheDraftSaysStays();
    void stagedImportGoesThroughStaging();
    void linkIsImportedByTheService();
    void exportWritesTheFile();
    void rowsOfAnImageAreCalledByItsName();
    void copyAsksForTheStore();
    void unsafeFileFailsBeforeAnImageIsMade_data();
    void unsafeFileFailsBeforeAnImageIsMade();
    void noMoreThanTheLimitRunAndTheRestInOrder();
    void raisedLimitStartsMore();
    void movedTransferIsTakenEarlier();
    void pausedTransferIsHeldAndLetsTheNextRun();
    void resumedTransferWaitsForAPlace();
    void pausedBeforeItBeganDoesNotBegin();
    void cancelledImportLeavesNoImage();
    void cancelledPausedImportLeavesNoImage();
    void cancelledWaitingImportNeverBegins();
    void protectedDraftIsCleanedUpToo();
    void e13_stopThatCameTooLateEndsAsFinished();
    void failedUploadKeepsItsImageForTheRetry();
    void cancelledFailureDeletesItsImage();
    void retryAfterCancelMakesANewImage();
    void retryWhileTheImageIsBeingDeletedIsNotForgotten();
    void retryAfterSomebodyDeletedTheImageMakesANewOne();
    void importIntoAnExistingImageNeverDeletesIt();
    void anExistingImageWithoutFormatsGetsThoseOfItsData();
    void d28_serviceThatIsAwayForAWhileIsRetried();
    void endedTransfersAreCleared();
    void unknownIdsAreIgnored();
    void queueMayDieWhileEverythingRuns();
};

void TestTransferQueue::importMakesAnActiveImage()
{
    QSignalSpy added(m_queue.get(), &TransferQueue::transfersAdded);
    const QString id = m_queue->enqueue(importOf(u"debian.img"_s));
    QCOMPARE(added.size(), 1);
    QCOMPARE(added.constFirst().at(0).value<QList<Transfer>>().constFirst().title, u"debian.img"_s);
    QCOMPARE(added.constFirst().at(1).toInt(), 0);
    QCOMPARE(stateOf(id), TransferState::Waiting);
    QVERIFY(m_queue->hasUnfinished());
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QVERIFY(!m_queue->hasUnfinished());
    const Transfer transfer = *m_queue->transfer(id);
    QCOMPARE(transfer.phase, OperationPhase::Done);
    QCOMPARE(transfer.done, 1000);
    QCOMPARE(transfer.total, 1000);
    QVERIFY(transfer.endedAt.isValid());
    const std::optional<Image> image = m_service->find(transfer.request.imageId);
    QVERIFY(image.has_value());
    QCOMPARE(image->status, ImageStatus::Active);
    QCOMPARE(image->osHashValue, sha512Of(patternBytes(1000)));
}

void TestTransferQueue::whatTheFileIsDescribesTheImage()
{
    const QString path = m_folder->filePath(u"debian-12.qcow2"_s);
    run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, path, u"2049M"_s });
    TransferRequest request;
    request.source = path;
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    const Image image = *m_service->find(imageOf(id));
    QCOMPARE(image.name, u"debian-12"_s);
    QCOMPARE(image.diskFormat, std::optional(DiskFormat::Qcow2));
    QCOMPARE(image.containerFormat, std::optional(ContainerFormat::Bare));
    QCOMPARE(image.minDisk, 3);
}

void TestTransferQueue::whatTheDraftSaysStays()
{
    TransferRequest request = importOf(u"disk.img"_s);
    request.draft.name = u"my own"_s;
    request.draft.diskFormat = DiskFormat::Raw;
    request.draft.minDisk = 7;
    request.draft.tags = { u"exam"_s };
    const QString id = m_queue->enqueue(request);
    QCOMPARE(m_queue->transfer(id)->title, u"my own"_s);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    const Image image = *m_service->find(imageOf(id));
    QCOMPARE(image.name, u"my own"_s);
    QCOMPARE(image.minDisk, 7);
    QCOMPARE(image.tags, QStringList{ u"exam"_s });
}

void TestTransferQueue::stagedImportGoesThroughStaging()
{
    m_service->hold(Call::StageFile);
    m_service->hold(Call::ImportImage);
    const QString id = m_queue->enqueue(importOf(u"disk.img"_s, TransferKind::StageImport));
    QTRY_COMPARE(m_service->waitingCount(Call::StageFile), 1);
    QCOMPARE(m_service->find(imageOf(id))->status, ImageStatus::Uploading);
    m_service->release(Call::StageFile);
    QTRY_COMPARE(m_service->waitingCount(Call::ImportImage), 1);
    QCOMPARE(m_service->find(imageOf(id))->status, ImageStatus::Importing);
    m_service->release(Call::ImportImage);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->find(imageOf(id))->status, ImageStatus::Active);
    QCOMPARE(m_service->callCount(Call::UploadFile), 0);
}

void TestTransferQueue::linkIsImportedByTheService()
{
    TransferRequest request;
    request.kind = TransferKind::ImportLink;
    request.source = u"https://example.org/debian.qcow2?token=secret"_s;
    const QString id = m_queue->enqueue(request);
    QCOMPARE(m_queue->transfer(id)->title, u"debian.qcow2"_s);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    const Image image = *m_service->find(imageOf(id));
    QCOMPARE(image.name, u"debian"_s);
    QCOMPARE(image.diskFormat, std::optional(DiskFormat::Qcow2));
    QCOMPARE(m_service->dataOf(image.id), request.source.toUtf8());
}

void TestTransferQueue::exportWritesTheFile()
{
    const QString import = m_queue->enqueue(importOf(u"disk.img"_s));
    QTRY_COMPARE(stateOf(import), TransferState::Finished);
    TransferRequest request;
    request.kind = TransferKind::Export;
    request.imageId = imageOf(import);
    request.destination = path(u"out.img"_s);
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(readFile(request.destination), patternBytes(1000));
    const QString again = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(again), TransferState::Failed);
    QCOMPARE(m_queue->transfer(again)->error->code, ErrorCode::Conflict);
    // Given up, it must not take the image along: it is not the export's.
    m_queue->cancel(again);
    QTRY_COMPARE(stateOf(again), TransferState::Cancelled);
    QTest::qWait(20);
    QVERIFY(m_service->find(request.imageId).has_value());
}

void TestTransferQueue::rowsOfAnImageAreCalledByItsName()
{
    const QString import = m_queue->enqueue(importOf(u"disk.img"_s));
    QTRY_COMPARE(stateOf(import), TransferState::Finished);
    TransferRequest request;
    request.kind = TransferKind::Export;
    request.imageId = imageOf(import);
    request.destination = path(u"out.img"_s);
    m_service->hold(Call::ExportImage);
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(m_queue->transfer(id)->title, m_service->find(request.imageId)->name);
    request.kind = TransferKind::CopyToStore;
    const QString copy = m_queue->enqueue(request);
    QTRY_COMPARE(m_queue->transfer(copy)->title, m_service->find(request.imageId)->name);
    // Also when the program was started anew in between.
    killQueue();
    makeQueue();
    m_queue->restore();
    QTRY_COMPARE(m_queue->transfer(id)->title, m_service->find(request.imageId)->name);
}

void TestTransferQueue::copyAsksForTheStore()
{
    const QString import = m_queue->enqueue(importOf(u"disk.img"_s));
    QTRY_COMPARE(stateOf(import), TransferState::Finished);
    TransferRequest request;
    request.kind = TransferKind::CopyToStore;
    request.imageId = imageOf(import);
    request.store = u"usb"_s;
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->find(request.imageId)->stores, (QStringList{ u"main"_s, u"usb"_s }));
}

void TestTransferQueue::unsafeFileFailsBeforeAnImageIsMade_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("missing") << u"missing"_s;
    QTest::newRow("empty") << u"empty"_s;
    QTest::newRow("folder") << u"folder"_s;
    QTest::newRow("qcow2 with a backing file") << u"backing"_s;
    QTest::newRow("broken qcow2") << u"broken"_s;
    QTest::newRow("declared as something else") << u"declared"_s;
}

void TestTransferQueue::unsafeFileFailsBeforeAnImageIsMade()
{
    QFETCH(QString, kind);
    TransferRequest request;
    request.source = path(u"disk.qcow2"_s);
    if (kind == u"empty")
        writeFile(request.source, {});
    if (kind == u"folder")
        request.source = m_folder->path();
    if (kind == u"backing") {
        makeFile(u"base.raw"_s, 1 << 20);
        run(u"qemu-img"_s,
            { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, path(u"base.raw"_s), u"-F"_s, u"raw"_s,
                request.source });
    }
    if (kind == u"broken")
        writeFile(request.source, QByteArrayLiteral("QFI\xfb\0\0\0\3") + QByteArray(20, '\xff'));
    if (kind == u"declared") {
        request.source = makeFile(u"disk.img"_s);
        request.draft.diskFormat = DiskFormat::Qcow2;
    }
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    QVERIFY(m_queue->transfer(id)->error.has_value());
    QVERIFY(m_queue->transfer(id)->error->message.size() > 10);
    QCOMPARE(m_service->callCount(Call::CreateImage), 0);
}

void TestTransferQueue::noMoreThanTheLimitRunAndTheRestInOrder()
{
    m_service->hold(Call::UploadFile);
    QStringList ids;
    for (int i = 0; i < 6; ++i)
        ids.append(m_queue->enqueue(importOf(QString::number(i))));
    QCOMPARE(m_queue->parallelLimit(), 3);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 3);
    QTest::qWait(30);
    QCOMPARE(m_service->waitingCount(Call::UploadFile), 3);
    for (int i = 0; i < 6; ++i)
        QCOMPARE(stateOf(ids.at(i)), i < 3 ? TransferState::Running : TransferState::Waiting);
    m_service->releaseOne(Call::UploadFile);
    QTRY_COMPARE(stateOf(ids.at(3)), TransferState::Running);
    QCOMPARE(stateOf(ids.at(4)), TransferState::Waiting);
    m_service->release(Call::UploadFile);
    QTRY_VERIFY(!m_queue->hasUnfinished());
    QCOMPARE(m_service->allImages().size(), 6);
}

void TestTransferQueue::raisedLimitStartsMore()
{
    m_service->hold(Call::UploadFile);
    m_queue->setParallelLimit(1);
    const QString first = m_queue->enqueue(importOf(u"a"_s));
    const QString second = m_queue->enqueue(importOf(u"b"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    QCOMPARE(stateOf(second), TransferState::Waiting);
    m_queue->setParallelLimit(2);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 2);
    m_queue->setParallelLimit(0);
    QCOMPARE(m_queue->parallelLimit(), 1);
}

void TestTransferQueue::movedTransferIsTakenEarlier()
{
    m_service->hold(Call::UploadFile);
    m_queue->setParallelLimit(1);
    const QString first = m_queue->enqueue(importOf(u"a"_s));
    const QString second = m_queue->enqueue(importOf(u"b"_s));
    const QString third = m_queue->enqueue(importOf(u"c"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    QSignalSpy moved(m_queue.get(), &TransferQueue::transferMoved);
    m_queue->move(third, -1);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved.constFirst(), (QList<QVariant>{ third, 1 }));
    QCOMPARE(m_queue->transfers().at(1).id, third);
    // One that runs keeps its place.
    m_queue->move(first, 1);
    QCOMPARE(moved.size(), 1);
    m_service->releaseOne(Call::UploadFile);
    QTRY_COMPARE(stateOf(third), TransferState::Running);
    QCOMPARE(stateOf(second), TransferState::Waiting);
}

void TestTransferQueue::pausedTransferIsHeldAndLetsTheNextRun()
{
    m_service->hold(Call::UploadFile);
    m_queue->setParallelLimit(1);
    const QString first = m_queue->enqueue(importOf(u"a"_s));
    const QString second = m_queue->enqueue(importOf(u"b"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    const OperationControl control = m_service->waitingControl(Call::UploadFile);
    m_queue->pause(first);
    QCOMPARE(stateOf(first), TransferState::Paused);
    QVERIFY(control.gate->isPaused());
    QTRY_COMPARE(stateOf(second), TransferState::Running);
    m_service->release(Call::UploadFile);
    QTRY_COMPARE(stateOf(second), TransferState::Finished);
    QCOMPARE(stateOf(first), TransferState::Paused);
    QVERIFY(m_queue->hasUnfinished());
    m_queue->resume(first);
    QTRY_COMPARE(stateOf(first), TransferState::Finished);
}

void TestTransferQueue::resumedTransferWaitsForAPlace()
{
    m_service->hold(Call::UploadFile);
    m_queue->setParallelLimit(1);
    const QString first = m_queue->enqueue(importOf(u"a"_s));
    const QString second = m_queue->enqueue(importOf(u"b"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    const OperationControl control = m_service->waitingControl(Call::UploadFile);
    m_queue->pause(first);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 2);
    m_queue->resume(first);
    QTest::qWait(20);
    QCOMPARE(stateOf(first), TransferState::Waiting);
    QVERIFY(control.gate->isPaused());
    m_queue->cancel(second);
    QTRY_COMPARE(stateOf(first), TransferState::Running);
    QVERIFY(!control.gate->isPaused());
    m_service->release(Call::UploadFile);
    QTRY_COMPARE(stateOf(first), TransferState::Finished);
    QCOMPARE(m_service->callCount(Call::UploadFile), 2);
}

void TestTransferQueue::pausedBeforeItBeganDoesNotBegin()
{
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    m_queue->pause(id);
    QTest::qWait(50);
    QCOMPARE(stateOf(id), TransferState::Paused);
    QCOMPARE(m_service->callCount(Call::CreateImage), 0);
    m_queue->resume(id);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
}

void TestTransferQueue::cancelledImportLeavesNoImage()
{
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    QElapsedTimer timer;
    timer.start();
    m_queue->cancel(id);
    QTRY_COMPARE(stateOf(id), TransferState::Cancelled);
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(m_service->allImages().isEmpty());
    QVERIFY(!m_queue->transfer(id)->error.has_value());
}

void TestTransferQueue::cancelledPausedImportLeavesNoImage()
{
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    m_queue->pause(id);
    m_queue->cancel(id);
    QTRY_COMPARE(stateOf(id), TransferState::Cancelled);
    QVERIFY(m_service->allImages().isEmpty());
}

void TestTransferQueue::cancelledWaitingImportNeverBegins()
{
    m_queue->setParallelLimit(1);
    m_service->hold(Call::UploadFile);
    m_queue->enqueue(importOf(u"a"_s));
    const QString id = m_queue->enqueue(importOf(u"b"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    m_queue->cancel(id);
    QCOMPARE(stateOf(id), TransferState::Cancelled);
    m_service->release(Call::UploadFile);
    QTRY_VERIFY(!m_queue->hasUnfinished());
    QCOMPARE(m_service->allImages().size(), 1);
}

void TestTransferQueue::protectedDraftIsCleanedUpToo()
{
    m_service->hold(Call::UploadFile);
    TransferRequest request = importOf(u"a"_s);
    request.draft.isProtected = true;
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    m_queue->cancel(id);
    QTRY_COMPARE(stateOf(id), TransferState::Cancelled);
    QVERIFY(m_service->allImages().isEmpty());
}

void TestTransferQueue::e13_stopThatCameTooLateEndsAsFinished()
{
    // The service answers success although it was asked to stop: the data were already committed.
    m_service->hold(Call::UploadFile);
    m_service->setUnstoppable(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    m_queue->cancel(id);
    m_service->release(Call::UploadFile);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->find(imageOf(id))->status, ImageStatus::Active);

    // Two uploads of one file side by side are two images.
    const TransferRequest same = importOf(u"same.img"_s);
    const QStringList both = m_queue->enqueueAll({ same, same });
    QTRY_COMPARE(stateOf(both.at(0)), TransferState::Finished);
    QTRY_COMPARE(stateOf(both.at(1)), TransferState::Finished);
    QVERIFY(imageOf(both.at(0)) != imageOf(both.at(1)));
    m_queue->cancel(both.at(0));
    QTest::qWait(20);
    QCOMPARE(stateOf(both.at(0)), TransferState::Finished);
    QVERIFY(m_service->find(imageOf(both.at(0))).has_value());
}

void TestTransferQueue::failedUploadKeepsItsImageForTheRetry()
{
    m_service->failNext(Call::UploadFile, Error{ ErrorCode::StorageFull, u"The disk is full."_s, {} });
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    QCOMPARE(m_queue->transfer(id)->error->message, u"The disk is full."_s);
    const ImageId image = imageOf(id);
    QCOMPARE(m_service->find(image)->status, ImageStatus::Queued);
    m_queue->retry(id);
    QVERIFY(!m_queue->transfer(id)->error.has_value());
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(imageOf(id), image);
    QCOMPARE(m_service->allImages().size(), 1);
    QCOMPARE(m_service->find(image)->status, ImageStatus::Active);
}

void TestTransferQueue::cancelledFailureDeletesItsImage()
{
    m_service->failNext(Call::UploadFile, Error{ ErrorCode::IoError, u"bad disk"_s, {} });
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    m_queue->cancel(id);
    QTRY_VERIFY(m_service->allImages().isEmpty());
    QCOMPARE(stateOf(id), TransferState::Cancelled);
}

void TestTransferQueue::retryWhileTheImageIsBeingDeletedIsNotForgotten()
{
    m_service->failNext(Call::UploadFile, Error{ ErrorCode::IoError, u"broken"_s, {} });
    const QString id = m_queue->enqueue(importOf(u"disk.img"_s));
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    m_service->hold(Call::DeleteImage);
    m_service->hold(Call::UploadFile);
    m_queue->cancel(id);
    QTRY_COMPARE(m_service->waitingCount(Call::DeleteImage), 1);
    m_queue->retry(id);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    m_service->release(Call::DeleteImage);
    QTRY_COMPARE(m_service->waitingCount(Call::DeleteImage), 0);

    killQueue(); // in the middle of the upload
    makeQueue();
    m_queue->restore();
    QVERIFY2(m_queue->transfer(id), "the transfer was forgotten");
}

void TestTransferQueue::retryAfterCancelMakesANewImage()
{
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    const ImageId first = imageOf(id);
    m_queue->cancel(id);
    QTRY_COMPARE(stateOf(id), TransferState::Cancelled);
    m_service->release(Call::UploadFile);
    m_queue->retry(id);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QVERIFY(imageOf(id) != first);
    QCOMPARE(m_service->allImages().size(), 1);
}

void TestTransferQueue::retryAfterSomebodyDeletedTheImageMakesANewOne()
{
    m_service->failNext(Call::UploadFile, Error{ ErrorCode::IoError, u"bad disk"_s, {} });
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    const ImageId first = imageOf(id);
    m_service->drop(first);
    m_queue->retry(id);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QVERIFY(imageOf(id) != first);
}

void TestTransferQueue::importIntoAnExistingImageNeverDeletesIt()
{
    Image image;
    image.id = u"11111111-0000-4000-8000-000000000000"_s;
    image.name = u"there before"_s;
    m_service->setImages({ image });
    m_service->hold(Call::UploadFile);
    TransferRequest request = importOf(u"a"_s);
    request.imageId = image.id;
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    m_queue->cancel(id);
    QTRY_COMPARE(stateOf(id), TransferState::Cancelled);
    QCOMPARE(m_service->find(image.id)->status, ImageStatus::Queued);
    m_service->release(Call::UploadFile);
    m_queue->retry(id);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->find(image.id)->status, ImageStatus::Active);
    QCOMPARE(m_service->callCount(Call::CreateImage), 0);
}

void TestTransferQueue::anExistingImageWithoutFormatsGetsThoseOfItsData()
{
    Image image;
    image.id = u"11111111-0000-4000-8000-000000000000"_s;
    image.name = u"reserved"_s;
    m_service->setImages({ image });
    TransferRequest request;
    request.kind = TransferKind::ImportLink;
    request.source = u"https://example.org/debian.vmdk"_s;
    request.imageId = image.id;
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    const Image filled = *m_service->find(image.id);
    QCOMPARE(filled.name, u"reserved"_s);
    QCOMPARE(filled.status, ImageStatus::Active);
    QCOMPARE(filled.diskFormat, std::optional(DiskFormat::Vmdk));
    QCOMPARE(filled.containerFormat, std::optional(ContainerFormat::Bare));
}

void TestTransferQueue::d28_serviceThatIsAwayForAWhileIsRetried()
{
    m_service->failNext(Call::CreateImage, Error{ ErrorCode::Unavailable, u"away"_s, {} });
    m_service->failNext(Call::UploadFile, Error{ ErrorCode::Unavailable, u"away"_s, {} });
    const QString id = m_queue->enqueue(importOf(u"a"_s));
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    m_queue->retry(id);
    QTRY_COMPARE(m_service->callCount(Call::UploadFile), 1);
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    m_queue->retry(id);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_service->allImages().size(), 1);
}

void TestTransferQueue::endedTransfersAreCleared()
{
    m_service->failNext(Call::UploadFile, Error{ ErrorCode::IoError, u"bad disk"_s, {} });
    m_queue->setParallelLimit(1);
    const QString failed = m_queue->enqueue(importOf(u"a"_s));
    const QString finished = m_queue->enqueue(importOf(u"b"_s));
    QTRY_COMPARE(stateOf(finished), TransferState::Finished);
    m_service->hold(Call::UploadFile);
    const QString running = m_queue->enqueue(importOf(u"c"_s));
    QTRY_COMPARE(stateOf(running), TransferState::Running);
    QSignalSpy removed(m_queue.get(), &TransferQueue::transferRemoved);
    m_queue->clear(running);
    QCOMPARE(removed.size(), 0);
    m_queue->clear(failed);
    QCOMPARE(removed.constLast().constFirst().toString(), failed);
    m_queue->clearEnded();
    QCOMPARE(removed.size(), 2);
    QCOMPARE(m_queue->transfers().size(), 1);
    QVERIFY(!m_queue->transfer(failed).has_value());
}

void TestTransferQueue::unknownIdsAreIgnored()
{
    m_queue->pause(u"nobody"_s);
    m_queue->resume(u"nobody"_s);
    m_queue->cancel(u"nobody"_s);
    m_queue->retry(u"nobody"_s);
    m_queue->move(u"nobody"_s, 1);
    m_queue->clear(u"nobody"_s);
    m_queue->clearEnded();
    QVERIFY(!m_queue->transfer(u"nobody"_s).has_value());
    QVERIFY(m_queue->transfers().isEmpty());
    QVERIFY(m_queue->enqueueAll({}).isEmpty());
}

void TestTransferQueue::queueMayDieWhileEverythingRuns()
{
    m_service->hold(Call::UploadFile);
    for (int i = 0; i < 5; ++i)
        m_queue->enqueue(importOf(QString::number(i)));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 3);
    killQueue();
    // Its workers were told to stop, and what they answer finds nobody.
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 0);
    for (const Image &image : m_service->allImages())
        QCOMPARE(image.status, ImageStatus::Queued);
}

QTEST_GUILESS_MAIN(TestTransferQueue)
#include "tst_transferqueue.moc"
