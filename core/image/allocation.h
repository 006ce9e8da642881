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

} // namespace vitrine
