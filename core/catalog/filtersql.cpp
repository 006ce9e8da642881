#include "core/catalog/filtersql.h"

#include <algorithm>

#include "core/catalog/sqlquery.h"
#include "core/image/filterexpression.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Never true. Not a plain 0: SQLite then refuses the index that the listing names.
SqlFragment nothing()
{
    return { u"+i.row < 0"_s, {} };
}

QString comparison(FilterOperator op)
{
    switch (op) {
    case FilterOperator::Equal:
    case FilterOperator::In:
        return u" = ?"_s;
    case FilterOperator::NotEqual:
        return u" <> ?"_s;
    case FilterOperator::Greater:
        return u" > ?"_s;
    case FilterOperator::GreaterOrEqual:
        return u" >= ?"_s;
    case FilterOperator::Less:
        return u" < ?"_s;
    case FilterOperator::LessOrEqual:
        return u" <= ?"_s;
    }
    Q_UNREACHABLE();
}

bool isEquality(FilterOperator op)
{
    return op == FilterOperator::Equal || op == FilterOperator::In;
}

QString questionMarks(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

/// Any of the values stands in the wanted order to the expression.
SqlFragment anyHolds(const QString &expression, FilterOperator op, const QVariantList &values)
{
    if (values.isEmpty())
        return nothing();
    if (isEquality(op))
        return { expression + u" IN ("_s + questionMarks(values.size()) + u')', values };
    const QStringList parts(values.size(), expression + comparison(op));
    return { u'(' + parts.join(u" OR "_s) + u')', values };
}

QVariantList textValues(const QStringList &values)
{
    QVariantList list;
    for (const QString &value : values)
        list.append(toSqlText(value));
    return list;
}

/// What is no number can equal none, and is left out.
QVariantList numberValues(const QStringList &values)
{
    QVariantList list;
    for (const QString &value : values) {
        bool isNumber = false;
        const qint64 number = value.toLongLong(&isNumber);
        if (isNumber)
            list.append(number);
    }
    return list;
}

QVariantList timeValues(const QStringList &values)
{
    QVariantList list;
    for (const QString &value : values) {
        if (const auto time = timeFromText(value))
            list.append(toSql(*time));
    }
    return list;
}

SqlFragment tagCondition(const ImageFilter &filter)
{
    QStringList tags = filter.values;
    const bool isUntagged = filter.op == FilterOperator::In && tags.removeAll(QString()) > 0;
    QString any = u"EXISTS (SELECT 1 FROM image_tags g WHERE g.image = i.row AND g.tag IN ("_s
        + questionMarks(tags.size()) + u"))"_s;
    if (isUntagged)
        any = u'(' + any + u" OR NOT EXISTS (SELECT 1 FROM image_tags g WHERE g.image = i.row))"_s;
    return { filter.op == FilterOperator::NotEqual ? QString(u"NOT "_s + any) : any, textValues(tags) };
}

SqlFragment propertyCondition(const ImageFilter &filter)
{
    SqlFragment held = anyHolds(u"p.value"_s, filter.op, textValues(filter.values));
    held.sql = u"EXISTS (SELECT 1 FROM image_properties p WHERE p.image = i.row AND p.name = ? AND "_s
        + held.sql + u')';
    held.values.prepend(toSqlText(filter.property));
    return held;
}

SqlFragment propertyStart(const ImageFilter &filter)
{
    QStringList parts;
    QVariantList values{ toSqlText(filter.property) };
    for (const QString &value : filter.values) {
        parts.append(u"substr(?, 1, 32)"_s);
        values.append(toSqlText(value));
    }
    return { u"SELECT image AS row FROM image_properties WHERE name = ? AND substr(value, 1, 32) IN ("_s
            + parts.join(u", "_s) + u')',
        values };
}

} // namespace

SqlFragment filterCondition(const ImageFilter &filter)
{
    const QString column = u"i."_s + filterFieldName(filter.field);
    switch (filter.field) {
    case FilterField::Id:
    case FilterField::Name:
    case FilterField::Status:
    case FilterField::Visibility:
    case FilterField::ContainerFormat:
    case FilterField::DiskFormat:
    case FilterField::Owner:
    case FilterField::Checksum:
    case FilterField::OsHashValue:
        return anyHolds(column, filter.op, textValues(filter.values));
    case FilterField::Protected:
        return anyHolds(u"iif("_s + column + u", 'true', 'false')"_s, filter.op, textValues(filter.values));
    case FilterField::Size:
    case FilterField::VirtualSize:
    case FilterField::MinDisk:
    case FilterField::MinRam:
        return anyHolds(column, filter.op, numberValues(filter.values));
    case FilterField::CreatedAt:
    case FilterField::UpdatedAt:
        return anyHolds(column, filter.op, timeValues(filter.values));
    case FilterField::Tag:
        return tagCondition(filter);
    case FilterField::Property:
        return propertyCondition(filter);
    }
    Q_UNREACHABLE();
}

std::optional<SqlFragment> filterStart(const ImageFilter &filter)
{
    if (!isEquality(filter.op) || filter.values.isEmpty())
        return std::nullopt;
    // What has no tag is in no list of tags.
    if (filter.op == FilterOperator::In && filter.field == FilterField::Tag
        && filter.values.contains(QString()))
        return std::nullopt;
    const QString marks = questionMarks(filter.values.size());
    const QVariantList values = textValues(filter.values);
    switch (filter.field) {
    case FilterField::Id:
        return SqlFragment{ u"SELECT row FROM images WHERE id IN ("_s + marks + u')', values };
    case FilterField::Name:
        return SqlFragment{
            u"SELECT row FROM images WHERE shelf = 0 AND coalesce(name, '') IN ("_s + marks + u')', values
        };
    case FilterField::Status:
        return SqlFragment{ u"SELECT row FROM images WHERE shelf = 0 AND status IN ("_s + marks + u')',
            values };
    case FilterField::Tag:
        return SqlFragment{ u"SELECT image AS row FROM image_tags WHERE tag IN ("_s + marks + u')', values };
    case FilterField::Property:
        return propertyStart(filter);
    default:
        return std::nullopt;
    }
}

} // namespace vitrine
