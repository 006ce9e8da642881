#include <algorithm>

#include <QDateTime>
#include <QUuid>

#include "core/disk/blockwriter.h"
#include "core/disk/numberbytes.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

// Microsoft's VHD specification; all numbers are big-endian.
constexpr quint64 sectorLength = 512;
constexpr std::size_t footerLength = 512;
constexpr std::size_t headerLength = 1024;
constexpr quint64 blockBytes = 2 * 1024 * 1024;
constexpr quint64 bitmapLength = blockBytes / sectorLength / 8;
constexpr quint64 tableOffset = footerLength + headerLength;
constexpr qint64 maxSize = 2040LL << 30; // Hyper-V's limit
constexpr quint32 fixedType = 2;
constexpr quint32 dynamicType = 3;

void setChecksum(NumberBytes &bytes, std::size_t field)
{
    quint32 sum = 0;
    for (const std::byte byte : bytes.bytes())
        sum += static_cast<quint32>(byte);
    bytes.big<quint32>(field, ~sum);
}

struct Geometry {
    quint16 cylinders = 0;
    quint8 heads = 0;
    quint8 sectors = 0;
};

/// The algorithm in the specification's appendix.
Geometry geometryOf(quint64 size)
{
    const quint64 total = std::min<quint64>(size / sectorLength, quint64(65535) * 16 * 255);
    if (total >= quint64(65535) * 16 * 63)
        return { static_cast<quint16>(total / 255 / 16), 16, 255 };
    quint64 sectors = 17;
    quint64 heads = std::max<quint64>((total / sectors + 1023) / 1024, 4);
    quint64 tracks = total / sectors;
    if (tracks >= heads * 1024 || heads > 16) {
        sectors = 31;
        heads = 16;
        tracks = total / sectors;
    }
    if (tracks >= heads * 1024) {
        sectors = 63;
        heads = 16;
        tracks = total / sectors;
    }
    return { static_cast<quint16>(tracks / heads), static_cast<quint8>(heads), static_cast<quint8>(sectors) };
}

NumberBytes footerOf(quint64 size, quint32 type)
{
    const QDateTime epoch(QDate(2000, 1, 1), QTime(0, 0), Qt::UTC);
    const Geometry geometry = geometryOf(size);
    NumberBytes bytes(footerLength);
    bytes.text(0, "conectix");
    bytes.big<quint32>(8, 2); // reserved, always set
    bytes.big<quint32>(12, 0x00010000);
    bytes.big<quint64>(16, type == fixedType ? ~quint64(0) : footerLength);
    bytes.big<quint32>(24, static_cast<quint32>(epoch.secsTo(QDateTime::currentDateTimeUtc())));
    // Of this creator every reader takes the size as it is, not that of the geometry.
    bytes.text(28, "win ");
    bytes.big<quint32>(32, 0x000A0000);
    bytes.text(36, "Wi2k");
    bytes.big<quint64>(40, size);
    bytes.big<quint64>(48, size);
    bytes.big<quint16>(56, geometry.cylinders);
    bytes.big<quint8>(58, geometry.heads);
    bytes.big<quint8>(59, geometry.sectors);
    bytes.big<quint32>(60, type);
    bytes.text(68, QUuid::createUuid().toRfc4122());
    setChecksum(bytes, 64);
    return bytes;
}

class DynamicVhdWriter final : public BlockWriter
{
public:
    explicit DynamicVhdWriter(OutputFile &file)
        : BlockWriter(file, blockBytes)
    {
    }

    Result<void> begin(qint64 virtualSize) override
    {
        if (virtualSize > maxSize)
            return tooLargeFor(u"vhd"_s, virtualSize, maxSize);
        m_size = static_cast<quint64>(wholeSectors(virtualSize));
        m_blocks = (m_size + blockBytes - 1) / blockBytes;
        const quint64 tableLength
            = (m_blocks * sizeof(quint32) + sectorLength - 1) / sectorLength * sectorLength;
        m_table.emplace(
            file(), tableOffset, tableLength / sizeof(quint32), sizeof(quint32), std::byte{ 0xFF });
        m_end = tableOffset + tableLength;
        return {};
    }

    Result<void> finish() override
    {
        const NumberBytes footer = footerOf(m_size, dynamicType);
        return m_table->finish()
            .and_then([&] { return file().write(m_end, footer.bytes()); })
            .and_then([&] { return file().write(0, footer.bytes()); })
            .and_then([&] { return file().write(footerLength, header().bytes()); })
            .and_then([&] { return file().finish(m_end + footerLength); });
    }

protected:
    Result<quint64> allocate(quint64 block) override
    {
        NumberBytes entry(sizeof(quint32));
        entry.big<quint32>(0, static_cast<quint32>(m_end / sectorLength));
        const quint64 place = m_end;
        m_end += bitmapLength + blockBytes;
        // Every sector is said to be there: those that are left out read as zero as well.
        const NumberBytes bitmap(bitmapLength, std::byte{ 0xFF });
        return m_table->set(block, entry.bytes())
            .and_then([&] { return file().write(place, bitmap.bytes()); })
            .map([&] { return place + bitmapLength; });
    }

private:
    NumberBytes header() const
    {
        NumberBytes bytes(headerLength);
        bytes.text(0, "cxsparse");
        bytes.big<quint64>(8, ~quint64(0));
        bytes.big<quint64>(16, tableOffset);
        bytes.big<quint32>(24, 0x00010000);
        bytes.big<quint32>(28, static_cast<quint32>(m_blocks));
        bytes.big<quint32>(32, blockBytes);
        setChecksum(bytes, 36);
        return bytes;
    }

    quint64 m_size = 0;
    quint64 m_blocks = 0;
    quint64 m_end = 0;
    std::optional<TableWriter> m_table;
};

class FixedVhdWriter final : public DiskWriter
{
public:
    explicit FixedVhdWriter(OutputFile &file)
        : m_file(file)
    {
    }

    qint64 unit() const override { return 32 * 1024; }
    Result<void> begin(qint64 virtualSize) override
    {
        if (virtualSize > maxSize)
            return tooLargeFor(u"vhd"_s, virtualSize, maxSize);
        // A footer alone would be taken for the start of a dynamic image.
        m_size = static_cast<quint64>(wholeSectors(std::max<qint64>(virtualSize, 1)));
        return {};
    }
    Result<void> write(qint64 offset, std::span<const std::byte> bytes) override
    {
        const auto place = static_cast<quint64>(offset);
        return m_file.write(place, bytes.first(std::min<quint64>(bytes.size(), m_size - place)));
    }
    Result<void> finish() override
    {
        return m_file.write(m_size, footerOf(m_size, fixedType).bytes()).and_then([this] {
            return m_file.finish(m_size + footerLength);
        });
    }

private:
    OutputFile &m_file;
    quint64 m_size = 0;
};

} // namespace

std::unique_ptr<DiskWriter> makeDynamicVhdWriter(OutputFile &file)
{
    return std::make_unique<DynamicVhdWriter>(file);
}

std::unique_ptr<DiskWriter> makeFixedVhdWriter(OutputFile &file)
{
    return std::make_unique<FixedVhdWriter>(file);
}

} // namespace vitrine
