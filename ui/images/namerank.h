#pragma once

#include <QList>
#include <QString>

#include "core/image/image.h"

namespace vitrine {

/// How well a name answers a search: the smaller, the better.
enum class NameRank {
    Exact,
    Prefix,
    WordStart, ///< "12" in "debian-12"
    Substring,
    Subsequence, ///< "dbn" in "debian"
    Elsewhere, ///< the text is in the id, a tag or a property
};

/// Whatever the case.
NameRank nameRank(const QString &name, const QString &text);

/// Puts the first `count` images into the order of their rank; equals stay as they were.
void rankByName(QList<Image> &images, const QString &text, qsizetype count);

} // namespace vitrine
