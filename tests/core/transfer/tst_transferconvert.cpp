// Conversions in the queue: what they make, how they are held and stopped, how they go on after a restart.

#include <QElapsedTimer>

#include "core/catalog/catalogue.h"
#include "core/service/localimageservice.h"
#include "tests/core/transfer/queuefixture.h"
#include "tests/support/corotest.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

class TestTransferConvert final : public QueueFixture
{
    Q_OBJECT

private Q_SLOTS:
    void anImageBecomesANewImage();
    void theDraftOfTheWindowIsKept();
    void aFileBecomesANewImage();
    void anImageBecomesAFile();
    void itIsCalledAfterItsSource();
    void aCancelledOneDeletesItsImage();
    void aFailedOneIsRetriedWithTheSameImage();
    void itBeginsAgainAfterARestart();
    void theLayoutIsInTheJournal();
    void aRealOneIsHeldAndStoppedWithinASecond();

private:
    /// An active image in the service.
    ImageId makeImage();
    TransferRequest conversionOf(const ImageId &source);
    Image imageMadeBy(const QString &id) { return *m_service->find(imageOf(id)); }
};

ImageId TestTransferConvert::makeImage()
{
    const QString id = m_queue->enqueue(importOf(u"debian.img"_s));
    if (!QTest::qWaitFor([&] { return stateOf(id) == TransferState::Finished; }))
        QTest::qFail("no image to convert", __FILE__, __LINE__);
    return imageOf(id);
}

TransferRequest TestTransferConvert::conversionOf(const ImageId &source)
{
    TransferRequest request;
    request.kind = TransferKind::Convert;
    request.sourceImage = source;
    request.layout = { DiskFormat::Qcow2, {}, Compression::Zstd, 5, 65536 };
    return request;
}

void TestTransferConvert::anImageBecomesANewImage()
{
    const ImageId source = makeImage();
    const QString id = m_queue->enqueue(conversionOf(source));
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    const Image image = imageMadeBy(id);
    QVERIFY(image.id != source);
    QCOMPARE(image.name, u"debian (qcow2)"_s);
    QCOMPARE(image.status, ImageStatus::Active);
    QCOMPARE(image.diskFormat, DiskFormat::Qcow2);
    QCOMPARE(image.properties.value(u"converted_from"_s), source);
    QCOMPARE(m_service->dataOf(image.id), "qcow2\n" + m_service->dataOf(source));
}

void TestTransferConvert::theDraftOfTheWindowIsKept()
{
    TransferRequest request = conversionOf(makeImage());
    request.draft.name = u"for the exam"_s;
    request.draft.tags = { u"exam"_s };
    const QString id = m_queue->enqueue(request);
    QCOMPARE(m_queue->transfer(id)->title, u"for the exam"_s);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(imageMadeBy(id).name, u"for the exam"_s);
    QCOMPARE(imageMadeBy(id).tags, QStringList{ u"exam"_s });
    QCOMPARE(imageMadeBy(id).diskFormat, DiskFormat::Qcow2);
    QCOMPARE(imageMadeBy(id).containerFormat, ContainerFormat::Bare);
}

void TestTransferConvert::aFileBecomesANewImage()
{
    TransferRequest request = conversionOf({});
    request.source = makeFile(u"ubuntu.img"_s);
    const QString id = m_queue->enqueue(request);
    QCOMPARE(m_queue->transfer(id)->title, u"ubuntu.img"_s);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(imageMadeBy(id).name, u"ubuntu"_s);
    QCOMPARE(m_service->dataOf(imageOf(id)), "qcow2\n" + patternBytes(1000));
}

void TestTransferConvert::anImageBecomesAFile()
{
    TransferRequest request = conversionOf(makeImage());
    request.kind = TransferKind::ConvertToFile;
    request.destination = path(u"out.vdi"_s);
    request.layout = { DiskFormat::Vdi };
    const qsizetype before = m_service->allImages().size();
    const QString id = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(readFile(request.destination), "vdi\n" + patternBytes(1000));
    QCOMPARE(m_service->allImages().size(), before);
    const QString again = m_queue->enqueue(request);
    QTRY_COMPARE(stateOf(again), TransferState::Failed);
    QCOMPARE(m_queue->transfer(again)->error->code, ErrorCode::Conflict);
}

void TestTransferConvert::itIsCalledAfterItsSource()
{
    const ImageId source = makeImage();
    m_service->hold(Call::ConvertImage);
    const QString id = m_queue->enqueue(conversionOf(source));
    QTRY_COMPARE(m_queue->transfer(id)->title, u"debian"_s);
    m_service->release(Call::ConvertImage);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
}

