// How images live, where their data lie, and who works on them.

#include "core/catalog/database.h"
#include "core/catalog/imagerepository.h"
#include "core/catalog/repositoryerrors.h"
#include "core/catalog/repositorylog.h"
#include "core/catalog/repositoryread.h"
#include "core/catalog/rowmapping.h"
#include "core/catalog/sqlquery.h"
#include "core/catalog/statuschange.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<QList<Image>> readImages(
    const Database &database, const QString &tail, const QVariantList &values = {})
{
    QList<Image> images;
    const auto read = database.read([&](QSqlDatabase &connection) -> Result<void> {
        auto rows = readImageRows(connection, imageSelect() + tail, values);
        if (!rows)
            return failure(rows.error());
        images.reserve(rows->size());
        for (ImageRow &entry : *rows)
            images.append(std::move(entry.image));
        return {};
    });
    if (!read)
        return failure(read.error());
    return images;
}

Result<ImageRow> rowWithData(QSqlDatabase &database, const ImageId &id)
{
    auto found = readImageRow(database, id);
    if (!found)
        return failure(found.error());
    if (!*found)
        return imageNotFound(id);
    return std::move(**found);
}

/// After a change that is none of the image's status.
Result<void> touch(QSqlDatabase &database, const ImageRow &entry)
{
    const auto touched = runStatement(database, u"UPDATE images SET updated_at = ? WHERE row = ?"_s,
        { toSql(timeAfter(entry.image.updatedAt)), entry.row });
    if (!touched)
        return failure(touched.error());
    return recordEvent(database, u"image.update"_s, CatalogueEvent::Kind::ImageChanged, entry.image.id);
}

Result<void> dropLocations(QSqlDatabase &database, qint64 row)
{
    auto done = runStatement(database, u"DELETE FROM image_locations WHERE image = ?"_s, { row });
    if (done)
        done = runStatement(
            database, u"UPDATE images SET purging = 0, purge_at = NULL WHERE row = ?"_s, { row });
    if (!done)
        return failure(done.error());
    return {};
}

} // namespace

Result<Image> ImageRepository::changeStatus(const StatusChange &change)
{
    Image image;
    const auto written = m_database.write([&](QSqlDatabase &database) -> Result<void> {
        auto changed = applyStatusChange(database, change);
        if (!changed)
            return failure(changed.error());
        image = std::move(*changed);
        return {};
    });
    if (!written)
        return failure(written.error());
    return image;
}

Result<QList<ImageLocation>> ImageRepository::locations(const ImageId &id) const
{
    return readList<ImageLocation>(m_database,
        u"SELECT l.store, l.blob FROM images i JOIN image_locations l ON l.image = i.row "
        "JOIN stores s ON s.id = l.store WHERE i.id = ? "
        "ORDER BY s.is_default DESC, s.sequence, l.blob"_s,
        { id }, [](const QSqlQuery &query) {
            return ImageLocation{ query.value(0).toString(), query.value(1).toString() };
        });
}

Result<void> ImageRepository::addLocation(const ImageId &id, const ImageLocation &location,
    const BlobId &dropClaim, std::optional<qint64> totalBytes)
{
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        const auto entry = rowWithData(database, id);
        if (!entry)
            return failure(entry.error());
        const ImageStatus status = entry->image.status;
        if (status == ImageStatus::Deleted || status == ImageStatus::PendingDelete)
            return imageGone(id);
        if (auto fits = checkTotalBytes(database, entry->image.size.value_or(0), totalBytes); !fits)
            return fits;
        if (auto done = insertLocation(database, entry->row, location); !done)
            return done;
        if (!dropClaim.isEmpty()) {
            if (auto done = deleteClaim(database, dropClaim); !done)
                return done;
        }
        return touch(database, *entry);
    });
}

Result<void> ImageRepository::removeLocation(const ImageId &id, const ImageLocation &location)
{
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        const auto entry = rowWithData(database, id);
        if (!entry)
            return failure(entry.error());
        const auto removed = runStatement(database,
            u"DELETE FROM image_locations WHERE image = ? AND store = ? AND blob = ?"_s,
            { entry->row, location.store, location.blob });
        if (!removed)
            return failure(removed.error());
        return *removed == 0 ? Result<void>() : touch(database, *entry);
    });
}

Result<QList<QPair<ImageId, ImageLocation>>> ImageRepository::allLocations() const
{
    return readList<QPair<ImageId, ImageLocation>>(m_database,
        u"SELECT i.id, l.store, l.blob FROM image_locations l JOIN images i ON i.row = l.image "
        "ORDER BY i.row"_s,
        {}, [](const QSqlQuery &query) {
            return QPair<ImageId, ImageLocation>(
                query.value(0).toString(), { query.value(1).toString(), query.value(2).toString() });
        });
}

