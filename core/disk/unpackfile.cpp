#include "core/disk/unpackfile.h"

#include <vector>

#include <sys/stat.h>

#include "core/disk/archiveerrors.h"
#include "core/disk/outputfile.h"
#include "core/disk/scratchfile.h"
#include "core/support/errnomessage.h"

namespace vitrine {

namespace {

constexpr std::size_t pieceLength = 1 << 20;

} // namespace

Result<quint64> writeUnwrapped(
    FileOps &ops, int file, const QString &path, UnwrappedStream &stream, const OperationControl &control)
{
    OutputFile output(ops, file, path);
    std::vector<std::byte> piece(pieceLength);
    quint64 length = 0;
    for (;;) {
        if (!control.mayContinue())
            return failure(ErrorCode::Cancelled, ArchiveText::tr("The operation was cancelled."));
        const auto count = readFully(stream, piece);
        if (!count)
            return failure(count.error());
        if (*count == 0)
            break;
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
