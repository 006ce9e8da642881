#include <QUuid>

#include "core/disk/blockwriter.h"
#include "core/disk/numberbytes.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

// As VirtualBox writes it; all numbers are little-endian.
constexpr quint64 blockBytes = 1024 * 1024;
constexpr quint64 mapOffset = 512;
constexpr quint64 maxBlocks = 0x3FFFFFFF;

class VdiWriter final : public BlockWriter
{
public:
    explicit VdiWriter(OutputFile &file)
        : BlockWriter(file, blockBytes)
    {
    }

    Result<void> begin(qint64 virtualSize) override
    {
        m_size = static_cast<quint64>(wholeSectors(virtualSize));
        m_blocks = (m_size + blockBytes - 1) / blockBytes;
        if (m_blocks > maxBlocks)
            return tooLargeFor(u"vdi"_s, virtualSize, static_cast<qint64>(maxBlocks * blockBytes));
        const quint64 mapEnd = mapOffset + m_blocks * sizeof(quint32);
        m_dataOffset = (mapEnd + blockBytes - 1) / blockBytes * blockBytes;
        m_map.emplace(file(), mapOffset, m_blocks, sizeof(quint32), std::byte{ 0xFF });
        return {};
    }

    Result<void> finish() override
    {
        return m_map->finish()
            .and_then([this] { return file().write(0, header().bytes()); })
            .and_then([this] { return file().finish(m_dataOffset + m_used * blockBytes); });
    }

protected:
    Result<quint64> allocate(quint64 block) override
    {
        NumberBytes entry(sizeof(quint32));
        entry.little<quint32>(0, m_used);
        return m_map->set(block, entry.bytes()).map([this] { return m_dataOffset + m_used++ * blockBytes; });
    }

private:
    NumberBytes header() const;

    quint64 m_size = 0;
    quint64 m_blocks = 0;
    quint64 m_dataOffset = 0;
    quint32 m_used = 0;
    std::optional<TableWriter> m_map;
};

NumberBytes VdiWriter::header() const
{
    NumberBytes bytes(512);
    bytes.text(0, "<<< Oracle VM VirtualBox Disk Image >>>\n");
    bytes.little<quint32>(0x40, 0xBEDA107F);
    bytes.little<quint32>(0x44, 0x00010001); // version 1.1
    bytes.little<quint32>(0x48, 0x190); // length of the header from here
    bytes.little<quint32>(0x4C, 1); // dynamic
    bytes.little<quint32>(0x154, mapOffset);
    bytes.little<quint32>(0x158, static_cast<quint32>(m_dataOffset));
    bytes.little<quint32>(0x168, 512); // bytes in a sector
    bytes.little<quint64>(0x170, m_size);
    bytes.little<quint32>(0x178, blockBytes);
    bytes.little<quint32>(0x180, static_cast<quint32>(m_blocks));
    bytes.little<quint32>(0x184, m_used);
    bytes.text(0x188, QUuid::createUuid().toRfc4122());
    bytes.text(0x198, QUuid::createUuid().toRfc4122()); // of its last change
    return bytes;
}

} // namespace

std::unique_ptr<DiskWriter> makeVdiWriter(OutputFile &file)
{
    return std::make_unique<VdiWriter>(file);
}

} // namespace vitrine
