#include "core/catalog/recovery.h"

#include <algorithm>

#include <QFile>

#include "core/catalog/healthcheck.h"
#include "core/support/crashpoint.h"
#include "core/support/log.h"

namespace vitrine {

namespace {

constexpr int pageSize = 1000;
constexpr int recoveryLockTimeoutMs = 5000;
constexpr int sidecarLockTimeoutMs = 5000;
/// A task of a living process shows progress far more often.
constexpr int silentTaskSeconds = 60;

bool movesStatus(const WorkClaim &claim)
{
    return claim.kind == claimkind::upload || claim.kind == claimkind::stage
        || claim.kind == claimkind::import;
}

} // namespace

Recovery::Recovery(Catalogue::Private &catalogue)
    : m_catalogue(catalogue)
{
}

Result<RecoveryReport> Recovery::run()
{
    crashPoint("R1");
    for (const auto step : { &Recovery::finishPurges, &Recovery::endDeadClaims, &Recovery::requeueUnclaimed,
             &Recovery::endDeadTasks, &Recovery::removeParts, &Recovery::compareBlobs }) {
        if (const auto done = (this->*step)(); !done)
            return failure(done.error());
    }
    crashPoint("R6");
    return m_report;
}

Result<void> Recovery::finishPurges()
{
    const auto unfinished = m_catalogue.repository.unfinishedPurges();
    if (!unfinished)
        return failure(unfinished.error());
    for (const ImageId &id : *unfinished) {
        const auto finished = m_catalogue.finishRemoval(id);
        if (finished)
            ++m_report.purgesFinished;
        else
            qCWarning(lcCatalog) << "purge of" << id << "waits:" << finished.error().detail;
    }
    crashPoint("R2");
    return {};
}

bool Recovery::isStagedWhole(const WorkClaim &claim) const
{
    if (claim.kind != claimkind::stage)
        return false;
    const auto image = m_catalogue.repository.find(claim.imageId);
    if (!image || image->status != ImageStatus::Uploading || !image->size)
        return false;
    const auto store = m_catalogue.stores.store(claim.store);
    // On a disk that is away the data may well be whole.
    if (!store)
        return true;
    const auto entry = (*store)->stat(claim.blob);
    return entry && entry->size == *image->size;
}

bool Recovery::isReferenced(const WorkClaim &claim) const
{
    const auto locations = m_catalogue.repository.locations(claim.imageId);
    return !locations || locations->contains({ .store = claim.store, .blob = claim.blob });
}

Result<void> Recovery::endDeadClaims()
{
    const auto claims = m_catalogue.repository.claims();
    if (!claims)
        return failure(claims.error());
    for (const WorkClaim &claim : *claims) {
        if (m_catalogue.isLive(claim) || isStagedWhole(claim))
            continue;
        const auto ended = endDeadClaim(claim, *claims);
        if (!ended)
            return failure(ended.error());
        m_abandoned.insert(claim.imageId);
    }
    crashPoint("R4");
    return {};
}

Result<void> Recovery::endDeadClaim(const WorkClaim &claim, const QList<WorkClaim> &claims)
{
    bool isRemoved = true;
    if (claim.kind == claimkind::exportTo) {
        QFile::remove(claim.store);
        ++m_report.partsRemoved;
    } else {
        isRemoved = isReferenced(claim) || m_catalogue.removeBlob(claim.store, claim.blob);
    }
    crashPoint("R3");

    const bool isSomebodyAtWork = std::any_of(claims.cbegin(), claims.cend(), [&](const WorkClaim &other) {
        return other.imageId == claim.imageId && movesStatus(other)
            && (m_catalogue.isLive(other) || isStagedWhole(other));
    });
    const auto image = m_catalogue.repository.find(claim.imageId);
    // When its disk is away the claim stays and says what to remove when it is back.
    if (movesStatus(claim) && !isSomebodyAtWork && image && isTransitional(image->status))
        return requeue(*image, isRemoved ? claim.blob : BlobId());
    return isRemoved ? m_catalogue.repository.dropClaim(claim.blob) : Result<void>();
}

Result<void> Recovery::requeue(const Image &image, const BlobId &deadClaim)
{
    StatusChange change{ .imageId = image.id,
        .from = image.status,
        .to = ImageStatus::Queued,
        .cause = TransitionCause::Recovery,
        .error = tr("The program ended before the data had arrived."),
        .dropClaim = deadClaim,
        .event = QStringLiteral("image.update") };
    if (!deadClaim.isEmpty())
        change.requireClaim = deadClaim;
    const auto requeued = m_catalogue.repository.changeStatus(change);
    if (requeued) {
        ++m_report.imagesRequeued;
        return {};
    }
    // Somebody was faster.
    const bool isMoot
        = requeued.error().code == ErrorCode::Conflict || requeued.error().code == ErrorCode::Gone;
    return isMoot ? Result<void>() : failure(requeued.error());
}

Result<void> Recovery::requeueUnclaimed()
{
    const auto images = m_catalogue.repository.imagesInTransition();
    const auto claims = m_catalogue.repository.claims();
    if (!images || !claims)
        return failure(images ? claims.error() : images.error());
    for (const Image &image : *images) {
        const bool isClaimed = std::any_of(claims->cbegin(), claims->cend(),
            [&image](const WorkClaim &claim) { return claim.imageId == image.id && movesStatus(claim); });
        if (isClaimed)
            continue;
        if (const auto requeued = requeue(image, {}); !requeued)
            return requeued;
    }
    return {};
}

Result<void> Recovery::endDeadTasks()
{
    const auto tasks = m_catalogue.repository.tasks({});
    const auto claims = m_catalogue.repository.claims();
    if (!tasks || !claims)
        return failure(tasks ? claims.error() : tasks.error());
    const QDateTime silentSince = QDateTime::currentDateTimeUtc().addSecs(-silentTaskSeconds);
    QSet<ImageId> busy;
    for (const WorkClaim &claim : *claims) {
        if (m_catalogue.isLive(claim))
            busy.insert(claim.imageId);
    }
    for (const Task &task : *tasks) {
        const bool isOpen = task.status == TaskStatus::Pending || task.status == TaskStatus::Processing;
        // A claim ends a moment before its task does, and begins a moment after.
        const bool isSilent = task.updatedAt < silentSince || m_abandoned.contains(task.imageId);
        if (isOpen && isSilent && !busy.contains(task.imageId))
            m_catalogue.setTask(task.id, TaskStatus::Failure, tr("The program ended before this was done."));
    }
    return {};
}

Result<void> Recovery::removeParts()
{
    const auto claims = m_catalogue.repository.claims();
    if (!claims)
        return failure(claims.error());
    QList<BlobId> wanted;
    for (const WorkClaim &claim : *claims)
        wanted.append(claim.blob);
    // Descriptions that are being rewritten lie in staging for a moment too.
    const auto turn = m_catalogue.lock->exclusive(CatalogueLock::Purpose::Sidecars, sidecarLockTimeoutMs);
    if (!turn)
        return failure(turn.error());
    for (Store *store : m_catalogue.stores.available()) {
        const auto removed = store->removeStaleParts(wanted);
        if (!removed)
            return failure(removed.error());
        m_report.partsRemoved += static_cast<int>(removed->size());
    }
    crashPoint("R5");
    return {};
}

Result<void> Recovery::compareBlobs()
{
    // First what lies there, then what should: a blob that comes in between is claimed or known by then.
    QHash<Store *, QList<BlobEntry>> found;
    for (Store *store : m_catalogue.stores.available()) {
        const auto blobs = store->blobs();
        if (!blobs) {
            m_report.issues.append({ HealthIssue::Kind::Unreadable, {}, store->id(), blobs.error().message });
            continue;
        }
        QHash<BlobId, qint64> &sizes = m_sizes[store->id()];
        sizes.reserve(blobs->size());
        for (const BlobEntry &entry : *blobs)
            sizes.insert(entry.id, entry.size);
        found.insert(store, *blobs);
    }
    if (const auto checked = checkImages(); !checked)
        return checked;
    for (auto it = found.cbegin(); it != found.cend(); ++it) {
        if (const auto moved = moveOrphans(*it.key(), it.value()); !moved)
            return moved;
    }
    return {};
}

Result<void> Recovery::checkImages()
{
    const auto locations = m_catalogue.repository.allLocations();
    if (!locations)
        return failure(locations.error());
    QHash<ImageId, QList<ImageLocation>> locationsOf;
    locationsOf.reserve(locations->size());
    for (const auto &[image, location] : *locations)
        locationsOf[image].append(location);
    ImageId marker;
    for (;;) {
        const auto images = m_catalogue.repository.imagesWithData(marker, pageSize);
        if (!images)
            return failure(images.error());
        for (const Image &image : *images)
            checkImage(image, locationsOf.value(image.id));
        if (images->size() < pageSize)
            return {};
        marker = images->constLast().id;
    }
}

void Recovery::checkImage(const Image &image, const QList<ImageLocation> &locations)
{
    for (const ImageLocation &location : locations) {
        const auto store = m_sizes.constFind(location.store);
        if (store == m_sizes.cend() || store->value(location.blob, -1) == image.size.value_or(-1))
            continue;
        const auto opened = m_catalogue.stores.store(location.store);
        const auto entry = opened ? (*opened)->stat(location.blob) : failure(opened.error());
        if (entry && entry->size == image.size)
            continue;
        const auto now = m_catalogue.repository.locations(image.id);
        if (!now || !now->contains(location))
            continue;
        const auto kind = entry ? HealthIssue::Kind::WrongSize : HealthIssue::Kind::MissingBlob;
        m_report.issues.append(
            { kind, image.id, location.store, issueText(kind, displayName(image), location.store) });
    }
}

Result<void> Recovery::moveOrphans(Store &store, const QList<BlobEntry> &blobs)
{
    const auto locations = m_catalogue.repository.allLocations();
    const auto claims = m_catalogue.repository.claims();
    if (!locations || !claims)
        return failure(locations ? claims.error() : locations.error());
    QSet<BlobId> known;
    for (const auto &[image, location] : *locations)
        known.insert(location.blob);
    for (const WorkClaim &claim : *claims)
        known.insert(claim.blob);
    for (const BlobEntry &entry : blobs) {
        if (known.contains(entry.id) || !store.stat(entry.id))
            continue;
        const auto moved = store.moveToLostAndFound(entry.id);
        if (!moved)
            return failure(moved.error());
        ++m_report.orphansMoved;
        m_report.issues.append({ HealthIssue::Kind::OrphanBlob, {}, store.id(),
            tr("Data that belong to no image were moved to %1.").arg(*moved) });
    }
    return {};
}

void Catalogue::Private::recover()
{
    const auto turn = lock->exclusive(CatalogueLock::Purpose::Recovery, recoveryLockTimeoutMs);
    if (!turn) {
        qCInfo(lcCatalog) << "another process recovers the catalogue";
        return;
    }
    Recovery recovery(*this);
    auto recovered = recovery.run();
    if (recovered)
        report = *std::move(recovered);
    else
        qCWarning(lcCatalog) << "recovery stopped:" << recovered.error().message << recovered.error().detail;
}

} // namespace vitrine
