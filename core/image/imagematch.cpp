#include "core/image/imagematch.h"

#include <algorithm>

#include "core/image/filterexpression.h"
#include "core/image/similarity.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// `order` is less than, equal to or greater than zero as the attribute is to the value.
bool holds(FilterOperator op, int order)
{
    switch (op) {
    case FilterOperator::Equal:
    case FilterOperator::In:
        return order == 0;
    case FilterOperator::NotEqual:
        return order != 0;
    case FilterOperator::Greater:
        return order > 0;
    case FilterOperator::GreaterOrEqual:
        return order >= 0;
    case FilterOperator::Less:
        return order < 0;
    case FilterOperator::LessOrEqual:
        return order <= 0;
    }
    Q_UNREACHABLE();
}

template<typename Value>
int orderOf(const Value &left, const Value &right)
{
    return left < right ? -1 : (right < left ? 1 : 0);
}

/// True when one of the filter's values stands in the wanted order to the attribute.
template<typename Order>
bool anyHolds(const ImageFilter &filter, Order order)
{
    return std::any_of(filter.values.cbegin(), filter.values.cend(), [&](const QString &value) {
        const std::optional<int> result = order(value);
        return result && holds(filter.op, *result);
    });
}

bool matchesText(const QString &text, const ImageFilter &filter)
{
    if (text.isNull())
        return false;
    return anyHolds(filter, [&text](const QString &value) { return std::optional(orderOf(text, value)); });
}

bool matchesNumber(std::optional<qint64> number, const ImageFilter &filter)
{
    if (!number)
        return false;
    return anyHolds(filter, [number](const QString &value) {
        bool isNumber = false;
        const qint64 wanted = value.toLongLong(&isNumber);
        return isNumber ? std::optional(orderOf(*number, wanted)) : std::nullopt;
    });
}

bool matchesTime(const QDateTime &time, const ImageFilter &filter)
{
    if (!time.isValid())
        return false;
    return anyHolds(filter, [&time](const QString &value) {
        const std::optional<QDateTime> wanted = timeFromText(value);
        return wanted ? std::optional(orderOf(time, *wanted)) : std::nullopt;
    });
}

bool matchesTag(const QStringList &tags, const ImageFilter &filter)
{
    const bool hasOne = std::any_of(filter.values.cbegin(), filter.values.cend(), [&](const QString &value) {
        const bool isNone = value.isEmpty() && filter.op == FilterOperator::In;
        return isNone ? tags.isEmpty() : tags.contains(value);
    });
    return filter.op == FilterOperator::NotEqual ? !hasOne : hasOne;
}

bool matchesFilter(const Image &image, const ImageFilter &filter)
{
    switch (filter.field) {
    case FilterField::Id:
        return matchesText(image.id, filter);
    case FilterField::Name:
        return matchesText(image.name, filter);
    case FilterField::Status:
        return matchesText(imageStatusName(image.status), filter);
    case FilterField::Visibility:
        return matchesText(visibilityName(image.visibility), filter);
    case FilterField::ContainerFormat:
        return image.containerFormat && matchesText(containerFormatName(*image.containerFormat), filter);
    case FilterField::DiskFormat:
        return image.diskFormat && matchesText(diskFormatName(*image.diskFormat), filter);
    case FilterField::Size:
        return matchesNumber(image.size, filter);
    case FilterField::VirtualSize:
        return matchesNumber(image.virtualSize, filter);
    case FilterField::MinDisk:
        return matchesNumber(image.minDisk, filter);
    case FilterField::MinRam:
        return matchesNumber(image.minRam, filter);
    case FilterField::Owner:
        return matchesText(image.owner, filter);
    case FilterField::Checksum:
        return matchesText(image.checksum, filter);
    case FilterField::OsHashValue:
        return matchesText(image.osHashValue, filter);
    case FilterField::Protected:
        return matchesText(image.isProtected ? u"true"_s : u"false"_s, filter);
    case FilterField::CreatedAt:
        return matchesTime(image.createdAt, filter);
    case FilterField::UpdatedAt:
        return matchesTime(image.updatedAt, filter);
    case FilterField::Tag:
        return matchesTag(image.tags, filter);
    case FilterField::Property: {
        const auto it = image.properties.constFind(filter.property);
        return it != image.properties.cend() && matchesText(it->isNull() ? u""_s : *it, filter);
    }
    }
    Q_UNREACHABLE();
}

