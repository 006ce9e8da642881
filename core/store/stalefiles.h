#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/store/storefolders.h"

namespace vitrine {

/// Calls `visit` with each folder blobs/xx and the names in it, until one call fails.
Result<void> visitShelves(const StoreFolders &folders,
    const std::function<Result<void>(int shelf, const std::vector<std::string> &names)> &visit);

/// Store::removeStaleParts() of a file store.
Result<QList<BlobId>> removeStaleFiles(
    const StoreFolders &folders, const QList<BlobId> &claimed, const QList<BlobId> &known);

} // namespace vitrine
