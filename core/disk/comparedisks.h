#pragma once

#include <optional>

#include "core/disk/diskimage.h"
#include "core/support/operation.h"

namespace vitrine {

/// How two guests' disks differ. Where one is longer, the other counts as zeros there.
struct DiskComparison {
    std::optional<qint64> firstDifference = {}; ///< guest offset; none: the same bytes
    qint64 equalBytes = 0; ///< in whole pieces of 64 KiB, over the longer disk
    qint64 comparedBytes = 0; ///< length of the longer disk
};

/// Reads both on `threads` threads (0: one a core). Progress counts guest bytes.
Result<DiskComparison> compareDisks(
    const DiskImage &left, const DiskImage &right, int threads, const OperationControl &control);

} // namespace vitrine
