#pragma once

#include <optional>

#include <QList>
#include <QString>
#include <QVariantList>

#include "core/image/imagequery.h"

namespace vitrine {

/// SQL with the values of its question marks, in order.
struct SqlFragment {
    QString sql;
    QVariantList values;
};

/// What an ImageQuery asks, as parts of a select over `images i`. Agrees with matches() and comesBefore().
struct QuerySql {
    /// All must hold.
    QList<SqlFragment> conditions;
    /// Selects of row keys (as `row`) that hold every image of the answer and are quick to run: the answer
    /// may be found by starting from any of them.
    QList<SqlFragment> starts;
};

QuerySql querySqlOf(const ImageQuery &query);

/// What follows ORDER BY.
QString orderOf(const QList<SortKey> &keys);
/// The index of the listing that is in the order of `field`.
QString listingIndexOf(SortField field);
/// Whether many images share each value of the field, so that what comes behind it must be sorted.
bool isCoarse(SortField field);
/// Selects the value of a coarse key that comes after `value`, or the first one.
SqlFragment nextValueSelect(const SortKey &key, const std::optional<QVariant> &value);

/// What a key sorts by, such as "coalesce(i.name, '')".
QString sortExpression(SortField field);

/// Selects the values of `keys` of one image, to go on after it. Only an image that the listing may show
/// can be a marker.
SqlFragment markerSelect(const QList<SortKey> &keys, const ImageId &marker, bool trash);
/// Holds for what comes after the image with these values.
SqlFragment afterMarker(const QList<SortKey> &keys, const QVariantList &values);

/// All fragments joined by AND; "1" when there is none.
SqlFragment joinedByAnd(const QList<SqlFragment> &fragments);

} // namespace vitrine
