// Listing and counting.

#include <algorithm>
#include <cmath>

#include <QCoreApplication>

#include "core/catalog/database.h"
#include "core/catalog/imagerepository.h"
#include "core/catalog/querysql.h"
#include "core/catalog/rowmapping.h"
#include "core/catalog/sqlquery.h"
#include "core/image/imagematch.h"
#include "core/image/similarity.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

class RepositoryText final
{
    Q_DECLARE_TR_FUNCTIONS(ImageRepository)
};

/// The part of a select from FROM on, without ORDER BY.
using FromWhere = SqlFragment;

FromWhere startingFrom(const QList<qint64> &candidates, const SqlFragment &where)
{
    QByteArray keys("[");
    for (const qint64 row : candidates) {
        if (keys.size() > 1)
            keys += ',';
        keys += QByteArray::number(row);
    }
    keys += ']';
    return { u" FROM json_each(?) AS c CROSS JOIN images AS i ON i.row = c.value WHERE "_s + where.sql,
        QVariantList{ QString::fromLatin1(keys) } + where.values };
}

FromWhere walking(const QString &index, const SqlFragment &where)
{
    const QString hint = index.isNull() ? QString() : u" INDEXED BY "_s + index;
    return { u" FROM images AS i"_s + hint + u" WHERE "_s + where.sql, where.values };
}

/// The rows that `start` gives, when there are fewer than `cap`.
Result<std::optional<QList<qint64>>> candidatesOf(
    QSqlDatabase &database, const SqlFragment &start, qint64 cap)
{
    auto query = runQuery(
        database, u"SELECT DISTINCT row FROM (%1) LIMIT %2"_s.arg(start.sql).arg(cap), start.values);
    if (!query)
        return failure(query.error());
    QList<qint64> rows;
    for (;;) {
        const auto found = nextRow(*query);
        if (!found)
            return failure(found.error());
        if (!*found)
            return std::optional(rows);
        rows.append(query->value(0).toLongLong());
        if (rows.size() >= cap)
            return std::optional<QList<qint64>>();
    }
}

/// With few candidates it is quicker to fetch and sort them all, with many to walk the sort index until the
/// page is full. Both cost the same where `candidates = sqrt(page * images)`.
Result<qint64> candidateCap(QSqlDatabase &database, qint64 wanted)
{
    const auto rows = runScalar(database, u"SELECT max(row) FROM images"_s);
    if (!rows)
        return failure(rows.error());
    const double images = rows->value_or(0).toDouble();
    return std::max<qint64>(1000, std::llround(std::sqrt(static_cast<double>(wanted) * images)));
}

/// All that may be in the answer, from the start with the fewest rows; none when there are too many to begin
/// from, or in the trash, which is small.
Result<std::optional<QList<qint64>>> bestCandidates(
    QSqlDatabase &database, const ImageQuery &query, const QuerySql &sql, qint64 cap)
{
    std::optional<QList<qint64>> best;
    if (query.trash)
        return best;
    for (const SqlFragment &start : sql.starts) {
        const auto candidates = candidatesOf(database, start, best ? best->size() : cap);
        if (!candidates)
            return failure(candidates.error());
        if (*candidates)
            best = *candidates;
    }
    return best;
}

Result<QVariantList> markerValues(QSqlDatabase &database, const QList<SortKey> &keys, const ImageQuery &query)
{
    const SqlFragment select = markerSelect(keys, query.marker, query.trash);
    auto found = runQuery(database, select.sql, select.values);
    if (!found)
        return failure(found.error());
    const auto isThere = nextRow(*found);
    if (!isThere)
        return failure(isThere.error());
    if (!*isThere)
        return failure(ErrorCode::BadRequest,
            RepositoryText::tr("The list cannot be continued after “%1”: there is no such image any more.")
                .arg(query.marker),
            u"marker "_s + query.marker);
    QVariantList values;
    for (qsizetype i = 0; i < keys.size(); ++i)
        values.append(found->value(static_cast<int>(i)));
    return values;
}

/// Appends the images of `from` in the order of `keys`, at most until there are `wanted`.
Result<void> readSorted(QSqlDatabase &database, const FromWhere &from, const QList<SortKey> &keys,
    qint64 wanted, QList<ImageRow> &rows)
{
    auto found = readImageRows(database,
        u"SELECT "_s + imageColumns() + from.sql + u" ORDER BY "_s + orderOf(keys) + u" LIMIT "_s
            + QString::number(wanted - rows.size()),
        from.values);
    if (!found)
        return failure(found.error());
    rows.append(std::move(*found));
    return {};
}

