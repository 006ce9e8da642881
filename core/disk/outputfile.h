#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <QString>

#include "core/support/fileops.h"
#include "core/support/result.h"

namespace vitrine {

/// A new file that is mostly written forwards: joins small writes, begins write-back early so that the final
/// fsync is short, and leaves holes where nothing is written. Stops before the disk is so full that other
/// programs starve. For one thread.
class OutputFile final
{
public:
    /// `fd` is open for writing, empty, and outlives the object. `path` is for messages and for formats that
    /// write their own name.
    OutputFile(FileOps &ops, int fd, QString path);

    Result<void> write(quint64 offset, std::span<const std::byte> bytes);
    /// Leaves out runs of zeros, where nothing has been written before.
    Result<void> writeSparse(quint64 offset, std::span<const std::byte> bytes);
    /// Writes what is held back and gives the file its length.
    Result<void> finish(quint64 size);

    QString path() const { return m_path; }
    int fileDescriptor() const { return m_fd; }

private:
    Result<void> flush();
    Result<void> writeThrough(quint64 offset, std::span<const std::byte> bytes);
    Result<void> checkRoom();

    FileOps &m_ops;
    const int m_fd;
    const QString m_path;
    std::vector<std::byte> m_held;
    quint64 m_heldAt = 0;
    quint64 m_writeBackStart = 0;
    quint64 m_writtenSinceCheck = 0;
};

/// True when all bytes are zero.
bool isAllZero(std::span<const std::byte> bytes);

} // namespace vitrine
