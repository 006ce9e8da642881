#include "core/disk/blockwriter.h"

#include <algorithm>
#include <cstring>

namespace vitrine {

namespace {

constexpr std::size_t pageLength = 64 * 1024;

} // namespace

Result<void> BlockWriter::write(qint64 offset, std::span<const std::byte> bytes)
{
    auto position = static_cast<quint64>(offset);
    while (!bytes.empty()) {
        const quint64 block = position / m_blockLength;
        const quint64 within = position % m_blockLength;
        if (m_block != block) {
            const Result<quint64> place = allocate(block);
            if (!place)
                return failure(place.error());
            m_place = *place;
            m_block = block;
        }
        const auto piece = bytes.first(std::min<quint64>(bytes.size(), m_blockLength - within));
        if (const auto done = m_file.write(m_place + within, piece); !done)
            return done;
        bytes = bytes.subspan(piece.size());
        position += piece.size();
    }
    return {};
}

TableWriter::TableWriter(
    OutputFile &file, quint64 offset, quint64 count, std::size_t entryLength, std::byte fill)
    : m_file(file)
    , m_offset(offset)
    , m_length(count * entryLength)
    , m_entryLength(entryLength)
    , m_fill(fill)
    , m_page(pageLength, fill)
{
}

Result<void> TableWriter::set(quint64 index, std::span<const std::byte> entry)
{
    const quint64 place = index * m_entryLength;
    if (const auto done = writeUpTo(place / pageLength); !done)
        return done;
    std::memcpy(m_page.data() + place % pageLength, entry.data(), entry.size());
    return {};
}

Result<void> TableWriter::finish()
{
    return writeUpTo((m_length + pageLength - 1) / pageLength);
}

Result<void> TableWriter::writeUpTo(quint64 page)
{
    for (; m_pageIndex < page; ++m_pageIndex) {
        const quint64 start = m_pageIndex * pageLength;
        const auto bytes = std::span(m_page).first(std::min<quint64>(pageLength, m_length - start));
        const auto done = m_fill == std::byte{ 0 } ? m_file.writeSparse(m_offset + start, bytes)
                                                   : m_file.write(m_offset + start, bytes);
        if (!done)
            return done;
        std::fill(m_page.begin(), m_page.end(), m_fill);
    }
    return {};
}

} // namespace vitrine
