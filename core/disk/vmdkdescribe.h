#pragma once

#include "core/disk/numberbytes.h"
#include "core/disk/vmdkheader.h"

namespace vitrine::vmdk {

// What both kinds of new VMDK images begin with.
constexpr quint64 grainSectors = 128;
constexpr quint64 grainLength = grainSectors * sectorLength;
constexpr quint64 grainsInTable = 512;
constexpr quint64 tableSectors = grainsInTable * sizeof(quint32) / sectorLength;
constexpr quint64 descriptorOffset = 1;
constexpr quint64 descriptorSectors = 20;
/// Places are 32 bits of sectors.
constexpr quint64 maxFileLength = (quint64(1) << 32) * sectorLength;

struct HeaderPlaces {
    quint32 version = 1;
    quint32 flags = lineEndFlag;
    quint64 redundantDirectory = 0;
    quint64 directory = 0;
    quint64 overhead = 0; ///< sectors before the first grain
};

/// One sector.
NumberBytes headerOf(quint64 capacity, const HeaderPlaces &places);
/// The text that says what the image is made of, for `descriptorSectors`. `path` is that of the image.
NumberBytes descriptorOf(quint64 capacity, QByteArrayView createType, const QString &path);

} // namespace vitrine::vmdk
