#pragma once

#include "ui/finding/filterset.h"

namespace vitrine {

/// What was typed into the search field, taken apart.
struct Search {
    QString text; ///< what is looked for in names, ids, tags and properties
    FilterSet filters;

    bool operator==(const Search &) const = default;
};

/// Reads "status:active,queued tag:"my lab" size:>1G debian". Nothing is an error: what cannot be read as a
/// filter is text. A last word that may still become one ("status:act") counts as not there yet, so that the
/// list does not empty itself while people type.
Search searchFrom(const QString &typed);

/// What searchFrom() reads back as the same search.
QString typedForm(const Search &search);

/// The qualifier's word, such as "status".
QString qualifierOf(Facet facet);

} // namespace vitrine
