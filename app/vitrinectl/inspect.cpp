#include <memory>

#include "app/vitrinectl/archivewords.h"
#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/convertimage.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/subject.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"
#include "core/disk/archivecontents.h"
#include "core/disk/comparedisks.h"
#include "core/disk/diskcontents.h"
#include "core/disk/diskimage.h"
#include "core/disk/qcow2backing.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

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
DiskContents contentsOf(const Subject &subject, const ProbeReport &report)
{
    const Result<OpenedDisk> disk = openDiskImage(subject.fileDescriptor());
    return disk && report.isSafe() ? lookIntoDisk(*disk->image) : DiskContents();
}

/// What lies in a file that is an archive, or compressed.
struct Inside {
    ArchiveContents archive;
    QString manifest; ///< of an appliance; null for others
    QString backing; ///< what a disk image is laid over; null for one that stands alone
};

/// "base.qcow2 (qcow2)", as it is written in the file; null when it needs none.
QString backingOf(const ByteSource &source)
{
    const auto reference = backingReferenceOf(source);
    if (!reference)
        return {};
    return reference->format.isNull() ? reference->name
                                      : reference->name + u" ("_s + reference->format + u')';
}

Result<Inside> insideOf(const Subject &subject, const ProbeReport &report)
{
    const ByteSource source(subject.fileDescriptor(), 0, static_cast<quint64>(report.actualSize));
    Result<ArchiveContents> archive = lookIntoArchive(source);
    if (!archive)
        return failure(archive.error());
    Inside inside{ *std::move(archive), {}, backingOf(source) };
    const Result<OvaArchive> ova
        = report.detected == DetectedFormat::Ova ? readOva(source) : failure(ErrorCode::NotFound, {});
    if (!ova)
        return inside;
    const Watch watch(Words::tr("Checking %1").arg(subject.name));
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
        { u"backing_file"_s, textCell(inside.backing) },
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

Result<void> inspect(const Subject &subject, const OutputOptions &output)
{
    const Result<ProbeReport> report = probeDisk(subject.fileDescriptor());
    if (!report)
        return failure(report.error());
    const Result<Inside> inside = insideOf(subject, *report);
    const Record record
        = recordOf(subject.name, *report, contentsOf(subject, *report), inside.value_or(Inside()));
    const Result<void> printed = printRecord(record, output);
    if (!printed)
        return printed;
    if (report->isSafe() && !inside)
        return failure(inside.error());
    if (report->isSafe() && inside->manifest != u"wrong")
        return printed;
    return failure(
        ErrorCode::UnsupportedFormat, Words::tr("%1 is not safe to use as an image.").arg(subject.name));
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

Result<void> compare(const Subject &left, const Subject &right, const OutputOptions &output)
{
    const Result<OpenedDisk> first = openDiskImage(left.fileDescriptor());
    if (!first)
        return failure(first.error());
    const Result<OpenedDisk> second = openDiskImage(right.fileDescriptor());
    if (!second)
        return failure(second.error());
    const Result<DiskComparison> comparison = [&] {
        const Watch watch(Words::tr("Comparing"));
        return compareDisks(*first->image, *second->image, 0, watch.control());
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

Result<void> map(const Subject &subject, const OutputOptions &output)
{
    const Result<OpenedDisk> disk = openDiskImage(subject.fileDescriptor());
    if (!disk)
        return failure(disk.error());
    const Result<QList<DiskExtent>> extents = extentsOf(*disk->image);
    if (!extents)
        return failure(extents.error());
    Listing listing;
    listing.headers = mapHeaders();
    for (const DiskExtent &extent : *extents) {
        listing.rows.append({ extent.offset, extent.length, kindName(extent.kind), placeCell(extent) });
    }
    return printListing(listing, output);
}

using Look = Result<void> (*)(const Subject &, const OutputOptions &);

QCoro::Task<Result<void>> lookInto(Context context, std::string argument, Look look)
{
    const Result<Subject> subject = co_await findSubject(context, argument);
    if (!subject)
        co_return failure(subject.error());
    co_return look(*subject, context.output);
}

QCoro::Task<Result<void>> compareBoth(Context context, std::string left, std::string right)
{
    const Result<Subject> first = co_await findSubject(context, left);
    if (!first)
        co_return failure(first.error());
    const Result<Subject> second = co_await findSubject(context, right);
    if (!second)
        co_return failure(second.error());
    co_return compare(*first, *second, context.output);
}

/// Files are looked into without a catalogue.
void setLook(Program &program, const std::string &argument, Look look)
{
    if (isImageToConvert(argument)) {
        program.command = [argument, look](Context context) { return lookInto(context, argument, look); };
        return;
    }
    program.offlineCommand = [argument, look](const QString &, const OutputOptions &output) {
        return openSubject(argument).and_then([&](const Subject &subject) { return look(subject, output); });
    };
}

CLI::Option *addSubject(CLI::App &command, const char *name, std::string &argument)
{
    return command
        .add_option(name, argument,
            help(Words::tr("disk image: a file; if there is none of that name, an image of the catalogue by "
                           "its name or ID")))
        ->type_name("FILE|IMAGE")
        ->required();
}

void addMap(CLI::App &parent, Program &program)
{
    const auto argument = std::make_shared<std::string>();
    CLI::App *command
        = parent.add_subcommand("map", help(Words::tr("List which parts of a disk are stored, and how")));
    command->fallthrough();
    addSubject(*command, "file", *argument);
    addOutputOptions(command, program.output, OutputKind::List);
    command->callback([argument, &program] {
        requireColumns(program.output, mapHeaders());
        setLook(program, *argument, map);
    });
}

void addCompare(CLI::App &parent, Program &program)
{
    const auto arguments = std::make_shared<std::pair<std::string, std::string>>();
    CLI::App *command = parent.add_subcommand(
        "compare", help(Words::tr("Compare what two disk images of any formats hold")));
    command->fallthrough();
    addSubject(*command, "first", arguments->first);
    addSubject(*command, "second", arguments->second);
    addOutputOptions(command, program.output, OutputKind::Show);
    command->callback([arguments, &program] {
        requireColumns(program.output, columnsOf(recordOf(DiskComparison{})));
        if (isImageToConvert(arguments->first) || isImageToConvert(arguments->second)) {
            program.command = [arguments](Context context) {
                return compareBoth(context, arguments->first, arguments->second);
            };
            return;
        }
        program.offlineCommand = [arguments](const QString &, const OutputOptions &output) {
            return openSubject(arguments->first).and_then([&](const Subject &first) {
                return openSubject(arguments->second).and_then([&](const Subject &second) {
                    return compare(first, second, output);
                });
            });
        };
    });
}

} // namespace

void addInspect(CLI::App &parent, Program &program)
{
    const auto argument = std::make_shared<std::string>();
    CLI::App *command = parent.add_subcommand(
        "inspect", help(Words::tr("Say what is in a disk image and whether it is safe")));
    command->fallthrough();
    addSubject(*command, "file", *argument);
    addOutputOptions(command, program.output, OutputKind::Show);
    command->callback([argument, &program] {
        requireColumns(program.output, columnsOf(recordOf({}, ProbeReport{}, DiskContents{}, {})));
        setLook(program, *argument, inspect);
    });
    addCompare(parent, program);
    addMap(parent, program);
}

} // namespace vitrine::ctl
