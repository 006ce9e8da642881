#include "core/service/localimageservice.h"

#include <algorithm>

#include <QPointer>

#include "core/service/datadescription.h"
#include "core/store/filesource.h"
#include "core/support/log.h"

namespace vitrine {

using Lane = WorkerPool::Lane;

namespace {

/// A program may stay open for weeks.
constexpr std::chrono::hours purgeInterval(1);
/// Not while a program is busy with starting.
constexpr std::chrono::minutes firstBackup(1);
constexpr std::chrono::hours backupInterval(1);

/// Holds nothing of the service: it may be gone when the call ends.
template<typename R>
QCoro::Task<R> thenLook(QCoro::Task<R> call, QPointer<CatalogueWatcher> watcher)
{
    R result = co_await call;
    if (watcher)
        watcher->look();
    co_return result;
}

using TakeData = Result<Image> (Catalogue::*)(
    const ImageId &, DataSource &, const UploadOptions &, const OperationControl &);

/// Sets what the data tell about the image and it leaves open.
Result<void> describe(Catalogue &catalogue, const Image &image, const DataDescription &data)
{
    const Result<ImagePatch> patch = describedBy(image, data);
    if (!patch)
        return failure(patch.error());
    if (patch->isEmpty())
        return {};
    return catalogue.update(image.id, *patch).map([](const Image &) {});
}

/// Gives an image without formats those of the file that becomes its data. Glance wants them known before.
Result<void> describeFromFile(Catalogue &catalogue, const Image &image, const QString &path)
{
    if (image.status != ImageStatus::Queued || (image.diskFormat && image.containerFormat))
        return {};
    const Result<ProbeReport> report = probeDiskFile(path);
    if (!report)
        return failure(report.error());
    return describe(catalogue, image, { *report });
}

/// Where the store that is to hold the data lies, so that what is unpacked need not be copied where the file
/// system can share it.
QString scratchFolderOf(const Catalogue &catalogue, const QString &store)
{
    const Result<QList<StoreInfo>> stores = catalogue.stores();
    if (!stores)
        return {};
    const auto found = std::find_if(stores->cbegin(), stores->cend(),
        [&store](const StoreInfo &each) { return store.isEmpty() ? each.isDefault : each.id == store; });
    return found == stores->cend() ? QString() : found->path;
}

/// What `options` say is to be taken out of the file.
Result<std::unique_ptr<DataSource>> openUnpacked(Catalogue &catalogue, const ImageId &id, const QString &path,
    const UploadOptions &options, const OperationControl &control)
{
    auto disk = unpackFile(path, options.member, scratchFolderOf(catalogue, options.store), control);
    if (!disk)
        return failure(disk.error());
    const Result<Image> image = catalogue.image(id);
    if (!image)
        return failure(image.error());
    if (image->status == ImageStatus::Queued) {
        const auto described = describe(catalogue, *image, { disk->report, disk->properties, disk->minRam });
        if (!described)
            return failure(described.error());
    }
    return readOpenFile(systemFileOps(), std::move(disk->file), path, static_cast<qint64>(disk->offset),
        static_cast<qint64>(disk->size));
}

Result<std::unique_ptr<DataSource>> openWhole(Catalogue &catalogue, const ImageId &id, const QString &path)
{
    auto source = openFileSource(path);
    if (!source)
        return source;
    const Result<Image> image = catalogue.image(id);
    if (!image)
        return failure(image.error());
    const Result<void> described = describeFromFile(catalogue, *image, path);
    if (!described)
        return failure(described.error());
    return source;
}

Result<Image> takeFile(Catalogue &catalogue, TakeData takeData, const ImageId &id, const QString &path,
    const UploadOptions &options, const OperationControl &control)
{
    control.progress->setPhase(OperationPhase::Preparing);
    const auto source = options.isUnpacked ? openUnpacked(catalogue, id, path, options, control)
                                           : openWhole(catalogue, id, path);
    if (!source)
        return failure(source.error());
    return (catalogue.*takeData)(id, **source, options, control);
}

} // namespace

template<typename Work>
auto LocalImageService::write(Lane lane, Work work)
{
    return thenLook(m_workers.run(lane, std::move(work)), QPointer<CatalogueWatcher>(&m_watcher));
}

LocalImageService::LocalImageService(std::shared_ptr<Catalogue> catalogue, WorkerPool &workers,
    std::optional<qint64> lastEvent, QObject *parent)
    : ImageService(parent)
    , m_catalogue(std::move(catalogue))
    , m_workers(workers)
    , m_watcher(m_catalogue, lastEvent ? *lastEvent : m_catalogue->lastEventSequence().value_or(0))
{
    connect(&m_watcher, &CatalogueWatcher::changed, this, &LocalImageService::announce);
    m_purgeTimer.setParent(this);
    m_purgeTimer.setObjectName(QStringLiteral("purgeTimer"));
    m_purgeTimer.setInterval(purgeInterval);
    connect(&m_purgeTimer, &QTimer::timeout, this, &LocalImageService::purgeTrash);
    m_purgeTimer.start();
    m_backupTimer.setParent(this);
    m_backupTimer.setObjectName(QStringLiteral("backupTimer"));
    m_backupTimer.setInterval(firstBackup);
    connect(&m_backupTimer, &QTimer::timeout, this, &LocalImageService::backUp);
    m_backupTimer.start();
}

LocalImageService::~LocalImageService()
{
    m_backupStop.request_stop();
}

void LocalImageService::backUp()
{
    m_backupTimer.setInterval(backupInterval);
    OperationControl control;
    control.stop = m_backupStop.get_token();
    auto made = m_workers.run(
        Lane::Long, [catalogue = m_catalogue, control] { return catalogue->backUpForTheDay(control); });
    QCoro::connect(std::move(made), this, [](const Result<bool> &result) {
        if (!result && result.error().code != ErrorCode::Cancelled)
            qCWarning(lcCatalog) << "the database was not backed up:" << result.error().detail;
    });
}

void LocalImageService::purgeTrash()
{
    auto purge = write(Lane::Long, [catalogue = m_catalogue] { return catalogue->purgeExpired(); });
    QCoro::connect(std::move(purge), this, [](const Result<int> &purged) {
        if (!purged && purged.error().code != ErrorCode::Cancelled)
            qCWarning(lcCatalog) << "the trash was not looked through:" << purged.error().detail;
    });
}

QString LocalImageService::displayName() const
{
    return tr("This computer");
}

void LocalImageService::announce(const CatalogueChanges &changes)
{
    if (!changes.removed.isEmpty())
        Q_EMIT imagesRemoved(changes.removed);
    if (!changes.added.isEmpty())
        Q_EMIT imagesAdded(changes.added);
    if (!changes.changed.isEmpty())
        Q_EMIT imagesChanged(changes.changed);
    if (!changes.tasks.isEmpty())
        Q_EMIT tasksChanged(changes.tasks);
    if (changes.areStoresChanged)
        Q_EMIT storesChanged();
}

QCoro::Task<Result<ImagePage>> LocalImageService::listImages(ImageQuery query)
{
    return read([catalogue = m_catalogue, query = std::move(query)] { return catalogue->list(query); });
}

QCoro::Task<Result<qint64>> LocalImageService::countImages(ImageQuery query)
{
    return read([catalogue = m_catalogue, query = std::move(query)] { return catalogue->count(query); });
}

QCoro::Task<Result<Image>> LocalImageService::image(ImageId id)
{
    return read([catalogue = m_catalogue, id = std::move(id)] { return catalogue->image(id); });
}

QCoro::Task<Result<QList<Transition>>> LocalImageService::history(ImageId id)
{
    return read([catalogue = m_catalogue, id = std::move(id)] { return catalogue->history(id); });
}

QCoro::Task<Result<QList<Task>>> LocalImageService::tasks(ImageId id)
{
    return read([catalogue = m_catalogue, id = std::move(id)] { return catalogue->tasks(id); });
}

QCoro::Task<Result<QList<Member>>> LocalImageService::listMembers(ImageId id)
{
    return read([catalogue = m_catalogue, id = std::move(id)] { return catalogue->members(id); });
}

QCoro::Task<Result<QList<StoreInfo>>> LocalImageService::stores()
{
    return read([catalogue = m_catalogue] { return catalogue->stores(); });
}

QCoro::Task<Result<Usage>> LocalImageService::usage()
{
    return read([catalogue = m_catalogue] { return catalogue->usage(); });
}

QCoro::Task<Result<Image>> LocalImageService::createImage(ImageDraft draft)
{
    return write(Lane::Short,
        [catalogue = m_catalogue, draft = std::move(draft)] { return catalogue->create(draft); });
}

QCoro::Task<Result<Image>> LocalImageService::updateImage(ImageId id, ImagePatch patch)
{
    return write(Lane::Short, [catalogue = m_catalogue, id = std::move(id), patch = std::move(patch)] {
        return catalogue->update(id, patch);
    });
}

QCoro::Task<Result<void>> LocalImageService::deleteImage(ImageId id)
{
    return write(
        Lane::Short, [catalogue = m_catalogue, id = std::move(id)] { return catalogue->remove(id); });
}

QCoro::Task<Result<Image>> LocalImageService::restoreImage(ImageId id)
{
    return write(
        Lane::Short, [catalogue = m_catalogue, id = std::move(id)] { return catalogue->restore(id); });
}

QCoro::Task<Result<int>> LocalImageService::emptyTrash()
{
    return write(Lane::Long, [catalogue = m_catalogue] { return catalogue->emptyTrash(); });
}

QCoro::Task<Result<Image>> LocalImageService::deactivateImage(ImageId id)
{
    return write(
        Lane::Short, [catalogue = m_catalogue, id = std::move(id)] { return catalogue->deactivate(id); });
}

QCoro::Task<Result<Image>> LocalImageService::reactivateImage(ImageId id)
{
    return write(
        Lane::Short, [catalogue = m_catalogue, id = std::move(id)] { return catalogue->reactivate(id); });
}

QCoro::Task<Result<Member>> LocalImageService::addMember(ImageId id, QString project)
{
    return write(Lane::Short, [catalogue = m_catalogue, id = std::move(id), project = std::move(project)] {
        return catalogue->addMember(id, project);
    });
}

QCoro::Task<Result<void>> LocalImageService::removeMember(ImageId id, QString project)
{
    return write(Lane::Short, [catalogue = m_catalogue, id = std::move(id), project = std::move(project)] {
        return catalogue->removeMember(id, project);
    });
}

QCoro::Task<Result<Member>> LocalImageService::setMemberStatus(
    ImageId id, QString project, MemberStatus status)
{
    return write(
        Lane::Short, [catalogue = m_catalogue, id = std::move(id), project = std::move(project), status] {
            return catalogue->setMemberStatus(id, project, status);
        });
}

QCoro::Task<Result<Image>> LocalImageService::uploadFile(
    ImageId id, QString path, UploadOptions options, OperationControl control)
{
    return write(Lane::Long, [catalogue = m_catalogue, id, path, options, control] {
        return takeFile(*catalogue, &Catalogue::upload, id, path, options, control);
    });
}

QCoro::Task<Result<Image>> LocalImageService::stageFile(
    ImageId id, QString path, UploadOptions options, OperationControl control)
{
    return write(Lane::Long, [catalogue = m_catalogue, id, path, options, control] {
        return takeFile(*catalogue, &Catalogue::stage, id, path, options, control);
    });
}

QCoro::Task<Result<Task>> LocalImageService::importImage(
    ImageId id, ImportRequest request, OperationControl control)
{
    return write(Lane::Long,
        [catalogue = m_catalogue, id, request, control] { return catalogue->import(id, request, control); });
}

QCoro::Task<Result<void>> LocalImageService::exportImage(
    ImageId id, ExportRequest request, OperationControl control)
{
    return write(Lane::Long, [catalogue = m_catalogue, id, request, control] {
        return catalogue->exportImage(id, request, control);
    });
}

QCoro::Task<Result<QString>> LocalImageService::lendFile(ImageId id, QString fileName)
{
    return read([catalogue = m_catalogue, id = std::move(id), fileName = std::move(fileName)] {
        return catalogue->lend(id, fileName);
    });
}

QCoro::Task<Result<void>> LocalImageService::convertImage(ConvertRequest request, OperationControl control)
{
    return write(Lane::Long,
        [catalogue = m_catalogue, request, control] { return catalogue->convert(request, control); });
}

QCoro::Task<Result<ConversionForecast>> LocalImageService::forecastConversion(
    ConvertRequest request, OperationControl control)
{
    return m_workers.run(Lane::Long,
        [catalogue = m_catalogue, request, control] { return catalogue->forecast(request, control); });
}

QCoro::Task<Result<AllocationMap>> LocalImageService::allocation(
    ImageId id, int most, OperationControl control)
{
    return m_workers.run(Lane::Long, [catalogue = m_catalogue, id = std::move(id), most, control] {
        return catalogue->allocation(id, most, control);
    });
}

QCoro::Task<Result<std::shared_ptr<const DataSource>>> LocalImageService::openData(ImageId id)
{
    return read([catalogue = m_catalogue, id = std::move(id)] { return catalogue->openData(id); });
}

QCoro::Task<Result<VerifyReport>> LocalImageService::verifyImages(
    QList<ImageId> ids, OperationControl control)
{
    return write(
        Lane::Long, [catalogue = m_catalogue, ids, control] { return catalogue->verify(ids, control); });
}

} // namespace vitrine