bool matchesHidden(const Image &image, HiddenFilter hidden)
{
    return hidden == HiddenFilter::Both || image.osHidden == (hidden == HiddenFilter::HiddenOnly);
}

bool matchesFreeText(const Image &image, const ImageQuery &query)
{
    const QString &text = query.text;
    if (query.isFuzzy)
        return similarity(image.name, text) > 0;
    const auto contains = [&text](const QString &where) { return where.contains(text, Qt::CaseInsensitive); };
    return text.isEmpty() || contains(image.name) || contains(image.id)
        || std::any_of(image.tags.cbegin(), image.tags.cend(), contains)
        || std::any_of(image.properties.cbegin(), image.properties.cend(), contains);
}

bool isListed(const Image &image, bool trash)
{
    if (trash)
        return image.status == ImageStatus::PendingDelete;
    return image.status != ImageStatus::PendingDelete && image.status != ImageStatus::Deleted
        && image.status != ImageStatus::Killed;
}

int orderBy(SortField field, const Image &left, const Image &right)
{
    const auto diskFormat
        = [](const Image &image) { return image.diskFormat ? diskFormatName(*image.diskFormat) : QString(); };
    const auto containerFormat = [](const Image &image) {
        return image.containerFormat ? containerFormatName(*image.containerFormat) : QString();
    };
    switch (field) {
    case SortField::Name:
        return orderOf(left.name, right.name);
    case SortField::Status:
        return orderOf(imageStatusName(left.status), imageStatusName(right.status));
    case SortField::ContainerFormat:
        return orderOf(containerFormat(left), containerFormat(right));
    case SortField::DiskFormat:
        return orderOf(diskFormat(left), diskFormat(right));
    case SortField::Size:
        return orderOf(left.size.value_or(0), right.size.value_or(0));
    case SortField::Id:
        return orderOf(left.id, right.id);
    case SortField::CreatedAt:
        return orderOf(left.createdAt, right.createdAt);
    case SortField::UpdatedAt:
        return orderOf(left.updatedAt, right.updatedAt);
    case SortField::VirtualSize:
        return orderOf(left.virtualSize.value_or(0), right.virtualSize.value_or(0));
    case SortField::Visibility:
        return orderOf(visibilityName(left.visibility), visibilityName(right.visibility));
    case SortField::OsDistro:
        return orderOf(left.properties.value(u"os_distro"_s), right.properties.value(u"os_distro"_s));
    }
    Q_UNREACHABLE();
}

} // namespace

bool matches(const Image &image, const ImageQuery &query)
{
    return isListed(image, query.trash) && matchesHidden(image, query.hidden)
        && std::all_of(query.filters.cbegin(), query.filters.cend(),
            [&image](const ImageFilter &filter) { return matchesFilter(image, filter); })
        && matchesFreeText(image, query);
}

QList<SortKey> fullSortOf(const ImageQuery &query)
{
    QList<SortKey> keys = query.sort;
    const Qt::SortOrder order = keys.size() == 1 ? keys.first().order : Qt::DescendingOrder;
    for (const SortField tieBreaker : { SortField::CreatedAt, SortField::Id }) {
        const bool isThere = std::any_of(
            keys.cbegin(), keys.cend(), [tieBreaker](const SortKey &key) { return key.field == tieBreaker; });
        if (!isThere)
            keys.append({ tieBreaker, order });
    }
    return keys;
}

void sortBySimilarity(QList<Image> &images, const ImageQuery &query)
{
    const QList<SortKey> keys = fullSortOf(query);
    std::sort(images.begin(), images.end(),
        [&keys](const Image &left, const Image &right) { return comesBefore(left, right, keys); });
    const bool isOwnOrder = query.sort.isEmpty() || query.sort == QList<SortKey>{ SortKey{} };
    if (!isOwnOrder)
        return;
    std::stable_sort(images.begin(), images.end(), [&query](const Image &left, const Image &right) {
        return similarity(left.name, query.text) > similarity(right.name, query.text);
    });
}

bool comesBefore(const Image &left, const Image &right, const QList<SortKey> &keys)
{
    for (const SortKey &key : keys) {
        const int order = orderBy(key.field, left, right);
        if (order != 0)
            return key.order == Qt::AscendingOrder ? order < 0 : order > 0;
    }
    return false;
}

} // namespace vitrine
