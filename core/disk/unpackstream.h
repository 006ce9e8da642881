#pragma once

#include <vector>

#include "core/disk/bytestream.h"
#include "core/disk/packcodec.h"

namespace vitrine {

/// How much a packed file may come to. Who packs a gigabyte of zeros into a megabyte means no good.
struct UnpackLimits {
    static constexpr quint64 mostRatio = 200;
    /// So little may always come out: it harms nobody, and small files of zeros do pack well.
    static constexpr quint64 alwaysAllowed = 64 << 20;

    quint64 packedSize = 0; ///< of the whole file
    quint64 mostBytes = quint64(1) << 40; ///< a quota, or the most that an image may have

    quint64 limit() const;
};

/// What a packed stream holds, unpacked. Runs of the same kind that follow each other are one, as the
/// programs that pack hold it; anything else behind them is ErrorCode::Corrupt. More than the limit is
/// ErrorCode::LimitExceeded.
class UnpackStream final : public ByteStream
{
public:
    /// `packed` must outlive the stream.
    static Result<std::unique_ptr<UnpackStream>> open(
        PackKind kind, ByteStream &packed, const UnpackLimits &limits);

    Result<std::size_t> read(std::span<std::byte> into) override;
    /// Runs that have begun; known for sure at the end only.
    int runs() const { return m_runs; }

private:
    UnpackStream(PackKind kind, std::unique_ptr<PackCodec> codec, ByteStream &packed, quint64 limit);

    Result<bool> refill();
    Result<bool> beginNextRun();
    Result<std::size_t> account(std::size_t count);

    const PackKind m_kind;
    const std::unique_ptr<PackCodec> m_codec;
    ByteStream &m_packed;
    const quint64 m_limit;
    std::vector<std::byte> m_buffer;
    std::span<const std::byte> m_waiting; ///< of the buffer
    bool m_isWithinRun = true;
    bool m_hasEnded = false; ///< the packed bytes
    quint64 m_made = 0;
    int m_runs = 1;
};

} // namespace vitrine
