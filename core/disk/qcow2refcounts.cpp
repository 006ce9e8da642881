#include "core/disk/qcow2refcounts.h"

#include "core/disk/numberbytes.h"

namespace vitrine {

Qcow2Refcounts::Qcow2Refcounts(OutputFile &file, int clusterBits)
    : m_file(file)
    , m_clusterBits(clusterBits)
    , m_countsInBlock((quint64(1) << clusterBits) / sizeof(quint16))
{
}

quint64 Qcow2Refcounts::take(quint64 count)
{
    const quint64 first = m_next;
    m_next += count;
    for (quint64 cluster = first; cluster < m_next; ++cluster) {
        std::vector<quint16> &block = m_blocks[blockOf(cluster)];
        block.resize(m_countsInBlock);
        block[cluster % m_countsInBlock] = 1;
    }
    return first;
}

Result<void> Qcow2Refcounts::writeBefore(quint64 block)
{
    while (!m_blocks.empty() && m_blocks.begin()->first < block) {
        if (const auto done = writeBlock(m_blocks.begin()->first, take(1)); !done)
            return done;
    }
    return {};
}

Result<void> Qcow2Refcounts::writeBlock(quint64 block, quint64 cluster)
{
    NumberBytes bytes(std::size_t(1) << m_clusterBits);
    const std::vector<quint16> &counts = m_blocks[block];
    for (std::size_t i = 0; i < counts.size(); ++i)
        bytes.big<quint16>(i * sizeof(quint16), counts[i]);
    m_blocks.erase(block);
    m_places.resize(std::max<std::size_t>(m_places.size(), block + 1));
    m_places[block] = cluster << m_clusterBits;
    return m_file.write(m_places[block], bytes.bytes());
}

Result<Qcow2Refcounts::Table> Qcow2Refcounts::finish()
{
    // Table and blocks are counted too, so their number is the fixed point of that.
    const quint64 written = m_blocks.empty() ? blockOf(m_next - 1) + 1 : m_blocks.begin()->first;
    const quint64 cluster = quint64(1) << m_clusterBits;
    quint64 blocks = 0;
    quint64 tableClusters = 0;
    for (quint64 before = ~quint64(0); blocks != before;) {
        before = blocks;
        tableClusters = (blocks * sizeof(quint64) + cluster - 1) / cluster;
        const quint64 total = m_next + tableClusters + blocks - std::min(blocks, written);
        blocks = std::max(blocks, blockOf(total - 1) + 1);
    }
    const quint64 table = take(tableClusters);
    const quint64 first = take(blocks - written);
    for (quint64 block = written; block < blocks; ++block) {
        if (const auto done = writeBlock(block, first + block - written); !done)
            return failure(done.error());
    }
    NumberBytes bytes(tableClusters << m_clusterBits);
    for (std::size_t i = 0; i < m_places.size(); ++i)
        bytes.big<quint64>(i * sizeof(quint64), m_places[i]);
    return m_file.write(table << m_clusterBits, bytes.bytes()).map([&] {
        return Table{ table << m_clusterBits, static_cast<quint32>(tableClusters) };
    });
}

} // namespace vitrine
