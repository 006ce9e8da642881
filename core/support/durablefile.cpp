#include "core/support/durablefile.h"

#include <atomic>
#include <cerrno>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

namespace {

Result<FileDescriptor> openTemporary(FileOps &ops, const DurableWrite &write)
{
    // The name of a dead process' attempt: unlinked, never followed or written into.
    if (ops.unlinkat(write.temporaryFolder, write.temporaryName.constData()) != 0 && errno != ENOENT)
        return errnoFailure(FileAction::Create, write.path);
    return openFileAt(ops, write.temporaryFolder, write.temporaryName,
        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, write.mode, write.path);
}

Result<void> rename(FileOps &ops, const DurableWrite &write)
{
    if (!write.replace) {
        return renameNoReplace(
            ops, write.temporaryFolder, write.temporaryName, write.folder, write.name, write.path);
    }
    if (ops.renameat2(
            write.temporaryFolder, write.temporaryName.constData(), write.folder, write.name.constData(), 0)
        != 0)
        return errnoFailure(FileAction::Rename, write.path);
    return {};
}

/// A name of its own for each attempt, of this process and of others: two that write at once must not meet in
/// one file.
QByteArray nextTemporaryName(const QByteArray &name)
{
    static std::atomic<quint64> attempts = 0;
    return name + ".tmp-" + QByteArray::number(::getpid()) + '-' + QByteArray::number(++attempts);
}

} // namespace

Result<void> writeAndRename(FileOps &ops, const DurableWrite &write, const QByteArray &bytes)
{
    const auto file = openTemporary(ops, write);
    if (!file)
        return failure(file.error());
    // Tells a process that cleans up that this is not a dead process' attempt.
    lockFile(ops, file->get());
    const Result<void> result = writeFully(ops, file->get(),
        std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))), 0, write.path)
                                    .and_then([&] { return syncFile(ops, file->get(), write.path); })
                                    .and_then([&] { return rename(ops, write); });
    if (!result)
        ops.unlinkat(write.temporaryFolder, write.temporaryName.constData());
    return result;
}

Result<void> writeFileDurably(const QString &path, const QByteArray &bytes, mode_t mode, FileOps &ops)
{
    const QFileInfo info(path);
    const auto name = encodePath(info.fileName());
    if (!name)
        return failure(name.error());
    const auto folder = openFolder(ops, info.path());
    if (!folder)
        return failure(folder.error());
    const DurableWrite write{ .temporaryFolder = folder->get(),
        .temporaryName = nextTemporaryName(*name),
        .folder = folder->get(),
        .name = *name,
        .path = path,
        .mode = mode };
    return writeAndRename(ops, write, bytes).and_then([&] { return syncFolder(ops, folder->get(), path); });
}

Result<void> makeFolderDurably(const QString &path, FileOps &ops)
{
    constexpr mode_t asTheUserWants = 0777;
    const QFileInfo info(QDir::cleanPath(QDir::current().absoluteFilePath(path)));
    if (info.isDir())
        return {};
    const QString above = info.path();
    if (const auto made = makeFolderDurably(above, ops); !made)
        return made;
    const auto name = encodePath(info.fileName());
    if (!name)
        return failure(name.error());
    const auto folder = openFolder(ops, above);
    if (!folder)
        return failure(folder.error());
    if (ops.mkdirat(folder->get(), name->constData(), asTheUserWants) != 0 && errno != EEXIST)
        return errnoFailure(FileAction::Create, path);
    return syncFolder(ops, folder->get(), above);
}

void removeLeftovers(const QString &path, FileOps &ops)
{
    const QFileInfo info(path);
    const auto name = encodePath(info.fileName());
    const auto folder = openFolder(ops, info.path());
    std::vector<std::string> entries;
    if (!name || !folder || ops.listNames(folder->get(), entries) != 0)
        return;
    // Without more an earlier version called it.
    const QByteArray prefix = *name + ".tmp";
    for (const std::string &entry : entries) {
        const QByteArray leftover = QByteArray::fromStdString(entry);
        if (!leftover.startsWith(prefix))
            continue;
        const auto file
            = openFileAt(ops, folder->get(), leftover, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0, path);
        if (file && lockFile(ops, file->get()))
            ops.unlinkat(folder->get(), leftover.constData());
    }
}

} // namespace vitrine
