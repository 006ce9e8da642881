#pragma once

#include "core/image/imagequery.h"

namespace vitrine {

/// Whether the image belongs into the listing that `query` asks for; marker, limit and sort play no part.
///
/// This is the rule that the catalogue's SQL must agree with. An attribute that is null matches no operator,
/// NotEqual included, as in SQL. Text is compared by code unit and case. Deleted and killed images are never
/// listed, those in pending_delete only in the trash.
bool matches(const Image &image, const ImageQuery &query);

/// The order of the answer to a fuzzy query: the names most similar to its text first, unless it asks for
/// another order than Glance's own.
void sortBySimilarity(QList<Image> &images, const ImageQuery &query);

/// The keys to sort by with Glance's tie-breakers added: created_at and id, in the direction of a single key,
/// else descending.
QList<SortKey> fullSortOf(const ImageQuery &query);

/// The order of a listing, for keys from fullSortOf(). A null attribute counts as empty text or zero.
bool comesBefore(const Image &left, const Image &right, const QList<SortKey> &keys);

} // namespace vitrine
