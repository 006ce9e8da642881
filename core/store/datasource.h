#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

#include <QString>

#include "core/support/fileops.h"
#include "core/support/result.h"

namespace vitrine {

struct OperationControl;

/// A stretch of a source: bytes that were put into the caller's buffer, or a run of zeros that was not.
struct SourceChunk {
    enum class Kind { Data, Zeros, End };

    Kind kind = Kind::End;
    qint64 length = 0;
};

/// Where the bytes of an image come from, read once from front to back by one thread.
class DataSource
{
public:
    DataSource() = default;
    DataSource(const DataSource &) = delete;
    DataSource &operator=(const DataSource &) = delete;
    virtual ~DataSource() = default;

    /// For messages: a path or a link without secrets.
    virtual QString displayName() const = 0;
    /// Bytes in all, when known beforehand.
    virtual std::optional<qint64> size() const = 0;
    /// Bytes in all that are not known to be a hole, when known beforehand.
    virtual std::optional<qint64> dataSize() const { return size(); }
    /// The regular file that is being read, for sharing blocks and comparing identity; -1 when there is none.
    virtual int fileDescriptor() const { return -1; }
    /// Whether the bytes come over a network.
    virtual bool isRemote() const { return false; }
    /// The next stretch, at most `buffer.size()` bytes of data or any length of zeros. Blocks.
    virtual Result<SourceChunk> next(std::span<std::byte> buffer) = 0;
    /// True when the bytes only come into being as a file, written in any order, as those of a conversion do.
    /// Then makeFile() gives them, once, and next() fails.
    virtual bool makesFile() const { return false; }
    /// Fills the empty file `fd`, open for reading and writing, without syncing it.
    virtual Result<void> makeFile(FileOps &ops, int fd, const OperationControl &control);
    /// After the end: ErrorCode::SourceChanged when what was read cannot be trusted to be one state of the
    /// source.
    virtual Result<void> confirmUnchanged() = 0;
};

/// A regular file, read through its holes. FIFOs, devices, sockets and folders are refused without blocking.
/// A symbolic link is resolved once; displayName() then says where it leads.
Result<std::unique_ptr<DataSource>> openFileSource(const QString &path, FileOps &ops = systemFileOps());

} // namespace vitrine
