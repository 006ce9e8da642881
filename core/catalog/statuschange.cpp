#include "core/catalog/statuschange.h"

#include "core/catalog/repositoryerrors.h"
#include "core/catalog/repositorylog.h"
#include "core/catalog/rowmapping.h"
#include "core/catalog/searchindex.h"
#include "core/catalog/sqlquery.h"
#include "core/image/imagelimits.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<qint64> countOf(QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    const auto count = runScalar(database, sql, values);
    if (!count)
        return failure(count.error());
    return count->value_or(0).toLongLong();
}

Result<void> checkClaim(QSqlDatabase &database, const StatusChange &change)
{
    if (!change.requireClaim)
        return {};
    const auto held = countOf(database, u"SELECT count(*) FROM claims WHERE blob = ? AND image = ?"_s,
        { *change.requireClaim, change.imageId });
    if (!held)
        return failure(held.error());
    return *held == 0 ? Result<void>(claimLost(change.imageId)) : Result<void>();
}

/// The row, when the change may start from what it is now.
Result<ImageRow> rowToChange(QSqlDatabase &database, const StatusChange &change)
{
    auto found = readImageRow(database, change.imageId);
    if (!found)
        return failure(found.error());
    if (!*found)
        return imageNotFound(change.imageId);
    const ImageStatus current = (*found)->image.status;
    if (current != change.from) {
        if (current == ImageStatus::Deleted || current == ImageStatus::PendingDelete)
            return imageGone(change.imageId);
        return statusConflict(change.imageId, current, change.from, change.to);
    }
    const auto purging = countOf(database, u"SELECT purging FROM images WHERE row = ?"_s, { (*found)->row });
    if (!purging)
        return failure(purging.error());
    if (*purging != 0)
        return imageGone(change.imageId);
    if (change.cause == TransitionCause::Delete && (*found)->image.isProtected)
        return imageProtected((*found)->image);
    if (const auto claimed = checkClaim(database, change); !claimed)
        return failure(claimed.error());
    // Staying is no move of the table: it only writes what has arrived.
    const bool isMove = change.to != change.from;
    if (const auto allowed = validateTransition((*found)->image, change.to); isMove && !allowed)
        return failure(allowed.error());
    return std::move(**found);
}

void setFacts(Image &image, const DataFacts &facts)
{
    image.size = facts.size;
    image.virtualSize = facts.virtualSize;
    image.checksum = facts.checksum;
    image.osHashAlgo = facts.osHashAlgo;
    image.osHashValue = facts.osHashValue;
}

/// Glance's guard G2: an image without data must not look as if it had some.
void clearFacts(Image &image, bool hasData)
{
    image.size.reset();
    image.virtualSize.reset();
    if (hasData)
        return;
    image.checksum.clear();
    image.osHashAlgo.clear();
    image.osHashValue.clear();
}

Image changedImage(const Image &before, const StatusChange &change, bool hasData)
{
    Image after = before;
    after.status = change.to;
    after.updatedAt = timeAfter(before.updatedAt);
    if (change.facts)
        setFacts(after, *change.facts);
    if (change.stagedSize)
        after.size = change.stagedSize;
    if (change.to == ImageStatus::Queued)
        clearFacts(after, hasData);
    if (change.to == ImageStatus::Active)
        after.purgeAt.reset();
    if (change.purgeAt)
        after.purgeAt = change.purgeAt;
    return after;
}

CatalogueEvent::Kind kindOf(ImageStatus from, ImageStatus to)
{
    if (to == ImageStatus::PendingDelete || to == ImageStatus::Deleted)
        return CatalogueEvent::Kind::ImageRemoved;
    return from == ImageStatus::PendingDelete ? CatalogueEvent::Kind::ImageAdded
                                              : CatalogueEvent::Kind::ImageChanged;
}

/// What a deleted image no longer has. Locations stay until its data are gone, so that a crash in between
/// leaves a purge to finish and not bytes that nobody knows.
Result<void> strip(QSqlDatabase &database, qint64 row)
{
    if (auto done = removeTagsAndProperties(database, row); !done)
        return done;
    if (auto done = removeFromSearchIndex(database, row); !done)
        return done;
    const auto marked = runStatement(database,
        u"UPDATE images SET purging = 1 WHERE row = ? "
        "AND EXISTS (SELECT 1 FROM image_locations WHERE image = images.row)"_s,
        { row });
    if (!marked)
        return failure(marked.error());
    return {};
}

