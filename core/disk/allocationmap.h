#pragma once

#include "core/disk/diskimage.h"
#include "core/image/allocation.h"
#include "core/support/operation.h"

namespace vitrine {

AllocationKind allocationKindOf(DiskExtent::Kind kind);

/// How the disk is stored, in at most `most` extents, whatever it is cut into. Reads tables only. Blocking;
/// progress counts guest bytes.
Result<AllocationMap> mapAllocation(const DiskImage &image, int most, const OperationControl &control);

} // namespace vitrine
