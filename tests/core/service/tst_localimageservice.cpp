#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>

#include "core/service/localimageservice.h"
#include "core/transfer/transferqueue.h"
#include "tests/core/service/imageservicecontract.h"
#include "tests/support/corotest.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

std::shared_ptr<Catalogue> openCatalogue(const QString &root)
{
    CatalogueOptions options;
    options.root = root;
    Result<std::unique_ptr<Catalogue>> catalogue = Catalogue::open(options);
    if (!catalogue) {
        QTest::qFail(
            qPrintable(catalogue.error().message + u" | "_s + catalogue.error().detail), __FILE__, __LINE__);
        return nullptr;
    }
    return std::move(*catalogue);
}

/// The service together with the workers that must outlive its calls.
class OwningService final : public ImageService
{
public:
    explicit OwningService(const QString &root)
        : m_service(openCatalogue(root), m_workers)
    {
        connect(&m_service, &ImageService::imagesAdded, this, &ImageService::imagesAdded);
        connect(&m_service, &ImageService::imagesChanged, this, &ImageService::imagesChanged);
        connect(&m_service, &ImageService::imagesRemoved, this, &ImageService::imagesRemoved);
    }

    QString displayName() const override { return m_service.displayName(); }
    QCoro::Task<Result<ImagePage>> listImages(ImageQuery query) override
    {
        return m_service.listImages(query);
    }
    QCoro::Task<Result<qint64>> countImages(ImageQuery query) override
    {
        return m_service.countImages(query);
    }
    QCoro::Task<Result<Image>> image(ImageId id) override { return m_service.image(id); }
    QCoro::Task<Result<QList<Transition>>> history(ImageId id) override { return m_service.history(id); }
    QCoro::Task<Result<QList<Task>>> tasks(ImageId id) override { return m_service.tasks(id); }
    QCoro::Task<Result<QList<Member>>> listMembers(ImageId id) override { return m_service.listMembers(id); }
    QCoro::Task<Result<Member>> addMember(ImageId id, QString project) override
    {
        return m_service.addMember(id, project);
    }
    QCoro::Task<Result<void>> removeMember(ImageId id, QString project) override
    {
        return m_service.removeMember(id, project);
    }
    QCoro::Task<Result<Member>> setMemberStatus(ImageId id, QString project, MemberStatus status) override
    {
        return m_service.setMemberStatus(id, project, status);
    }
    QCoro::Task<Result<QList<StoreInfo>>> stores() override { return m_service.stores(); }
    QCoro::Task<Result<Usage>> usage() override { return m_service.usage(); }
    QCoro::Task<Result<Image>> createImage(ImageDraft draft) override { return m_service.createImage(draft); }
    QCoro::Task<Result<Image>> updateImage(ImageId id, ImagePatch patch) override
    {
        return m_service.updateImage(id, patch);
    }
    QCoro::Task<Result<void>> deleteImage(ImageId id) override { return m_service.deleteImage(id); }
    QCoro::Task<Result<Image>> restoreImage(ImageId id) override { return m_service.restoreImage(id); }
    QCoro::Task<Result<int>> emptyTrash() override { return m_service.emptyTrash(); }
    QCoro::Task<Result<Image>> deactivateImage(ImageId id) override { return m_service.deactivateImage(id); }
    QCoro::Task<Result<Image>> reactivateImage(ImageId id) override { return m_service.reactivateImage(id); }
    QCoro::Task<Result<Image>> uploadFile(
        ImageId id, QString path, UploadOptions options, OperationControl control) override
    {
        return m_service.uploadFile(id, path, options, control);
    }
    QCoro::Task<Result<Image>> stageFile(
        ImageId id, QString path, UploadOptions options, OperationControl control) override
    {
        return m_service.stageFile(id, path, options, control);
    }
    QCoro::Task<Result<Task>> importImage(
        ImageId id, ImportRequest request, OperationControl control) override
    {
        return m_service.importImage(id, request, control);
    }
    QCoro::Task<Result<void>> exportImage(
        ImageId id, ExportRequest request, OperationControl control) override
    {
        return m_service.exportImage(id, request, control);
    }
    QCoro::Task<Result<QString>> lendFile(ImageId id, QString fileName) override
    {
        return m_service.lendFile(id, fileName);
    }
    QCoro::Task<Result<void>> convertImage(ConvertRequest request, OperationControl control) override
    {
        return m_service.convertImage(request, control);
    }
    QCoro::Task<Result<ConversionForecast>> forecastConversion(
        ConvertRequest request, OperationControl control) override
    {
        return m_service.forecastConversion(request, control);
    }
    QCoro::Task<Result<AllocationMap>> allocation(ImageId id, int most, OperationControl control) override
    {
        return m_service.allocation(id, most, control);
    }
    QCoro::Task<Result<std::shared_ptr<const DataSource>>> openData(ImageId id) override
    {
        return m_service.openData(id);
    }
    QCoro::Task<Result<VerifyReport>> verifyImages(QList<ImageId> ids, OperationControl control) override
    {
        return m_service.verifyImages(ids, control);
    }

private:
    WorkerPool m_workers;
    LocalImageService m_service;
};

