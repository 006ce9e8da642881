#include "core/transfer/transfersteps.h"

#include <algorithm>

#include <QFileInfo>
#include <QUuid>

namespace vitrine {

namespace {

constexpr qint64 gibibyte = 1LL << 30;

bool isStopped(const TransferWork &work)
{
    return work.control.stop.stop_requested();
}

bool hasData(ImageStatus status)
{
    return status == ImageStatus::Active || status == ImageStatus::Deactivated;
}

/// A task that ended badly is a failure too, whoever reports it.
Result<void> outcomeOf(const Result<Task> &task)
{
    if (!task)
        return failure(task.error());
    if (task->status == TaskStatus::Failure)
        return failure(ErrorCode::Internal, task->message);
    return {};
}

Error stoppedError()
{
    return Error{ ErrorCode::Cancelled, QCoreApplication::translate("TransferSteps", "It was stopped."), {} };
}

UploadOptions uploadOptionsOf(const TransferRequest &request)
{
    UploadOptions options;
    options.store = request.store;
    options.isUnpacked = request.isUnpacked;
    options.member = request.member;
    return options;
}

QStringList storesOf(const TransferRequest &request)
{
    return request.store.isEmpty() ? QStringList() : QStringList{ request.store };
}

/// What the file's bytes say about the image to be made of it, or why none can be.
Result<ImageDraft> completeDraft(const TransferRequest &request, const ProbeReport &report)
{
    if (!report.isSafe())
        return failure(ErrorCode::UnsupportedFormat, report.violations.constFirst().reason);
    ImageDraft draft = request.draft;
    if (draft.name.isEmpty())
        draft.name = imageNameOf(request.source);
    if (!draft.diskFormat)
        draft.diskFormat = report.diskFormat;
    if (!draft.containerFormat)
        draft.containerFormat = report.containerFormat;
    if (!draft.diskFormat) {
        return failure(ErrorCode::UnsupportedFormat,
            QCoreApplication::translate(
                "TransferSteps", "“%1” is not a disk image that the catalogue can keep: its content is “%2”.")
                .arg(QFileInfo(request.source).fileName(), detectedFormatName(report.detected)));
    }
    const Result<std::optional<qint64>> virtualSize
        = judgeDeclaredFormat(report, *draft.diskFormat, *draft.containerFormat);
    if (!virtualSize)
        return failure(virtualSize.error());
    const qint64 needed = (virtualSize->value_or(0) + gibibyte - 1) / gibibyte;
    // What was right for the version before may be too little for this one.
    if (draft.minDisk == 0 || request.kind == TransferKind::Publish)
        draft.minDisk = std::max(draft.minDisk, needed);
    return draft;
}

Result<ImageDraft> probeAndComplete(const TransferRequest &request)
{
    // What is inside is known when it has been taken out: who takes it in completes the description.
    if (request.isUnpacked) {
        ImageDraft draft = request.draft;
        if (draft.name.isEmpty())
            draft.name = imageNameOf(request.source);
        return draft;
    }
    const Result<ProbeReport> report = probeDiskFile(request.source);
    if (!report)
        return failure(report.error());
    return completeDraft(request, *report);
}

} // namespace

ScopedTask<Result<void>> TransferSteps::run(std::shared_ptr<TransferWork> work)
{
    if (isStopped(*work))
        co_return failure(stoppedError());
    switch (work->request.kind) {
    case TransferKind::Import:
    case TransferKind::StageImport:
        co_return co_await importFile(work);
    case TransferKind::ImportLink:
        co_return co_await importLink(work);
    case TransferKind::Publish:
        co_return co_await publish(work);
    case TransferKind::Export:
        co_return co_await exportImage(work);
    case TransferKind::CopyToStore:
        co_return co_await copyToStore(work);
    case TransferKind::Convert:
        co_return co_await convert(work);
    case TransferKind::ConvertToFile:
        co_return co_await convertToFile(work);
    case TransferKind::Copy:
        co_return co_await copy(work);
    }
    Q_UNREACHABLE();
}

ScopedTask<Result<ImageDraft>> TransferSteps::describeFile(TransferRequest request)
{
    const auto probe = [request] { return probeAndComplete(request); };
    QCoro::Task<Result<ImageDraft>> task = m_workers.run(WorkerPool::Lane::Long, probe);
    co_return co_await std::move(task);
}

ScopedTask<Result<Image>> TransferSteps::ensureImage(std::shared_ptr<TransferWork> work, ImageDraft draft)
{
    const bool isKnown = !work->request.imageId.isNull();
    if (isKnown || work->mayHaveImage) {
        const ImageId id = isKnown ? work->request.imageId : draft.id;
        const Result<Image> found = co_await m_service.image(id);
        if (found && found->status != ImageStatus::PendingDelete) {
            work->request.imageId = found->id;
            work->ownsImage = work->ownsImage || !isKnown;
            work->onChanged();
            co_return co_await completeFormats(*found, draft);
        }
        const bool isGone
            = found || found.error().code == ErrorCode::NotFound || found.error().code == ErrorCode::Gone;
        if (!isGone)
            co_return found;
        if (isKnown && !work->ownsImage) {
            co_return failure(ErrorCode::NotFound,
                tr("The image that “%1” was to go into has been deleted. Add the file again to make a new "
                   "one.")
                    .arg(transferTitle(work->request)));
        }
        // Somebody deleted it meanwhile. Its id is used up, the file is not.
        if (isKnown || found)
            draft.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    const Result<Image> created = co_await m_service.createImage(draft);
    if (created) {
        work->request.draft.id = created->id;
        work->request.imageId = created->id;
        work->ownsImage = true;
        work->onChanged();
    }
    co_return created;
}

ScopedTask<Result<Image>> TransferSteps::completeFormats(Image image, ImageDraft draft)
{
    const bool isComplete = image.diskFormat && image.containerFormat;
    if (isComplete || image.status != ImageStatus::Queued)
        co_return image;
    ImagePatch patch;
    if (!image.diskFormat)
        patch.diskFormat = draft.diskFormat;
    if (!image.containerFormat)
        patch.containerFormat = draft.containerFormat;
    const ImageId id = image.id;
    const Result<Image> completed = co_await m_service.updateImage(id, patch);
    co_return completed;
}

ScopedTask<Result<void>> TransferSteps::importFile(std::shared_ptr<TransferWork> work)
{
    work->control.progress->setPhase(OperationPhase::Preparing);
    // Without a file it is what lies staged already.
    if (work->request.kind == TransferKind::StageImport && work->request.source.isEmpty())
        co_return co_await importStaged(work->request.imageId, work, true);
    const Result<ImageDraft> draft = co_await describeFile(work->request);
    if (!draft)
        co_return failure(draft.error());
    if (isStopped(*work))
        co_return failure(stoppedError());
    const Result<Image> image = co_await ensureImage(work, *draft);
    if (!image)
        co_return failure(image.error());
    // The program died after the data had arrived and before the queue heard of it.
    if (work->ownsImage && hasData(image->status))
        co_return Result<void>();
    if (work->request.kind == TransferKind::StageImport) {
        const bool isStaged = work->ownsImage && image->status == ImageStatus::Uploading;
        co_return co_await importStaged(image->id, work, isStaged);
    }
    const UploadOptions options = uploadOptionsOf(work->request);
    const Result<Image> uploaded
        = co_await m_service.uploadFile(image->id, work->request.source, options, work->control);
    if (!uploaded)
        co_return failure(uploaded.error());
    co_return Result<void>();
}

ScopedTask<Result<void>> TransferSteps::importStaged(
    ImageId id, std::shared_ptr<TransferWork> work, bool isStaged)
{
    if (!isStaged) {
        const UploadOptions options = uploadOptionsOf(work->request);
        const Result<Image> staged
            = co_await m_service.stageFile(id, work->request.source, options, work->control);
        if (!staged)
            co_return failure(staged.error());
    }
    ImportRequest request;
    request.method = ImportRequest::Method::GlanceDirect;
    request.stores = storesOf(work->request);
    const Result<Task> task = co_await m_service.importImage(id, request, work->control);
    co_return outcomeOf(task);
}

ScopedTask<Result<void>> TransferSteps::importLink(std::shared_ptr<TransferWork> work)
{
    work->control.progress->setPhase(OperationPhase::Preparing);
    ImageDraft draft = work->request.draft;
    if (draft.name.isEmpty())
        draft.name = imageNameOf(work->request.source);
    if (!draft.diskFormat)
        draft.diskFormat = diskFormatOfLink(work->request.source);
    if (!draft.containerFormat)
        draft.containerFormat = ContainerFormat::Bare;
    const Result<Image> image = co_await ensureImage(work, draft);
    if (!image)
        co_return failure(image.error());
    if (work->ownsImage && hasData(image->status))
        co_return Result<void>();
    ImportRequest request;
    request.method = ImportRequest::Method::WebDownload;
    request.uri = work->request.source;
    request.stores = storesOf(work->request);
    const Result<Task> task = co_await m_service.importImage(image->id, request, work->control);
    co_return outcomeOf(task);
}

ScopedTask<Result<void>> TransferSteps::exportImage(std::shared_ptr<TransferWork> work)
{
    ExportRequest request;
    request.destination = work->request.destination;
    request.overwrite = work->request.overwrite;
    co_return co_await m_service.exportImage(work->request.imageId, request, work->control);
}

ScopedTask<Result<void>> TransferSteps::copyToStore(std::shared_ptr<TransferWork> work)
{
    ImportRequest request;
    request.method = ImportRequest::Method::CopyImage;
    request.stores = storesOf(work->request);
    const Result<Task> task = co_await m_service.importImage(work->request.imageId, request, work->control);
    co_return outcomeOf(task);
}

ScopedTask<Result<void>> TransferSteps::discardImage(ImageId id)
{
    const Result<Image> image = co_await m_service.image(id);
    if (image && image->isProtected) {
        ImagePatch patch;
        patch.isProtected = false;
        const Result<Image> unprotected = co_await m_service.updateImage(id, patch);
        if (!unprotected)
            co_return failure(unprotected.error());
    }
    const Result<void> deleted = co_await m_service.deleteImage(id);
    const bool isGone = !deleted
        && (deleted.error().code == ErrorCode::NotFound || deleted.error().code == ErrorCode::Gone);
    if (isGone)
        co_return Result<void>();
    co_return deleted;
}

} // namespace vitrine
