#pragma once

#include <cstddef>
#include <span>

#include <QString>

#include "core/support/fileops.h"
#include "core/support/result.h"

namespace vitrine {

/// Writes a new file from front to back, leaving holes where its bytes are zero.
///
/// Large files go past the page cache (O_DIRECT) where the file system can do that: it takes a fraction of
/// the processor time, pushes nothing else out of memory, and leaves little for the final fsync to do.
/// Elsewhere write-back is started early for the same reason.
class SparseWriter final
{
public:
    /// Zeros become a hole in whole blocks of this size.
    static constexpr qint64 holeBlock = 64 * 1024;

    /// `fd` is open for writing, empty, and outlives the writer. `path` is for messages.
    SparseWriter(FileOps &ops, int fd, QString path);

    /// Before the first byte: takes `expectedSize` bytes of the disk (all of which are data when `dense`) and
    /// checks that `reserve` stays free. ErrorCode::StorageFull when they are not there.
    Result<void> prepare(qint64 expectedSize, qint64 dataSize, qint64 reserve);
    /// Appends bytes; the position must be a multiple of holeBlock. Fastest with page-aligned memory.
    Result<void> append(std::span<const std::byte> bytes);
    /// Appends zeros without writing them.
    Result<void> appendZeros(qint64 length);
    /// Gives the file its length, which a hole at its end has not done yet. It may then be read as any other.
    Result<void> finish();

    qint64 position() const { return m_position; }

private:
    Result<void> writeRun(std::span<const std::byte> bytes, qint64 offset);
    Result<void> checkFreeSpace(qint64 wanted);
    void setDirect(bool direct);
    void startWriteBack(qint64 end);

    FileOps &m_ops;
    const int m_fd;
    const QString m_path;
    qint64 m_position = 0;
    qint64 m_reserve = 0;
    qint64 m_allocated = 0; ///< bytes taken beforehand
    qint64 m_writtenSinceCheck = 0;
    qint64 m_writeBackStart = 0;
    bool m_direct = false;
};

} // namespace vitrine
