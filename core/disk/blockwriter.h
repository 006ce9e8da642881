#pragma once

#include "core/disk/imagewriters.h"

namespace vitrine {

/// A format whose disk is cut into large blocks, each allocated at the end of the file when the first of its
/// bytes arrives. Zeros within a block are left out. Formats only say where a block goes.
class BlockWriter : public DiskWriter
{
public:
    BlockWriter(OutputFile &file, quint64 blockLength)
        : m_file(file)
        , m_blockLength(blockLength)
    {
    }

    qint64 unit() const override { return static_cast<qint64>(std::min<quint64>(m_blockLength, 64 * 1024)); }
    Result<void> write(qint64 offset, std::span<const std::byte> bytes) override;

protected:
    /// Where the data of a block begin in the file; called once a block, in their order.
    virtual Result<quint64> allocate(quint64 block) = 0;

    OutputFile &file() { return m_file; }
    quint64 blockLength() const { return m_blockLength; }

private:
    OutputFile &m_file;
    const quint64 m_blockLength;
    std::optional<quint64> m_block; ///< the one written last
    quint64 m_place = 0; ///< where it is
};

/// A table of a new image that is filled in order. Only one page of it is held.
class TableWriter final
{
public:
    /// `count` entries of `entryLength` bytes at `offset`; those that are not set consist of `fill`.
    TableWriter(OutputFile &file, quint64 offset, quint64 count, std::size_t entryLength, std::byte fill);

    Result<void> set(quint64 index, std::span<const std::byte> entry);
    /// Writes the rest. A table filled with zeros is left out where it is zero.
    Result<void> finish();

private:
    Result<void> writeUpTo(quint64 page);

    OutputFile &m_file;
    const quint64 m_offset;
    const quint64 m_length;
    const std::size_t m_entryLength;
    const std::byte m_fill;
    std::vector<std::byte> m_page;
    quint64 m_pageIndex = 0;
};

} // namespace vitrine
