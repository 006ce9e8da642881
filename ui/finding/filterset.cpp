#include "ui/finding/filterset.h"

#include <array>

#include "core/image/filterexpression.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array<std::pair<FilterOperator, const char *>, 4> sizeOperators{ {
    { FilterOperator::GreaterOrEqual, ">=" },
    { FilterOperator::LessOrEqual, "<=" },
    { FilterOperator::Greater, ">" },
    { FilterOperator::Less, "<" },
} };

/// What a listing can hold: the trash and what is gone are elsewhere.
const QList<ImageStatus> &listedStatuses()
{
    static const QList<ImageStatus> statuses{ ImageStatus::Active, ImageStatus::Deactivated,
        ImageStatus::Queued, ImageStatus::Saving, ImageStatus::Uploading, ImageStatus::Importing };
    return statuses;
}

const QList<DiskFormat> &commonFormatsFirst()
{
    static const QList<DiskFormat> formats{ DiskFormat::Qcow2, DiskFormat::Raw, DiskFormat::Iso,
        DiskFormat::Vmdk, DiskFormat::Vdi, DiskFormat::Vhd, DiskFormat::Vhdx, DiskFormat::Ploop,
        DiskFormat::Ami, DiskFormat::Ari, DiskFormat::Aki };
    return formats;
}

QDateTime startOfDay(const QDateTime &now, int daysBefore)
{
    return now.toLocalTime().date().addDays(-daysBefore).startOfDay();
}

ImageFilter changedFilter(const QString &value, const QDateTime &now)
{
    const int days = value == "today"_L1 ? 0 : value == "week"_L1 ? 6 : 29;
    ImageFilter filter;
    filter.field = FilterField::UpdatedAt;
    filter.op = value == "older"_L1 ? FilterOperator::Less : FilterOperator::GreaterOrEqual;
    filter.values = { textFromTime(startOfDay(now, days)) };
    return filter;
}

QList<ImageFilter> sizeFilters(const QStringList &values)
{
    QList<ImageFilter> filters;
    for (const QString &value : values) {
        const SizeBound bound = sizeBoundOf(value);
        if (bound.bytes >= 0)
            filters.append({ FilterField::Size, bound.op, { QString::number(bound.bytes) }, {} });
    }
    return filters;
}

ImageFilter anyOf(FilterField field, const QStringList &values, const QString &property = {})
{
    return { field, FilterOperator::In, values, property };
}

} // namespace

QList<Facet> allFacets()
{
    return { Facet::Status, Facet::Format, Facet::Visibility, Facet::Size, Facet::Changed, Facet::Tag,
        Facet::Distribution };
}

QStringList fixedValues(Facet facet)
{
    QStringList names;
    switch (facet) {
    case Facet::Status:
        for (const ImageStatus status : listedStatuses())
            names.append(imageStatusName(status));
        break;
    case Facet::Format:
        for (const DiskFormat format : commonFormatsFirst())
            names.append(diskFormatName(format));
        break;
    case Facet::Visibility:
        for (const Visibility visibility :
            { Visibility::Private, Visibility::Shared, Visibility::Community, Visibility::Public })
            names.append(visibilityName(visibility));
        break;
    case Facet::Changed:
        return { u"today"_s, u"week"_s, u"month"_s, u"older"_s };
    case Facet::Size:
    case Facet::Tag:
    case Facet::Distribution:
        break;
    }
    return names;
}

bool isExclusive(Facet facet)
{
    return facet == Facet::Size || facet == Facet::Changed;
}

FilterSet withValues(FilterSet set, Facet facet, const QStringList &values)
{
    if (values.isEmpty())
        set.remove(facet);
    else
        set.insert(facet, values);
    return set;
}

FilterSet merged(FilterSet set, const FilterSet &added)
{
    for (auto it = added.cbegin(); it != added.cend(); ++it) {
        QStringList values = isExclusive(it.key()) ? QStringList() : set.value(it.key());
        values += it.value();
        values.removeDuplicates();
        set = withValues(std::move(set), it.key(), values);
    }
    return set;
}

QList<ImageFilter> imageFiltersOf(const FilterSet &set, const QDateTime &now)
{
    QList<ImageFilter> filters;
    for (auto it = set.cbegin(); it != set.cend(); ++it) {
        switch (it.key()) {
        case Facet::Status:
            filters.append(anyOf(FilterField::Status, it.value()));
            break;
        case Facet::Format:
            filters.append(anyOf(FilterField::DiskFormat, it.value()));
            break;
        case Facet::Visibility:
            filters.append(anyOf(FilterField::Visibility, it.value()));
            break;
        case Facet::Size:
            filters.append(sizeFilters(it.value()));
            break;
        case Facet::Changed:
            filters.append(changedFilter(it.value().constFirst(), now));
            break;
        case Facet::Tag:
            filters.append(anyOf(FilterField::Tag, it.value()));
            break;
        case Facet::Distribution:
            filters.append(anyOf(FilterField::Property, it.value(), u"os_distro"_s));
            break;
        }
    }
    return filters;
}

SizeBound sizeBoundOf(const QString &value)
{
    for (const auto &[op, sign] : sizeOperators) {
        const QLatin1String prefix(sign);
        if (!value.startsWith(prefix))
            continue;
        bool isNumber = false;
        const qint64 bytes = QStringView(value).sliced(prefix.size()).toLongLong(&isNumber);
        return { op, isNumber ? bytes : -1 };
    }
    return {};
}

QString sizeValue(SizeBound bound)
{
    const auto it = std::find_if(sizeOperators.cbegin(), sizeOperators.cend(),
        [&bound](const auto &entry) { return entry.first == bound.op; });
    Q_ASSERT(it != sizeOperators.cend());
    return QLatin1String(it->second) + QString::number(bound.bytes);
}

} // namespace vitrine
