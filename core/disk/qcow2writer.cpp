#include <bit>

#include "core/disk/compression.h"
#include "core/disk/diskerrors.h"
#include "core/disk/imagewriters.h"
#include "core/disk/numberbytes.h"
#include "core/disk/qcow2header.h"
#include "core/disk/qcow2refcounts.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 usualCluster = 64 * 1024;
constexpr quint64 usedOnceFlag = quint64(1) << 63;
constexpr quint64 compressedFlag = quint64(1) << 62;
constexpr quint64 sectorLength = 512;
constexpr quint64 maxL1Entries = 4 * 1024 * 1024;

/// Version 3. Tables are written when the guest's offsets have passed them, the header at last.
class Qcow2Writer final : public DiskWriter
{
public:
    Qcow2Writer(const DiskLayout &layout, OutputFile &file)
        : m_file(file)
        , m_compression(layout.compression)
        , m_level(layout.level.value_or(
              m_compression == Compression::Zstd ? defaultZstdLevel : defaultDeflateLevel))
        , m_cluster(static_cast<quint64>(layout.clusterSize == 0 ? usualCluster : layout.clusterSize))
        , m_clusterBits(std::countr_zero(m_cluster))
        , m_entriesInTable(m_cluster / sizeof(quint64))
        , m_refcounts(file, m_clusterBits)
        , m_table(m_cluster)
    {
    }

    qint64 unit() const override { return static_cast<qint64>(m_cluster); }
    Result<void> begin(qint64 virtualSize) override;
    Result<void> write(qint64 offset, std::span<const std::byte> bytes) override;
    bool doesPack() const override { return m_compression != Compression::None; }
    std::size_t pack(std::span<const std::byte> unit, std::span<std::byte> into) const override;
    std::size_t packedRoom() const override { return m_cluster; }
    Result<void> writePacked(qint64 offset, std::span<const std::byte> packed) override;
    Result<void> finish() override;

private:
    quint64 placeForPacked(quint64 length);
    Result<void> setEntry(quint64 cluster, quint64 entry);
    Result<void> writeTable();
    Result<void> writeCounts();
    NumberBytes header(quint64 l1Offset, const Qcow2Refcounts::Table &counts) const;

    OutputFile &m_file;
    const Compression m_compression;
    const int m_level;
    const quint64 m_cluster;
    const int m_clusterBits;
    const quint64 m_entriesInTable;
    Qcow2Refcounts m_refcounts;
    quint64 m_size = 0;
    NumberBytes m_table; ///< the L2 table that the guest's offsets are in
    std::optional<quint64> m_tableIndex;
    std::vector<quint64> m_l1;
    quint64 m_packEnd = 0; ///< packed clusters share clusters of the file: where the next may begin
};

Result<void> Qcow2Writer::begin(qint64 virtualSize)
{
    m_size = static_cast<quint64>(wholeSectors(virtualSize));
    const quint64 coveredByTable = m_entriesInTable * m_cluster;
    const quint64 entries = (m_size + coveredByTable - 1) / coveredByTable;
    if (entries > maxL1Entries)
        return tooLargeFor(u"qcow2"_s, virtualSize, static_cast<qint64>(maxL1Entries * coveredByTable));
    m_l1.resize(std::max<quint64>(entries, 1));
    m_refcounts.take(1); // the header's
    return {};
}

Result<void> Qcow2Writer::write(qint64 offset, std::span<const std::byte> bytes)
{
    const quint64 first = static_cast<quint64>(offset) / m_cluster;
    const quint64 count = bytes.size() / m_cluster;
    const quint64 place = m_refcounts.take(count) << m_clusterBits;
    for (quint64 i = 0; i < count; ++i) {
        if (const auto done = setEntry(first + i, (place + i * m_cluster) | usedOnceFlag); !done)
            return done;
    }
    return m_file.write(place, bytes).and_then([this] { return writeCounts(); });
}

std::size_t Qcow2Writer::pack(std::span<const std::byte> unit, std::span<std::byte> into) const
{
    // Packed clusters must be smaller than plain ones.
    const auto room = into.first(m_cluster - 1);
    return m_compression == Compression::Zstd ? zstdBytes(unit, room, m_level)
                                              : deflateBytes(unit, room, m_level, DeflateFrame::Raw);
}

