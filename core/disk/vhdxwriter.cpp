#include <QUuid>

#include "core/disk/blockwriter.h"
#include "core/disk/crc32.h"
#include "core/disk/numberbytes.h"
#include "core/disk/vhdxlayout.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using namespace vhdx;

namespace {

constexpr quint64 logOffset = 1 * MiB;
constexpr quint64 metadataOffset = 2 * MiB;
constexpr quint64 batOffset = 3 * MiB;
constexpr quint32 regionLength = MiB;
constexpr quint64 fullyPresent = 6;
constexpr quint32 sectorSize = 512;
constexpr quint32 physicalSectorSize = 4096;
constexpr quint64 mostEntries = 16 * MiB;

/// Larger disks have larger blocks, so that the table stays small.
quint64 usualBlock(quint64 size)
{
    constexpr quint64 TiB = MiB * MiB;
    return size > 32 * TiB ? 64 * MiB : (size > TiB ? 32 * MiB : 2 * MiB);
}

/// A GUID as Windows stores it.
void putGuid(NumberBytes &bytes, std::size_t offset)
{
    const QUuid uuid = QUuid::createUuid();
    bytes.little<quint32>(offset, uuid.data1);
    bytes.little<quint16>(offset + 4, uuid.data2);
    bytes.little<quint16>(offset + 6, uuid.data3);
    bytes.text(offset + 8, QByteArrayView(reinterpret_cast<const char *>(uuid.data4), 8));
}

/// The payload, and the block table that says where it is.
class VhdxBlocks final : public BlockWriter
{
public:
    VhdxBlocks(OutputFile &file, quint64 blockLength, quint64 entries, quint64 batLength)
        : BlockWriter(file, blockLength)
        , m_table(file, batOffset, entries, sizeof(quint64), std::byte{ 0 })
        , m_blocksInChunk(blocksInChunk(sectorSize, blockLength))
        , m_end(batOffset + batLength)
    {
    }

    Result<void> begin(qint64) override { return {}; }
    Result<void> finish() override
    {
        return m_table.finish().and_then([this] { return file().finish(m_end); });
    }

protected:
    Result<quint64> allocate(quint64 block) override
    {
        NumberBytes entry(sizeof(quint64));
        entry.little<quint64>(0, m_end | fullyPresent);
        const quint64 place = m_end;
        m_end += blockLength();
        return m_table.set(block + block / m_blocksInChunk, entry.bytes()).map([place] { return place; });
    }

private:
    TableWriter m_table;
    const quint64 m_blocksInChunk;
    quint64 m_end;
};

class VhdxWriter final : public DiskWriter
{
public:
    VhdxWriter(const DiskLayout &layout, OutputFile &file)
        : m_file(file)
        , m_wantedBlock(static_cast<quint64>(layout.clusterSize))
    {
    }

    qint64 unit() const override { return 64 * 1024; }
    Result<void> begin(qint64 virtualSize) override;
    Result<void> write(qint64 offset, std::span<const std::byte> bytes) override
    {
        return m_blocks->write(offset, bytes);
    }
    Result<void> finish() override;

private:
    Result<void> writeHeaders();
    NumberBytes header(quint64 sequence) const;
    NumberBytes regionTable() const;
    NumberBytes metadata() const;

