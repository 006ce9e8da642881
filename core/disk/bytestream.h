#pragma once

#include <cstddef>
#include <span>

#include "core/disk/bytesource.h"
#include "core/support/result.h"

namespace vitrine {

/// Bytes that come once, from front to back, for one thread.
class ByteStream
{
public:
    ByteStream() = default;
    ByteStream(const ByteStream &) = delete;
    ByteStream &operator=(const ByteStream &) = delete;
    virtual ~ByteStream() = default;

    /// The next bytes, as many as are at hand; 0 only at the end.
    virtual Result<std::size_t> read(std::span<std::byte> into) = 0;
    /// Passes over bytes; ErrorCode::Corrupt when the stream ends before.
    virtual Result<void> skip(quint64 length);
};

/// Fills `into`; fewer bytes only at the end of the stream.
Result<std::size_t> readFully(ByteStream &stream, std::span<std::byte> into);

/// A stretch of a file from front to back. The file must outlive the stream.
class SourceStream final : public ByteStream
{
public:
    explicit SourceStream(const ByteSource &source)
        : m_source(source)
    {
    }

    Result<std::size_t> read(std::span<std::byte> into) override;
    Result<void> skip(quint64 length) override;
    quint64 position() const { return m_position; }

private:
    const ByteSource m_source;
    quint64 m_position = 0;
};

/// Bytes in memory, at most `piece` at a time.
class MemoryStream final : public ByteStream
{
public:
    explicit MemoryStream(std::span<const std::byte> bytes, std::size_t piece = std::size_t(1) << 20)
        : m_bytes(bytes)
        , m_piece(piece)
    {
    }

    Result<std::size_t> read(std::span<std::byte> into) override;

private:
    std::span<const std::byte> m_bytes;
    const std::size_t m_piece;
};

} // namespace vitrine
