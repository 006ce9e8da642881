#include "core/service/glanceimageservice.h"

#include <algorithm>

#include <QPointer>

#include "core/openstack/imagedownload.h"
#include "core/openstack/imageupload.h"
#include "core/service/glanceimport.h"
#include "core/service/glancelisting.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using Lane = WorkerPool::Lane;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(GlanceImageService)
};

using ServicePointer = QPointer<GlanceImageService>;

// These hold nothing of the service: it may be gone when the call ends.

QCoro::Task<Result<Image>> thenAnnounce(QCoro::Task<Result<Image>> call, ServicePointer service)
{
    const Result<Image> image = co_await call;
    if (image && service)
        Q_EMIT service->imagesChanged({ *image });
    co_return image;
}

QCoro::Task<Result<Image>> thenAnnounceNew(QCoro::Task<Result<Image>> call, ServicePointer service)
{
    const Result<Image> image = co_await call;
    if (image && service)
        Q_EMIT service->imagesAdded({ *image });
    co_return image;
}

QCoro::Task<Result<void>> thenAnnounceGone(QCoro::Task<Result<void>> call, ImageId id, ServicePointer service)
{
    const Result<void> done = co_await call;
    if (done && service)
        Q_EMIT service->imagesRemoved({ id });
    co_return done;
}

template<typename R>
QCoro::Task<R> thenAnnounceImage(QCoro::Task<R> call, ImageId id, ServicePointer service)
{
    const R result = co_await call;
    if (result && service) {
        const Result<Image> image = co_await service->image(id);
        if (image && service)
            Q_EMIT service->imagesChanged({ *image });
    }
    co_return result;
}

struct Imported {
    Task task;
    Image image;
};

QCoro::Task<Result<Task>> thenAnnounceImport(QCoro::Task<Result<Imported>> call, ServicePointer service)
{
    const Result<Imported> imported = co_await call;
    if (!imported)
        co_return failure(imported.error());
    if (service) {
        Q_EMIT service->imagesChanged({ imported->image });
        Q_EMIT service->tasksChanged({ imported->task.id });
    }
    co_return imported->task;
}

Error noTrash(const QString &cloud)
{
    return { ErrorCode::NotFound,
        Text::tr("The cloud “%1” has no trash: what is deleted there is gone.").arg(cloud), {} };
}

Error notHere()
{
    return { ErrorCode::Unavailable,
        Text::tr("The data are in a cloud, not on this computer. Copy the image into the catalogue first."),
        {} };
}

Result<Image> sendFile(
    ImageApi &api, const RemoteUpload &upload, const UploadOptions &options, const OperationControl &control)
{
    control.progress->setPhase(OperationPhase::Preparing);
    if (const auto prepared = prepareForGlance(api, upload.id, upload.path); !prepared)
        return failure(prepared.error());
    auto image = uploadImage(api, upload, control);
    if (image && !options.expectedSha512.isEmpty() && image->osHashValue != options.expectedSha512) {
        return failure(ErrorCode::HashMismatch,
            Text::tr("“%1” does not hold the bytes that were expected. Delete the image.").arg(upload.path));
    }
    return image;
}

Result<QList<StoreInfo>> storesOf(ImageApi &api)
{
    const auto stores = api.stores();
    if (!stores)
        return failure(stores.error());
    QList<StoreInfo> infos;
    for (const RemoteStore &store : *stores) {
        StoreInfo info{ store.id, {} };
        info.description = store.description;
        info.isDefault = store.isDefault;
        infos.append(info);
    }
    return infos;
}

Result<Usage> usageOf(ImageApi &api)
{
    const auto token = api.session().token({});
    if (!token)
        return failure(token.error());
    ImageQuery own;
    own.hidden = HiddenFilter::Both;
    if (!token->projectId.isEmpty())
        own.filters = { { FilterField::Owner, FilterOperator::Equal, { token->projectId }, {} } };
    const auto images = listAllFromGlance(api, own);
    if (!images)
        return failure(images.error());
    Usage usage;
    usage.imageCount = images->size();
    for (const Image &image : *images)
        usage.storedBytes += image.size.value_or(0) * std::max<qint64>(image.stores.size(), 1);
    return usage;
}

