#pragma once

#include <map>
#include <vector>

#include "core/disk/outputfile.h"

namespace vitrine {

/// The reference counts (16 bits) of a qcow2 file that grows at its end, and with them the places of its
/// clusters. Blocks of counts are written as soon as they are complete.
class Qcow2Refcounts final
{
public:
    Qcow2Refcounts(OutputFile &file, int clusterBits);

    /// The first of `count` clusters at the end of the file, each used once from now on.
    quint64 take(quint64 count);
    /// One more use of a cluster that was taken.
    void use(quint64 cluster) { ++m_blocks[cluster / m_countsInBlock][cluster % m_countsInBlock]; }
    /// The cluster that the next take() gives.
    quint64 next() const { return m_next; }
    /// Which block of counts holds that of the cluster.
    quint64 blockOf(quint64 cluster) const { return cluster / m_countsInBlock; }
    /// Writes the blocks before `block`, whose clusters nobody uses any more.
    Result<void> writeBefore(quint64 block);

    struct Table {
        quint64 offset = 0;
        quint32 clusters = 0;
    };
    /// Writes what is left and the table. The last call.
    Result<Table> finish();

private:
    Result<void> writeBlock(quint64 block, quint64 cluster);

    OutputFile &m_file;
    const int m_clusterBits;
    const quint64 m_countsInBlock;
    quint64 m_next = 0;
    std::map<quint64, std::vector<quint16>> m_blocks; ///< not yet written
    std::vector<quint64> m_places; ///< of the blocks, 0 while not written
};

} // namespace vitrine
