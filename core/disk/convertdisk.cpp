#include "core/disk/convertdisk.h"

#include <algorithm>

#include <fcntl.h>

#include <QFile>
#include <QFileInfo>

#include "core/disk/comparedisks.h"
#include "core/disk/convertsource.h"
#include "core/disk/diskerrors.h"
#include "core/disk/diskimage.h"
#include "core/disk/diskpump.h"
#include "core/disk/guestlock.h"
#include "core/disk/outputfile.h"
#include "core/support/errnomessage.h"
#include "core/support/fileio.h"
#include "core/support/partfile.h"

namespace vitrine {

namespace {

bool isSameState(const struct stat &before, const struct stat &after)
{
    return before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec
        && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec;
}

/// One conversion from one open file to another.
class Conversion final
{
public:
    Conversion(int sourceFile, int targetFile, const ConvertOptions &options, const OperationControl &control,
        FileOps &ops)
        : m_sourceFile(sourceFile)
        , m_targetFile(targetFile)
        , m_options(options)
        , m_control(control)
        , m_ops(ops)
    {
    }

    Result<ConvertReport> run(const QString &name);

private:
    Result<void> fill(const DiskImage &image, qint64 virtualSize, const QString &name);
    bool shareBytes(const DiskImage &image, qint64 virtualSize) const;
    Result<void> verify(const DiskImage &image) const;
    Result<void> noteStates(const QString &name);
    Result<void> refuseChanged() const;

