#include "core/disk/unpackeddisk.h"

#include <vector>

#include "core/disk/archiveerrors.h"
#include "core/disk/convertsource.h"
#include "core/disk/diskinarchive.h"
#include "core/disk/outputfile.h"
#include "core/disk/scratchfile.h"

namespace vitrine {

namespace {

/// What is said about the machine of an appliance.
void describe(UnpackedDisk &disk, const ByteSource &archive)
{
    const auto ova = readOva(archive);
    if (!ova)
        return;
    disk.properties = propertiesOf(ova->package.machine);
    disk.minRam = static_cast<qint64>(ova->package.machine.memoryMiB);
}

Result<ByteSource> findDisk(const ByteSource &whole, const QString &member)
{
    if (isTar(whole)) {
        const auto disk = diskInArchive(whole, member);
        // An archive in an archive in ... has no end.
        if (disk && isTar(*disk))
            return refusedArchive("nested", ArchiveText::tr("the disk in it is an archive itself"));
        return disk;
    }
    if (member.isEmpty())
        return whole;
    return failure(ErrorCode::BadRequest,
        ArchiveText::tr("The file is no archive, so there is no “%1” in it.").arg(member));
}

} // namespace

Result<UnpackedDisk> unpackDisk(FileOps &ops, FileDescriptor file, const QString &member,
    const QString &folder, const OperationControl &control)
{
    // Says in words what is not a regular file.
    if (const auto packed = wholeFile(file.get()); !packed)
        return failure(packed.error());
    auto unpacked = readyToRead(ops, file.get(), folder, control);
    if (!unpacked)
        return failure(unpacked.error());
    UnpackedDisk disk;
    disk.file = *unpacked ? std::move(**unpacked) : std::move(file);
    const auto whole = wholeFile(disk.file.get());
    const auto found = whole ? findDisk(*whole, member) : failure(whole.error());
    if (!found)
        return failure(found.error());
    disk.offset = found->start();
    disk.size = found->size();
    const auto report = probeDisk(*found);
    if (!report)
        return failure(report.error());
    disk.report = *report;
    if (isTar(*whole))
        describe(disk, *whole);
    return disk;
}

Result<FileDescriptor> fileOfItsOwn(
    FileOps &ops, UnpackedDisk disk, const QString &folder, const OperationControl &control)
{
    const auto whole = wholeFile(disk.file.get());
    if (!whole)
        return failure(whole.error());
    if (disk.size == whole->size())
        return std::move(disk.file);
    auto copy = openScratchFile(ops, folder);
    if (!copy)
        return copy;
    OutputFile output(ops, copy->get(), folder);
    std::vector<std::byte> piece(1 << 20);
    for (quint64 done = 0; done < disk.size;) {
        if (!control.mayContinue())
            return failure(ErrorCode::Cancelled, ArchiveText::tr("The operation was cancelled."));
        const auto part = std::span(piece).first(std::min<quint64>(piece.size(), disk.size - done));
        const auto moved
            = whole->read(disk.offset + done, part).and_then([&] { return output.writeSparse(done, part); });
        if (!moved)
            return failure(moved.error());
        done += part.size();
    }
    return output.finish(disk.size).map([&copy] { return std::move(*copy); });
}

} // namespace vitrine
