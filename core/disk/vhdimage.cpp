#include <array>

#include "core/disk/bytes.h"
#include "core/disk/clusteredimage.h"
#include "core/disk/diskerrors.h"
#include "core/disk/imagereaders.h"

namespace vitrine {

namespace {

constexpr quint64 sectorLength = 512;
constexpr quint32 notAllocated = 0xFFFFFFFF;

/// Each block begins with a bitmap of its sectors, which only tells something in differencing images.
class VhdImage final : public ClusteredImage
{
public:
    VhdImage(const ByteSource &source, qint64 virtualSize, const Bytes &header)
        : ClusteredImage(source, virtualSize, header.be32(32))
        , m_tableOffset(header.be64(16))
        , m_blocks(header.be32(28))
        , m_blockLength(header.be32(32))
        , m_bitmapLength((m_blockLength / sectorLength / 8 + sectorLength - 1) / sectorLength * sectorLength)
    {
    }

protected:
    Result<ClusterMapping> mappingAt(quint64 offset) const override
    {
        using Kind = DiskExtent::Kind;
        const quint64 index = offset / m_blockLength;
        // The disk's geometry may be larger than what is stored.
        if (index >= m_blocks)
            return damagedImage(DiskText::tr("the block table is too small for the virtual size"));
        const Result<quint32> sector = tables().be32(m_tableOffset + index * sizeof(quint32));
        if (!sector)
            return failure(sector.error());
        ClusterMapping mapping{ Kind::Hole, index * m_blockLength, m_blockLength };
        if (*sector == notAllocated)
            return mapping;
        mapping.kind = Kind::Data;
        mapping.place = *sector * sectorLength + m_bitmapLength;
        if (mapping.place >= source().size())
            return damagedImage(DiskText::tr("a table points outside the file"));
        return mapping;
    }

private:
    const quint64 m_tableOffset;
    const quint64 m_blocks;
    const quint64 m_blockLength;
    const quint64 m_bitmapLength;
};

} // namespace

DiskImageResult openVhdImage(const ByteSource &source, qint64 virtualSize)
{
    std::array<std::byte, 512> footer{};
    std::array<std::byte, 1024> header{};
    const auto viewOf = [](const auto &bytes) {
        return QByteArrayView(reinterpret_cast<const char *>(bytes.data()), std::ssize(bytes));
    };
    const auto done = source.read(0, footer).and_then(
        [&] { return source.read(Bytes(viewOf(footer)).be64(16), header); });
    if (!done)
        return failure(done.error());
    return std::make_unique<VhdImage>(source, virtualSize, Bytes(viewOf(header)));
}

} // namespace vitrine
