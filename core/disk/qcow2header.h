#pragma once

#include "core/disk/bytes.h"

namespace vitrine {

// docs/interop/qcow2.txt of QEMU; all numbers are big-endian.
namespace qcow2 {

constexpr qsizetype oldHeaderLength = 72;
constexpr qsizetype newHeaderLength = 104;
constexpr quint64 dirtyBit = 1U << 0;
constexpr quint64 corruptBit = 1U << 1;
constexpr quint64 dataFileBit = 1U << 2;
constexpr quint64 compressionBit = 1U << 3;
constexpr quint64 extendedL2Bit = 1U << 4;
constexpr quint64 knownBits = dirtyBit | corruptBit | dataFileBit | compressionBit | extendedL2Bit;
constexpr quint8 zstdCompression = 1;

} // namespace qcow2

/// The fields of a qcow2 header; those of version 2 alone have their meaning for it.
struct Qcow2Header {
    quint32 version = 0;
    quint64 backingOffset = 0;
    quint32 backingLength = 0;
    quint32 clusterBits = 0;
    quint64 size = 0;
    quint32 encryption = 0;
    quint32 l1Size = 0;
    quint64 l1Offset = 0;
    quint64 refcountOffset = 0;
    quint32 refcountClusters = 0;
    quint32 snapshots = 0;
    quint64 snapshotOffset = 0;
    quint64 incompatible = 0;
    quint32 refcountOrder = 4;
    quint32 length = qcow2::oldHeaderLength;
    quint8 compression = 0;

    quint64 clusterSize() const { return quint64(1) << clusterBits; }
};

/// Of the first bytes of a file that begins with the format's magic.
Qcow2Header qcow2HeaderFrom(const Bytes &bytes);

} // namespace vitrine
