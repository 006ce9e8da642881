#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include <QString>

#include "core/support/result.h"

namespace vitrine {

/// Hexadecimal hashes of one run of bytes.
struct Digests {
    QString md5;
    QString sha512;
};

/// md5 and sha512 of one run of bytes, or sha512 alone, each on a thread of its own, fed through one ring of
/// buffers.
/// The producer fills a buffer, hands it over and may still read it (to write it to a disk) until it asks for
/// the next one. Memory stays within the ring however far the producer is ahead.
class DigestPipeline
{
public:
    static constexpr std::size_t bufferSize = std::size_t{ 1 } << 20;
    static constexpr std::size_t bufferCount = 8;

    enum class Wanted { Both, Sha512 };

    /// A hash that is not wanted stays null, and costs nothing.
    static Result<std::unique_ptr<DigestPipeline>> create(Wanted wanted = Wanted::Both);
    /// Abandons what is not hashed yet.
    ~DigestPipeline();
    DigestPipeline(const DigestPipeline &) = delete;
    DigestPipeline &operator=(const DigestPipeline &) = delete;

    /// The next free buffer of bufferSize bytes, aligned for direct I/O. Waits for the slower hash.
    std::span<std::byte> buffer();
    /// Hands over the first `length` bytes of the buffer. At most bufferSize.
    void pushData(std::size_t length);
    /// Hands over `length` zero bytes that are in no buffer. Any length; waits as buffer() does.
    void pushZeros(qint64 length);
    /// After the last byte: waits for both hashes.
    Result<Digests> finish();

private:
    class Private;
    explicit DigestPipeline(std::unique_ptr<Private> d);
    const std::unique_ptr<Private> d;
};

} // namespace vitrine
