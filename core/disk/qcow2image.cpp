#include <array>
#include <vector>

#include "core/disk/clusteredimage.h"
#include "core/disk/compression.h"
#include "core/disk/diskerrors.h"
#include "core/disk/imagereaders.h"
#include "core/disk/qcow2header.h"

namespace vitrine {

namespace {

constexpr quint64 offsetMask = 0x00fffffffffffe00;
constexpr quint64 compressedFlag = quint64(1) << 62;
constexpr quint64 zeroFlag = 1;
constexpr quint64 sectorLength = 512;
constexpr quint64 subclustersInCluster = 32;

class Qcow2Image final : public ClusteredImage
{
public:
    Qcow2Image(const ByteSource &source, const Qcow2Header &header)
        : ClusteredImage(source, static_cast<qint64>(header.size), static_cast<qint64>(header.clusterSize()))
        , m_header(header)
        , m_isExtended((header.incompatible & qcow2::extendedL2Bit) != 0)
        , m_entriesInTable(header.clusterSize() / (m_isExtended ? 16 : 8))
    {
    }

protected:
    Result<ClusterMapping> mappingAt(quint64 offset) const override;
    Result<void> unpack(const ClusterMapping &mapping, std::span<std::byte> into) const override;

private:
    Result<ClusterMapping> plainMapping(quint64 start, quint64 entry) const;
    Result<ClusterMapping> extendedMapping(quint64 offset, quint64 entry, quint64 bitmap) const;
    ClusterMapping compressedMapping(quint64 start, quint64 entry) const;
    Result<void> checkPlace(quint64 place) const;

    const Qcow2Header m_header;
    const bool m_isExtended;
    const quint64 m_entriesInTable;
};

Result<void> Qcow2Image::checkPlace(quint64 place) const
{
    if (place % m_header.clusterSize() != 0 || place >= source().size())
        return damagedImage(DiskText::tr("a table points outside the file"));
    return {};
}

ClusterMapping Qcow2Image::compressedMapping(quint64 start, quint64 entry) const
{
    // The entry tells where the bytes begin and how many more sectors than the first they touch.
    const quint64 offsetBits = 62 - (m_header.clusterBits - 8);
    const quint64 place = entry & ((quint64(1) << offsetBits) - 1);
    const quint64 moreSectors = (entry & ~compressedFlag & ~(quint64(1) << 63)) >> offsetBits;
    return { DiskExtent::Kind::Compressed, start, m_header.clusterSize(), place,
        (moreSectors + 1) * sectorLength - place % sectorLength };
}

Result<ClusterMapping> Qcow2Image::plainMapping(quint64 start, quint64 entry) const
{
    using Kind = DiskExtent::Kind;
    const quint64 place = entry & offsetMask;
    ClusterMapping mapping{ Kind::Hole, start, m_header.clusterSize(), place };
    if ((entry & zeroFlag) != 0) {
        if (m_header.version < 3)
            return damagedImage(DiskText::tr("a table uses what its version does not know"));
        mapping.kind = Kind::Zero;
        return mapping;
    }
    if (place == 0)
        return mapping;
    mapping.kind = Kind::Data;
    return checkPlace(place).map([&] { return mapping; });
}

Result<ClusterMapping> Qcow2Image::extendedMapping(quint64 offset, quint64 entry, quint64 bitmap) const
{
    using Kind = DiskExtent::Kind;
    const quint64 length = m_header.clusterSize() / subclustersInCluster;
    const quint64 index = offset / length % subclustersInCluster;
    const quint64 place = entry & offsetMask;
    const bool isAllocated = (bitmap >> index & 1) != 0;
    const bool isZero = (bitmap >> (index + subclustersInCluster) & 1) != 0;
    if ((isAllocated && (isZero || place == 0)) || (entry & zeroFlag) != 0)
        return damagedImage(DiskText::tr("a table contradicts itself"));
    ClusterMapping mapping{ Kind::Hole, offset / length * length, length, place + index * length };
    if (isZero)
        mapping.kind = Kind::Zero;
    if (!isAllocated)
        return mapping;
    mapping.kind = Kind::Data;
    return checkPlace(place).map([&] { return mapping; });
}

Result<ClusterMapping> Qcow2Image::mappingAt(quint64 offset) const
{
    const quint64 cluster = m_header.clusterSize();
    const quint64 coveredByTable = m_entriesInTable * cluster;
    const Result<quint64> table = tables().be64(m_header.l1Offset + offset / coveredByTable * 8);
    if (!table)
        return failure(table.error());
    const quint64 tablePlace = *table & offsetMask;
    if (tablePlace == 0) {
        return ClusterMapping{ DiskExtent::Kind::Hole, offset / coveredByTable * coveredByTable,
            coveredByTable };
    }
    if (const auto inside = checkPlace(tablePlace); !inside)
        return failure(inside.error());
    const quint64 index = offset / cluster % m_entriesInTable;
    const quint64 entryPlace = tablePlace + index * (m_isExtended ? 16 : 8);
    const Result<quint64> entry = tables().be64(entryPlace);
    if (!entry)
        return failure(entry.error());
    const quint64 start = offset / cluster * cluster;
    if ((*entry & compressedFlag) != 0)
        return compressedMapping(start, *entry);
    if (!m_isExtended)
        return plainMapping(start, *entry);
    return tables().be64(entryPlace + 8).and_then([&](quint64 bitmap) {
        return extendedMapping(offset, *entry, bitmap);
    });
}

Result<void> Qcow2Image::unpack(const ClusterMapping &mapping, std::span<std::byte> into) const
{
    // At most two clusters and a sector, whatever the table says.
    thread_local std::vector<std::byte> packed;
    packed.resize(mapping.packedLength);
    if (const auto done = source().readPadded(mapping.place, packed); !done)
        return done;
    const std::size_t size = m_header.compression == qcow2::zstdCompression
        ? unzstdBytes(packed, into)
        : inflateBytes(packed, into, DeflateFrame::Raw);
    if (size != into.size())
        return damagedImage(DiskText::tr("compressed data cannot be unpacked"));
    return {};
}

} // namespace

DiskImageResult openQcow2Image(const ByteSource &source)
{
    std::array<std::byte, 4096> head{};
    if (const auto done = source.readPadded(0, head); !done)
        return failure(done.error());
    const QByteArrayView view(reinterpret_cast<const char *>(head.data()), std::ssize(head));
    return std::make_unique<Qcow2Image>(source, qcow2HeaderFrom(Bytes(view)));
}

} // namespace vitrine
