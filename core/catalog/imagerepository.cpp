#include "core/catalog/imagerepository.h"

#include "core/catalog/database.h"
#include "core/catalog/repositoryerrors.h"
#include "core/catalog/repositorylog.h"
#include "core/catalog/rowmapping.h"
#include "core/catalog/searchindex.h"
#include "core/catalog/sqlquery.h"
#include "core/catalog/statuschange.h"
#include "core/image/imagelimits.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<ImageRow> livingRow(QSqlDatabase &database, const ImageId &id)
{
    auto found = readImageRow(database, id);
    if (!found)
        return failure(found.error());
    if (!*found || (*found)->image.status == ImageStatus::Deleted)
        return imageNotFound(id);
    return std::move(**found);
}

bool isSearchTextTouched(const Image &before, const Image &after)
{
    return before.name != after.name || before.tags != after.tags || before.properties != after.properties;
}

Result<void> insertImage(
    QSqlDatabase &database, Image image, TransitionCause cause, const QList<ImageLocation> &locations)
{
    const auto used = runScalar(database, u"SELECT 1 FROM images WHERE id = ?"_s, { image.id });
    if (!used)
        return failure(used.error());
    if (*used)
        return idUsed(image.id);
    if (!image.createdAt.isValid())
        image.createdAt = currentTime();
    if (!image.updatedAt.isValid())
        image.updatedAt = image.createdAt;
    const auto row = insertImageRow(database, image);
    if (!row)
        return failure(row.error());
    for (const ImageLocation &location : locations) {
        if (auto done = insertLocation(database, *row, location); !done)
            return done;
    }
    if (auto done = addToSearchIndex(database, *row, image); !done)
        return done;
    Transition creation;
    creation.to = image.status;
    creation.cause = cause;
    if (auto done = recordTransition(database, *row, creation); !done)
        return done;
    return recordEvent(database, u"image.create"_s, CatalogueEvent::Kind::ImageAdded, image.id);
}

Result<Image> patchImage(
    QSqlDatabase &database, const ImageId &id, const ImagePatch &patch, const ImageLimits &limits)
{
    const auto before = livingRow(database, id);
    if (!before)
        return failure(before.error());
    if (before->image.status == ImageStatus::PendingDelete)
        return imageInTrash(id);
    auto after = applyPatch(before->image, patch, limits);
    if (!after || *after == before->image)
        return after;
    after->updatedAt = timeAfter(before->image.updatedAt);
    if (auto done = updateImageRow(database, *before, *after); !done)
        return failure(done.error());
    if (isSearchTextTouched(before->image, *after)) {
        if (auto done = replaceInSearchIndex(database, before->row, *after); !done)
            return failure(done.error());
    }
    if (auto done = recordEvent(database, u"image.update"_s, CatalogueEvent::Kind::ImageChanged, id); !done)
        return failure(done.error());
    return after;
}

} // namespace

ImageRepository::ImageRepository(Database &database)
    : m_database(database)
{
}

Result<Image> ImageRepository::find(const ImageId &id) const
{
    Image image;
    const auto read = m_database.read([&](QSqlDatabase &database) -> Result<void> {
        auto found = livingRow(database, id);
        if (!found)
            return failure(found.error());
        image = std::move(found->image);
        return {};
    });
    if (!read)
        return failure(read.error());
    return image;
}

Result<bool> ImageRepository::wasEverUsed(const ImageId &id) const
{
    bool isUsed = false;
    const auto read = m_database.read([&](QSqlDatabase &database) -> Result<void> {
        const auto row = runScalar(database, u"SELECT row FROM images WHERE id = ?"_s, { id });
        if (!row)
            return failure(row.error());
        isUsed = row->has_value();
        return {};
    });
    return read.map([&] { return isUsed; });
}

Result<void> ImageRepository::insert(
    const Image &image, TransitionCause cause, const QList<ImageLocation> &locations)
{
    return m_database.write([&](QSqlDatabase &database) -> Result<void> {
        return insertImage(database, image, cause, locations);
    });
}

Result<Image> ImageRepository::patch(const ImageId &id, const ImagePatch &patch, const ImageLimits &limits)
{
    Image image;
    const auto written = m_database.write([&](QSqlDatabase &database) -> Result<void> {
        auto patched = patchImage(database, id, patch, limits);
        if (!patched)
            return failure(patched.error());
        image = std::move(*patched);
        return {};
    });
    if (!written)
        return failure(written.error());
    return image;
}

} // namespace vitrine