Result<void> writeRecords(QSqlDatabase &database, qint64 row, const StatusChange &change)
{
    const QString type = change.event.isEmpty() ? u"image.update"_s : change.event;
    const auto announced = recordEvent(database, type, kindOf(change.from, change.to), change.imageId);
    // Staying is no step in the life of the image.
    if (!announced || change.to == change.from)
        return announced;
    Transition transition;
    transition.from = change.from;
    transition.to = change.to;
    transition.cause = change.cause;
    transition.bytes = change.bytes;
    transition.error = change.error;
    return recordTransition(database, row, transition);
}

Result<void> writeAttachments(QSqlDatabase &database, qint64 row, const StatusChange &change)
{
    if (change.addLocation) {
        if (auto done = insertLocation(database, row, *change.addLocation); !done)
            return done;
    }
    if (!change.dropClaim.isEmpty()) {
        if (auto done = deleteClaim(database, change.dropClaim); !done)
            return done;
    }
    return change.addClaim ? insertClaim(database, *change.addClaim) : Result<void>();
}

} // namespace

Result<Image> applyStatusChange(QSqlDatabase &database, const StatusChange &change)
{
    const auto before = rowToChange(database, change);
    if (!before)
        return failure(before.error());
    const auto locations
        = countOf(database, u"SELECT count(*) FROM image_locations WHERE image = ?"_s, { before->row });
    if (!locations)
        return failure(locations.error());
    const Image after = changedImage(before->image, change, *locations > 0);
    if (change.addLocation) {
        if (auto fits = checkTotalBytes(database, after.size.value_or(0), change.totalBytes); !fits)
            return failure(fits.error());
    }

    // The row was read in this transaction; the comparison still belongs into the statement itself.
    const auto swapped
        = runStatement(database, u"UPDATE images SET status = ? WHERE row = ? AND status = ?"_s,
            { imageStatusName(change.to), before->row, imageStatusName(change.from) });
    if (!swapped)
        return failure(swapped.error());
    if (*swapped != 1)
        return statusConflict(change.imageId, before->image.status, change.from, change.to);
    if (auto done = updateImageRow(database, *before, after); !done)
        return failure(done.error());
    if (auto done = writeAttachments(database, before->row, change); !done)
        return failure(done.error());
    if (change.to == ImageStatus::Deleted) {
        if (auto done = strip(database, before->row); !done)
            return failure(done.error());
    }
    if (auto done = writeRecords(database, before->row, change); !done)
        return failure(done.error());
    const auto changed = readImageRow(database, change.imageId);
    if (!changed)
        return failure(changed.error());
    return (*changed)->image;
}

Result<void> checkTotalBytes(QSqlDatabase &database, qint64 more, std::optional<qint64> totalBytes)
{
    if (!totalBytes)
        return {};
    const auto stored = countOf(database,
        u"SELECT coalesce(sum(i.size), 0) FROM images i JOIN image_locations l ON l.image = i.row "
        "WHERE i.shelf < 2"_s,
        {});
    if (!stored)
        return failure(stored.error());
    return *stored + more > *totalBytes ? Result<void>(catalogueFull(*totalBytes)) : Result<void>();
}

Result<void> insertLocation(QSqlDatabase &database, qint64 row, const ImageLocation &location)
{
    const auto added
        = runStatement(database, u"INSERT INTO image_locations (image, store, blob) VALUES (?, ?, ?)"_s,
            { row, toSqlText(location.store), toSqlText(location.blob) });
    if (!added)
        return failure(added.error());
    return {};
}

Result<void> insertClaim(QSqlDatabase &database, const WorkClaim &claim)
{
    const auto added = runStatement(database,
        u"INSERT INTO claims (blob, image, store, kind, boot_id, pid, pid_start_time) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        { toSqlText(claim.blob), claim.imageId, toSql(claim.store), toSqlText(claim.kind),
            toSqlText(claim.place), claim.pid, claim.pidStartTime });
    if (!added)
        return failure(added.error());
    return {};
}

Result<void> deleteClaim(QSqlDatabase &database, const BlobId &blob)
{
    const auto removed = runStatement(database, u"DELETE FROM claims WHERE blob = ?"_s, { blob });
    if (!removed)
        return failure(removed.error());
    return {};
}

} // namespace vitrine
