#include "core/disk/unpackstream.h"

#include <algorithm>

#include <QLocale>

#include "core/disk/archiveerrors.h"
#include "core/disk/bytes.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t bufferLength = 64 * 1024;

tl::unexpected<Error> truncated()
{
    return failure(ErrorCode::Corrupt,
        ArchiveText::tr("The compressed file is not complete. Copy or download it again."), u"truncated"_s);
}

tl::unexpected<Error> trailingGarbage()
{
    return failure(ErrorCode::Corrupt,
        ArchiveText::tr(
            "Something else follows the compressed data in the file. Copy or download it again, or "
            "unpack it by hand if you know what that is."),
        u"trailing_garbage"_s);
}

} // namespace

quint64 UnpackLimits::limit() const
{
    const quint64 byRatio = checkedMultiply(packedSize, mostRatio).value_or(~quint64(0));
    return std::min(mostBytes, std::max(byRatio, alwaysAllowed));
}

UnpackStream::UnpackStream(PackKind kind, std::unique_ptr<PackCodec> codec, ByteStream &packed, quint64 limit)
    : m_kind(kind)
    , m_codec(std::move(codec))
    , m_packed(packed)
    , m_limit(limit)
    , m_buffer(bufferLength)
{
}

Result<std::unique_ptr<UnpackStream>> UnpackStream::open(
    PackKind kind, ByteStream &packed, const UnpackLimits &limits)
{
    auto codec = makePackCodec(kind);
    if (!codec)
        return failure(codec.error());
    return std::unique_ptr<UnpackStream>(new UnpackStream(kind, std::move(*codec), packed, limits.limit()));
}

/// Adds to the waiting bytes; false when there are no more.
Result<bool> UnpackStream::refill()
{
    if (m_hasEnded)
        return false;
    std::ranges::copy(m_waiting, m_buffer.begin());
    const Result<std::size_t> count = m_packed.read(std::span(m_buffer).subspan(m_waiting.size()));
    if (!count)
        return failure(count.error());
    m_waiting = std::span(m_buffer).first(m_waiting.size() + *count);
    m_hasEnded = *count == 0;
    return !m_hasEnded;
}

/// False when nothing follows. Zeros pad a file to whole blocks of a tape.
Result<bool> UnpackStream::beginNextRun()
{
    const auto isZero = [](std::byte byte) { return byte == std::byte{ 0 }; };
    while (m_waiting.size() < packMagicLength && !m_hasEnded) {
        const auto data = std::find_if_not(m_waiting.begin(), m_waiting.end(), isZero);
        m_waiting = m_waiting.subspan(static_cast<std::size_t>(data - m_waiting.begin()));
        if (const Result<bool> more = refill(); !more)
            return more;
    }
    const auto data = std::find_if_not(m_waiting.begin(), m_waiting.end(), isZero);
    m_waiting = m_waiting.subspan(static_cast<std::size_t>(data - m_waiting.begin()));
    if (m_waiting.empty() && m_hasEnded)
        return false;
    if (m_waiting.size() < packMagicLength && !m_hasEnded)
        return beginNextRun();
    const QByteArrayView head(reinterpret_cast<const char *>(m_waiting.data()), std::ssize(m_waiting));
    if (packKindOf(head) != m_kind)
        return trailingGarbage();
    if (const auto done = m_codec->restart(); !done)
        return failure(done.error());
    ++m_runs;
    m_isWithinRun = true;
    return true;
}

Result<std::size_t> UnpackStream::account(std::size_t count)
{
    m_made += count;
    if (m_made <= m_limit)
        return count;
    return failure(ErrorCode::LimitExceeded,
        ArchiveText::tr(
            "Unpacking was stopped: more than %1 came out of the compressed file, which is far more "
            "than is usual. If you trust the file, unpack it by hand.")
            .arg(QLocale().formattedDataSize(static_cast<qint64>(m_limit))),
        u"output_limit"_s);
}

Result<std::size_t> UnpackStream::read(std::span<std::byte> into)
{
    // So many bytes at most are made before they are counted.
    std::span<std::byte> room = into.first(std::min<std::size_t>(into.size(), 1 << 20));
    const std::size_t wanted = room.size();
    while (room.size() == wanted && wanted > 0) {
        if (!m_isWithinRun) {
            const Result<bool> next = beginNextRun();
            if (!next)
                return failure(next.error());
            if (!*next)
                return 0;
        }
        const std::size_t waiting = m_waiting.size();
        const Result<PackCodec::Step> step = m_codec->step(m_waiting, room);
        if (!step)
            return failure(step.error());
        m_isWithinRun = *step == PackCodec::Step::Goes;
        const bool isStuck = m_isWithinRun && m_waiting.size() == waiting && room.size() == wanted;
        if (!isStuck && !m_waiting.empty())
            continue;
        const Result<bool> more = refill();
        if (!more)
            return failure(more.error());
        if (!*more && isStuck)
            return truncated();
    }
    return account(wanted - room.size());
}

} // namespace vitrine