Result<VerifyReport> verify(ImageApi &api, QList<ImageId> ids, const OperationControl &control)
{
    if (ids.isEmpty()) {
        const auto images = listAllFromGlance(api, {});
        if (!images)
            return failure(images.error());
        for (const Image &image : *images) {
            if (image.status == ImageStatus::Active)
                ids.append(image.id);
        }
    }
    VerifyReport report;
    for (const ImageId &id : ids) {
        const auto data = checkImageData(api, id, control);
        if (!data && data.error().code != ErrorCode::HashMismatch)
            return failure(data.error());
        ++report.imagesChecked;
        if (data)
            report.bytesChecked += data->size;
        else
            report.issues.append({ HealthIssue::Kind::WrongHash, id, {}, data.error().message });
    }
    return report;
}

} // namespace

GlanceImageService::GlanceImageService(std::shared_ptr<ImageApi> api, WorkerPool &workers, QObject *parent)
    : ImageService(parent)
    , m_api(std::move(api))
    , m_workers(workers)
{
}

QString GlanceImageService::displayName() const
{
    return m_api->cloud().name;
}

template<typename Work>
QCoro::Task<Result<Image>> GlanceImageService::change(Lane lane, Work work)
{
    return thenAnnounce(run(lane, std::move(work)), ServicePointer(this));
}

/// Members are announced as a change of their image.
template<typename Work>
auto GlanceImageService::changeMember(const ImageId &id, Work work)
{
    return thenAnnounceImage(run(Lane::Short, std::move(work)), id, ServicePointer(this));
}

QCoro::Task<Result<ImagePage>> GlanceImageService::listImages(ImageQuery query)
{
    return run(Lane::Short, [api = m_api, query = std::move(query)] { return listFromGlance(*api, query); });
}

QCoro::Task<Result<qint64>> GlanceImageService::countImages(ImageQuery query)
{
    return run(Lane::Short, [api = m_api, query = std::move(query)]() -> Result<qint64> {
        const auto images = listAllFromGlance(*api, query);
        return images ? Result<qint64>(images->size()) : failure(images.error());
    });
}

QCoro::Task<Result<Image>> GlanceImageService::image(ImageId id)
{
    return run(Lane::Short, [api = m_api, id = std::move(id)] { return api->image(id); });
}

QCoro::Task<Result<QList<Transition>>> GlanceImageService::history(ImageId)
{
    return run(Lane::Short, [cloud = m_api->cloud().name]() -> Result<QList<Transition>> {
        return failure(
            ErrorCode::NotFound, Text::tr("The cloud “%1” keeps no history of its images.").arg(cloud));
    });
}

QCoro::Task<Result<QList<Task>>> GlanceImageService::tasks(ImageId id)
{
    return run(Lane::Short, [api = m_api, id = std::move(id)] { return api->tasks(id); });
}

QCoro::Task<Result<QList<StoreInfo>>> GlanceImageService::stores()
{
    return run(Lane::Short, [api = m_api] { return storesOf(*api); });
}

QCoro::Task<Result<Usage>> GlanceImageService::usage()
{
    return run(Lane::Short, [api = m_api] { return usageOf(*api); });
}

QCoro::Task<Result<Image>> GlanceImageService::createImage(ImageDraft draft)
{
    return thenAnnounceNew(
        run(Lane::Short, [api = m_api, draft = std::move(draft)] { return api->create(draft); }),
        ServicePointer(this));
}

QCoro::Task<Result<Image>> GlanceImageService::updateImage(ImageId id, ImagePatch patch)
{
    return change(Lane::Short,
        [api = m_api, id = std::move(id), patch = std::move(patch)] { return api->update(id, patch); });
}

QCoro::Task<Result<void>> GlanceImageService::deleteImage(ImageId id)
{
    return thenAnnounceGone(
        run(Lane::Short, [api = m_api, id] { return api->remove(id); }), id, ServicePointer(this));
}

QCoro::Task<Result<Image>> GlanceImageService::restoreImage(ImageId)
{
    return run(
        Lane::Short, [cloud = m_api->cloud().name]() -> Result<Image> { return failure(noTrash(cloud)); });
}

QCoro::Task<Result<int>> GlanceImageService::emptyTrash()
{
    return run(
        Lane::Short, [cloud = m_api->cloud().name]() -> Result<int> { return failure(noTrash(cloud)); });
}

