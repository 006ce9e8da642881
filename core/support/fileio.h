#pragma once

#include <cstddef>
#include <span>

#include <QByteArray>
#include <QString>

#include "core/support/filedescriptor.h"
#include "core/support/fileops.h"
#include "core/support/result.h"

namespace vitrine {

// Small steps over FileOps that go on after EINTR and speak in Results.
// `path` is only for messages, except where noted.

Result<FileDescriptor> openFileAt(
    FileOps &ops, int folder, const QByteArray &name, int flags, mode_t mode, const QString &path);
/// A folder inside `folder`, never through a symbolic link.
Result<FileDescriptor> openFolderAt(FileOps &ops, int folder, const QByteArray &name, const QString &path);
/// A folder by its path, which may lead through symbolic links.
Result<FileDescriptor> openFolder(FileOps &ops, const QString &path);

/// Writes all of `bytes`, over short writes.
Result<void> writeFully(
    FileOps &ops, int fd, std::span<const std::byte> bytes, qint64 offset, const QString &path);

/// fsync of a file, once: after a failure the kernel has forgotten what was dirty, and a second call would
/// lie.
Result<void> syncFile(FileOps &ops, int fd, const QString &path);
/// fsync of a folder. File systems that cannot do that for a folder (EINVAL) keep names durable themselves.
Result<void> syncFolder(FileOps &ops, int folder, const QString &path);

/// Takes an exclusive lock that ends with the descriptor, also when the process is killed.
/// False when somebody else holds it. Where the file system knows no locks everybody gets it.
bool lockFile(FileOps &ops, int fd);

/// Gives a file a name that nothing has yet: ErrorCode::Conflict when something has.
/// Also works where the file system lacks RENAME_NOREPLACE (NFS, FAT).
Result<void> renameNoReplace(FileOps &ops, int fromFolder, const QByteArray &from, int toFolder,
    const QByteArray &to, const QString &path);

/// The bytes of `path` as the system wants them; ErrorCode::BadRequest for an empty path or one with NUL.
Result<QByteArray> encodePath(const QString &path);

} // namespace vitrine
