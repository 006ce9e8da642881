#include "core/disk/blockwriter.h"
#include "core/disk/numberbytes.h"
#include "core/disk/vmdkdescribe.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using namespace vmdk;

namespace {

/// monolithicSparse: both directories and their tables first, then the grains.
class SparseVmdkWriter final : public BlockWriter
{
public:
    explicit SparseVmdkWriter(OutputFile &file)
        : BlockWriter(file, grainLength)
    {
    }

    Result<void> begin(qint64 virtualSize) override;
    Result<void> finish() override;

protected:
    Result<quint64> allocate(quint64 grain) override;

private:
    Result<void> writeDirectory(quint64 directory) const;

    OutputFile &m_file = file();
    quint64 m_capacity = 0; ///< sectors
    quint64 m_tables = 0;
    quint64 m_directorySectors = 0;
    HeaderPlaces m_places;
    std::optional<TableWriter> m_redundantTable;
    std::optional<TableWriter> m_table;
    quint64 m_end = 0;
};

Result<void> SparseVmdkWriter::begin(qint64 virtualSize)
{
    m_capacity = static_cast<quint64>(wholeSectors(std::max<qint64>(virtualSize, 1))) / sectorLength;
    const quint64 grains = (m_capacity + grainSectors - 1) / grainSectors;
    m_tables = (grains + grainsInTable - 1) / grainsInTable;
    m_directorySectors = (m_tables * sizeof(quint32) + sectorLength - 1) / sectorLength;
    const quint64 both = m_directorySectors + m_tables * tableSectors;
    m_places.flags = lineEndFlag | redundantTableFlag;
    m_places.redundantDirectory = descriptorOffset + descriptorSectors;
    m_places.directory = m_places.redundantDirectory + both;
    m_places.overhead = (m_places.directory + both + grainSectors - 1) / grainSectors * grainSectors;
    m_end = m_places.overhead * sectorLength;
    if (m_end >= maxFileLength)
        return tooLargeFor(u"vmdk"_s, virtualSize, static_cast<qint64>(maxFileLength));
    const auto tablesBehind
        = [this](quint64 directory) { return (directory + m_directorySectors) * sectorLength; };
    m_redundantTable.emplace(
        m_file, tablesBehind(m_places.redundantDirectory), grains, sizeof(quint32), std::byte{ 0 });
    m_table.emplace(m_file, tablesBehind(m_places.directory), grains, sizeof(quint32), std::byte{ 0 });
    return {};
}

Result<quint64> SparseVmdkWriter::allocate(quint64 grain)
{
    const quint64 place = m_end;
    m_end += grainLength;
    if (m_end > maxFileLength)
        return tooLargeFor(
            u"vmdk"_s, static_cast<qint64>(m_capacity * sectorLength), static_cast<qint64>(maxFileLength));
    NumberBytes entry(sizeof(quint32));
    entry.little<quint32>(0, static_cast<quint32>(place / sectorLength));
    return m_redundantTable->set(grain, entry.bytes())
        .and_then([&] { return m_table->set(grain, entry.bytes()); })
        .map([place] { return place; });
}

Result<void> SparseVmdkWriter::writeDirectory(quint64 directory) const
{
    NumberBytes bytes(m_directorySectors * sectorLength);
    for (quint64 table = 0; table < m_tables; ++table) {
        const quint64 place = directory + m_directorySectors + table * tableSectors;
        bytes.little<quint32>(table * sizeof(quint32), static_cast<quint32>(place));
    }
    return m_file.write(directory * sectorLength, bytes.bytes());
}

Result<void> SparseVmdkWriter::finish()
{
    return m_redundantTable->finish()
        .and_then([this] { return m_table->finish(); })
        .and_then([this] { return writeDirectory(m_places.redundantDirectory); })
        .and_then([this] { return writeDirectory(m_places.directory); })
        .and_then([this] {
            return m_file.write(descriptorOffset * sectorLength,
                descriptorOf(m_capacity, "monolithicSparse", m_file.path()).bytes());
        })
        .and_then([this] { return m_file.write(0, headerOf(m_capacity, m_places).bytes()); })
        .and_then([this] { return m_file.finish(m_end); });
}

} // namespace

std::unique_ptr<DiskWriter> makeSparseVmdkWriter(OutputFile &file)
{
    return std::make_unique<SparseVmdkWriter>(file);
}

} // namespace vitrine
