#include "core/catalog/catalogueprivate.h"
#include "core/catalog/repositoryerrors.h"
#include "core/support/crashpoint.h"
#include "core/support/log.h"

namespace vitrine {

namespace {

/// How often a deletion follows an image whose status changes under it.
constexpr int deletionAttempts = 5;

} // namespace

Result<void> Catalogue::remove(const ImageId &id)
{
    if (const auto writable = d->requireWritable(); !writable)
        return writable;
    Result<void> removed;
    for (int attempt = 0; attempt < deletionAttempts; ++attempt) {
        const auto image = d->imageFor(id, Action::DeleteImage);
        if (!image)
            return failure(image.error());
        if (image->isProtected)
            return imageProtected(*image);
        // Glance's table has no way from deactivated into the trash, and its data are not to go at once.
        if (image->status == ImageStatus::Deactivated && d->options.trashDays > 0
            && !image->stores.isEmpty()) {
            return failure(ErrorCode::BadRequest,
                Private::tr("The image “%1” is deactivated. Reactivate it to delete it.")
                    .arg(displayName(*image)));
        }
        const bool isForTrash = image->status == ImageStatus::Active && d->options.trashDays > 0;
        removed = isForTrash ? d->moveToTrash(*image) : d->deleteNow(*image);
        if (removed || removed.error().code != ErrorCode::Conflict)
            return removed;
    }
    return removed;
}

Result<void> Catalogue::Private::moveToTrash(const Image &image)
{
    const auto moved = repository.changeStatus({ .imageId = image.id,
        .from = ImageStatus::Active,
        .to = ImageStatus::PendingDelete,
        .cause = TransitionCause::Delete,
        .purgeAt = trashClock.now().addDays(options.trashDays),
        .event = QStringLiteral("image.delete") });
    if (!moved)
        return failure(moved.error());
    trashClock.note(image.id);
    describe(image.id);
    return {};
}

Result<void> Catalogue::Private::deleteNow(const Image &image)
{
    const auto staged = stagedClaim(image.id);
    if (!staged)
        return failure(staged.error());
    crashPoint("X1");
    const auto deleted = repository.changeStatus({ .imageId = image.id,
        .from = image.status,
        .to = ImageStatus::Deleted,
        .cause = TransitionCause::Delete,
        .event = QStringLiteral("image.delete") });
    crashPoint("X2");
    if (!deleted)
        return failure(deleted.error());
    // Who still copies notices and cleans up after itself; only what waits for an import is nobody's.
    const bool isWaiting = *staged && image.status == ImageStatus::Uploading && image.size;
    if (isWaiting && removeBlob((*staged)->store, (*staged)->blob))
        dropClaim((*staged)->blob);
    if (const auto finished = finishRemoval(image.id); !finished)
        qCWarning(lcCatalog) << "data of" << image.id << "stay for recovery:" << finished.error().detail;
    return {};
}

Result<void> Catalogue::Private::finishRemoval(const ImageId &id)
{
    const auto locations = repository.locations(id);
    if (!locations)
        return failure(locations.error());
    bool isGone = true;
    for (const ImageLocation &location : *locations)
        isGone = removeBlob(location.store, location.blob) && isGone;
    crashPoint("X3");
    if (!isGone) {
        return failure(ErrorCode::Unavailable,
            tr("The data of the image %1 could not be removed from every store. It is tried again later.")
                .arg(id));
    }
    const auto finished = repository.finishPurge(id);
    crashPoint("X4");
    return finished;
}

Result<void> Catalogue::Private::purge(const Image &image)
{
    crashPoint("X1");
    if (const auto begun = repository.beginPurge(image.id); !begun)
        return begun;
    crashPoint("X2");
    return finishRemoval(image.id);
}

Result<int> Catalogue::Private::purgeAll(const QList<Image> &images)
{
    int purged = 0;
    for (const Image &image : images) {
        const auto done = purge(image);
        if (!done) {
            qCWarning(lcCatalog) << "image" << image.id << "was not purged:" << done.error().detail;
            continue;
        }
        ++purged;
    }
    return purged;
}

Result<void> Catalogue::Private::requireData(const Image &image) const
{
    const auto source = openData(image.id);
    if (source && (*source)->size() == image.size)
        return {};
    const bool isAway = !source && source.error().code == ErrorCode::Unavailable;
    return failure(isAway ? ErrorCode::Unavailable : ErrorCode::Corrupt,
        tr("The image “%1” cannot be restored, because its data are not there.").arg(displayName(image)),
        source ? QStringLiteral("wrong size") : source.error().message);
}

Result<Image> Catalogue::restore(const ImageId &id)
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    const auto image = d->imageOrTrashFor(id, Action::RestoreImage);
    if (!image)
        return image;
    if (image->status != ImageStatus::PendingDelete) {
        return failure(ErrorCode::Conflict,
            Private::tr("The image “%1” does not lie in the trash.").arg(displayName(*image)));
    }
    if (const auto whole = d->requireData(*image); !whole)
        return failure(whole.error());
    const auto restored = d->repository.changeStatus({ .imageId = id,
        .from = ImageStatus::PendingDelete,
        .to = ImageStatus::Active,
        .cause = TransitionCause::Restore,
        .event = QStringLiteral("image.restore") });
    if (restored)
        d->describe(id);
    return restored;
}

Result<int> Catalogue::purgeExpired()
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    if (const auto allowed = d->policy.require(Action::ManageCatalogue); !allowed)
        return failure(allowed.error());
    return d->purgeRipe();
}

Result<int> Catalogue::Private::purgeRipe()
{
    const auto trash = repository.imagesToPurge({});
    if (!trash)
        return failure(trash.error());
    return purgeAll(trashClock.ripe(*trash));
}

Result<int> Catalogue::emptyTrash()
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    if (const auto allowed = d->policy.require(Action::ManageCatalogue); !allowed)
        return failure(allowed.error());
    const auto trash = d->repository.imagesToPurge({});
    if (!trash)
        return failure(trash.error());
    return d->purgeAll(*trash);
}

} // namespace vitrine
