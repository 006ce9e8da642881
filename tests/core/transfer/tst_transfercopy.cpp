// Copies between services in the queue: what is carried over, what is there already, what a restart leaves.

#include "tests/core/transfer/queuefixture.h"
#include "tests/support/corotest.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

class TestTransferCopy final : public QueueFixture
{
    Q_OBJECT

private Q_SLOTS:
    void anImageIsCopiedWithItsDescription();
    void dataThatCannotBeLentTakeTheScratchFolder();
    void whatIsThereAlreadyIsNotCopied();
    void aTwinIsMadeWhenItIsWanted();
    void itIsConvertedOnTheWay();
    void aClosedSourceIsSaid();
    void aCancelledOneLeavesNothing();
    void aFailedOneKeepsItsDataUntilItIsDismissed();
    void itGoesOnAfterARestart();
    void aFailedUploadMayTakeItsImageAlong();

private:
    void prepare();
    ImageId makeSource(const QByteArray &bytes = patternBytes(5000));
    TransferRequest copyOf(const ImageId &source);

    FakeImageService m_source;
    bool m_isSourceOpen = true;
};

void TestTransferCopy::prepare()
{
    m_isSourceOpen = true;
    m_queue->setScratchFolder(path(u"scratch"_s));
    m_queue->setServices([this](const QString &id) -> ImageService * {
        if (id.isEmpty())
            return m_service.get();
        return id == u"cloud:lab" && m_isSourceOpen ? &m_source : nullptr;
    });
}

ImageId TestTransferCopy::makeSource(const QByteArray &bytes)
{
    ImageDraft draft;
    draft.name = u"debian"_s;
    draft.diskFormat = DiskFormat::Raw;
    draft.containerFormat = ContainerFormat::Bare;
    draft.minDisk = 3;
    draft.isProtected = true;
    draft.visibility = Visibility::Public;
    draft.owner = u"somebody"_s;
    draft.tags = { u"stable"_s };
    draft.properties = { { u"os_distro"_s, u"debian"_s } };
    const auto image = await(m_source.createImage(draft));
    writeFile(path(u"source"_s), bytes);
    const auto filled = await(m_source.uploadFile(image->id, path(u"source"_s), {}, {}));
    return filled ? filled->id : ImageId();
}

TransferRequest TestTransferCopy::copyOf(const ImageId &source)
{
    TransferRequest request;
    request.kind = TransferKind::Copy;
    request.sourceService = u"cloud:lab"_s;
    request.sourceImage = source;
    return request;
}

void TestTransferCopy::anImageIsCopiedWithItsDescription()
{
    prepare();
    const ImageId source = makeSource();
    const QString id = m_queue->enqueue(copyOf(source));
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QVERIFY(!m_queue->transfer(id)->wasThere);
    QCOMPARE(m_queue->transfer(id)->title, u"debian"_s);
    const Image copy = *m_service->find(imageOf(id));
    QVERIFY(copy.id != source);
    QCOMPARE(copy.name, u"debian"_s);
    QCOMPARE(copy.minDisk, 3);
    QCOMPARE(copy.tags, QStringList{ u"stable"_s });
    QCOMPARE(copy.properties.value(u"os_distro"_s), u"debian"_s);
    QVERIFY(!copy.isProtected);
    QVERIFY(copy.owner != u"somebody");
    QCOMPARE(copy.visibility, Visibility::Shared);
    QCOMPARE(m_service->dataOf(copy.id), m_source.dataOf(source));
}

void TestTransferCopy::dataThatCannotBeLentTakeTheScratchFolder()
{
    prepare();
    const ImageId source = makeSource();
    m_source.failNext(Call::LendFile, { ErrorCode::Unavailable, u"far away"_s, {} });
    const QString id = m_queue->enqueue(copyOf(source));
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(m_source.callCount(Call::ExportImage), 1);
    QCOMPARE(m_service->dataOf(imageOf(id)), m_source.dataOf(source));
    QVERIFY(QDir(path(u"scratch"_s)).exists());
    QVERIFY(QDir(path(u"scratch"_s)).isEmpty());
}

void TestTransferCopy::whatIsThereAlreadyIsNotCopied()
{
    prepare();
    const ImageId source = makeSource();
    const QString first = m_queue->enqueue(copyOf(source));
    QTRY_COMPARE(stateOf(first), TransferState::Finished);
    const QString second = m_queue->enqueue(copyOf(source));
    QTRY_COMPARE(stateOf(second), TransferState::Finished);
    QVERIFY(m_queue->transfer(second)->wasThere);
    QCOMPARE(imageOf(second), imageOf(first));
    QCOMPARE(m_service->allImages().size(), 1);
}

