#include "core/disk/unpackfile.h"

#include <vector>

#include <sys/stat.h>

#include <QLocale>

#include "core/disk/archiveerrors.h"
#include "core/disk/outputfile.h"
#include "core/disk/scratchfile.h"
#include "core/support/errnomessage.h"

namespace vitrine {

namespace {

constexpr std::size_t pieceLength = 1 << 20;

/// Of a file that is being filled: so that others on the disk are not starved by what nobody can foresee.
Result<void> checkRoom(FileOps &ops, int file)
{
    constexpr quint64 leftFree = 64 << 20;
    struct statvfs status = {};
    if (ops.fstatvfs(file, &status) != 0 || status.f_bavail * status.f_frsize > leftFree)
        return {};
    return failure(ErrorCode::StorageFull,
        ArchiveText::tr("There is not enough room to unpack the file: only %1 are left.")
            .arg(QLocale().formattedDataSize(static_cast<qint64>(status.f_bavail * status.f_frsize))));
}

} // namespace

Result<quint64> writeUnwrapped(
    FileOps &ops, int file, const QString &path, UnwrappedStream &stream, const OperationControl &control)
{
    constexpr quint64 checkInterval = 64 << 20;
    OutputFile output(ops, file, path);
    std::vector<std::byte> piece(pieceLength);
    quint64 length = 0;
    for (quint64 checked = 0;;) {
        if (!control.mayContinue())
            return failure(ErrorCode::Cancelled, ArchiveText::tr("The operation was cancelled."));
        const auto count = readFully(stream, piece);
        if (!count)
            return failure(count.error());
        if (*count == 0)
            break;
        if (length >= checked) {
            if (const auto room = checkRoom(ops, file); !room)
                return failure(room.error());
            checked = length + checkInterval;
        }
        if (const auto done = output.writeSparse(length, std::span(piece).first(*count)); !done)
            return failure(done.error());
        length += *count;
        control.progress->setDone(static_cast<qint64>(stream.consumed()));
    }
    return output.finish(length).map([length] { return length; });
}

Result<std::optional<FileDescriptor>> unpackIfWrapped(
    FileOps &ops, int wrapped, const QString &folder, const OperationControl &control)
{
    struct stat status = {};
    if (ops.fstat(wrapped, &status) != 0)
        return errnoFailure(FileAction::Read, folder);
    const ByteSource source(wrapped, 0, static_cast<quint64>(status.st_size));
    if (!S_ISREG(status.st_mode) || !isWrapped(source))
        return std::optional<FileDescriptor>();
    const auto stream = UnwrappedStream::open(source);
    if (!stream)
        return failure(stream.error());
    auto file = openScratchFile(ops, folder);
    if (!file)
        return failure(file.error());
    control.progress->setPhase(OperationPhase::Preparing);
    control.progress->setTotal(status.st_size);
    return writeUnwrapped(ops, file->get(), folder, **stream, control).map([&file](quint64) {
        return std::optional<FileDescriptor>(std::move(*file));
    });
}

} // namespace vitrine
