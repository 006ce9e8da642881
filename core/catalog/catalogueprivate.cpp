#include "core/catalog/catalogueprivate.h"

#include <QUuid>

#include "core/catalog/sidecar.h"
#include "core/support/log.h"
#include "core/support/processidentity.h"

namespace vitrine {

namespace {

constexpr int sidecarLockTimeoutMs = 5000;

ProcessIdentity identityOf(const WorkClaim &claim)
{
    return processAt(claim.place, claim.pid, claim.pidStartTime);
}

} // namespace

Catalogue::Private::Private(CatalogueOptions givenOptions, CatalogueLayout givenLayout,
    std::unique_ptr<CatalogueLock> givenLock, std::unique_ptr<Database> givenDatabase)
    : options(std::move(givenOptions))
    , layout(std::move(givenLayout))
    , policy(options.actor)
    , quota(options.limits)
    , lock(std::move(givenLock))
    , database(std::move(givenDatabase))
    , repository(*database)
    , stores(layout.root(), layout.uuid())
    , trashClock(layout.trashClockPath(), options.clock)
{
}

Result<void> Catalogue::Private::requireWritable() const
{
    if (!isReadOnly())
        return {};
    return failure(ErrorCode::ReadOnly,
        tr("The catalogue in %1 was opened for reading only, because its folder cannot be written.")
            .arg(layout.root()));
}

Result<Image> Catalogue::Private::imageOrTrashFor(const ImageId &id, Action action) const
{
    auto image = repository.find(id);
    if (!image)
        return image;
    const auto isMember = isSharedWithActor(*image);
    if (!isMember)
        return failure(isMember.error());
    if (const auto allowed = policy.require(action, *image, *isMember); !allowed)
        return failure(allowed.error());
    return image;
}

Result<Image> Catalogue::Private::imageFor(const ImageId &id, Action action) const
{
    auto image = imageOrTrashFor(id, action);
    if (image && image->status == ImageStatus::PendingDelete) {
        return failure(ErrorCode::NotFound,
            tr("The image “%1” lies in the trash. Restore it first.").arg(displayName(*image)));
    }
    return image;
}

WorkClaim Catalogue::Private::claimFor(
    const ImageId &image, const QString &kind, const QString &store, const BlobId &blob) const
{
    return { .imageId = image,
        .blob = blob.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : blob,
        .store = store,
        .kind = kind,
        .place = placeOf(self),
        .pid = self.pid,
        .pidStartTime = self.startTime };
}

bool Catalogue::Private::isLive(const WorkClaim &claim) const
{
    return isProcessAlive(identityOf(claim));
}

Result<QList<WorkClaim>> Catalogue::Private::claimsOn(const ImageId &id) const
{
    auto claims = repository.claims();
    if (claims)
        claims->removeIf([&id](const WorkClaim &claim) { return claim.imageId != id; });
    return claims;
}

Result<std::optional<WorkClaim>> Catalogue::Private::stagedClaim(const ImageId &id) const
{
    const auto claims = claimsOn(id);
    if (!claims)
        return failure(claims.error());
    for (const WorkClaim &claim : *claims) {
        if (claim.kind == claimkind::stage)
            return claim;
    }
    return std::optional<WorkClaim>();
}

Result<Sidecar> Catalogue::Private::sidecarOf(const Store &store, const BlobId &blob) const
{
    const auto bytes = store.readSidecar(blob);
    return bytes ? readSidecar(*bytes) : failure(bytes.error());
}

void Catalogue::Private::describe(const ImageId &id)
{
    const auto turn = lock->exclusive(CatalogueLock::Purpose::Sidecars, sidecarLockTimeoutMs);
    const auto image = repository.find(id);
    const auto locations = repository.locations(id);
    const auto members = repository.members(id);
    if (!image || !locations || !members || !turn) {
        qCWarning(lcCatalog) << "the description beside the data of" << id << "was not updated";
        return;
    }
    for (const ImageLocation &location : *locations) {
        const auto store = stores.store(location.store);
        if (!store)
            continue;
        const DataFacts facts{ .size = image->size.value_or(0),
            .virtualSize = image->virtualSize,
            .checksum = image->checksum,
            .osHashAlgo = image->osHashAlgo,
            .osHashValue = image->osHashValue };
        const Sidecar sidecar{ .catalogue = layout.uuid(),
            .location = location,
            .facts = facts,
            .image = *image,
            .members = *members };
        if (const auto written = (*store)->writeSidecar(location.blob, writeSidecar(sidecar)); !written)
            qCWarning(lcCatalog) << "the description of" << id
                                 << "was not updated:" << written.error().detail;
    }
}

bool Catalogue::Private::removeBlob(const QString &storeId, const BlobId &blob)
{
    const auto store = stores.store(storeId);
    const auto removed = store ? (*store)->remove(blob) : failure(store.error());
    if (!removed)
        qCWarning(lcCatalog) << "blob" << blob << "stays in" << storeId << ":" << removed.error().detail;
    return removed.has_value();
}

void Catalogue::Private::dropClaim(const BlobId &blob)
{
    if (const auto dropped = repository.dropClaim(blob); !dropped)
        qCWarning(lcCatalog) << "claim" << blob << "stays:" << dropped.error().detail;
}

Result<Task> Catalogue::Private::beginTask(const QString &type, const ImageId &image, TaskStatus status)
{
    Task task;
    task.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    task.type = type;
    task.status = status;
    task.imageId = image;
    task.owner = policy.actor().project;
    task.createdAt = QDateTime::currentDateTimeUtc();
    task.updatedAt = task.createdAt;
    if (const auto inserted = repository.insertTask(task); !inserted)
        return failure(inserted.error());
    return task;
}

void Catalogue::Private::setTask(const QString &id, TaskStatus status, const QString &message)
{
    if (const auto updated = repository.updateTask(id, status, message); !updated)
        qCWarning(lcCatalog) << "task" << id << "was not updated:" << updated.error().detail;
}

void Catalogue::Private::endTask(const QString &id, const Result<void> &outcome)
{
    if (outcome)
        setTask(id, TaskStatus::Success, {});
    else
        setTask(id, TaskStatus::Failure, outcome.error().message);
}

} // namespace vitrine