Result<QList<Image>> ImageRepository::imagesWithData(const ImageId &marker, int limit) const
{
    return readImages(m_database,
        u" WHERE i.id > ? AND i.shelf < 2 AND i.os_hash_value IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM image_locations l WHERE l.image = i.row) ORDER BY i.id LIMIT ?"_s,
        { toSqlText(marker), limit });
}

Result<void> ImageRepository::addClaim(const WorkClaim &claim)
{
    return m_database.write([&](QSqlDatabase &database) { return insertClaim(database, claim); });
}

Result<void> ImageRepository::dropClaim(const BlobId &blob)
{
    return m_database.write([&](QSqlDatabase &database) { return deleteClaim(database, blob); });
}

Result<QList<WorkClaim>> ImageRepository::claims() const
{
    return readList<WorkClaim>(m_database,
        u"SELECT image, blob, store, kind, boot_id, pid, pid_start_time FROM claims ORDER BY rowid"_s, {},
        [](const QSqlQuery &query) {
            return WorkClaim{ query.value(0).toString(), query.value(1).toString(), query.value(2).toString(),
                query.value(3).toString(), query.value(4).toString(), query.value(5).toLongLong(),
                query.value(6).toLongLong() };
        });
}

Result<QList<Image>> ImageRepository::imagesInTransition() const
{
    return readImages(
        m_database, u" WHERE i.status IN ('saving', 'uploading', 'importing') ORDER BY i.row"_s);
}

Result<QList<Image>> ImageRepository::imagesToPurge(const QDateTime &now) const
{
    if (!now.isValid())
        return readImages(m_database, u" WHERE i.shelf = 1 ORDER BY i.purge_at, i.row"_s);
    return readImages(
        m_database, u" WHERE i.shelf = 1 AND i.purge_at <= ? ORDER BY i.purge_at, i.row"_s, { toSql(now) });
}

Result<void> ImageRepository::beginPurge(const ImageId &id)
{
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        const auto marked = runStatement(
            database, u"UPDATE images SET purging = 1 WHERE id = ? AND status = 'pending_delete'"_s, { id });
        if (!marked)
            return failure(marked.error());
        if (*marked == 1)
            return {};
        const auto entry = rowWithData(database, id);
        if (!entry)
            return failure(entry.error());
        if (entry->image.status == ImageStatus::Deleted)
            return imageGone(id);
        return statusConflict(id, entry->image.status, ImageStatus::PendingDelete, ImageStatus::Deleted);
    });
}

Result<QList<ImageId>> ImageRepository::unfinishedPurges() const
{
    return readList<ImageId>(m_database, u"SELECT id FROM images WHERE purging = 1 ORDER BY row"_s, {},
        [](const QSqlQuery &query) { return query.value(0).toString(); });
}

Result<void> ImageRepository::finishPurge(const ImageId &id)
{
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        const auto entry = rowWithData(database, id);
        if (!entry)
            return failure(entry.error());
        // First the locations: what is deleted with locations counts as a purge not finished.
        if (auto done = dropLocations(database, entry->row); !done)
            return done;
        if (entry->image.status == ImageStatus::Deleted)
            return {};
        StatusChange purge;
        purge.imageId = id;
        purge.from = ImageStatus::PendingDelete;
        purge.to = ImageStatus::Deleted;
        purge.cause = TransitionCause::Purge;
        purge.event = u"image.delete"_s;
        const auto deleted = applyStatusChange(database, purge);
        if (!deleted)
            return failure(deleted.error());
        return {};
    });
}

Result<QList<Transition>> ImageRepository::history(const ImageId &id) const
{
    return readList<Transition>(m_database,
        u"SELECT t.sequence, t.time, t.from_status, t.to_status, t.cause, t.bytes, t.error "
        "FROM images i JOIN transitions t ON t.image = i.row WHERE i.id = ? ORDER BY t.sequence"_s,
        { id }, [&id](const QSqlQuery &query) {
            return Transition{ query.value(0).toLongLong(), id, timeFromSql(query.value(1)),
                imageStatusFromName(query.value(2).toString()),
                imageStatusFromName(query.value(3).toString()).value_or(ImageStatus::Queued),
                transitionCauseFromName(query.value(4).toString()).value_or(TransitionCause::Create),
                numberFromSql(query.value(5)), query.value(6).toString() };
        });
}

} // namespace vitrine
