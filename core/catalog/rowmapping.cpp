#include "core/catalog/rowmapping.h"

#include <algorithm>

#include <QHash>
#include <QSqlQuery>

#include "core/catalog/sqlquery.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Column {
    const char *name;
    QVariant (*write)(const Image &);
    void (*read)(Image &, const QVariant &);
};

QVariant flag(bool value)
{
    return value ? 1 : 0;
}

/// Every attribute that is a column, in the order of imageColumns().
const QList<Column> &columns()
{
    static const QList<Column> list{
        { "id", [](const Image &i) { return QVariant(i.id); },
            [](Image &i, const QVariant &v) { i.id = v.toString(); } },
        { "name", [](const Image &i) { return toSql(i.name); },
            [](Image &i, const QVariant &v) { i.name = v.toString(); } },
        { "status", [](const Image &i) { return QVariant(imageStatusName(i.status)); },
            [](Image &i, const QVariant &v) {
                i.status = imageStatusFromName(v.toString()).value_or(ImageStatus::Killed);
            } },
        { "visibility", [](const Image &i) { return QVariant(visibilityName(i.visibility)); },
            [](Image &i, const QVariant &v) {
                i.visibility = visibilityFromName(v.toString()).value_or(Visibility::Private);
            } },
        { "protected", [](const Image &i) { return flag(i.isProtected); },
            [](Image &i, const QVariant &v) { i.isProtected = v.toBool(); } },
        { "os_hidden", [](const Image &i) { return flag(i.osHidden); },
            [](Image &i, const QVariant &v) { i.osHidden = v.toBool(); } },
        { "checksum", [](const Image &i) { return toSql(i.checksum); },
            [](Image &i, const QVariant &v) { i.checksum = v.toString(); } },
        { "os_hash_algo", [](const Image &i) { return toSql(i.osHashAlgo); },
            [](Image &i, const QVariant &v) { i.osHashAlgo = v.toString(); } },
        { "os_hash_value", [](const Image &i) { return toSql(i.osHashValue); },
            [](Image &i, const QVariant &v) { i.osHashValue = v.toString(); } },
        { "owner", [](const Image &i) { return toSql(i.owner); },
            [](Image &i, const QVariant &v) { i.owner = v.toString(); } },
        { "size", [](const Image &i) { return toSql(i.size); },
            [](Image &i, const QVariant &v) { i.size = numberFromSql(v); } },
        { "virtual_size", [](const Image &i) { return toSql(i.virtualSize); },
            [](Image &i, const QVariant &v) { i.virtualSize = numberFromSql(v); } },
        { "disk_format",
            [](const Image &i) {
                return i.diskFormat ? QVariant(diskFormatName(*i.diskFormat)) : QVariant();
            },
            [](Image &i, const QVariant &v) { i.diskFormat = diskFormatFromName(v.toString()); } },
        { "container_format",
            [](const Image &i) {
                return i.containerFormat ? QVariant(containerFormatName(*i.containerFormat)) : QVariant();
            },
            [](Image &i, const QVariant &v) { i.containerFormat = containerFormatFromName(v.toString()); } },
        { "min_disk", [](const Image &i) { return QVariant(i.minDisk); },
            [](Image &i, const QVariant &v) { i.minDisk = v.toLongLong(); } },
        { "min_ram", [](const Image &i) { return QVariant(i.minRam); },
            [](Image &i, const QVariant &v) { i.minRam = v.toLongLong(); } },
        { "created_at", [](const Image &i) { return toSql(i.createdAt); },
            [](Image &i, const QVariant &v) { i.createdAt = timeFromSql(v); } },
        { "updated_at", [](const Image &i) { return toSql(i.updatedAt); },
            [](Image &i, const QVariant &v) { i.updatedAt = timeFromSql(v); } },
        { "purge_at", [](const Image &i) { return toSql(i.purgeAt); },
            [](Image &i, const QVariant &v) { i.purgeAt = optionalTimeFromSql(v); } },
    };
    return list;
}

QString joinedColumnNames(const QString &prefix)
{
    QStringList names;
    for (const Column &column : columns())
        names.append(prefix + QLatin1String(column.name));
    return names.join(u", "_s);
}

