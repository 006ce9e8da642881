#pragma once

#include <memory>
#include <vector>

#include <QStringList>

#include "core/disk/bytestream.h"
#include "core/disk/packcodec.h"

namespace vitrine {

/// True when the file begins as something that UnwrappedStream takes apart.
bool isWrapped(const ByteSource &file);

/// What is left of a file when its compression is taken off: gzip, bzip2, xz, zstd, and zip with a single
/// member. Two wrappers at most; a third is refused. What comes out is bounded as UnpackLimits say.
class UnwrappedStream final : public ByteStream
{
public:
    static constexpr int mostWrappers = 2;
    static constexpr quint64 mostBytes = quint64(1) << 40; ///< Glance's image_size_cap

    /// The file must outlive the stream. A file that is not wrapped comes as it is.
    static Result<std::unique_ptr<UnwrappedStream>> open(const ByteSource &file, quint64 most = mostBytes);

    Result<std::size_t> read(std::span<std::byte> into) override;
    /// The first bytes of what read() gives, at least `length` unless there are fewer. Before the first
    /// read().
    Result<std::span<const std::byte>> peek(std::size_t length);

    /// The programs that wrapped it, outermost first.
    const QStringList &wrappers() const { return m_wrappers; }
    /// Bytes of the file that have been read, for progress.
    quint64 consumed() const { return m_file.position(); }
    /// Runs of the innermost wrapper that have been met: more than one is unusual, but no fault.
    int runs() const;

private:
    explicit UnwrappedStream(const ByteSource &file)
        : m_file(file)
    {
    }

    Result<void> takeOff(const ByteSource &file, quint64 most);
    ByteStream &innermost();

    SourceStream m_file;
    std::vector<std::unique_ptr<ByteStream>> m_layers;
    QStringList m_wrappers;
    std::vector<std::byte> m_peeked;
    std::size_t m_given = 0; ///< of m_peeked
};

} // namespace vitrine
