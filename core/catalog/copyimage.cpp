#include "core/catalog/catalogueprivate.h"
#include "core/support/crashpoint.h"

namespace vitrine {

namespace {

bool keepsOthersOut(const WorkClaim &claim)
{
    return claim.kind == claimkind::copy || claim.kind == claimkind::import;
}

} // namespace

Result<WorkClaim> Catalogue::Private::claimCopy(const Image &image, const QString &store)
{
    // Threads queue here; of two processes that claim at one moment each sees the other and gives up.
    const std::lock_guard lockOfThreads(copyMutex);
    const WorkClaim claim = claimFor(image.id, claimkind::copy, store);
    if (const auto added = repository.addClaim(claim); !added)
        return failure(added.error());
    const auto claims = claimsOn(image.id);
    const bool isAlone
        = claims && std::none_of(claims->cbegin(), claims->cend(), [&](const WorkClaim &other) {
              return other.blob != claim.blob && keepsOthersOut(other) && isLive(other);
          });
    if (isAlone)
        return claim;
    dropClaim(claim.blob);
    if (!claims)
        return failure(claims.error());
    return failure(ErrorCode::Conflict,
        tr("The image “%1” is being copied already. Wait until that has ended.").arg(displayName(image)));
}

Result<std::unique_ptr<DataSource>> Catalogue::Private::openData(const ImageId &id) const
{
    const auto locations = repository.locations(id);
    if (!locations)
        return failure(locations.error());
    Error error{ ErrorCode::Corrupt, tr("The image %1 has no data.").arg(id), {} };
    for (const ImageLocation &location : *locations) {
        const auto store = stores.store(location.store);
        if (!store) {
            error = store.error();
            continue;
        }
        auto source = (*store)->open(location.blob);
        if (source)
            return source;
        error = source.error();
    }
    return failure(error);
}

Result<void> Catalogue::Private::copyToAll(
    const ImageId &id, const QStringList &targets, const Task &task, const OperationControl &control)
{
    for (const QString &target : targets) {
        const auto image = repository.find(id);
        if (!image)
            return failure(image.error());
        const auto claim = claimCopy(*image, target);
        if (!claim)
            return failure(claim.error());
        const auto copied = copyTo(*image, *claim, task, control);
        if (copied)
            continue;
        // Where it cannot be known whether the copy counts by now, recovery looks again.
        const auto locations = repository.locations(id);
        const bool isOurs = !locations || locations->contains({ .store = claim->store, .blob = claim->blob });
        if (!isOurs && removeBlob(claim->store, claim->blob))
            dropClaim(claim->blob);
        return copied;
    }
    return {};
}

Result<void> Catalogue::Private::copyTo(
    const Image &image, const WorkClaim &claim, const Task &task, const OperationControl &control)
{
    const auto store = storeFor(claim.store, ErrorCode::Conflict);
    if (!store)
        return failure(store.error());
    const auto source = openData(image.id);
    if (!source)
        return failure(source.error());
    auto rules = rulesFor(image, {}, **source);
    if (!rules)
        return failure(rules.error());
    rules->diskFormat.reset();
    rules->expectedSha512 = image.osHashValue;
    if (const auto promising = Intake::checkBefore(**source, *rules, **store); !promising)
        return promising;

    const IntakeStep step{ .claim = claim, .rules = *rules, .report = reportTo(image.id, task.id) };
    const auto taken = take(image, step, ImageStatus::Active, **source, control);
    if (!taken)
        return failure(taken.error());
    const ImageLocation location{ .store = claim.store, .blob = claim.blob };
    crashPoint("P8a");
    const auto added = repository.addLocation(image.id, location, claim.blob, quota.totalBytes());
    crashPoint("P8b");
    if (!added) {
        const auto locations = repository.locations(image.id);
        if (!locations || !locations->contains(location))
            return added;
    }
    describe(image.id);
    crashPoint("P9");
    return {};
}

} // namespace vitrine