    const int m_sourceFile;
    const int m_targetFile;
    const ConvertOptions &m_options;
    const OperationControl &m_control;
    FileOps &m_ops;
    std::vector<std::pair<int, struct stat>> m_states; ///< of the files that are read, before it began
};

/// A raw disk that stays one takes no room where the file system lets two files share their bytes.
bool Conversion::shareBytes(const DiskImage &image, qint64 virtualSize) const
{
    const auto bytes = image.wholeBytes();
    struct stat status = {};
    return m_options.layout.format == DiskFormat::Raw && bytes && bytes->start() == 0
        && virtualSize == image.virtualSize() && m_ops.fstat(bytes->fileDescriptor(), &status) == 0
        && status.st_size == virtualSize && m_ops.clone(m_targetFile, bytes->fileDescriptor()) == 0;
}

Result<void> Conversion::fill(const DiskImage &image, qint64 virtualSize, const QString &name)
{
    m_control.progress->setPhase(OperationPhase::Copying);
    m_control.progress->setTotal(image.virtualSize());
    m_control.progress->setDone(0);
    if (shareBytes(image, virtualSize)) {
        m_control.progress->setDone(image.virtualSize());
        return {};
    }
    OutputFile file(m_ops, m_targetFile, name);
    const auto writer = makeDiskWriter(m_options.layout, file);
    if (!writer)
        return failure(writer.error());
    return (*writer)
        ->begin(virtualSize)
        .and_then([&] { return pumpDisk(image, **writer, m_options.threads, m_control); })
        .and_then([&] { return (*writer)->finish(); });
}

Result<void> Conversion::verify(const DiskImage &image) const
{
    if (!m_options.verify)
        return {};
    m_control.progress->setPhase(OperationPhase::Verifying);
    m_control.progress->setDone(0);
    const auto made = openDiskImage(m_targetFile);
    if (!made)
        return failure(made.error());
    const auto comparison = compareDisks(image, *made->image, m_options.threads, m_control);
    if (!comparison)
        return failure(comparison.error());
    if (comparison->firstDifference) {
        return failure(ErrorCode::HashMismatch,
            DiskText::tr("The new image differs from its source at byte %1. Nothing was saved.")
                .arg(*comparison->firstDifference));
    }
    return {};
}

Result<void> Conversion::noteStates(const QString &name)
{
    std::vector<int> files{ m_sourceFile };
    files.insert(files.end(), m_options.backing.cbegin(), m_options.backing.cend());
    for (const int file : files) {
        struct stat state = {};
        if (m_ops.fstat(file, &state) != 0)
            return errnoFailure(FileAction::Read, name);
        m_states.emplace_back(file, state);
    }
    return {};
}

Result<void> Conversion::refuseChanged() const
{
    const bool areSame = std::all_of(m_states.cbegin(), m_states.cend(), [this](const auto &before) {
        struct stat now = {};
        return m_ops.fstat(before.first, &now) == 0 && isSameState(before.second, now);
    });
    if (areSame)
        return {};
    return failure(ErrorCode::SourceChanged,
        DiskText::tr("The disk image was changed while it was converted. Nothing was saved; try again when "
                     "nothing uses it."));
}

Result<ConvertReport> Conversion::run(const QString &name)
{
    if (const auto noted = noteStates(name); !noted)
        return failure(noted.error());
    const auto source = openDiskChain(m_sourceFile, m_options.backing, m_options.disk);
    if (!source)
        return failure(source.error());
    const auto virtualSize = newDiskSize(source->image->virtualSize(), m_options.size, m_options.layout);
    if (!virtualSize)
        return failure(virtualSize.error());
    ConvertReport report{ source->report, *virtualSize };
    const auto done = fill(*source->image, *virtualSize, name)
                          .and_then([&] { return verify(*source->image); })
                          .and_then([&] { return refuseChanged(); });
    if (!done)
        return failure(done.error());
    struct stat made = {};
    if (m_ops.fstat(m_targetFile, &made) != 0)
        return errnoFailure(FileAction::Create, name);
    report.size = made.st_size;
    report.allocated = made.st_blocks * 512;
    return report;
}

Result<void> publish(PartFile &part, const ConvertOptions &options, const OperationControl &control)
{
    control.progress->setPhase(OperationPhase::Flushing);
    return part.sync()
        .and_then([&] {
            control.progress->setPhase(OperationPhase::Finishing);
            return part.rename(options.overwrite);
        })
        .and_then([&] { return part.syncName(); });
}

} // namespace

Result<ConvertReport> convertInto(int targetFile, const QString &name, int sourceFile,
    const ConvertOptions &options, const OperationControl &control, FileOps &ops)
{
    control.progress->setPhase(OperationPhase::Preparing);
    if (isWrittenByGuest(sourceFile)) {
        return failure(ErrorCode::Conflict,
            DiskText::tr("A virtual machine is running from this disk. Shut it down, then convert it."));
    }
    return checkLayout(options.layout).and_then([&] {
        return Conversion(sourceFile, targetFile, options, control, ops).run(name);
    });
}

Result<ConvertReport> convertDisk(int sourceFile, const QString &destination, const ConvertOptions &options,
    const OperationControl &control, FileOps &ops)
{
    if (const auto checked = checkLayout(options.layout); !checked)
        return failure(checked.error());
    auto part = PartFile::find(ops, destination);
    if (!part)
        return failure(part.error());
    for (const int backing : options.backing) {
        if (const auto taken = part->refuseTaken(backing, options.overwrite); !taken)
            return failure(taken.error());
    }
    const auto taken
        = part->refuseTaken(sourceFile, options.overwrite).and_then([&] { return part->open(); });
    if (!taken)
        return failure(taken.error());
    const auto unpacked = readyToRead(ops, sourceFile, QFileInfo(destination).path(), control);
    if (!unpacked)
        return failure(unpacked.error());
    const int readFile = *unpacked ? (*unpacked)->get() : sourceFile;
    const auto report = convertInto(part->fd(), destination, readFile, options, control, ops);
    if (!report)
        return report;
    return publish(*part, options, control).map([&] { return *report; });
}

Result<FileDescriptor> openDiskFile(const QString &path)
{
    // Whether it is a regular file is asked by the probe, which reads nothing of others.
    return encodePath(path).and_then([&](const QByteArray &name) {
        return openFileAt(systemFileOps(), AT_FDCWD, name, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0, path);
    });
}

Result<ConvertReport> convertDiskFile(const QString &source, const QString &destination,
    const ConvertOptions &options, const OperationControl &control, FileOps &ops)
{
    const auto file = openDiskFile(source);
    if (!file)
        return failure(file.error());
    return convertDisk(file->get(), destination, options, control, ops);
}

} // namespace vitrine
