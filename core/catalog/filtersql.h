#pragma once

#include <optional>

#include "core/catalog/querysql.h"
#include "core/image/imagequery.h"

namespace vitrine {

/// One filter as a condition on `images i`. A null attribute fulfils none, NotEqual included.
SqlFragment filterCondition(const ImageFilter &filter);

/// A select of the row keys that an index knows to fulfil the filter; none when there is no such index.
std::optional<SqlFragment> filterStart(const ImageFilter &filter);

} // namespace vitrine