ImageDraft draftNamed(const QString &name)
{
    ImageDraft draft;
    draft.name = name;
    return draft;
}

} // namespace

class TestLocalImageService final : public ImageServiceContractTest
{
    Q_OBJECT

protected:
    std::unique_ptr<ImageService> makeService(const QString &folder) override
    {
        return std::make_unique<OwningService>(folder);
    }

private Q_SLOTS:
    void changesOfAnotherProcessAreSeenWithinASecond();
    void storesOfAnotherProcessCanBeUsed();
    void theTrashIsLookedThroughFromTimeToTime();
    void databaseIsCopiedOnceADay();
    void fiftyChangesOfOneImageAreOne();
    void manyNewImagesComeInFewBatches();
    void fileDescribesAnImageWithoutFormats();
    void unsafeFileLeavesTheImageUntouched();
    void queueImportsRealFilesEndToEnd();
    void e14_queueGoesOnAfterARestart();
};

void TestLocalImageService::changesOfAnotherProcessAreSeenWithinASecond()
{
    const QTemporaryDir folder;
    WorkerPool workers;
    LocalImageService service(openCatalogue(folder.path()), workers);
    // A second handle with connections of its own stands for the other process.
    const std::shared_ptr<Catalogue> other = openCatalogue(folder.path());
    QSignalSpy added(&service, &ImageService::imagesAdded);
    QSignalSpy removed(&service, &ImageService::imagesRemoved);
    QTest::qWait(100);
    QElapsedTimer timer;
    timer.start();
    const Result<Image> image = other->create(draftNamed(u"theirs"_s));
    QVERIFY_OK(image);
    QTRY_COMPARE(added.size(), 1);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(added.constFirst().constFirst().value<QList<Image>>().constFirst().id, image->id);
    QVERIFY_OK(other->remove(image->id));
    QTRY_COMPARE(removed.size(), 1);
}

void TestLocalImageService::storesOfAnotherProcessCanBeUsed()
{
    const QTemporaryDir folder;
    const QString root = folder.filePath(u"catalogue"_s);
    const QString usb = folder.filePath(u"usb"_s);
    QVERIFY(QDir().mkpath(usb));
    WorkerPool workers;
    LocalImageService service(openCatalogue(root), workers);
    const std::shared_ptr<Catalogue> other = openCatalogue(root);
    QSignalSpy changed(&service, &ImageService::storesChanged);
    QVERIFY_OK(other->addStore(u"usb"_s, usb, {}));
    QTRY_COMPARE(changed.size(), 1);
    const QString path = folder.filePath(u"disk.img"_s);
    writeFile(path, patternBytes(1000));
    const Result<Image> image = await(service.createImage(draftNamed(u"disk"_s)));
    QVERIFY_OK(image);
    UploadOptions options;
    options.store = u"usb"_s;
    const Result<Image> uploaded = await(service.uploadFile(image->id, path, options, {}));
    QVERIFY_OK(uploaded);
    QCOMPARE(uploaded->stores, QStringList{ u"usb"_s });
}

