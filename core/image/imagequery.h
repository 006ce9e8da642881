#pragma once

#include <optional>

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include "core/image/image.h"
#include "core/support/result.h"

namespace vitrine {

/// What a filter looks at. Property looks at the custom property that the filter names.
enum class FilterField {
    Id,
    Name,
    Status,
    Visibility,
    ContainerFormat,
    DiskFormat,
    Size,
    VirtualSize,
    MinDisk,
    MinRam,
    Owner,
    Checksum,
    OsHashValue,
    Protected,
    CreatedAt,
    UpdatedAt,
    Tag,
    Property,
};

enum class FilterOperator { Equal, NotEqual, In, Greater, GreaterOrEqual, Less, LessOrEqual };

/// One condition; all conditions of a query must hold.
struct ImageFilter {
    FilterField field = FilterField::Name;
    FilterOperator op = FilterOperator::Equal;
    /// One value, several for In; an empty one of In on Tag is no tag at all. Numbers in decimal, times in
    /// ISO 8601 UTC, booleans "true" or "false".
    QStringList values;
    QString property; ///< the property's name when field is Property

    bool operator==(const ImageFilter &) const = default;
};

/// Glance's eight sort keys, and Vitrine's own below them.
enum class SortField {
    Name,
    Status,
    ContainerFormat,
    DiskFormat,
    Size,
    Id,
    CreatedAt,
    UpdatedAt,
    VirtualSize,
    Visibility,
    OsDistro, ///< the property os_distro
};

struct SortKey {
    SortField field = SortField::CreatedAt;
    Qt::SortOrder order = Qt::DescendingOrder;

    bool operator==(const SortKey &) const = default;
};

enum class HiddenFilter { VisibleOnly, HiddenOnly, Both };

/// Which images, in which order, from where. The default is Glance's: newest first, hidden ones left out.
struct ImageQuery {
    QList<ImageFilter> filters;
    HiddenFilter hidden = HiddenFilter::VisibleOnly;
    /// Substring looked for in name, id, tags and property values, whatever the case. Vitrine's own.
    QString text;
    /// `text` need only be similar to the name (similarity.h); the most similar come first, all on one page.
    bool isFuzzy = false;
    /// Only what lies in the trash (pending_delete) instead of what does not. Vitrine's own.
    bool trash = false;
    /// Which shares to count: "pending", "rejected" or "all"; null for Glance's default, "accepted".
    QString memberStatus;
    /// created_at and id are added as tie-breakers.
    QList<SortKey> sort;
    ImageId marker; ///< the last image of the page before; null for the first page
    int limit = 25; ///< 0 gives an empty page; capped at maxPageSize

    static constexpr int defaultPageSize = 25;
    static constexpr int maxPageSize = 1000;

    bool operator==(const ImageQuery &) const = default;
};

/// One page of a listing.
struct ImagePage {
    QList<Image> images;
    /// The marker of the next page; null when this was the last.
    ImageId nextMarker;
};

using QueryParameters = QList<QPair<QString, QString>>;

/// Reads the query parameters of GET /v2/images with Glance's rules (operators, quoting, size_min, repeated
/// tag, sort or sort_key); what Glance answers with 400 is ErrorCode::BadRequest here. visibility=all becomes
/// a filter that names all four.
Result<ImageQuery> imageQueryFromParameters(const QueryParameters &parameters);

/// The parameters that ask a Glance the same. What Glance has no words for is left out: text, trash,
/// HiddenFilter::Both, the sort keys of Vitrine's own, NotEqual but for times, and In but for name, id,
/// status, the formats and all four visibilities. Its answer may then hold more; matches() thins it out.
QueryParameters imageQueryToParameters(const ImageQuery &query);

/// Glance's name of the attribute, such as "min_disk"; "tag" for Tag, null for Property.
QString filterFieldName(FilterField field);

/// Whether Glance sorts by it.
bool isSortFieldOfGlance(SortField field);
QString sortFieldName(SortField field);
std::optional<SortField> sortFieldFromName(const QString &name);

} // namespace vitrine
