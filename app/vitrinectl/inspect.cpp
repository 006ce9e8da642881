#include <memory>

#include "app/vitrinectl/archivewords.h"
#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/inputfile.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"
#include "core/disk/archivecontents.h"
#include "core/disk/comparedisks.h"
#include "core/disk/convertdisk.h"
#include "core/disk/diskcontents.h"
#include "core/disk/diskimage.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

/// An image that is open for as long as this lives.
struct OpenFile {
    FileDescriptor file;
    OpenedDisk disk;
};

Result<OpenFile> openImage(const std::string &argument)
{
    const Result<InputFile> input = InputFile::find(argument);
    if (!input)
        return failure(input.error());
    Result<FileDescriptor> file = openDiskFile(input->path());
    if (!file)
        return failure(file.error());
    Result<OpenedDisk> disk = openDiskImage(file->get());
    if (!disk)
        return failure(disk.error());
    return OpenFile{ std::move(*file), std::move(*disk) };
}

QStringList linesOf(const QList<ProbeFinding> &findings)
{
    QStringList lines;
    for (const ProbeFinding &finding : findings)
        lines.append(finding.check + u": " + finding.reason);
    return lines;
}

/// "1: ext4 “rootfs”, 10 GiB (10737418240 bytes), 1.2 GiB (1288490188 bytes) used"
QString lineOf(const DiskPart &part)
{
    QStringList words{ part.fileSystem.isNull() ? Words::tr("unknown content") : part.fileSystem };
    if (!part.label.isNull())
        words.last() += u" “"_s + part.label + u'”';
    words.append(sizeText(part.length));
    if (part.usedBytes)
        words.append(Words::tr("%1 used").arg(sizeText(*part.usedBytes)));
    for (const QString &word : { part.name, part.role }) {
        if (!word.isNull())
            words.append(word);
    }
    return QString::number(part.number) + u": "_s + words.join(u", "_s);
}

QStringList linesOf(const QList<DiskPart> &parts)
{
    QStringList lines;
    for (const DiskPart &part : parts)
        lines.append(lineOf(part));
    return lines;
}

/// Nothing of a disk that is not safe or cannot be read.
DiskContents contentsOf(const QString &path, const ProbeReport &report)
{
    const Result<FileDescriptor> file = openDiskFile(path);
    const Result<OpenedDisk> disk = file ? openDiskImage(file->get()) : failure(file.error());
    return disk && report.isSafe() ? lookIntoDisk(*disk->image) : DiskContents();
}

/// What lies in a file that is an archive, or compressed.
struct Inside {
    ArchiveContents archive;
    QString manifest; ///< of an appliance; null for others
};

Result<Inside> insideOf(const InputFile &input, const ProbeReport &report)
{
    const Result<FileDescriptor> file = openDiskFile(input.path());
    if (!file)
        return failure(file.error());
    const ByteSource source(file->get(), 0, static_cast<quint64>(report.actualSize));
    Result<ArchiveContents> archive = lookIntoArchive(source);
    if (!archive)
        return failure(archive.error());
    Inside inside{ *std::move(archive), {} };
    const Result<OvaArchive> ova
        = report.detected == DetectedFormat::Ova ? readOva(source) : failure(ErrorCode::NotFound, {});
    if (!ova)
        return inside;
    const Watch watch(Words::tr("Checking %1").arg(input.name()));
    const Result<void> verified = verifyManifest(source, *ova, watch.control());
    if (!verified && verified.error().code != ErrorCode::HashMismatch)
        return failure(verified.error());
    inside.manifest = manifestWord(*ova, verified);
    return inside;
}

/// "gzip, tar" or "xz, qcow2"; null for what is no archive.
QString archiveWord(const ArchiveContents &archive)
{
    if (!archive.isArchive())
        return {};
    QStringList words = archive.wrappers;
    if (archive.isTar)
        words.append(u"tar"_s);
    else if (archive.content)
        words.append(detectedFormatName(*archive.content));
    return words.join(u", ");
}