/// A walk along the listing's indexes until the page is full.
class Walk final
{
public:
    Walk(QSqlDatabase &database, qint64 wanted, qint64 cap)
        : m_database(database)
        , m_wanted(wanted)
        , m_cap(cap)
    {
    }

    /// Goes on behind the marker with the values `after`, if there are any.
    Result<void> go(QList<SqlFragment> conditions, const QList<SortKey> &keys, const QVariantList &after)
    {
        if (isToBeGrouped(keys))
            return goByGroups(conditions, keys, after);
        return read(listingIndexOf(keys.first().field), std::move(conditions), keys, after);
    }

    QList<ImageRow> takeRows() { return std::move(m_rows); }

private:
    /// An index in the order of the first key alone would have SQLite sort all images that share its value.
    static bool isToBeGrouped(const QList<SortKey> &keys)
    {
        // The indexes go on with created_at.
        const bool goesOn = keys.size() < 2
            || (keys.at(1).field == SortField::CreatedAt && keys.at(1).order == keys.at(0).order);
        return isCoarse(keys.first().field) && !goesOn;
    }

    Result<void> goByGroups(
        const QList<SqlFragment> &conditions, const QList<SortKey> &keys, const QVariantList &after)
    {
        const SortKey &key = keys.first();
        std::optional<QVariant> value = after.isEmpty() ? std::nullopt : std::optional(after.first());
        bool isMarkers = value.has_value();
        while (m_rows.size() < m_wanted) {
            if (!isMarkers) {
                const SqlFragment select = nextValueSelect(key, value);
                const auto next = runScalar(m_database, select.sql, select.values);
                if (!next)
                    return failure(next.error());
                if (!*next)
                    return {};
                value = **next;
            }
            const QVariantList rest = isMarkers ? after.mid(1) : QVariantList();
            if (auto done = goThroughGroup(conditions, keys, *value, rest); !done)
                return done;
            isMarkers = false;
        }
        return {};
    }

    Result<void> goThroughGroup(QList<SqlFragment> conditions, const QList<SortKey> &keys,
        const QVariant &value, const QVariantList &after)
    {
        const SortField field = keys.first().field;
        const SqlFragment isInGroup{ sortExpression(field) + u" = ?"_s, { value } };
        const auto size = runScalar(m_database,
            u"SELECT count(*) FROM (SELECT 1 FROM images AS i INDEXED BY %1 WHERE i.shelf = 0 AND %2 LIMIT %3)"_s
                .arg(listingIndexOf(field), isInGroup.sql)
                .arg(m_cap),
            isInGroup.values);
        if (!size)
            return failure(size.error());
        conditions.append(isInGroup);
        if (size->value_or(0).toLongLong() >= m_cap)
            return go(std::move(conditions), keys.mid(1), after);
        return read(listingIndexOf(field), std::move(conditions), keys.mid(1), after);
    }

    Result<void> read(const QString &index, QList<SqlFragment> conditions, const QList<SortKey> &keys,
        const QVariantList &after)
    {
        if (!after.isEmpty())
            conditions.append(afterMarker(keys, after));
        return readSorted(m_database, walking(index, joinedByAnd(conditions)), keys, m_wanted, m_rows);
    }

    QSqlDatabase &m_database;
    const qint64 m_wanted;
    const qint64 m_cap; ///< so many images are sorted as quickly as a page is found by walking
    QList<ImageRow> m_rows;
};

Result<QList<ImageRow>> readRows(QSqlDatabase &database, const ImageQuery &query, qint64 wanted)
{
    QuerySql sql = querySqlOf(query);
    const QList<SortKey> keys = fullSortOf(query);
    QVariantList after;
    if (!query.marker.isNull()) {
        const auto values = markerValues(database, keys, query);
        if (!values)
            return failure(values.error());
        after = *values;
    }
    const auto cap = candidateCap(database, wanted);
    if (!cap)
        return failure(cap.error());
    const auto candidates = bestCandidates(database, query, sql, *cap);
    if (!candidates)
        return failure(candidates.error());
    if (!query.trash && !*candidates) {
        Walk walk(database, wanted, *cap);
        if (const auto done = walk.go(sql.conditions, keys, after); !done)
            return failure(done.error());
        return walk.takeRows();
    }
    if (!after.isEmpty())
        sql.conditions.append(afterMarker(keys, after));
    const SqlFragment where = joinedByAnd(sql.conditions);
    QList<ImageRow> rows;
    // What is in the trash is not in the indexes of the listing.
    const FromWhere from = *candidates ? startingFrom(**candidates, where) : walking({}, where);
    if (const auto read = readSorted(database, from, keys, wanted, rows); !read)
        return failure(read.error());
    return rows;
}