void TestTransferConvert::aCancelledOneDeletesItsImage()
{
    const ImageId source = makeImage();
    m_service->hold(Call::ConvertImage);
    const QString id = m_queue->enqueue(conversionOf(source));
    QTRY_COMPARE(m_service->waitingCount(Call::ConvertImage), 1);
    const ImageId made = imageOf(id);
    QCOMPARE(m_service->find(made)->status, ImageStatus::Saving);
    m_queue->cancel(id);
    QTRY_COMPARE(stateOf(id), TransferState::Cancelled);
    QTRY_VERIFY(!m_service->find(made));
    QCOMPARE(m_service->find(source)->status, ImageStatus::Active);
}

void TestTransferConvert::aFailedOneIsRetriedWithTheSameImage()
{
    const ImageId source = makeImage();
    m_service->failNext(Call::ConvertImage, { ErrorCode::StorageFull, u"full"_s, {} });
    const QString id = m_queue->enqueue(conversionOf(source));
    QTRY_COMPARE(stateOf(id), TransferState::Failed);
    const ImageId made = imageOf(id);
    QCOMPARE(m_service->find(made)->status, ImageStatus::Queued);
    m_queue->retry(id);
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(imageOf(id), made);
    QCOMPARE(m_service->find(made)->status, ImageStatus::Active);
}

void TestTransferConvert::itBeginsAgainAfterARestart()
{
    const ImageId source = makeImage();
    m_service->hold(Call::ConvertImage);
    const QString id = m_queue->enqueue(conversionOf(source));
    QTRY_COMPARE(m_service->waitingCount(Call::ConvertImage), 1);
    const ImageId made = imageOf(id);
    killQueue();
    QTRY_COMPARE(m_service->find(made)->status, ImageStatus::Queued);
    m_service->release(Call::ConvertImage);
    makeQueue();
    m_queue->restore();
    QTRY_COMPARE(stateOf(id), TransferState::Finished);
    QCOMPARE(imageOf(id), made);
    QCOMPARE(m_service->dataOf(made), "qcow2\n" + patternBytes(1000));
}

void TestTransferConvert::theLayoutIsInTheJournal()
{
    const ImageId source = makeImage();
    m_queue->setParallelLimit(1);
    m_service->hold(Call::ConvertImage);
    const QString first = m_queue->enqueue(conversionOf(source));
    TransferRequest waiting = conversionOf(source);
    waiting.kind = TransferKind::ConvertToFile;
    waiting.destination = path(u"out"_s);
    waiting.layout = { DiskFormat::Vmdk, u"streamOptimized"_s };
    const QString second = m_queue->enqueue(waiting);
    QTRY_COMPARE(m_service->waitingCount(Call::ConvertImage), 1);
    QTRY_VERIFY(filesUnder(path(u"journal"_s)).size() >= 2);
    killQueue();
    makeQueue();
    m_queue->restore();
    QCOMPARE(m_queue->transfer(first)->request.layout, conversionOf(source).layout);
    QCOMPARE(m_queue->transfer(first)->request.sourceImage, source);
    QCOMPARE(m_queue->transfer(second)->request.layout, waiting.layout);
    QCOMPARE(m_queue->transfer(second)->request.destination, waiting.destination);
    QCOMPARE(m_queue->transfer(second)->request.kind, TransferKind::ConvertToFile);
}

void TestTransferConvert::aRealOneIsHeldAndStoppedWithinASecond()
{
    WorkerPool workers;
    CatalogueOptions options;
    options.root = path(u"catalogue"_s);
    options.reservedSpace = 0;
    auto opened = Catalogue::open(options);
    QVERIFY(opened);
    LocalImageService service(std::shared_ptr<Catalogue>(std::move(*opened)), workers);
    TransferQueue queue(service, path(u"real-journal"_s));
    constexpr qint64 size = 96LL << 20;
    writeFile(path(u"real.raw"_s), patternBytes(size));
    TransferRequest request = conversionOf({});
    request.source = path(u"real.raw"_s);
    request.layout.level = 19;
    const QString id = queue.enqueue(request);
    QTRY_VERIFY(queue.transfer(id)->done > 0);
    QCOMPARE(queue.transfer(id)->total, size);

    queue.pause(id);
    QTest::qWait(1000);
    const qint64 held = queue.transfer(id)->done;
    QTest::qWait(500);
    QCOMPARE(queue.transfer(id)->done, held);
    queue.resume(id);
    QTRY_VERIFY(queue.transfer(id)->done > held);

    QElapsedTimer clock;
    clock.start();
    queue.cancel(id);
    QTRY_COMPARE(queue.transfer(id)->state, TransferState::Cancelled);
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(await(service.countImages({})).value_or(-1), 0);
}

QTEST_GUILESS_MAIN(TestTransferConvert)
#include "tst_transferconvert.moc"