quint64 Qcow2Writer::placeForPacked(quint64 length)
{
    const quint64 shared = m_packEnd / m_cluster;
    const quint64 room = m_packEnd % m_cluster == 0 ? 0 : m_cluster - m_packEnd % m_cluster;
    const bool isLast = shared + 1 == m_refcounts.next();
    if (room == 0 || (length > room && !isLast))
        return m_refcounts.take(1) << m_clusterBits;
    m_refcounts.use(shared);
    if (length > room)
        m_refcounts.take(1);
    return m_packEnd;
}

Result<void> Qcow2Writer::writePacked(qint64 offset, std::span<const std::byte> packed)
{
    const quint64 place = placeForPacked(packed.size());
    m_packEnd = place + packed.size();
    const quint64 moreSectors = (m_packEnd - 1) / sectorLength - place / sectorLength;
    const int offsetBits = 62 - (m_clusterBits - 8);
    const quint64 entry = compressedFlag | moreSectors << offsetBits | place;
    return setEntry(static_cast<quint64>(offset) / m_cluster, entry)
        .and_then([&] { return m_file.write(place, packed); })
        .and_then([this] { return writeCounts(); });
}

Result<void> Qcow2Writer::setEntry(quint64 cluster, quint64 entry)
{
    const quint64 table = cluster / m_entriesInTable;
    if (m_tableIndex != table) {
        if (const auto done = writeTable(); !done)
            return done;
        m_tableIndex = table;
    }
    m_table.big<quint64>(cluster % m_entriesInTable * sizeof(quint64), entry);
    return {};
}

Result<void> Qcow2Writer::writeTable()
{
    if (!m_tableIndex)
        return {};
    const quint64 place = m_refcounts.take(1) << m_clusterBits;
    m_l1[*m_tableIndex] = place | usedOnceFlag;
    m_tableIndex.reset();
    const auto done = m_file.write(place, m_table.bytes());
    m_table.fill(std::byte{ 0 });
    return done;
}

Result<void> Qcow2Writer::writeCounts()
{
    const quint64 last = m_refcounts.blockOf(m_refcounts.next() - 1);
    // The cluster that packed ones share is given up once its counts should go.
    if (m_refcounts.blockOf(m_packEnd / m_cluster) < last)
        m_packEnd = 0;
    return m_refcounts.writeBefore(last);
}

NumberBytes Qcow2Writer::header(quint64 l1Offset, const Qcow2Refcounts::Table &counts) const
{
    constexpr quint32 headerLength = 112;
    const bool isZstd = m_compression == Compression::Zstd;
    NumberBytes bytes(m_cluster);
    bytes.text(0, QByteArrayView("QFI\xfb", 4));
    bytes.big<quint32>(4, 3);
    bytes.big<quint32>(20, static_cast<quint32>(m_clusterBits));
    bytes.big<quint64>(24, m_size);
    bytes.big<quint32>(36, static_cast<quint32>(m_l1.size()));
    bytes.big<quint64>(40, l1Offset);
    bytes.big<quint64>(48, counts.offset);
    bytes.big<quint32>(56, counts.clusters);
    bytes.big<quint64>(72, isZstd ? qcow2::compressionBit : 0);
    bytes.big<quint32>(96, 4); // counts of 2^4 bits
    bytes.big<quint32>(100, headerLength);
    bytes.big<quint8>(104, isZstd ? qcow2::zstdCompression : quint8(0));
    return bytes;
}

Result<void> Qcow2Writer::finish()
{
    if (const auto done = writeTable(); !done)
        return done;
    NumberBytes l1((m_l1.size() * sizeof(quint64) + m_cluster - 1) / m_cluster * m_cluster);
    for (std::size_t i = 0; i < m_l1.size(); ++i)
        l1.big<quint64>(i * sizeof(quint64), m_l1[i]);
    const quint64 l1Offset = m_refcounts.take(l1.size() / m_cluster) << m_clusterBits;
    if (const auto done = m_file.write(l1Offset, l1.bytes()); !done)
        return done;
    const auto counts = m_refcounts.finish();
    if (!counts)
        return failure(counts.error());
    return m_file.write(0, header(l1Offset, *counts).bytes()).and_then([this] {
        return m_file.finish(m_refcounts.next() << m_clusterBits);
    });
}

} // namespace

std::unique_ptr<DiskWriter> makeQcow2Writer(const DiskLayout &layout, OutputFile &file)
{
    return std::make_unique<Qcow2Writer>(layout, file);
}

} // namespace vitrine