/// The keys of the most similar names, the best first, of all that fulfil the other conditions.
Result<QList<qint64>> similarRows(QSqlDatabase &database, const ImageQuery &query, qint64 limit)
{
    const SqlFragment where = joinedByAnd(querySqlOf(query).conditions);
    auto names = runQuery(database,
        u"SELECT i.row, i.name FROM images AS i WHERE i.name IS NOT NULL AND "_s + where.sql, where.values);
    if (!names)
        return failure(names.error());
    QList<QPair<int, qint64>> found;
    for (;;) {
        const auto isThere = nextRow(*names);
        if (!isThere)
            return failure(isThere.error());
        if (!*isThere)
            break;
        if (const int score = similarity(names->value(1).toString(), query.text); score > 0)
            found.append({ score, names->value(0).toLongLong() });
    }
    // Of equals the newest.
    std::sort(found.begin(), found.end(), std::greater<>());
    QList<qint64> rows;
    for (const auto &[score, row] : found.first(std::min<qsizetype>(limit, found.size())))
        rows.append(row);
    return rows;
}

Result<ImagePage> readSimilar(QSqlDatabase &database, const ImageQuery &query, qint64 limit)
{
    ImagePage page;
    if (!query.marker.isNull())
        return page;
    const auto similar = similarRows(database, query, limit);
    if (!similar)
        return failure(similar.error());
    const FromWhere from = startingFrom(*similar, { u"1"_s, {} });
    const auto rows = readImageRows(database, u"SELECT "_s + imageColumns() + from.sql, from.values);
    if (!rows)
        return failure(rows.error());
    for (const ImageRow &entry : *rows)
        page.images.append(entry.image);
    sortBySimilarity(page.images, query);
    return page;
}

Result<ImagePage> readPage(QSqlDatabase &database, const ImageQuery &query, qint64 limit)
{
    if (query.isFuzzy)
        return readSimilar(database, query, limit);
    if (limit == 0 && query.marker.isNull())
        return ImagePage();
    // One more than wanted tells whether there is a next page.
    auto rows = readRows(database, query, limit + 1);
    if (!rows)
        return failure(rows.error());
    ImagePage page;
    if (limit == 0)
        return page;
    const bool hasMore = rows->size() > limit;
    if (hasMore)
        rows->removeLast();
    page.images.reserve(rows->size());
    for (ImageRow &entry : *rows)
        page.images.append(std::move(entry.image));
    if (hasMore)
        page.nextMarker = page.images.last().id;
    return page;
}

} // namespace

Result<ImagePage> ImageRepository::list(const ImageQuery &query) const
{
    if (query.limit < 0)
        return failure(ErrorCode::BadRequest, RepositoryText::tr("The limit of a list cannot be negative."),
            u"limit %1"_s.arg(query.limit));
    ImagePage page;
    const auto read = m_database.read([&](QSqlDatabase &database) -> Result<void> {
        auto found = readPage(database, query, std::min(query.limit, ImageQuery::maxPageSize));
        if (!found)
            return failure(found.error());
        page = std::move(*found);
        return {};
    });
    if (!read)
        return failure(read.error());
    return page;
}

Result<qint64> ImageRepository::count(const ImageQuery &query) const
{
    qint64 count = 0;
    const auto read = m_database.read([&](QSqlDatabase &database) -> Result<void> {
        const QuerySql sql = querySqlOf(query);
        const auto cap = candidateCap(database, ImageQuery::maxPageSize);
        if (!cap)
            return failure(cap.error());
        const auto candidates = bestCandidates(database, query, sql, *cap);
        if (!candidates)
            return failure(candidates.error());
        const SqlFragment where = joinedByAnd(sql.conditions);
        const QString index = query.trash ? QString() : listingIndexOf(fullSortOf(query).constFirst().field);
        const FromWhere from = *candidates ? startingFrom(**candidates, where) : walking(index, where);
        const auto found = runScalar(database, u"SELECT count(*)"_s + from.sql, from.values);
        if (!found)
            return failure(found.error());
        count = found->value_or(0).toLongLong();
        return {};
    });
    if (!read)
        return failure(read.error());
    return count;
}

} // namespace vitrine
