#include "core/catalog/querysql.h"

#include <algorithm>
#include <iterator>

#include "core/catalog/filtersql.h"
#include "core/catalog/searchindex.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

QString directionOf(const SortKey &key)
{
    return key.order == Qt::AscendingOrder ? u" ASC"_s : u" DESC"_s;
}

void addText(QuerySql &sql, const QString &text)
{
    if (text.isEmpty())
        return;
    const QString needle = foldForSearch(text);
    sql.conditions.append(
        { u"instr((SELECT t.folded FROM image_text t WHERE t.image = i.row), ?) > 0"_s, { needle } });
    const bool isIdPart = mayBePartOfId(needle);
    // So short a part of an id is part of most ids: walking the listing finds a page sooner.
    if (isIdPart && needle.size() < 3)
        return;
    SqlFragment start{ u"SELECT rowid AS row FROM image_grams WHERE image_grams MATCH ?"_s,
        { searchMatchOf(needle) } };
    if (isIdPart) {
        start.sql += u" UNION SELECT row FROM images INDEXED BY images_id WHERE instr(id, ?) > 0"_s;
        start.values.append(needle);
    }
    sql.starts.append(start);
}

void addHidden(QuerySql &sql, HiddenFilter hidden)
{
    if (hidden != HiddenFilter::Both)
        sql.conditions.append(
            { u"i.os_hidden = "_s + (hidden == HiddenFilter::HiddenOnly ? u"1"_s : u"0"_s), {} });
}

} // namespace

QString sortExpression(SortField field)
{
    switch (field) {
    case SortField::Name:
    case SortField::ContainerFormat:
    case SortField::DiskFormat:
    case SortField::OsDistro:
        return u"coalesce(i."_s + sortFieldName(field) + u", '')"_s;
    case SortField::Size:
    case SortField::VirtualSize:
        return u"coalesce(i."_s + sortFieldName(field) + u", 0)"_s;
    case SortField::Status:
    case SortField::Id:
    case SortField::CreatedAt:
    case SortField::UpdatedAt:
    case SortField::Visibility:
        return u"i."_s + sortFieldName(field);
    }
    Q_UNREACHABLE();
}

QuerySql querySqlOf(const ImageQuery &query)
{
    QuerySql sql;
    sql.conditions.append({ query.trash ? u"i.shelf = 1"_s : u"i.shelf = 0"_s, {} });
    addHidden(sql, query.hidden);
    for (const ImageFilter &filter : query.filters) {
        sql.conditions.append(filterCondition(filter));
        if (const auto start = filterStart(filter))
            sql.starts.append(*start);
    }
    // Similar names are not found by what they hold.
    if (!query.isFuzzy)
        addText(sql, query.text);
    return sql;
}

QString orderOf(const QList<SortKey> &keys)
{
    QStringList parts;
    for (const SortKey &key : keys)
        parts.append(sortExpression(key.field) + directionOf(key));
    return parts.join(u", "_s);
}

QString listingIndexOf(SortField field)
{
    return field == SortField::Id ? u"images_id"_s : u"images_by_"_s + sortFieldName(field);
}

bool isCoarse(SortField field)
{
    return field == SortField::Status || field == SortField::Visibility || field == SortField::DiskFormat
        || field == SortField::ContainerFormat || field == SortField::OsDistro;
}

SqlFragment nextValueSelect(const SortKey &key, const std::optional<QVariant> &value)
{
    const QString expression = sortExpression(key.field);
    SqlFragment next{ u"SELECT "_s + expression + u" FROM images AS i INDEXED BY "_s
            + listingIndexOf(key.field) + u" WHERE i.shelf = 0"_s,
        {} };
    if (value) {
        next.sql += u" AND "_s + expression + (key.order == Qt::AscendingOrder ? u" > ?"_s : u" < ?"_s);
        next.values.append(*value);
    }
    next.sql += u" ORDER BY "_s + expression + directionOf(key) + u" LIMIT 1"_s;
    return next;
}

SqlFragment markerSelect(const QList<SortKey> &keys, const ImageId &marker, bool trash)
{
    QStringList columns;
    for (const SortKey &key : keys)
        columns.append(sortExpression(key.field));
    return { u"SELECT "_s + columns.join(u", "_s) + u" FROM images i WHERE i.id = ? AND i.shelf = "_s
            + (trash ? u"1"_s : u"0"_s),
        { marker } };
}

SqlFragment afterMarker(const QList<SortKey> &keys, const QVariantList &values)
{
    // (a > ? OR (a = ? AND (b > ? OR ...))), with a >= ? before it so that the index may start there.
    SqlFragment after;
    const auto beyond
        = [](const SortKey &key) { return key.order == Qt::AscendingOrder ? u" > ?"_s : u" < ?"_s; };
    const SortKey &first = keys.first();
    after.sql = sortExpression(first.field)
        + (first.order == Qt::AscendingOrder ? u" >= ? AND "_s : u" <= ? AND "_s);
    after.values.append(values.first());
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const QString expression = sortExpression(keys.at(i).field);
        const bool isLast = i + 1 == keys.size();
        after.sql += u'(' + expression + beyond(keys.at(i));
        after.values.append(values.at(i));
        if (isLast)
            break;
        after.sql += u" OR ("_s + expression + u" = ? AND "_s;
        after.values.append(values.at(i));
    }
    after.sql += QString(keys.size() * 2 - 1, u')');
    return after;
}

SqlFragment joinedByAnd(const QList<SqlFragment> &fragments)
{
    SqlFragment joined;
    for (const SqlFragment &fragment : fragments) {
        if (!joined.sql.isEmpty())
            joined.sql += u" AND "_s;
        joined.sql += fragment.sql;
        joined.values += fragment.values;
    }
    if (joined.sql.isEmpty())
        joined.sql = u"1"_s;
    return joined;
}

} // namespace vitrine