/// Row keys are numbers of our own, so they may stand in the text.
QString keyList(const QList<ImageRow> &rows)
{
    QString keys;
    for (const ImageRow &entry : rows) {
        if (!keys.isEmpty())
            keys += u',';
        keys += QString::number(entry.row);
    }
    return keys;
}

/// Runs a select whose first column is a row key, and hands each row to `use` with its image.
template<typename Use>
Result<void> forEachDetail(
    QSqlDatabase &database, const QString &sql, const QHash<qint64, Image *> &images, Use use)
{
    auto query = runQuery(database, sql);
    if (!query)
        return failure(query.error());
    for (;;) {
        const auto found = nextRow(*query);
        if (!found)
            return failure(found.error());
        if (!*found)
            return {};
        if (Image *const image = images.value(query->value(0).toLongLong()))
            use(*image, *query);
    }
}

/// The default store first, the others in the order in which they were added.
Result<void> sortStores(QSqlDatabase &database, QList<ImageRow> &rows)
{
    auto query = runQuery(database, u"SELECT id FROM stores ORDER BY is_default DESC, sequence"_s);
    if (!query)
        return failure(query.error());
    QHash<QString, int> ranks;
    for (;;) {
        const auto found = nextRow(*query);
        if (!found)
            return failure(found.error());
        if (!*found)
            break;
        ranks.insert(query->value(0).toString(), static_cast<int>(ranks.size()));
    }
    for (ImageRow &entry : rows) {
        std::sort(entry.image.stores.begin(), entry.image.stores.end(),
            [&ranks](const QString &left, const QString &right) {
                return ranks.value(left) < ranks.value(right);
            });
    }
    return {};
}

Result<void> readDetails(QSqlDatabase &database, QList<ImageRow> &rows)
{
    if (rows.isEmpty())
        return {};
    QHash<qint64, Image *> images;
    images.reserve(rows.size());
    for (ImageRow &entry : rows)
        images.insert(entry.row, &entry.image);
    const QString keys = keyList(rows);

    auto read = forEachDetail(database,
        u"SELECT image, tag FROM image_tags WHERE image IN ("_s + keys + u") ORDER BY image, tag"_s, images,
        [](Image &image, const QSqlQuery &query) { image.tags.append(query.value(1).toString()); });
    if (!read)
        return read;
    read = forEachDetail(database,
        u"SELECT image, name, value FROM image_properties WHERE image IN ("_s + keys + u")"_s, images,
        [](Image &image, const QSqlQuery &query) {
            image.properties.insert(query.value(1).toString(), query.value(2).toString());
        });
    if (!read)
        return read;
    bool isSpread = false;
    read = forEachDetail(database,
        u"SELECT DISTINCT image, store FROM image_locations WHERE image IN ("_s + keys + u")"_s, images,
        [&isSpread](Image &image, const QSqlQuery &query) {
            image.stores.append(query.value(1).toString());
            isSpread = isSpread || image.stores.size() > 1;
        });
    if (!read || !isSpread)
        return read;
    return sortStores(database, rows);
}

Result<void> insertTag(QSqlDatabase &database, qint64 row, const QString &tag)
{
    const auto done = runStatement(
        database, u"INSERT OR IGNORE INTO image_tags (image, tag) VALUES (?, ?)"_s, { row, toSqlText(tag) });
    if (!done)
        return failure(done.error());
    return {};
}

Result<void> setProperty(QSqlDatabase &database, qint64 row, const QString &name, const QString &value)
{
    const auto done = runStatement(database,
        u"INSERT OR REPLACE INTO image_properties (image, name, value) VALUES (?, ?, ?)"_s,
        { row, toSqlText(name), toSqlText(value) });
    if (!done)
        return failure(done.error());
    return {};
}

Result<void> updateColumns(QSqlDatabase &database, const ImageRow &before, const Image &after)
{
    QStringList assignments;
    QVariantList values;
    for (const Column &column : columns()) {
        const QVariant value = column.write(after);
        const QVariant old = column.write(before.image);
        if (value == old && value.isNull() == old.isNull())
            continue;
        assignments.append(QLatin1String(column.name) + u" = ?"_s);
        values.append(value);
    }
    if (assignments.isEmpty())
        return {};
    values.append(before.row);
    const auto done = runStatement(
        database, u"UPDATE images SET "_s + assignments.join(u", "_s) + u" WHERE row = ?"_s, values);
    if (!done)
        return failure(done.error());
    return {};
}

