#include "core/transfer/transfersteps.h"

namespace vitrine {

namespace {

bool isGone(const Error &error)
{
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::Gone;
}

} // namespace

ScopedTask<Result<void>> TransferSteps::publish(std::shared_ptr<TransferWork> work)
{
    if (!work->request.replacement)
        co_return failure(ErrorCode::Internal, tr("It is not known which image is to be replaced."));
    if (!work->request.replacement->hasData) {
        const Result<void> imported = co_await importFile(work);
        if (!imported)
            co_return imported;
        if (work->control.stop.stop_requested())
            co_return failure(ErrorCode::Cancelled, tr("It was stopped."));
        work->request.replacement->hasData = true;
        work->onChanged();
    }
    work->control.progress->setPhase(OperationPhase::Finishing);
    const TransferRequest request = work->request;
    co_return co_await takeOver(request);
}

ScopedTask<Result<void>> TransferSteps::takeOver(TransferRequest request)
{
    // Each step may have been done by an attempt before. The new one first: should this be cut off, both can
    // be seen for a while, and never none.
    const Replacement replacement = *request.replacement;
    const Result<void> shown = co_await change(request.imageId, request.draft.name, false);
    if (!shown)
        co_return shown;
    const Result<void> hidden = co_await change(replacement.imageId, replacement.newName, true);
    if (!hidden)
        co_return hidden;
    for (const ImageId &id : replacement.retired) {
        const Result<void> retired = co_await retire(id);
        if (!retired)
            co_return retired;
    }
    co_return Result<void>();
}

ScopedTask<Result<void>> TransferSteps::change(ImageId id, QString name, bool isHidden)
{
    const Result<Image> image = co_await m_service.image(id);
    if (!image)
        co_return isGone(image.error()) ? Result<void>() : failure(image.error());
    const bool isInTrash = image->status == ImageStatus::PendingDelete;
    if (isInTrash || (image->name == name && image->osHidden == isHidden))
        co_return Result<void>();
    ImagePatch patch;
    patch.name = name;
    patch.osHidden = isHidden;
    const Result<Image> changed = co_await m_service.updateImage(id, patch);
    if (!changed)
        co_return failure(changed.error());
    co_return Result<void>();
}

ScopedTask<Result<void>> TransferSteps::retire(ImageId id)
{
    const Result<Image> image = co_await m_service.image(id);
    if (!image)
        co_return isGone(image.error()) ? Result<void>() : failure(image.error());
    // Somebody may have brought it back, or protected it, since it was chosen.
    const bool isUnused = image->osHidden && !image->isProtected && image->status == ImageStatus::Active;
    if (!isUnused)
        co_return Result<void>();
    const Result<void> deleted = co_await m_service.deleteImage(id);
    co_return deleted || isGone(deleted.error()) ? Result<void>() : deleted;
}

} // namespace vitrine