void TestTransferCopy::aTwinIsMadeWhenItIsWanted()
{
    prepare();
    const ImageId source = makeSource();
    const QString first = m_queue->enqueue(copyOf(source));
    QTRY_COMPARE(stateOf(first), TransferState::Finished);
    TransferRequest request = copyOf(source);
    request.allowsTwin = true;
    const QString second = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(second), TransferState::Finished);
    QVERIFY(imageOf(second) != imageOf(first));
}

void TestTransferCopy::itIsConvertedOnTheWay()
{
    prepare();
    TransferRequest request = copyOf(makeSource());
    request.isConverted = true;
    request.layout.format = DiskFormat::Qcow2;
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    const Image copy = *m_service->find(imageOf(id));
    QCOMPARE(copy.diskFormat, DiskFormat::Qcow2);
    QVERIFY(m_service->dataOf(copy.id).startsWith("qcow2"));
    QVERIFY(QDir(path(u"scratch"_s)).isEmpty());
}

void TestTransferCopy::aClosedSourceIsSaid()
{
    prepare();
    const ImageId source = makeSource();
    m_isSourceOpen = false;
    const QString id = m_queue->enqueue(copyOf(source));
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    QCOMPARE(m_queue->transfer(id)->error->code, ErrorCode::Unavailable);
    QVERIFY(m_service->allImages().isEmpty());
    m_isSourceOpen = true;
    m_queue->retry(id);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
}

void TestTransferCopy::aCancelledOneLeavesNothing()
{
    prepare();
    const ImageId source = makeSource();
    m_source.failNext(Call::LendFile, { ErrorCode::Unavailable, u"far away"_s, {} });
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(copyOf(source));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    QVERIFY(!QDir(path(u"scratch"_s)).isEmpty());
    m_queue->cancel(id);
    QTRY_COMPARE(stateOf(id), TransferState::Cancelled);
    QVERIFY(m_service->allImages().isEmpty());
    QTRY_VERIFY(QDir(path(u"scratch"_s)).isEmpty());
}

void TestTransferCopy::aFailedOneKeepsItsDataUntilItIsDismissed()
{
    prepare();
    const ImageId source = makeSource();
    m_source.failNext(Call::LendFile, { ErrorCode::Unavailable, u"far away"_s, {} });
    m_service->failNext(Call::UploadFile, { ErrorCode::StorageFull, u"full"_s, {} });
    const QString id = m_queue->enqueue(copyOf(source));
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    // Whoever tries again need not fetch them again.
    QVERIFY(!QDir(path(u"scratch"_s)).isEmpty());
    m_queue->clear(id);
    QTRY_VERIFY(QDir(path(u"scratch"_s)).isEmpty());
}

void TestTransferCopy::itGoesOnAfterARestart()
{
    prepare();
    const ImageId source = makeSource();
    m_source.failNext(Call::LendFile, { ErrorCode::Unavailable, u"far away"_s, {} });
    m_service->hold(Call::UploadFile);
    const QString id = m_queue->enqueue(copyOf(source));
    QTRY_COMPARE(m_service->waitingCount(Call::UploadFile), 1);
    const ImageId image = imageOf(id);
    killQueue();
    m_service->release(Call::UploadFile);
    const int fetched = m_source.callCount(Call::ExportImage);
    makeQueue();
    prepare();
    m_source.failNext(Call::LendFile, { ErrorCode::Unavailable, u"far away"_s, {} });
    m_queue->restore();
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(imageOf(id), image);
    QCOMPARE(m_service->allImages().size(), 1);
    QCOMPARE(m_service->dataOf(image), m_source.dataOf(source));
    // What had been fetched whole is not fetched again.
    QCOMPARE(m_source.callCount(Call::ExportImage), fetched);
}

void TestTransferCopy::aFailedUploadMayTakeItsImageAlong()
{
    prepare();
    m_service->failNext(Call::UploadFile, { ErrorCode::StorageFull, u"full"_s, {} });
    const QString kept = m_queue->enqueue(copyOf(makeSource()));
    QTRY_COMPARE(stateOf(kept), TransferState::Failed);
    QCOMPARE(m_service->find(imageOf(kept))->status, ImageStatus::Queued);
    m_queue->setDeletesFailed(true);
    m_service->failNext(Call::UploadFile, { ErrorCode::StorageFull, u"full"_s, {} });
    const QString dropped = m_queue->enqueue(importOf(u"b.img"_s));
    QTRY_COMPARE(stateOf(dropped), TransferState::Failed);
    QVERIFY(imageOf(dropped).isNull());
    QCOMPARE(m_queue->transfer(dropped)->error->code, ErrorCode::StorageFull);
    m_queue->retry(dropped);
    QTRY_COMPARE(stateOf(dropped), TransferState::Finished);
    QVERIFY(m_service->find(imageOf(dropped)).has_value());
}

QTEST_GUILESS_MAIN(TestTransferCopy)
#include "tst_transfercopy.moc"
