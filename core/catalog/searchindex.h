#pragma once

#include <optional>

#include <QSqlDatabase>
#include <QString>

#include "core/image/image.h"
#include "core/support/result.h"

namespace vitrine {

/// Each character folded by Unicode's simple rules: what substring search compares.
QString foldForSearch(const QString &text);

/// The folded name, id, tags and property values, with a separator that no field can hold.
QString searchTextOf(const Image &image);

/// The index terms of a folded text, without duplicates: each character, and each pair of neighbours.
QString searchTermsOf(const QString &folded);

/// The index query that every text with `foldedNeedle` in it answers, ids aside. It may answer others too.
QString searchMatchOf(const QString &foldedNeedle);

/// Whether the needle can be part of an id.
bool mayBePartOfId(const QString &foldedNeedle);

Result<void> addToSearchIndex(QSqlDatabase &database, qint64 row, const Image &image);
Result<void> removeFromSearchIndex(QSqlDatabase &database, qint64 row);
Result<void> replaceInSearchIndex(QSqlDatabase &database, qint64 row, const Image &image);

/// Indexes every image that is not gone; the index must be empty.
Result<void> fillSearchIndex(QSqlDatabase &database);

} // namespace vitrine
