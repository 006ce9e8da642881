#pragma once

#include "core/disk/bytesource.h"
#include "core/disk/diskimage.h"
#include "core/disk/metadatacache.h"

namespace vitrine {

/// What a format's tables say about one cluster, or about a run of them that is stored in one way.
struct ClusterMapping {
    DiskExtent::Kind kind = DiskExtent::Kind::Hole;
    quint64 start = 0; ///< guest offset
    quint64 length = 0; ///< guest bytes; at least one, and reaching beyond the offset that was asked for
    quint64 place = 0; ///< of data in the file
    quint64 packedLength = 0; ///< at most, of compressed data

    quint64 end() const { return start + length; }
};

/// An image whose disk is cut into clusters that lie anywhere in its file. Formats only say where.
class ClusteredImage : public DiskImage
{
public:
    ClusteredImage(const ByteSource &source, qint64 virtualSize, qint64 clusterSize);

    qint64 virtualSize() const override { return m_virtualSize; }
    qint64 clusterSize() const override { return m_clusterSize; }
    Result<DiskExtent> extentAt(qint64 offset) const override;
    Result<void> read(qint64 offset, std::span<std::byte> into) const override;

protected:
    virtual Result<ClusterMapping> mappingAt(quint64 offset) const = 0;
    /// Fills one whole compressed mapping. Formats without compression need not know it.
    virtual Result<void> unpack(const ClusterMapping &mapping, std::span<std::byte> into) const;

    const ByteSource &source() const { return m_source; }
    const MetadataCache &tables() const { return m_tables; }

private:
    Result<void> readPacked(const ClusterMapping &mapping, quint64 offset, std::span<std::byte> into) const;
    /// Goes on while the next mapping continues the one before.
    Result<ClusterMapping> runAt(quint64 offset, quint64 limit) const;

    const ByteSource m_source;
    const MetadataCache m_tables;
    const qint64 m_virtualSize;
    const qint64 m_clusterSize;
};

} // namespace vitrine