void TestLocalImageService::theTrashIsLookedThroughFromTimeToTime()
{
    const QTemporaryDir folder;
    auto clock = std::make_shared<ClockReading>(readSystemClock());
    CatalogueOptions options;
    options.root = folder.filePath(u"catalogue"_s);
    options.clock = [clock] { return *clock; };
    Result<std::unique_ptr<Catalogue>> opened = Catalogue::open(options);
    QVERIFY_OK(opened);
    const std::shared_ptr<Catalogue> catalogue = std::move(*opened);
    WorkerPool workers;
    LocalImageService service(catalogue, workers);
    const QString path = folder.filePath(u"disk.img"_s);
    writeFile(path, patternBytes(1000));
    const Result<Image> image = await(service.createImage(draftNamed(u"disk"_s)));
    QVERIFY_OK(image);
    QVERIFY_OK(await(service.uploadFile(image->id, path, {}, {})));
    QVERIFY_OK(await(service.deleteImage(image->id)));
    clock->wall = clock->wall.addDays(8);
    clock->uptimeMs += 8LL * 24 * 3600 * 1000;
    auto *timer = service.findChild<QTimer *>(u"purgeTimer"_s);
    QVERIFY(timer && timer->isActive());
    timer->setInterval(10);
    QTRY_VERIFY(!catalogue->image(image->id));
}

void TestLocalImageService::databaseIsCopiedOnceADay()
{
    const QTemporaryDir folder;
    WorkerPool workers;
    LocalImageService service(openCatalogue(folder.path()), workers);
    const QDir backups(folder.filePath(u"backup"_s));
    const auto copies = [&backups] { return backups.entryList({ u"catalogue-day-*"_s }, QDir::Files); };
    auto *timer = service.findChild<QTimer *>(u"backupTimer"_s);
    QVERIFY(timer && timer->isActive());
    QVERIFY2(copies().isEmpty(), "nothing is copied while a program starts");
    timer->start(10);
    QTRY_COMPARE(copies().size(), 1);
    QVERIFY2(timer->interval() > 60'000, "then it looks once an hour");
}

void TestLocalImageService::fiftyChangesOfOneImageAreOne()
{
    const QTemporaryDir folder;
    WorkerPool workers;
    const std::shared_ptr<Catalogue> other = openCatalogue(folder.path());
    const Result<Image> image = other->create(draftNamed(u"busy"_s));
    QVERIFY_OK(image);
    LocalImageService service(openCatalogue(folder.path()), workers);
    QTest::qWait(100);
    QSignalSpy changed(&service, &ImageService::imagesChanged);
    for (int i = 1; i <= 50; ++i) {
        ImagePatch patch;
        patch.minRam = i;
        QVERIFY_OK(other->update(image->id, patch));
    }
    const auto isNewest = [&] {
        return !changed.isEmpty()
            && changed.constLast().constFirst().value<QList<Image>>().constFirst().minRam == 50;
    };
    QTRY_VERIFY(isNewest());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().value<QList<Image>>().size(), 1);
}

void TestLocalImageService::manyNewImagesComeInFewBatches()
{
    const QTemporaryDir folder;
    WorkerPool workers;
    LocalImageService service(openCatalogue(folder.path()), workers);
    const std::shared_ptr<Catalogue> other = openCatalogue(folder.path());
    QSignalSpy added(&service, &ImageService::imagesAdded);
    constexpr int count = 700;
    for (int i = 0; i < count; ++i)
        QVERIFY_OK(other->create(draftNamed(QString::number(i))));
    const auto total = [&] {
        qsizetype sum = 0;
        for (const QList<QVariant> &arguments : added)
            sum += arguments.constFirst().value<QList<Image>>().size();
        return sum;
    };
    QTRY_COMPARE(total(), count);
    QVERIFY2(added.size() <= 2, qPrintable(QString::number(added.size())));
}

void TestLocalImageService::fileDescribesAnImageWithoutFormats()
{
    const QTemporaryDir folder;
    WorkerPool workers;
    LocalImageService service(openCatalogue(folder.filePath(u"catalogue"_s)), workers);
    const QString path = folder.filePath(u"disk.qcow2"_s);
    run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, path, u"1025M"_s });
    const Result<Image> image = await(service.createImage(draftNamed(u"plain"_s)));
    QVERIFY_OK(image);
    const Result<Image> uploaded = await(service.uploadFile(image->id, path, {}, {}));
    QVERIFY_OK(uploaded);
    QCOMPARE(uploaded->diskFormat, std::optional(DiskFormat::Qcow2));
    QCOMPARE(uploaded->containerFormat, std::optional(ContainerFormat::Bare));
    QCOMPARE(uploaded->minDisk, 2);
    QCOMPARE(uploaded->virtualSize, std::optional<qint64>(1025LL << 20));
}

