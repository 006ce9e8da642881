#include <array>

#include "core/disk/bytes.h"
#include "core/disk/clusteredimage.h"
#include "core/disk/diskerrors.h"
#include "core/disk/imagereaders.h"

namespace vitrine {

namespace {

constexpr quint64 blockLength = 1024 * 1024;
constexpr quint32 notAllocated = 0xFFFFFFFF;
constexpr quint32 discarded = 0xFFFFFFFE;

class VdiImage final : public ClusteredImage
{
public:
    VdiImage(const ByteSource &source, const Bytes &head)
        : ClusteredImage(source, static_cast<qint64>(head.le64(0x170)), blockLength)
        , m_mapOffset(head.le32(0x154))
        , m_dataOffset(head.le32(0x158))
    {
    }

protected:
    Result<ClusterMapping> mappingAt(quint64 offset) const override
    {
        using Kind = DiskExtent::Kind;
        const quint64 index = offset / blockLength;
        const Result<quint32> block = tables().le32(m_mapOffset + index * sizeof(quint32));
        if (!block)
            return failure(block.error());
        ClusterMapping mapping{ Kind::Data, index * blockLength, blockLength };
        if (*block == notAllocated || *block == discarded) {
            mapping.kind = *block == discarded ? Kind::Zero : Kind::Hole;
            return mapping;
        }
        mapping.place = m_dataOffset + *block * blockLength;
        if (mapping.place >= source().size())
            return damagedImage(DiskText::tr("a table points outside the file"));
        return mapping;
    }

private:
    const quint64 m_mapOffset;
    const quint64 m_dataOffset;
};

} // namespace

DiskImageResult openVdiImage(const ByteSource &source)
{
    std::array<std::byte, 512> head{};
    if (const auto done = source.read(0, head); !done)
        return failure(done.error());
    const QByteArrayView view(reinterpret_cast<const char *>(head.data()), std::ssize(head));
    return std::make_unique<VdiImage>(source, Bytes(view));
}

} // namespace vitrine
