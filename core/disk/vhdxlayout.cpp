#include "core/disk/vhdxlayout.h"

#include <algorithm>

#include "core/disk/crc32.h"
#include "core/disk/formatprobe.h"

namespace vitrine {

using namespace vhdx;

namespace {

bool hasValidCrc(const QByteArray &piece)
{
    QByteArray zeroed = piece;
    std::fill_n(zeroed.begin() + 4, 4, '\0');
    return crc32c(zeroed) == Bytes(piece).le32(4);
}

QByteArray validRegionTable(DiskReader &reader)
{
    for (const quint64 offset : regionTableOffsets) {
        const QByteArray piece = reader.read(offset, tableLength);
        if (piece.size() == tableLength && Bytes(piece).has(0, "regi") && hasValidCrc(piece))
            return piece;
    }
    return {};
}

bool doOverlap(const VhdxRegion &left, const VhdxRegion &right)
{
    return left.offset < right.offset + right.length && right.offset < left.offset + left.length;
}

void readRegions(VhdxLayout &layout, DiskReader &reader)
{
    const QByteArray piece = validRegionTable(reader);
    const Bytes table(piece);
    const quint32 count = table.le32(8);
    if (piece.isEmpty() || count > maxEntries) {
        layout.flaw = ProbeText::tr("the region table is damaged");
        return;
    }
    QList<VhdxRegion> regions;
    for (quint32 i = 0; i < count; ++i) {
        const auto entry = static_cast<qsizetype>(16 + 32 * i);
        const VhdxRegion region{ table.le64(entry + 16), table.le32(entry + 24) };
        const bool isInside = region.offset >= MiB && region.offset % MiB == 0
            && reader.contains(region.offset, region.length);
        const bool isFree = std::none_of(regions.cbegin(), regions.cend(),
            [&region](const VhdxRegion &other) { return doOverlap(region, other); });
        if (!isInside || !isFree) {
            layout.flaw = ProbeText::tr("the regions lie outside the file or overlap");
            return;
        }
        regions.append(region);
        const QByteArrayView guid = table.view(entry, 16);
        std::optional<VhdxRegion> *known
            = guid == batGuid ? &layout.bat : (guid == metadataGuid ? &layout.metadata : nullptr);
        if (known == nullptr) {
            layout.hasUnknown = layout.hasUnknown || (table.le32(entry + 28) & 1) != 0;
            continue;
        }
        if (*known) {
            layout.flaw = ProbeText::tr("a region is named twice");
            return;
        }
        *known = region;
    }
    if (!layout.bat || !layout.metadata)
        layout.flaw = ProbeText::tr("a region is missing");
}

void readItem(VhdxLayout &layout, QByteArrayView guid, const Bytes &item, bool isRequired)
{
    if (guid == fileParametersGuid) {
        layout.blockSize = item.le32(0);
        layout.hasParent = layout.hasParent || (item.le32(4) & 2) != 0;
    } else if (guid == virtualSizeGuid) {
        layout.virtualSize = item.le64(0);
    } else if (guid == logicalSectorGuid) {
        layout.sectorSize = item.le32(0);
    } else if (guid == parentLocatorGuid) {
        layout.hasParent = true;
    } else if (guid != physicalSectorGuid && guid != diskIdGuid) {
        layout.hasUnknown = layout.hasUnknown || isRequired;
    }
}

void readMetadata(VhdxLayout &layout, DiskReader &reader)
{
    const VhdxRegion &region = *layout.metadata;
    const QByteArray piece = reader.read(region.offset, tableLength);
    const Bytes table(piece);
    const quint16 count = table.le16(10);
    if (!table.has(0, "metadata") || count > maxEntries || piece.size() < tableLength) {
        layout.flaw = ProbeText::tr("the metadata table is damaged");
        return;
    }
    for (quint32 i = 0; i < count; ++i) {
        const auto entry = static_cast<qsizetype>(32 + 32 * i);
        const quint64 offset = table.le32(entry + 16);
        const quint64 length = table.le32(entry + 20);
        if (offset < tableLength || offset + length > region.length) {
            layout.flaw = ProbeText::tr("a metadata item lies outside its region");
            return;
        }
        const QByteArray item
            = reader.read(region.offset + offset, static_cast<qsizetype>(std::min(length, KiB)));
        readItem(layout, table.view(entry, 16), Bytes(item), (table.le32(entry + 24) & 4) != 0);
    }
}

QString flawOfSizes(const VhdxLayout &layout)
{
    if (!isPowerOfTwo(layout.blockSize) || layout.blockSize < MiB || layout.blockSize > 256 * MiB)
        return ProbeText::tr("the block size is impossible");
    if (layout.sectorSize != 512 && layout.sectorSize != 4096)
        return ProbeText::tr("the sector size is impossible");
    if (layout.virtualSize % layout.sectorSize != 0 || layout.virtualSize > maxVirtualSize)
        return ProbeText::tr("the virtual size is impossible");
    return {};
}

} // namespace

QByteArray newestVhdxHeader(DiskReader &reader)
{
    QByteArray newest;
    for (const quint64 offset : headerOffsets) {
        const QByteArray piece = reader.read(offset, headerLength);
        if (piece.size() < headerLength || !Bytes(piece).has(0, "head") || !hasValidCrc(piece))
            continue;
        if (newest.isEmpty() || Bytes(piece).le64(8) > Bytes(newest).le64(8))
            newest = piece;
    }
    return newest;
}

VhdxLayout vhdxLayoutOf(DiskReader &reader)
{
    VhdxLayout layout;
    readRegions(layout, reader);
    if (layout.flaw.isNull())
        readMetadata(layout, reader);
    if (layout.flaw.isNull())
        layout.flaw = flawOfSizes(layout);
    return layout;
}

} // namespace vitrine