void TestLocalImageService::unsafeFileLeavesTheImageUntouched()
{
    const QTemporaryDir folder;
    WorkerPool workers;
    LocalImageService service(openCatalogue(folder.filePath(u"catalogue"_s)), workers);
    const QString base = folder.filePath(u"base.raw"_s);
    const QString path = folder.filePath(u"disk.qcow2"_s);
    writeFile(base, QByteArray(1 << 20, '\0'));
    run(u"qemu-img"_s, { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, base, u"-F"_s, u"raw"_s, path });
    const Result<Image> image = await(service.createImage(draftNamed(u"plain"_s)));
    QVERIFY_OK(image);
    const Result<Image> uploaded = await(service.uploadFile(image->id, path, {}, {}));
    QCOMPARE_ERROR(uploaded, ErrorCode::UnsupportedFormat);
    const Result<Image> after = await(service.image(image->id));
    QVERIFY_OK(after);
    QCOMPARE(*after, *image);
}

void TestLocalImageService::queueImportsRealFilesEndToEnd()
{
    const QTemporaryDir folder;
    WorkerPool workers;
    LocalImageService service(openCatalogue(folder.filePath(u"catalogue"_s)), workers);
    TransferQueue queue(service, folder.filePath(u"journal"_s));
    const QByteArray bytes = patternBytes(3'000'000);
    const QString source = folder.filePath(u"disk.img"_s);
    writeFile(source, bytes);
    QStringList ids;
    for (const TransferKind kind : { TransferKind::Import, TransferKind::StageImport }) {
        TransferRequest request;
        request.kind = kind;
        request.source = source;
        ids.append(queue.enqueue(request));
    }
    QTRY_VERIFY_WITH_TIMEOUT(!queue.hasUnfinished(), 30'000);
    for (const QString &id : ids) {
        const Transfer transfer = *queue.transfer(id);
        QVERIFY2(transfer.state == TransferState::Finished,
            transfer.error ? qPrintable(transfer.error->message) : "");
        const Result<Image> image = await(service.image(transfer.request.imageId));
        QVERIFY_OK(image);
        QCOMPARE(image->status, ImageStatus::Active);
        QCOMPARE(image->osHashValue, sha512Of(bytes));
    }
    TransferRequest request;
    request.kind = TransferKind::Export;
    request.imageId = queue.transfer(ids.constFirst())->request.imageId;
    request.destination = folder.filePath(u"out.img"_s);
    const QString exported = queue.enqueue(request);
    QTRY_COMPARE_WITH_TIMEOUT(queue.transfer(exported)->state, TransferState::Finished, 30'000);
    QCOMPARE(readFile(request.destination), bytes);
    QCOMPARE(queue.transfer(exported)->done, queue.transfer(exported)->total);
}

void TestLocalImageService::e14_queueGoesOnAfterARestart()
{
    const QTemporaryDir folder;
    const QString journal = folder.filePath(u"journal"_s);
    const QString source = folder.filePath(u"disk.img"_s);
    const QByteArray bytes = patternBytes(20'000'000);
    writeFile(source, bytes);
    WorkerPool workers;
    QString id;
    ImageId imageId;
    {
        LocalImageService service(openCatalogue(folder.filePath(u"catalogue"_s)), workers);
        TransferQueue queue(service, journal);
        TransferRequest request;
        request.source = source;
        id = queue.enqueue(request);
        QTRY_VERIFY(!queue.transfer(id)->request.imageId.isNull());
        queue.pause(id);
        imageId = queue.transfer(id)->request.imageId;
        QSignalSpy suspended(&queue, &TransferQueue::suspended);
        queue.suspendAll();
        QTRY_COMPARE_WITH_TIMEOUT(suspended.size(), 1, 10'000);
        const Result<Image> image = await(service.image(imageId));
        QVERIFY_OK(image);
        QCOMPARE(image->status, ImageStatus::Queued);
    }
    LocalImageService service(openCatalogue(folder.filePath(u"catalogue"_s)), workers);
    TransferQueue queue(service, journal);
    queue.restore();
    QCOMPARE(queue.transfer(id)->state, TransferState::Paused);
    queue.resume(id);
    QTRY_COMPARE_WITH_TIMEOUT(queue.transfer(id)->state, TransferState::Finished, 30'000);
    const Result<Image> image = await(service.image(imageId));
    QVERIFY_OK(image);
    QCOMPARE(image->osHashValue, sha512Of(bytes));
    QCOMPARE(*await(service.countImages({})), 1);
}

QTEST_GUILESS_MAIN(TestLocalImageService)
#include "tst_localimageservice.moc"
