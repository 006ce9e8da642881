#pragma once

#include "core/disk/bytes.h"

namespace vitrine {

// VMware's Virtual Disk Format 5.0; all numbers are little-endian, places are in sectors.
namespace vmdk {

constexpr quint64 sectorLength = 512;
constexpr quint64 directoryAtEnd = ~quint64(0);
constexpr quint32 lineEndFlag = 1U << 0;
constexpr quint32 redundantTableFlag = 1U << 1;
constexpr quint32 zeroGrainFlag = 1U << 2;
constexpr quint32 compressedFlag = 1U << 16;
constexpr quint32 markersFlag = 1U << 17;
constexpr quint32 tableMarker = 1;
constexpr quint32 directoryMarker = 2;
constexpr quint32 footerMarker = 3;
constexpr quint32 zeroGrain = 1; ///< as a place in a table
constexpr quint64 markerLength = 12; ///< of a grain: guest sector and length of what follows
constexpr QByteArrayView lineEndCheck("\n \r\n", 4);

} // namespace vmdk
} // namespace vitrine
