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

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

class RepositoryText final
{
    Q_DECLARE_TR_FUNCTIONS(ImageRepository)
};

/// The part of a select from FROM on, without ORDER BY.
using FromWhere = SqlFragment;

FromWhere startingFrom(const SqlFragment &start, const SqlFragment &where)
{
    return { u" FROM (SELECT DISTINCT row FROM ("_s + start.sql
            + u")) AS c CROSS JOIN images AS i ON i.row = c.row WHERE "_s + where.sql,
        start.values + where.values };
}

FromWhere walking(const QString &index, const SqlFragment &where)
{
    const QString hint = index.isNull() ? QString() : u" INDEXED BY "_s + index;
    return { u" FROM images AS i"_s + hint + u" WHERE "_s + where.sql, where.values };
}

/// How many rows the select gives, counted up to `cap`.
Result<qint64> cappedCount(QSqlDatabase &database, const SqlFragment &select, qint64 cap)
{
    const auto count = runScalar(database,
        u"SELECT count(*) FROM (SELECT row FROM ("_s + select.sql + u") LIMIT %1)"_s.arg(cap), select.values);
    if (!count)
        return failure(count.error());
    return count->value_or(0).toLongLong();
}

/// The start with the fewest rows, when there is one with fewer than `cap`.
Result<std::optional<SqlFragment>> bestStart(
    QSqlDatabase &database, const QList<SqlFragment> &starts, qint64 cap)
{
    std::optional<SqlFragment> best;
    for (const SqlFragment &start : starts) {
        const auto count = cappedCount(database, start, cap);
        if (!count)
            return failure(count.error());
        if (*count >= cap)
            continue;
        best = start;
        cap = *count;
    }
    return best;
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

Result<FromWhere> planOf(QSqlDatabase &database, const ImageQuery &query, const QuerySql &sql, qint64 wanted)
{
    const SqlFragment where = joinedByAnd(sql.conditions);
    // What is in the trash is not in the indexes of the listing.
    if (query.trash || sql.starts.isEmpty())
        return walking(sql.orderIndex, where);
    const auto cap = candidateCap(database, wanted);
    if (!cap)
        return failure(cap.error());
    const auto start = bestStart(database, sql.starts, *cap);
    if (!start)
        return failure(start.error());
    return *start ? startingFrom(**start, where) : walking(sql.orderIndex, where);
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

Result<ImagePage> readPage(QSqlDatabase &database, const ImageQuery &query, qint64 limit)
{
    QuerySql sql = querySqlOf(query);
    if (!query.marker.isNull()) {
        const QList<SortKey> keys = fullSortOf(query);
        const auto values = markerValues(database, keys, query);
        if (!values)
            return failure(values.error());
        sql.conditions.append(afterMarker(keys, *values));
    }
    if (limit == 0)
        return ImagePage();
    const auto plan = planOf(database, query, sql, limit);
    if (!plan)
        return failure(plan.error());
    // One more than wanted tells whether there is a next page.
    auto rows = readImageRows(database,
        u"SELECT "_s + imageColumns() + plan->sql + u" ORDER BY "_s + sql.order + u" LIMIT "_s
            + QString::number(limit + 1),
        plan->values);
    if (!rows)
        return failure(rows.error());
    ImagePage page;
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
        const auto plan = planOf(database, query, sql, ImageQuery::maxPageSize);
        if (!plan)
            return failure(plan.error());
        const auto found = runScalar(database, u"SELECT count(*)"_s + plan->sql, plan->values);
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