Record recordOf(
    const QString &name, const ProbeReport &report, const DiskContents &contents, const Inside &inside)
{
    return {
        { u"actual_size"_s, report.actualSize },
        { u"allocated_size"_s, report.allocatedSize },
        { u"architecture"_s, textCell(contents.os.architecture) },
        { u"archive"_s, textCell(archiveWord(inside.archive)) },
        { u"container_format"_s, containerFormatName(report.containerFormat) },
        { u"content"_s, textCell(report.content) },
        { u"detected"_s, detectedFormatName(report.detected) },
        { u"disk_format"_s, textCell(report.diskFormat ? diskFormatName(*report.diskFormat) : QString()) },
        { u"encrypted"_s, report.isEncrypted },
        { u"file"_s, name },
        { u"hw_firmware_type"_s, textCell(contents.firmware) },
        { u"manifest"_s, textCell(inside.manifest) },
        { u"members"_s, memberLines(inside.archive.members) },
        { u"os"_s, textCell(contents.osName) },
        { u"os_distro"_s, textCell(contents.os.distro) },
        { u"os_version"_s, textCell(contents.os.version) },
        { u"partition_table"_s, textCell(contents.partitionTable) },
        { u"parts"_s, linesOf(contents.parts) },
        { u"safe"_s, report.isSafe() },
        { u"snapshots"_s, report.snapshots },
        { u"violations"_s, linesOf(report.violations) },
        { u"virtual_size"_s, numberCell(report.virtualSize) },
        { u"warnings"_s, linesOf(report.warnings) },
    };
}

Result<void> inspectFile(const std::string &argument, const OutputOptions &output)
{
    const Result<InputFile> input = InputFile::find(argument);
    if (!input)
        return failure(input.error());
    const Result<ProbeReport> report = probeDiskFile(input->path());
    if (!report)
        return failure(report.error());
    const DiskContents contents = contentsOf(input->path(), *report);
    const Result<Inside> inside = insideOf(*input, *report);
    const Result<void> printed
        = printRecord(recordOf(input->name(), *report, contents, inside.value_or(Inside())), output);
    if (!printed)
        return printed;
    if (report->isSafe() && !inside)
        return failure(inside.error());
    if (report->isSafe() && inside->manifest != u"wrong")
        return printed;
    return failure(
        ErrorCode::UnsupportedFormat, Words::tr("%1 is not safe to use as an image.").arg(input->name()));
}

Record recordOf(const DiskComparison &comparison)
{
    return {
        { u"compared_bytes"_s, comparison.comparedBytes },
        { u"equal"_s, !comparison.firstDifference },
        { u"equal_bytes"_s, comparison.equalBytes },
        { u"first_difference"_s, numberCell(comparison.firstDifference) },
    };
}

Result<void> compareFiles(const std::string &left, const std::string &right, const OutputOptions &output)
{
    const Result<OpenFile> first = openImage(left);
    if (!first)
        return failure(first.error());
    const Result<OpenFile> second = openImage(right);
    if (!second)
        return failure(second.error());
    const Result<DiskComparison> comparison = [&] {
        const Watch watch(Words::tr("Comparing"));
        return compareDisks(*first->disk.image, *second->disk.image, 0, watch.control());
    }();
    if (!comparison)
        return failure(comparison.error());
    const Result<void> printed = printRecord(recordOf(*comparison), output);
    if (!printed || !comparison->firstDifference)
        return printed;
    return failure(ErrorCode::HashMismatch, Words::tr("The disks differ."));
}

QString kindName(DiskExtent::Kind kind)
{
    switch (kind) {
    case DiskExtent::Kind::Data:
        return u"data"_s;
    case DiskExtent::Kind::Zero:
        return u"zero"_s;
    case DiskExtent::Kind::Hole:
        return u"hole"_s;
    case DiskExtent::Kind::Compressed:
        return u"compressed"_s;
    }
    Q_UNREACHABLE();
}

