#include "core/disk/bytestream.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/disk/diskerrors.h"

namespace vitrine {

namespace {

tl::unexpected<Error> endedEarly()
{
    return failure(ErrorCode::Corrupt,
        DiskText::tr("The file is not complete: it ends in the middle of its data. Copy or download it "
                     "again."),
        QStringLiteral("truncated"));
}

} // namespace

Result<void> ByteStream::skip(quint64 length)
{
    std::array<std::byte, 16 * 1024> passed;
    while (length > 0) {
        const auto room = std::span(passed).first(std::min<quint64>(length, passed.size()));
        const Result<std::size_t> count = read(room);
        if (!count)
            return failure(count.error());
        if (*count == 0)
            return endedEarly();
        length -= *count;
    }
    return {};
}

Result<std::size_t> readFully(ByteStream &stream, std::span<std::byte> into)
{
    std::size_t filled = 0;
    while (filled < into.size()) {
        const Result<std::size_t> count = stream.read(into.subspan(filled));
        if (!count)
            return count;
        if (*count == 0)
            break;
        filled += *count;
    }
    return filled;
}

Result<std::size_t> SourceStream::read(std::span<std::byte> into)
{
    const std::size_t count = std::min<quint64>(into.size(), m_source.size() - m_position);
    if (const auto done = m_source.read(m_position, into.first(count)); !done)
        return failure(done.error());
    m_position += count;
    return count;
}

Result<void> SourceStream::skip(quint64 length)
{
    if (length > m_source.size() - m_position)
        return endedEarly();
    m_position += length;
    return {};
}

Result<std::size_t> MemoryStream::read(std::span<std::byte> into)
{
    const std::size_t count = std::min({ into.size(), m_bytes.size(), m_piece });
    if (count > 0)
        std::memcpy(into.data(), m_bytes.data(), count);
    m_bytes = m_bytes.subspan(count);
    return count;
}

} // namespace vitrine