Result<void> updateTags(QSqlDatabase &database, const ImageRow &before, const QStringList &after)
{
    for (const QString &tag : before.image.tags) {
        if (after.contains(tag))
            continue;
        const auto done = runStatement(
            database, u"DELETE FROM image_tags WHERE image = ? AND tag = ?"_s, { before.row, tag });
        if (!done)
            return failure(done.error());
    }
    for (const QString &tag : after) {
        if (before.image.tags.contains(tag))
            continue;
        if (auto done = insertTag(database, before.row, tag); !done)
            return done;
    }
    return {};
}

Result<void> updateProperties(
    QSqlDatabase &database, const ImageRow &before, const QMap<QString, QString> &after)
{
    const QMap<QString, QString> &old = before.image.properties;
    for (auto it = old.cbegin(); it != old.cend(); ++it) {
        if (after.contains(it.key()))
            continue;
        const auto done = runStatement(database,
            u"DELETE FROM image_properties WHERE image = ? AND name = ?"_s, { before.row, it.key() });
        if (!done)
            return failure(done.error());
    }
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        const auto known = old.constFind(it.key());
        if (known != old.cend() && *known == it.value())
            continue;
        if (auto done = setProperty(database, before.row, it.key(), it.value()); !done)
            return done;
    }
    return {};
}

} // namespace

QString imageColumns()
{
    static const QString list = u"i.row, "_s + joinedColumnNames(u"i."_s);
    return list;
}

QString imageSelect()
{
    return u"SELECT "_s + imageColumns() + u" FROM images i"_s;
}

Result<QList<ImageRow>> readImageRows(QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    auto query = runQuery(database, sql, values);
    if (!query)
        return failure(query.error());
    QList<ImageRow> rows;
    for (;;) {
        const auto found = nextRow(*query);
        if (!found)
            return failure(found.error());
        if (!*found)
            break;
        ImageRow entry;
        entry.row = query->value(0).toLongLong();
        for (qsizetype c = 0; c < columns().size(); ++c)
            columns().at(c).read(entry.image, query->value(static_cast<int>(c + 1)));
        rows.append(std::move(entry));
    }
    if (auto details = readDetails(database, rows); !details)
        return failure(details.error());
    return rows;
}

Result<std::optional<ImageRow>> readImageRow(QSqlDatabase &database, const ImageId &id)
{
    auto rows = readImageRows(database, imageSelect() + u" WHERE i.id = ?"_s, { id });
    if (!rows)
        return failure(rows.error());
    return rows->isEmpty() ? std::optional<ImageRow>() : std::optional(rows->takeFirst());
}

Result<qint64> insertImageRow(QSqlDatabase &database, const Image &image)
{
    QStringList marks;
    QVariantList values;
    for (const Column &column : columns()) {
        marks.append(u"?"_s);
        values.append(column.write(image));
    }
    const auto inserted = runQuery(database,
        u"INSERT INTO images ("_s + joinedColumnNames({}) + u") VALUES ("_s + marks.join(u", "_s) + u")"_s,
        values);
    if (!inserted)
        return failure(inserted.error());
    const qint64 row = inserted->lastInsertId().toLongLong();
    for (const QString &tag : image.tags) {
        if (auto done = insertTag(database, row, tag); !done)
            return failure(done.error());
    }
    for (auto it = image.properties.cbegin(); it != image.properties.cend(); ++it) {
        if (auto done = setProperty(database, row, it.key(), it.value()); !done)
            return failure(done.error());
    }
    return row;
}

Result<void> updateImageRow(QSqlDatabase &database, const ImageRow &before, const Image &after)
{
    if (auto done = updateColumns(database, before, after); !done)
        return done;
    if (auto done = updateTags(database, before, after.tags); !done)
        return done;
    return updateProperties(database, before, after.properties);
}

Result<void> removeTagsAndProperties(QSqlDatabase &database, qint64 row)
{
    for (const QString &table : { u"image_tags"_s, u"image_properties"_s, u"image_members"_s }) {
        const auto done = runStatement(database, u"DELETE FROM "_s + table + u" WHERE image = ?"_s, { row });
        if (!done)
            return failure(done.error());
    }
    return {};
}

} // namespace vitrine