QCoro::Task<Result<Image>> GlanceImageService::deactivateImage(ImageId id)
{
    return change(Lane::Short, [api = m_api, id = std::move(id)]() -> Result<Image> {
        const auto done = api->deactivate(id);
        return done ? api->image(id) : failure(done.error());
    });
}

QCoro::Task<Result<Image>> GlanceImageService::reactivateImage(ImageId id)
{
    return change(Lane::Short, [api = m_api, id = std::move(id)]() -> Result<Image> {
        const auto done = api->reactivate(id);
        return done ? api->image(id) : failure(done.error());
    });
}

QCoro::Task<Result<Image>> GlanceImageService::uploadFile(
    ImageId id, QString path, UploadOptions options, OperationControl control)
{
    return change(Lane::Long, [api = m_api, id, path, options, control] {
        return sendFile(*api, { id, path, false, options.store }, options, control);
    });
}

QCoro::Task<Result<Image>> GlanceImageService::stageFile(
    ImageId id, QString path, UploadOptions options, OperationControl control)
{
    // Staging is one place of the service's own; the import says which store is to hold the data.
    return change(Lane::Long, [api = m_api, id, path, options, control] {
        return sendFile(*api, { id, path, true, {} }, {}, control);
    });
}

QCoro::Task<Result<Task>> GlanceImageService::importImage(
    ImageId id, ImportRequest request, OperationControl control)
{
    auto call = run(Lane::Long, [api = m_api, id, request, control]() -> Result<Imported> {
        const auto task = importInGlance(*api, id, request, control);
        if (!task)
            return failure(task.error());
        const auto image = api->image(id);
        return image ? Result<Imported>({ *task, *image }) : failure(image.error());
    });
    return thenAnnounceImport(std::move(call), ServicePointer(this));
}

QCoro::Task<Result<void>> GlanceImageService::exportImage(
    ImageId id, ExportRequest request, OperationControl control)
{
    return run(Lane::Long, [api = m_api, id, request, control]() -> Result<void> {
        const auto data = downloadImage(*api, id, request.destination, request.overwrite, control);
        return data ? Result<void>() : failure(data.error());
    });
}

QCoro::Task<Result<QString>> GlanceImageService::lendFile(ImageId, QString)
{
    return run(Lane::Short, []() -> Result<QString> { return failure(notHere()); });
}

QCoro::Task<Result<void>> GlanceImageService::convertImage(ConvertRequest, OperationControl)
{
    return run(Lane::Short, []() -> Result<void> { return failure(notHere()); });
}

QCoro::Task<Result<ConversionForecast>> GlanceImageService::forecastConversion(
    ConvertRequest, OperationControl)
{
    return run(Lane::Short, []() -> Result<ConversionForecast> { return failure(notHere()); });
}

QCoro::Task<Result<AllocationMap>> GlanceImageService::allocation(ImageId, int, OperationControl)
{
    return run(Lane::Short, []() -> Result<AllocationMap> { return failure(notHere()); });
}

QCoro::Task<Result<std::shared_ptr<const DataSource>>> GlanceImageService::openData(ImageId)
{
    return run(Lane::Short, []() -> Result<std::shared_ptr<const DataSource>> { return failure(notHere()); });
}

QCoro::Task<Result<VerifyReport>> GlanceImageService::verifyImages(
    QList<ImageId> ids, OperationControl control)
{
    return run(Lane::Long, [api = m_api, ids, control] { return verify(*api, ids, control); });
}

QCoro::Task<Result<QList<Member>>> GlanceImageService::listMembers(ImageId id)
{
    return run(Lane::Short, [api = m_api, id = std::move(id)] { return api->members(id); });
}

QCoro::Task<Result<Member>> GlanceImageService::addMember(ImageId id, QString project)
{
    return changeMember(id, [api = m_api, id, project] { return api->addMember(id, project); });
}

QCoro::Task<Result<void>> GlanceImageService::removeMember(ImageId id, QString project)
{
    return changeMember(id, [api = m_api, id, project] { return api->removeMember(id, project); });
}

QCoro::Task<Result<Member>> GlanceImageService::setMemberStatus(
    ImageId id, QString project, MemberStatus status)
{
    return changeMember(
        id, [api = m_api, id, project, status] { return api->setMemberStatus(id, project, status); });
}

} // namespace vitrine
