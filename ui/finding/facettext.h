#pragma once

#include "ui/finding/filterset.h"

namespace vitrine::text {

/// The facet as people say it, such as "Visibility".
QString facetName(Facet facet);
/// Name for themedIcon().
QString facetIcon(Facet facet);
/// One value, such as "QCOW2" or "last 7 days". For sizes see sizeWords().
QString facetValueWord(Facet facet, const QString &value);
/// "over 1 GiB", "1 GiB to 10 GiB".
QString sizeWords(const QStringList &bounds);
/// A whole chip: "Status: Active, Queued". All values but one are said as "not" that one.
QString facetSentence(Facet facet, const QStringList &values);
/// All facets of the set, side by side.
QString filtersSentence(const FilterSet &set);

} // namespace vitrine::text