    OutputFile &m_file;
    const quint64 m_wantedBlock;
    quint64 m_size = 0;
    quint64 m_blockLength = 0;
    quint64 m_batLength = 0;
    std::unique_ptr<VhdxBlocks> m_blocks;
};

Result<void> VhdxWriter::begin(qint64 virtualSize)
{
    // From a disk of no blocks readers compute a table of 2^32 entries.
    m_size = static_cast<quint64>(wholeSectors(std::max<qint64>(virtualSize, 1)));
    if (m_size > maxVirtualSize)
        return tooLargeFor(u"vhdx"_s, virtualSize, static_cast<qint64>(maxVirtualSize));
    m_blockLength = m_wantedBlock == 0 ? usualBlock(m_size) : m_wantedBlock;
    const quint64 blocks = (m_size + m_blockLength - 1) / m_blockLength;
    if (blocks > mostEntries)
        return tooLargeFor(u"vhdx"_s, virtualSize, static_cast<qint64>(mostEntries * m_blockLength));
    const quint64 entries = blocks + (blocks - 1) / blocksInChunk(sectorSize, m_blockLength);
    m_batLength = std::max((entries * sizeof(quint64) + MiB - 1) / MiB, quint64(1)) * MiB;
    m_blocks = std::make_unique<VhdxBlocks>(m_file, m_blockLength, entries, m_batLength);
    return {};
}

NumberBytes VhdxWriter::header(quint64 sequence) const
{
    NumberBytes bytes(headerLength);
    bytes.text(0, "head");
    bytes.little<quint64>(8, sequence);
    putGuid(bytes, 16); // of its last writing
    putGuid(bytes, 32); // of its last change of data
    // No GUID of a log: there is nothing to replay.
    bytes.little<quint16>(66, 1); // version
    bytes.little<quint32>(68, regionLength);
    bytes.little<quint64>(72, logOffset);
    bytes.little<quint32>(4, crc32c(bytes.view()));
    return bytes;
}

NumberBytes VhdxWriter::regionTable() const
{
    NumberBytes bytes(tableLength);
    bytes.text(0, "regi");
    bytes.little<quint32>(8, 2);
    bytes.text(16, batGuid);
    bytes.little<quint64>(32, batOffset);
    bytes.little<quint32>(40, static_cast<quint32>(m_batLength));
    bytes.little<quint32>(44, 1); // required
    bytes.text(48, metadataGuid);
    bytes.little<quint64>(64, metadataOffset);
    bytes.little<quint32>(72, regionLength);
    bytes.little<quint32>(76, 1);
    bytes.little<quint32>(4, crc32c(bytes.view()));
    return bytes;
}

NumberBytes VhdxWriter::metadata() const
{
    constexpr quint32 isVirtualDisk = 2;
    constexpr quint32 isRequired = 4;
    NumberBytes bytes(tableLength + 4096);
    bytes.text(0, "metadata");
    std::size_t entry = 32;
    std::size_t item = tableLength;
    const auto add = [&](QByteArrayView guid, quint32 length, quint32 flags) {
        bytes.text(entry, guid);
        bytes.little<quint32>(entry + 16, static_cast<quint32>(item));
        bytes.little<quint32>(entry + 20, length);
        bytes.little<quint32>(entry + 24, flags);
        bytes.little<quint16>(10, static_cast<quint16>(entry / 32));
        entry += 32;
        item += length;
        return item - length;
    };
    bytes.little<quint32>(add(fileParametersGuid, 8, isRequired), static_cast<quint32>(m_blockLength));
    bytes.little<quint64>(add(virtualSizeGuid, 8, isVirtualDisk | isRequired), m_size);
    putGuid(bytes, add(diskIdGuid, 16, isVirtualDisk | isRequired));
    bytes.little<quint32>(add(logicalSectorGuid, 4, isVirtualDisk | isRequired), sectorSize);
    bytes.little<quint32>(add(physicalSectorGuid, 4, isVirtualDisk | isRequired), physicalSectorSize);
    return bytes;
}

Result<void> VhdxWriter::writeHeaders()
{
    NumberBytes identifier(tableLength);
    identifier.text(0, "vhdxfile");
    identifier.text(8, QByteArrayView("V\0i\0t\0r\0i\0n\0e\0", 14));
    Result<void> done = m_file.write(0, identifier.bytes());
    for (std::size_t copy = 0; copy < headerOffsets.size(); ++copy) {
        done = std::move(done)
                   .and_then([&] { return m_file.write(headerOffsets[copy], header(copy + 1).bytes()); })
                   .and_then([&] { return m_file.write(regionTableOffsets[copy], regionTable().bytes()); });
    }
    return std::move(done).and_then([this] { return m_file.write(metadataOffset, metadata().bytes()); });
}

Result<void> VhdxWriter::finish()
{
    return writeHeaders().and_then([this] { return m_blocks->finish(); });
}

} // namespace

std::unique_ptr<DiskWriter> makeVhdxWriter(const DiskLayout &layout, OutputFile &file)
{
    return std::make_unique<VhdxWriter>(layout, file);
}

} // namespace vitrine
