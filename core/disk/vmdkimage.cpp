#include <algorithm>
#include <array>
#include <vector>

#include "core/disk/clusteredimage.h"
#include "core/disk/compression.h"
#include "core/disk/diskerrors.h"
#include "core/disk/imagereaders.h"
#include "core/disk/vmdkheader.h"

namespace vitrine {

using namespace vmdk;

namespace {

/// A sparse extent with its tables: a directory of grain tables of up to 512 grains each.
class VmdkImage final : public ClusteredImage
{
public:
    VmdkImage(const ByteSource &source, const Bytes &header)
        : ClusteredImage(source, static_cast<qint64>(header.le64(12) * sectorLength),
            static_cast<qint64>(header.le64(20) * sectorLength))
        , m_grain(header.le64(20) * sectorLength)
        , m_grainsInTable(header.le32(44))
        , m_directory(header.le64(56) * sectorLength)
        , m_isPacked((header.le32(8) & compressedFlag) != 0)
        , m_knowsZeroGrains((header.le32(8) & zeroGrainFlag) != 0)
    {
    }

protected:
    Result<ClusterMapping> mappingAt(quint64 offset) const override;
    Result<void> unpack(const ClusterMapping &mapping, std::span<std::byte> into) const override;

private:
    const quint64 m_grain;
    const quint64 m_grainsInTable;
    const quint64 m_directory;
    const bool m_isPacked;
    const bool m_knowsZeroGrains;
};

Result<ClusterMapping> VmdkImage::mappingAt(quint64 offset) const
{
    using Kind = DiskExtent::Kind;
    const quint64 coveredByTable = m_grainsInTable * m_grain;
    const quint64 tableIndex = offset / coveredByTable;
    const Result<quint32> table = tables().le32(m_directory + tableIndex * sizeof(quint32));
    if (!table)
        return failure(table.error());
    if (*table == 0)
        return ClusterMapping{ Kind::Hole, tableIndex * coveredByTable, coveredByTable };
    const quint64 index = offset / m_grain;
    const Result<quint32> sector
        = tables().le32(*table * sectorLength + index % m_grainsInTable * sizeof(quint32));
    if (!sector)
        return failure(sector.error());
    ClusterMapping mapping{ Kind::Hole, index * m_grain, m_grain };
    if (*sector == 0) {
        // Tables of a disk that is mostly empty hold millions of these.
        const quint64 within = index % m_grainsInTable;
        const auto zeros = tables().zerosAt(
            *table * sectorLength + within * sizeof(quint32), (m_grainsInTable - within) * sizeof(quint32));
        if (!zeros)
            return failure(zeros.error());
        mapping.length = std::max<quint64>(*zeros / sizeof(quint32), 1) * m_grain;
        return mapping;
    }
    if (*sector == zeroGrain && m_knowsZeroGrains) {
        mapping.kind = Kind::Zero;
        return mapping;
    }
    mapping.kind = m_isPacked ? Kind::Compressed : Kind::Data;
    mapping.place = *sector * sectorLength;
    if (mapping.place >= source().size())
        return damagedImage(DiskText::tr("a table points outside the file"));
    return mapping;
}

Result<void> VmdkImage::unpack(const ClusterMapping &mapping, std::span<std::byte> into) const
{
    std::array<std::byte, markerLength> bytes{};
    if (const auto done = source().read(mapping.place, bytes); !done)
        return done;
    const Bytes marker(QByteArrayView(reinterpret_cast<const char *>(bytes.data()), std::ssize(bytes)));
    const quint64 length = marker.le32(8);
    // What cannot be packed may be a little longer than it was.
    if (marker.le64(0) != mapping.start / sectorLength || length > 2 * m_grain)
        return damagedImage(DiskText::tr("a grain is not where a table says"));
    thread_local std::vector<std::byte> packed;
    packed.resize(length);
    if (const auto done = source().read(mapping.place + markerLength, packed); !done)
        return done;
    const std::size_t size = inflateBytes(packed, into, DeflateFrame::Zlib);
    // The last grain of a disk may hold only what the disk has of it.
    const quint64 needed
        = std::min<quint64>(into.size(), static_cast<quint64>(virtualSize()) - mapping.start);
    if (size < needed)
        return damagedImage(DiskText::tr("compressed data cannot be unpacked"));
    std::fill(into.begin() + static_cast<std::ptrdiff_t>(size), into.end(), std::byte{ 0 });
    return {};
}

} // namespace

DiskImageResult openVmdkImage(const ByteSource &source)
{
    std::array<std::byte, sectorLength> bytes{};
    const QByteArrayView view(reinterpret_cast<const char *>(bytes.data()), std::ssize(bytes));
    const auto done = source.read(0, bytes).and_then([&]() -> Result<void> {
        // A stream knows its tables only at the end: the header is there again, before the last marker.
        if (Bytes(view).le64(56) != directoryAtEnd)
            return {};
        return source.read(source.size() - std::min(source.size(), 2 * sectorLength), bytes);
    });
    if (!done)
        return failure(done.error());
    const Bytes header(view);
    // The copy at the end has not been looked at as closely as the one at the start.
    const quint64 grain = header.le64(20);
    const bool isSound = isPowerOfTwo(grain) && grain <= 128 * 1024 && header.le32(44) >= 1
        && header.le32(44) <= 512 && signedSize(checkedMultiply(header.le64(12), sectorLength))
        && header.le64(56) <= source.size() / sectorLength;
    if (!isSound)
        return damagedImage(DiskText::tr("its tables cannot be found"));
    return std::make_unique<VmdkImage>(source, header);
}

} // namespace vitrine
