#include "core/image/imagequery.h"

#include <limits>

#include <QSet>

#include "core/image/enumnames.h"
#include "core/image/filterexpression.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr EnumNames<SortField, 11> sortFieldNames{ {
    { SortField::Name, "name" },
    { SortField::Status, "status" },
    { SortField::ContainerFormat, "container_format" },
    { SortField::DiskFormat, "disk_format" },
    { SortField::Size, "size" },
    { SortField::Id, "id" },
    { SortField::CreatedAt, "created_at" },
    { SortField::UpdatedAt, "updated_at" },
    { SortField::VirtualSize, "virtual_size" },
    { SortField::Visibility, "visibility" },
    { SortField::OsDistro, "os_distro" },
} };

constexpr EnumNames<FilterField, 17> filterFieldNames{ {
    { FilterField::Id, "id" },
    { FilterField::Name, "name" },
    { FilterField::Status, "status" },
    { FilterField::Visibility, "visibility" },
    { FilterField::ContainerFormat, "container_format" },
    { FilterField::DiskFormat, "disk_format" },
    { FilterField::Size, "size" },
    { FilterField::VirtualSize, "virtual_size" },
    { FilterField::MinDisk, "min_disk" },
    { FilterField::MinRam, "min_ram" },
    { FilterField::Owner, "owner" },
    { FilterField::Checksum, "checksum" },
    { FilterField::OsHashValue, "os_hash_value" },
    { FilterField::Protected, "protected" },
    { FilterField::CreatedAt, "created_at" },
    { FilterField::UpdatedAt, "updated_at" },
    { FilterField::Tag, "tag" },
} };

void appendWord(QueryParameters &parameters, const QString &key, const ImageFilter &filter)
{
    if (filter.op == FilterOperator::In) {
        parameters.append({ key, u"in:"_s + joinQuotedList(filter.values) });
        return;
    }
    if (filter.op != FilterOperator::Equal)
        return;
    const QString value = filter.values.value(0);
    parameters.append({ key, value.contains(u':') ? QString(u"eq:"_s + value) : value });
}

void appendNumber(QueryParameters &parameters, const QString &key, const ImageFilter &filter)
{
    const QString text = filter.values.value(0);
    const qint64 number = text.toLongLong();
    switch (filter.op) {
    case FilterOperator::Equal:
        parameters.append({ key, text });
        return;
    case FilterOperator::GreaterOrEqual:
        parameters.append({ key + u"_min", text });
        return;
    case FilterOperator::LessOrEqual:
        parameters.append({ key + u"_max", text });
        return;
    case FilterOperator::Greater:
        if (number < std::numeric_limits<qint64>::max())
            parameters.append({ key + u"_min", QString::number(number + 1) });
        return;
    case FilterOperator::Less:
        if (number > std::numeric_limits<qint64>::min())
            parameters.append({ key + u"_max", QString::number(number - 1) });
        return;
    case FilterOperator::NotEqual:
    case FilterOperator::In:
        return;
    }
}

void appendTime(QueryParameters &parameters, const QString &key, const ImageFilter &filter)
{
    if (filter.op != FilterOperator::In)
        parameters.append({ key, filterOperatorName(filter.op) + u':' + filter.values.value(0) });
}

void appendEqual(QueryParameters &parameters, const QString &key, const ImageFilter &filter)
{
    if (filter.op == FilterOperator::Equal)
        parameters.append({ key, filter.values.value(0) });
}

void appendVisibility(QueryParameters &parameters, const QString &key, const ImageFilter &filter)
{
    const bool isAll = filter.op == FilterOperator::In
        && QSet<QString>(filter.values.cbegin(), filter.values.cend()).size() == allVisibilities().size();
    if (isAll)
        parameters.append({ key, u"all"_s });
    else
        appendEqual(parameters, key, filter);
}

void appendFilter(QueryParameters &parameters, const ImageFilter &filter)
{
    const QString key
        = filter.field == FilterField::Property ? filter.property : filterFieldName(filter.field);
    switch (filter.field) {
    case FilterField::Id:
    case FilterField::Name:
    case FilterField::Status:
    case FilterField::ContainerFormat:
    case FilterField::DiskFormat:
        return appendWord(parameters, key, filter);
    case FilterField::Size:
    case FilterField::VirtualSize:
    case FilterField::MinDisk:
    case FilterField::MinRam:
        return appendNumber(parameters, key, filter);
    case FilterField::CreatedAt:
    case FilterField::UpdatedAt:
        return appendTime(parameters, key, filter);
    case FilterField::Visibility:
        return appendVisibility(parameters, key, filter);
    case FilterField::Owner:
    case FilterField::Checksum:
    case FilterField::OsHashValue:
    case FilterField::Protected:
    case FilterField::Tag:
    case FilterField::Property:
        return appendEqual(parameters, key, filter);
    }
}

void appendSort(QueryParameters &parameters, const QList<SortKey> &sort)
{
    QStringList keys;
    for (const SortKey &key : sort) {
        if (isSortFieldOfGlance(key.field))
            keys.append(
                sortFieldName(key.field) + (key.order == Qt::AscendingOrder ? u":asc"_s : u":desc"_s));
    }
    if (!keys.isEmpty())
        parameters.append({ u"sort"_s, keys.join(u',') });
}

} // namespace

QueryParameters imageQueryToParameters(const ImageQuery &query)
{
    QueryParameters parameters;
    for (const ImageFilter &filter : query.filters)
        appendFilter(parameters, filter);
    if (query.hidden == HiddenFilter::HiddenOnly)
        parameters.append({ u"os_hidden"_s, u"true"_s });
    if (!query.memberStatus.isNull())
        parameters.append({ u"member_status"_s, query.memberStatus });
    appendSort(parameters, query.sort);
    if (!query.marker.isNull())
        parameters.append({ u"marker"_s, query.marker });
    parameters.append({ u"limit"_s, QString::number(query.limit) });
    return parameters;
}

QString filterFieldName(FilterField field)
{
    return field == FilterField::Property ? QString() : nameOf(filterFieldNames, field);
}

bool isSortFieldOfGlance(SortField field)
{
    return field != SortField::VirtualSize && field != SortField::Visibility && field != SortField::OsDistro;
}

QString sortFieldName(SortField field)
{
    return nameOf(sortFieldNames, field);
}

std::optional<SortField> sortFieldFromName(const QString &name)
{
    return valueOf(sortFieldNames, name);
}

} // namespace vitrine
