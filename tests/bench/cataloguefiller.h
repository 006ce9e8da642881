#pragma once

#include "core/catalog/database.h"

namespace vitrine::bench {

/// Puts images with tags and properties into an empty catalogue, all in two transactions. They have no data.
/// Gives the seconds that the search index took.
Result<double> fillCatalogue(Database &database, int images);

} // namespace vitrine::bench
