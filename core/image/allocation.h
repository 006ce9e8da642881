#pragma once

#include <QList>

namespace vitrine {

/// How a stretch of a guest's disk is stored.
enum class AllocationKind {
    Data, ///< stored as it is
    Zero, ///< said to be zero
    Hole, ///< not stored; reads as zero
    Compressed,
};

struct AllocationExtent {
    qint64 offset = 0; ///< in the guest's disk
    qint64 length = 0;
    AllocationKind kind = AllocationKind::Hole;

    bool operator==(const AllocationExtent &) const = default;
};

/// How a whole disk is stored, coarse enough to be drawn.
struct AllocationMap {
    qint64 size = 0; ///< of the guest's disk
    /// Without gaps, in the order of their offsets. Where the disk is cut up finer than they can tell, their
    /// lengths are right in sum, and their places nearly so.
    QList<AllocationExtent> extents = {};

    bool operator==(const AllocationMap &) const = default;
};

} // namespace vitrine
