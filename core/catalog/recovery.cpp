#include "core/catalog/recovery.h"

#include <algorithm>

#include "core/support/crashpoint.h"
#include "core/support/durablefile.h"
#include "core/support/log.h"
#include "core/support/partfile.h"

namespace vitrine {

namespace {

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

bool Recovery::isHeld(const WorkClaim &claim) const
{
    if (claim.kind != claimkind::stage)
        return m_catalogue.isLive(claim);
    const auto image = m_catalogue.repository.find(claim.imageId);
    // What was staged belongs to who imports it now, whether or not the one who staged it still lives. Status
    // first, claims then: an import writes both at once.
    if (image && image->status == ImageStatus::Importing)
        return isBeingImported(image->id);
    if (m_catalogue.isLive(claim))
        return true;
    if (!image || image->status != ImageStatus::Uploading || !image->size)
        return false;
    const auto store = m_catalogue.stores.store(claim.store);
    // On a disk that is away the data may well be whole.
    if (!store)
        return true;
    const auto entry = (*store)->stat(claim.blob);
    return entry && entry->size == *image->size;
}

bool Recovery::isBeingImported(const ImageId &id) const
{
    const auto claims = m_catalogue.claimsOn(id);
    return !claims || std::any_of(claims->cbegin(), claims->cend(), [this](const WorkClaim &claim) {
        return claim.kind == claimkind::import && m_catalogue.isLive(claim);
    });
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
        if (isHeld(claim))
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
        // A path that stands in a database is not to be trusted: the catalogue may come from anybody.
        m_report.partsRemoved += removeAbandonedPart(claim.store) ? 1 : 0;
    } else {
        isRemoved = isReferenced(claim) || m_catalogue.removeBlob(claim.store, claim.blob);
    }
    crashPoint("R3");

    const bool isSomebodyAtWork = std::any_of(claims.cbegin(), claims.cend(), [&](const WorkClaim &other) {
        return other.imageId == claim.imageId && movesStatus(other) && isHeld(other);
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
    const auto tasks = m_catalogue.repository.openTasks();
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
        // A claim ends a moment before its task does, and begins a moment after.
        const bool isSilent = task.updatedAt < silentSince || m_abandoned.contains(task.imageId);
        if (isSilent && !busy.contains(task.imageId))
            m_catalogue.setTask(task.id, TaskStatus::Failure, tr("The program ended before this was done."));
    }
    return m_catalogue.repository.dropExpiredTasks(QDateTime::currentDateTimeUtc());
}

Result<void> Recovery::removeParts()
{
    // Claims first: what turns from one into the other in between is then seen in one of them at least.
    const auto claims = m_catalogue.repository.claims();
    const auto locations = m_catalogue.repository.allLocations();
    if (!locations || !claims)
        return failure(locations ? claims.error() : locations.error());
    QList<BlobId> claimed;
    QList<BlobId> known;
    for (const WorkClaim &claim : *claims)
        claimed.append(claim.blob);
    for (const auto &[image, location] : *locations)
        known.append(location.blob);
    // Descriptions that are being rewritten lie in staging for a moment too.
    const auto turn = m_catalogue.lock->exclusive(CatalogueLock::Purpose::Sidecars, sidecarLockTimeoutMs);
    if (!turn)
        return failure(turn.error());
    for (Store *store : m_catalogue.stores.available()) {
        const auto removed = store->removeStaleParts(claimed, known);
        if (!removed)
            return failure(removed.error());
        m_report.partsRemoved += static_cast<int>(removed->size());
    }
    for (const QString &file : { m_catalogue.layout.markerPath(), m_catalogue.layout.trashClockPath() })
        removeLeftovers(file);
    crashPoint("R5");
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
    if (recovered) {
        report = *std::move(recovered);
        for (const HealthIssue &issue : report.issues)
            qCWarning(lcCatalog).noquote() << issue.message << issue.imageId;
    } else {
        qCWarning(lcCatalog) << "recovery stopped:" << recovered.error().message << recovered.error().detail;
    }
    if (const auto purged = purgeRipe(); !purged)
        qCWarning(lcCatalog) << "the trash was not looked through:" << purged.error().detail;
}

} // namespace vitrine
