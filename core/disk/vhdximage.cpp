#include "core/disk/clusteredimage.h"
#include "core/disk/diskerrors.h"
#include "core/disk/imagereaders.h"
#include "core/disk/vhdxlayout.h"

namespace vitrine {

namespace {

enum BlockState : quint64 {
    NotPresent = 0,
    Undefined = 1,
    Zero = 2,
    Unmapped = 3,
    FullyPresent = 6,
    PartiallyPresent = 7,
};

class VhdxImage final : public ClusteredImage
{
public:
    VhdxImage(const ByteSource &source, const VhdxLayout &layout)
        : ClusteredImage(source, static_cast<qint64>(layout.virtualSize), layout.blockSize)
        , m_table(*layout.bat)
        , m_blockLength(layout.blockSize)
        , m_blocksInChunk(vhdx::blocksInChunk(layout.sectorSize, layout.blockSize))
    {
    }

protected:
    Result<ClusterMapping> mappingAt(quint64 offset) const override;

private:
    const VhdxRegion m_table;
    const quint64 m_blockLength;
    const quint64 m_blocksInChunk;
};

Result<ClusterMapping> VhdxImage::mappingAt(quint64 offset) const
{
    using Kind = DiskExtent::Kind;
    const quint64 index = offset / m_blockLength;
    // After the entries of a chunk comes one of the sector bitmap that differencing images have.
    const quint64 entryPlace = (index + index / m_blocksInChunk) * sizeof(quint64);
    if (entryPlace + sizeof(quint64) > m_table.length)
        return damagedImage(DiskText::tr("the block table is too small for the virtual size"));
    const Result<quint64> entry = tables().le64(m_table.offset + entryPlace);
    if (!entry)
        return failure(entry.error());
    ClusterMapping mapping{ Kind::Hole, index * m_blockLength, m_blockLength };
    switch (*entry & 7) {
    case NotPresent:
    case Undefined:
    case Unmapped:
        return mapping;
    case Zero:
        mapping.kind = Kind::Zero;
        return mapping;
    case FullyPresent:
        mapping.kind = Kind::Data;
        mapping.place = *entry >> 20 << 20;
        if (mapping.place >= source().size())
            return damagedImage(DiskText::tr("a table points outside the file"));
        return mapping;
    default:
        return damagedImage(DiskText::tr("a block is in a state that it cannot be in"));
    }
}

} // namespace

DiskImageResult openVhdxImage(const ByteSource &source)
{
    DiskReader reader(source.fileDescriptor(), static_cast<qint64>(source.size()));
    const VhdxLayout layout = vhdxLayoutOf(reader);
    if (!layout.flaw.isNull() || !layout.bat)
        return damagedImage(layout.flaw);
    return std::make_unique<VhdxImage>(source, layout);
}

} // namespace vitrine
