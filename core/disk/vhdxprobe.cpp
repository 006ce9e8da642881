#include <algorithm>
#include <array>

#include <QByteArray>

#include "core/disk/crc32.h"
#include "core/disk/formatprobe.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

// MS-VHDX; all numbers are little-endian.
constexpr quint64 KiB = 1024;
constexpr quint64 MiB = 1024 * KiB;
constexpr std::array<quint64, 2> headerOffsets{ 64 * KiB, 128 * KiB };
constexpr std::array<quint64, 2> regionTableOffsets{ 192 * KiB, 256 * KiB };
constexpr qsizetype headerLength = 4096;
constexpr qsizetype tableLength = 64 * 1024;
constexpr quint32 maxEntries = 2047;
constexpr quint64 maxVirtualSize = 64 * MiB * MiB;

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

struct Region {
    quint64 offset = 0;
    quint64 length = 0;
};

/// What the image's tables say. `flaw` is not null when they cannot be right.
struct Layout {
    QString flaw;
    std::optional<Region> bat;
    std::optional<Region> metadata;
    quint64 virtualSize = 0;
    quint32 sectorSize = 0;
    quint32 blockSize = 0;
    bool hasParent = false;
    bool hasUnknown = false;
};

bool hasValidCrc(const QByteArray &piece)
{
    QByteArray zeroed = piece;
    std::fill_n(zeroed.begin() + 4, 4, '\0');
    return crc32c(zeroed) == Bytes(piece).le32(4);
}

/// The valid one of two copies, the one with the larger sequence number if both are.
QByteArray newestHeader(DiskReader &reader)
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

QByteArray validRegionTable(DiskReader &reader)
{
    for (const quint64 offset : regionTableOffsets) {
        const QByteArray piece = reader.read(offset, tableLength);
        if (piece.size() == tableLength && Bytes(piece).has(0, "regi") && hasValidCrc(piece))
            return piece;
    }
    return {};
}

bool doOverlap(const Region &left, const Region &right)
{
    return left.offset < right.offset + right.length && right.offset < left.offset + left.length;
}

void readRegions(Layout &layout, DiskReader &reader)
{
    const QByteArray piece = validRegionTable(reader);
    const Bytes table(piece);
    const quint32 count = table.le32(8);
    if (piece.isEmpty() || count > maxEntries) {
        layout.flaw = ProbeText::tr("the region table is damaged");
        return;
    }
    QList<Region> regions;
    for (quint32 i = 0; i < count; ++i) {
        const auto entry = static_cast<qsizetype>(16 + 32 * i);
        const Region region{ table.le64(entry + 16), table.le32(entry + 24) };
        const bool isInside = region.offset >= MiB && region.offset % MiB == 0
            && reader.contains(region.offset, region.length);
        const bool isFree = std::none_of(regions.cbegin(), regions.cend(),
            [&region](const Region &other) { return doOverlap(region, other); });
        if (!isInside || !isFree) {
            layout.flaw = ProbeText::tr("the regions lie outside the file or overlap");
            return;
        }
        regions.append(region);
        const QByteArrayView guid = table.view(entry, 16);
        std::optional<Region> *known
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

void readItem(Layout &layout, QByteArrayView guid, const Bytes &item, bool isRequired)
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

void readMetadata(Layout &layout, DiskReader &reader)
{
    const Region &region = *layout.metadata;
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

QString flawOfSizes(const Layout &layout)
{
    if (!isPowerOfTwo(layout.blockSize) || layout.blockSize < MiB || layout.blockSize > 256 * MiB)
        return ProbeText::tr("the block size is impossible");
    if (layout.sectorSize != 512 && layout.sectorSize != 4096)
        return ProbeText::tr("the sector size is impossible");
    if (layout.virtualSize % layout.sectorSize != 0 || layout.virtualSize > maxVirtualSize)
        return ProbeText::tr("the virtual size is impossible");
    return {};
}

Layout layoutOf(DiskReader &reader)
{
    Layout layout;
    readRegions(layout, reader);
    if (layout.flaw.isNull())
        readMetadata(layout, reader);
    if (layout.flaw.isNull())
        layout.flaw = flawOfSizes(layout);
    return layout;
}

} // namespace

std::optional<ProbeReport> probeVhdx(const ProbeInput &input)
{
    if (!input.head.has(0, "vhdxfile"))
        return std::nullopt;
    const QByteArray header = newestHeader(input.reader);
    if (header.isEmpty())
        return corruptReport(input, u"vhdx"_s, ProbeText::tr("the header is damaged"));
    const Layout layout = layoutOf(input.reader);
    if (!layout.flaw.isNull())
        return corruptReport(input, u"vhdx"_s, layout.flaw);

    ProbeReport report = reportOf(input, DetectedFormat::Vhdx, DiskFormat::Vhdx);
    report.virtualSize = signedSize(layout.virtualSize);
    if (layout.hasParent)
        addViolation(report, "parent",
            ProbeText::tr("The VHDX image is only the difference to another image. Merge it with its parent "
                          "first."));
    if (layout.hasUnknown)
        addViolation(report, "unknown_features",
            ProbeText::tr("The VHDX image uses features that are not known to this program."));
    if (!Bytes(header).isZero(48, 16))
        addWarning(report, "dirty_log",
            ProbeText::tr("The VHDX image was not closed cleanly; its log must be replayed before it is "
                          "converted."));
    return report;
}

} // namespace vitrine
