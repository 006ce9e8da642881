#include "core/disk/convertsource.h"

#include "core/disk/diskinarchive.h"
#include "core/disk/unpackfile.h"
#include "core/support/errnomessage.h"

namespace vitrine {

namespace {

Result<void> compareWithManifest(FileOps &ops, int file, const OperationControl &control)
{
    struct stat status = {};
    if (ops.fstat(file, &status) != 0)
        return errnoFailure(FileAction::Read, {});
    const ByteSource source(file, 0, static_cast<quint64>(status.st_size));
    if (!S_ISREG(status.st_mode) || !isTar(source))
        return {};
    // What is wrong with it is said by whoever opens it.
    const auto ova = readOva(source);
    return ova ? verifyManifest(source, *ova, control) : Result<void>();
}

} // namespace

Result<std::optional<FileDescriptor>> readyToRead(
    FileOps &ops, int file, const QString &folder, const OperationControl &control)
{
    auto unpacked = unpackIfWrapped(ops, file, folder, control);
    if (!unpacked)
        return unpacked;
    const int read = *unpacked ? (*unpacked)->get() : file;
    if (const auto done = compareWithManifest(ops, read, control); !done)
        return failure(done.error());
    return unpacked;
}

} // namespace vitrine
