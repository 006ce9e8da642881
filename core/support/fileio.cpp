#include "core/support/fileio.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>

#include <QCoreApplication>
#include <QFile>

#include "core/support/errnomessage.h"

namespace vitrine {

namespace {

Error renameError(const QString &path)
{
    return errnoError(errno, FileAction::Rename, path);
}

bool lacksNoReplace(int error)
{
    return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP;
}

bool lacksHardLinks(int error)
{
    return error == EPERM || error == ENOSYS || error == EOPNOTSUPP || error == EMLINK;
}

} // namespace

Result<FileDescriptor> openFileAt(
    FileOps &ops, int folder, const QByteArray &name, int flags, mode_t mode, const QString &path)
{
    int fd = -1;
    do {
        fd = ops.openat(folder, name.constData(), flags | O_CLOEXEC, mode);
    } while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return errnoFailure((flags & O_CREAT) != 0 ? FileAction::Create : FileAction::Open, path);
    return FileDescriptor(fd);
}

Result<FileDescriptor> openFolderAt(FileOps &ops, int folder, const QByteArray &name, const QString &path)
{
    return openFileAt(ops, folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0, path);
}

Result<FileDescriptor> openFolder(FileOps &ops, const QString &path)
{
    return encodePath(path).and_then([&](const QByteArray &name) {
        return openFileAt(ops, AT_FDCWD, name, O_RDONLY | O_DIRECTORY, 0, path);
    });
}

Result<void> writeFully(
    FileOps &ops, int fd, std::span<const std::byte> bytes, qint64 offset, const QString &path)
{
    while (!bytes.empty()) {
        const ssize_t written = ops.pwrite(fd, bytes.data(), bytes.size(), offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errnoFailure(FileAction::Write, path);
        if (written == 0)
            return failure(errnoError(EIO, FileAction::Write, path));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += written;
    }
    return {};
}

Result<void> syncFile(FileOps &ops, int fd, const QString &path)
{
    if (ops.fsync(fd) != 0)
        return errnoFailure(FileAction::Sync, path);
    return {};
}

Result<void> syncFolder(FileOps &ops, int folder, const QString &path)
{
    if (ops.fsync(folder) != 0 && errno != EINVAL)
        return errnoFailure(FileAction::Sync, path);
    return {};
}

bool lockFile(FileOps &ops, int fd)
{
    return ops.tryLock(fd) == 0 || errno != EWOULDBLOCK;
}

Result<void> renameNoReplace(FileOps &ops, int fromFolder, const QByteArray &from, int toFolder,
    const QByteArray &to, const QString &path)
{
    if (ops.renameat2(fromFolder, from.constData(), toFolder, to.constData(), RENAME_NOREPLACE) == 0)
        return {};
    if (!lacksNoReplace(errno))
        return failure(renameError(path));

    if (ops.linkat(fromFolder, from.constData(), toFolder, to.constData()) == 0) {
        if (ops.unlinkat(fromFolder, from.constData()) != 0)
            return failure(renameError(path));
        return {};
    }
    if (!lacksHardLinks(errno))
        return failure(renameError(path));

    struct stat status = {};
    if (ops.fstatat(toFolder, to.constData(), &status, AT_SYMLINK_NOFOLLOW) == 0)
        return failure(errnoError(EEXIST, FileAction::Rename, path));
    if (errno != ENOENT || ops.renameat2(fromFolder, from.constData(), toFolder, to.constData(), 0) != 0)
        return failure(renameError(path));
    return {};
}

Result<QByteArray> encodePath(const QString &path)
{
    if (path.isEmpty() || path.contains(QChar::Null)) {
        return failure(ErrorCode::BadRequest,
            QCoreApplication::translate(
                "vitrine::FileError", "A file name must not be empty or hold a NUL character."));
    }
    return QFile::encodeName(path);
}

} // namespace vitrine
