#pragma once

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

#include "core/image/imagequery.h"

namespace vitrine {

/// What the list can be narrowed by.
enum class Facet { Status, Format, Visibility, Size, Changed, Tag, Distribution };

/// The chosen values of each facet. Facets must all hold; of several values of a facet one is enough, but for
/// the two ends of a size. Facets without values are not kept.
///
/// Values are words that stay the same in every language: Glance's names of statuses, formats and
/// visibilities; ">=1073741824" and its like in bytes for sizes; "today", "week", "month" and "older" for
/// Changed; tags and distributions as they are, an empty tag for images without one.
using FilterSet = QMap<Facet, QStringList>;

QList<Facet> allFacets();
/// Every value of a facet that has a fixed list of them, in the order to offer them; else none.
QStringList fixedValues(Facet facet);
/// One of several values is chosen, not many.
bool isExclusive(Facet facet);

/// `set` with these values of the facet and no others.
FilterSet withValues(FilterSet set, Facet facet, const QStringList &values);
/// Both together: the values of one facet side by side, an exclusive facet as `added` has it.
FilterSet merged(FilterSet set, const FilterSet &added);

/// What the service is asked. "Today" and its like are counted from `now` in whole days of its time zone.
QList<ImageFilter> imageFiltersOf(const FilterSet &set, const QDateTime &now);

/// A size value taken apart; `bytes` is -1 when it is none.
struct SizeBound {
    FilterOperator op = FilterOperator::GreaterOrEqual;
    qint64 bytes = -1;
};
SizeBound sizeBoundOf(const QString &value);
QString sizeValue(SizeBound bound);

} // namespace vitrine
