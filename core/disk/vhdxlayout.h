#pragma once

#include <array>
#include <optional>

#include <QByteArray>
#include <QString>

#include "core/disk/diskreader.h"

namespace vitrine {

// MS-VHDX; all numbers are little-endian.
namespace vhdx {

constexpr quint64 KiB = 1024;
constexpr quint64 MiB = 1024 * KiB;
constexpr quint64 maxVirtualSize = 64 * MiB * MiB;
constexpr std::array<quint64, 2> headerOffsets{ 64 * KiB, 128 * KiB };
constexpr std::array<quint64, 2> regionTableOffsets{ 192 * KiB, 256 * KiB };
constexpr qsizetype headerLength = 4096;
constexpr qsizetype tableLength = 64 * 1024;
constexpr quint32 maxEntries = 2047;

constexpr QByteArrayView batGuid("\x66\x77\xC2\x2D\x23\xF6\x00\x42\x9D\x64\x11\x5E\x9B\xFD\x4A\x08", 16);
constexpr QByteArrayView metadataGuid("\x06\xA2\x7C\x8B\x90\x47\x9A\x4B\xB8\xFE\x57\x5F\x05\x0F\x88\x6E", 16);
constexpr QByteArrayView fileParametersGuid(
    "\x37\x67\xA1\xCA\x36\xFA\x43\x4D\xB3\xB6\x33\xF0\xAA\x44\xE7\x6B", 16);
constexpr QByteArrayView virtualSizeGuid(
    "\x24\x42\xA5\x2F\x1B\xCD\x76\x48\xB2\x11\x5D\xBE\xD8\x3B\xF4\xB8", 16);
constexpr QByteArrayView logicalSectorGuid(
    "\x1D\xBF\x41\x81\x6F\xA9\x09\x47\xBA\x47\xF2\x33\xA8\xFA\xAB\x5F", 16);
constexpr QByteArrayView physicalSectorGuid(
    "\xC7\x48\xA3\xCD\x5D\x44\x71\x44\x9C\xC9\xE9\x88\x52\x51\xC5\x56", 16);
constexpr QByteArrayView diskIdGuid("\xAB\x12\xCA\xBE\xE6\xB2\x23\x45\x93\xEF\xC3\x09\xE0\x00\xC7\x46", 16);
constexpr QByteArrayView parentLocatorGuid(
    "\x2D\x5F\xD3\xA8\x0B\xB3\x4D\x45\xAB\xF7\xD3\xD8\x48\x34\xAB\x0C", 16);

/// Entries of the block table before one of a sector bitmap.
constexpr quint64 blocksInChunk(quint64 sectorSize, quint64 blockSize)
{
    return (quint64(1) << 23) * sectorSize / blockSize;
}

} // namespace vhdx

struct VhdxRegion {
    quint64 offset = 0;
    quint64 length = 0;
};

/// What the image's tables say. `flaw` is not null when they cannot be right.
struct VhdxLayout {
    QString flaw;
    std::optional<VhdxRegion> bat;
    std::optional<VhdxRegion> metadata;
    quint64 virtualSize = 0;
    quint32 sectorSize = 0;
    quint32 blockSize = 0;
    bool hasParent = false;
    bool hasUnknown = false;
};

/// The valid one of two copies, the one with the larger sequence number if both are; null when none is.
QByteArray newestVhdxHeader(DiskReader &reader);
VhdxLayout vhdxLayoutOf(DiskReader &reader);

} // namespace vitrine