bool continues(const DiskExtent &extent, const DiskExtent &next)
{
    if (extent.kind != next.kind)
        return false;
    return !extent.place
        || (next.place && *next.place == *extent.place + static_cast<quint64>(extent.length));
}

Result<QList<DiskExtent>> extentsOf(const DiskImage &image)
{
    QList<DiskExtent> extents;
    for (qint64 offset = 0; offset < image.virtualSize(); offset = extents.constLast().end()) {
        const Result<DiskExtent> extent = image.extentAt(offset);
        if (!extent)
            return failure(extent.error());
        if (!extents.isEmpty() && continues(extents.constLast(), *extent))
            extents.last().length += extent->length;
        else
            extents.append(*extent);
    }
    return extents;
}

Cell placeCell(const DiskExtent &extent)
{
    if (!extent.place)
        return None{};
    return static_cast<qint64>(*extent.place);
}

QStringList mapHeaders()
{
    return { u"Offset"_s, u"Length"_s, u"Kind"_s, u"File Offset"_s };
}

Result<void> mapFile(const std::string &argument, const OutputOptions &output)
{
    const Result<OpenFile> file = openImage(argument);
    if (!file)
        return failure(file.error());
    const Result<QList<DiskExtent>> extents = extentsOf(*file->disk.image);
    if (!extents)
        return failure(extents.error());
    Listing listing;
    listing.headers = mapHeaders();
    for (const DiskExtent &extent : *extents) {
        listing.rows.append({ extent.offset, extent.length, kindName(extent.kind), placeCell(extent) });
    }
    return printListing(listing, output);
}

void addMap(CLI::App &parent, Program &program)
{
    const auto file = std::make_shared<std::string>();
    CLI::App *map
        = parent.add_subcommand("map", help(Words::tr("List which parts of a disk are stored, and how")));
    map->fallthrough();
    map->add_option("file", *file, help(Words::tr("disk image to look into")))->type_name("FILE")->required();
    addOutputOptions(map, program.output, OutputKind::List);
    map->callback([file, &program] {
        requireColumns(program.output, mapHeaders());
        program.offlineCommand
            = [name = *file](const QString &, const OutputOptions &output) { return mapFile(name, output); };
    });
}

void addCompare(CLI::App &parent, Program &program)
{
    const auto files = std::make_shared<std::pair<std::string, std::string>>();
    CLI::App *compare = parent.add_subcommand(
        "compare", help(Words::tr("Compare what two disk images of any formats hold")));
    compare->fallthrough();
    compare->add_option("first", files->first, help(Words::tr("disk image")))->type_name("FILE")->required();
    compare->add_option("second", files->second, help(Words::tr("disk image")))
        ->type_name("FILE")
        ->required();
    addOutputOptions(compare, program.output, OutputKind::Show);
    compare->callback([files, &program] {
        requireColumns(program.output, columnsOf(recordOf(DiskComparison{})));
        program.offlineCommand = [names = *files](const QString &, const OutputOptions &output) {
            return compareFiles(names.first, names.second, output);
        };
    });
}

} // namespace

void addInspect(CLI::App &parent, Program &program)
{
    const auto file = std::make_shared<std::string>();
    CLI::App *inspect = parent.add_subcommand(
        "inspect", help(Words::tr("Say what is in a disk image and whether it is safe")));
    inspect->fallthrough();
    inspect->add_option("file", *file, help(Words::tr("file to look into")))->type_name("FILE")->required();
    addOutputOptions(inspect, program.output, OutputKind::Show);
    inspect->callback([file, &program] {
        requireColumns(program.output, columnsOf(recordOf({}, ProbeReport{}, DiskContents{}, Inside{})));
        program.offlineCommand = [name = *file](const QString &, const OutputOptions &output) {
            return inspectFile(name, output);
        };
    });
    addCompare(parent, program);
    addMap(parent, program);
}

} // namespace vitrine::ctl
