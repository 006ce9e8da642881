#include "core/disk/compression.h"
#include "core/disk/diskerrors.h"
#include "core/disk/imagewriters.h"
#include "core/disk/numberbytes.h"
#include "core/disk/vmdkdescribe.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using namespace vmdk;

namespace {

/// streamOptimized: written from front to back, tables between the grains and the directory after them.
class StreamVmdkWriter final : public DiskWriter
{
public:
    StreamVmdkWriter(const DiskLayout &layout, OutputFile &file)
        : m_file(file)
        , m_level(layout.level.value_or(defaultDeflateLevel))
        , m_table(tableSectors * sectorLength)
    {
    }

    qint64 unit() const override { return grainLength; }
    Result<void> begin(qint64 virtualSize) override;
    Result<void> write(qint64 offset, std::span<const std::byte> bytes) override;
    bool doesPack() const override { return true; }
    std::size_t packedRoom() const override { return grainLength + grainLength / 16; }
    std::size_t pack(std::span<const std::byte> unit, std::span<std::byte> into) const override
    {
        return deflateBytes(unit, into, m_level, DeflateFrame::Zlib);
    }
    Result<void> writePacked(qint64 offset, std::span<const std::byte> packed) override;
    Result<void> finish() override;

private:
    Result<void> append(const NumberBytes &sectors);
    Result<void> appendMarker(quint64 sectors, quint32 type);
    Result<void> writeTable();
    Result<void> writeDirectory();
    Result<void> writeFooter();

    OutputFile &m_file;
    const int m_level;
    quint64 m_capacity = 0; ///< sectors
    HeaderPlaces m_places;
    NumberBytes m_table; ///< the one that the guest's offsets are in
    std::optional<quint64> m_tableIndex;
    std::vector<quint32> m_directory;
    quint64 m_end = 0;
};

Result<void> StreamVmdkWriter::begin(qint64 virtualSize)
{
    m_capacity = static_cast<quint64>(wholeSectors(std::max<qint64>(virtualSize, 1))) / sectorLength;
    constexpr quint64 coveredByTable = grainsInTable * grainSectors;
    constexpr quint64 mostTables = 1 << 24;
    const quint64 tables = (m_capacity + coveredByTable - 1) / coveredByTable;
    if (tables > mostTables)
        return tooLargeFor(
            u"vmdk"_s, virtualSize, static_cast<qint64>(mostTables * coveredByTable * sectorLength));
    m_directory.resize(tables);
    m_places.version = 3;
    m_places.flags = lineEndFlag | compressedFlag | markersFlag;
    m_places.directory = directoryAtEnd;
    m_places.overhead = grainSectors;
    m_end = grainLength;
    return m_file.write(0, headerOf(m_capacity, m_places).bytes()).and_then([this] {
        return m_file.write(descriptorOffset * sectorLength,
            descriptorOf(m_capacity, "streamOptimized", m_file.path()).bytes());
    });
}

Result<void> StreamVmdkWriter::write(qint64, std::span<const std::byte>)
{
    return failure(ErrorCode::Internal, DiskText::tr("A part of the disk could not be compressed."));
}

Result<void> StreamVmdkWriter::writePacked(qint64 offset, std::span<const std::byte> packed)
{
    const quint64 grain = static_cast<quint64>(offset) / grainLength;
    if (m_tableIndex != grain / grainsInTable) {
        if (const auto done = writeTable(); !done)
            return done;
        m_tableIndex = grain / grainsInTable;
    }
    m_table.little<quint32>(
        grain % grainsInTable * sizeof(quint32), static_cast<quint32>(m_end / sectorLength));
    NumberBytes marker(markerLength);
    marker.little<quint64>(0, grain * grainSectors);
    marker.little<quint32>(8, static_cast<quint32>(packed.size()));
    const quint64 length = (markerLength + packed.size() + sectorLength - 1) / sectorLength * sectorLength;
    const NumberBytes padding(length - markerLength - packed.size());
    const quint64 place = m_end;
    m_end += length;
    if (m_end > maxFileLength)
        return tooLargeFor(
            u"vmdk"_s, static_cast<qint64>(m_capacity * sectorLength), static_cast<qint64>(maxFileLength));
    return m_file.write(place, marker.bytes())
        .and_then([&] { return m_file.write(place + markerLength, packed); })
        .and_then([&] { return m_file.write(place + markerLength + packed.size(), padding.bytes()); });
}

Result<void> StreamVmdkWriter::append(const NumberBytes &sectors)
{
    const quint64 place = m_end;
    m_end += sectors.size();
    return m_file.write(place, sectors.bytes());
}

Result<void> StreamVmdkWriter::appendMarker(quint64 sectors, quint32 type)
{
    NumberBytes marker(sectorLength);
    marker.little<quint64>(0, sectors);
    marker.little<quint32>(12, type);
    return append(marker);
}

Result<void> StreamVmdkWriter::writeTable()
{
    if (!m_tableIndex)
        return {};
    return appendMarker(tableSectors, tableMarker).and_then([this] {
        m_directory[*m_tableIndex] = static_cast<quint32>(m_end / sectorLength);
        m_tableIndex.reset();
        const auto done = append(m_table);
        m_table.fill(std::byte{ 0 });
        return done;
    });
}

Result<void> StreamVmdkWriter::writeDirectory()
{
    const quint64 sectors = (m_directory.size() * sizeof(quint32) + sectorLength - 1) / sectorLength;
    return appendMarker(sectors, directoryMarker).and_then([&] {
        m_places.directory = m_end / sectorLength;
        NumberBytes bytes(sectors * sectorLength);
        for (std::size_t i = 0; i < m_directory.size(); ++i)
            bytes.little<quint32>(i * sizeof(quint32), m_directory[i]);
        return append(bytes);
    });
}

Result<void> StreamVmdkWriter::writeFooter()
{
    return appendMarker(1, footerMarker)
        .and_then([this] { return append(headerOf(m_capacity, m_places)); })
        .and_then([this] { return appendMarker(0, 0); });
}

Result<void> StreamVmdkWriter::finish()
{
    return writeTable()
        .and_then([this] { return writeDirectory(); })
        .and_then([this] { return writeFooter(); })
        .and_then([this] { return m_file.finish(m_end); });
}

} // namespace

std::unique_ptr<DiskWriter> makeStreamVmdkWriter(const DiskLayout &layout, OutputFile &file)
{
    return std::make_unique<StreamVmdkWriter>(layout, file);
}

} // namespace vitrine
