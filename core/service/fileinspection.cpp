#include "core/service/fileinspection.h"

#include <array>

#include <QCoreApplication>
#include <QFileInfo>

#include "core/disk/archivecontents.h"
#include "core/disk/convertdisk.h"
#include "core/disk/diskcontents.h"
#include "core/disk/diskinarchive.h"
#include "core/disk/ueccontents.h"
#include "core/disk/unwrap.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FileInspection)
};

QString wordOf(DetectedFormat format)
{
    switch (format) {
    case DetectedFormat::Raw:
        //: What a file turned out to be: a raw disk without a partition table
        return Text::tr("Raw");
    case DetectedFormat::Mbr:
        //: What a file turned out to be: a raw disk with an MBR partition table
        return Text::tr("Raw, MBR");
    case DetectedFormat::Gpt:
        //: What a file turned out to be: a raw disk with a GPT
        return Text::tr("Raw, GPT");
    case DetectedFormat::Qcow2:
        return u"QCOW2"_s;
    case DetectedFormat::Vmdk:
        return u"VMDK"_s;
    case DetectedFormat::Vdi:
        return u"VDI"_s;
    case DetectedFormat::Vhd:
        return u"VHD"_s;
    case DetectedFormat::Vhdx:
        return u"VHDX"_s;
    case DetectedFormat::Iso:
        return u"ISO"_s;
    case DetectedFormat::Ova:
        return u"OVA"_s;
    case DetectedFormat::Qed:
        return u"QED"_s;
    case DetectedFormat::Luks:
        return u"LUKS"_s;
    case DetectedFormat::Corrupt:
        //: What a file turned out to be: a disk image that is broken
        return Text::tr("Damaged");
    case DetectedFormat::Empty:
        //: What a file turned out to be: a file of no bytes
        return Text::tr("Empty");
    }
    Q_UNREACHABLE();
}

struct Suffix {
    const char *text;
    std::optional<DetectedFormat> promised; ///< none: may be anything
};

constexpr std::array<Suffix, 12> suffixes{ {
    { "qcow2", DetectedFormat::Qcow2 },
    { "qcow", DetectedFormat::Qcow2 },
    { "vmdk", DetectedFormat::Vmdk },
    { "vdi", DetectedFormat::Vdi },
    { "vhdx", DetectedFormat::Vhdx },
    { "vhd", DetectedFormat::Vhd },
    { "vpc", DetectedFormat::Vhd },
    { "iso", DetectedFormat::Iso },
    { "ova", DetectedFormat::Ova },
    { "raw", DetectedFormat::Raw },
    { "img", std::nullopt },
    { "bin", std::nullopt },
} };

const Suffix *suffixOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix();
    for (const Suffix &each : suffixes) {
        if (suffix.compare(QLatin1String(each.text), Qt::CaseInsensitive) == 0)
            return &each;
    }
    return nullptr;
}

bool isRawDisk(DetectedFormat format)
{
    return format == DetectedFormat::Raw || format == DetectedFormat::Mbr || format == DetectedFormat::Gpt
        || format == DetectedFormat::Luks;
}

bool keepsPromise(const Suffix &suffix, DetectedFormat found)
{
    if (!suffix.promised)
        return true;
    return *suffix.promised == found || (*suffix.promised == DetectedFormat::Raw && isRawDisk(found));
}

void judgeSuffix(FileInspection &inspection, const ProbeReport &report)
{
    const Suffix *const suffix = suffixOf(inspection.path);
    const bool isPlainRaw
        = report.detected == DetectedFormat::Raw && report.containerFormat == ContainerFormat::Bare;
    if (suffix == nullptr && isPlainRaw) {
        inspection.warnings.append({ u"unknown_content"_s,
            Text::tr("Neither its name nor its content says that this is a disk: there is no known format "
                     "and no partition table in it."),
            Text::tr("It can be added as a raw disk; leave it out if it is something else."), {} });
    }
    if (suffix == nullptr || keepsPromise(*suffix, report.detected))
        return;
    inspection.warnings.append({ u"suffix"_s,
        Text::tr("The name ends in “.%1”, but what is inside is %2.")
            .arg(QLatin1String(suffix->text), inspection.formatWord),
        Text::tr("It is added as what it is; the name of the file does not matter."), {} });
}

QList<DiskFormat> declarableFormats(const ProbeReport &report)
{
    if (report.containerFormat == ContainerFormat::Ova && report.diskFormat && report.isSafe())
        return { *report.diskFormat };
    QList<DiskFormat> formats;
    for (const DiskFormat format : allDiskFormats()) {
        if (judgeDeclaredFormat(report, format, containerFormatFor(format, report.containerFormat)))
            formats.append(format);
    }
    return formats;
}

QList<FileFinding> findingsOf(const QList<ProbeFinding> &found, const QString &path)
{
    QList<FileFinding> findings;
    for (const ProbeFinding &each : found) {
        const WayOut way = wayOutOf(each.check, path);
        findings.append({ each.check, each.reason, way.sentence, way.command });
    }
    return findings;
}

void refuseWhatIsNoDisk(FileInspection &inspection, const ProbeReport &report)
{
    if (report.diskFormat || !inspection.violations.isEmpty())
        return;
    const bool isEmpty = report.detected == DetectedFormat::Empty;
    inspection.warnings.clear();
    inspection.violations.append({ isEmpty ? u"empty"_s : u"no_format"_s,
        isEmpty ? Text::tr("The file is empty.")
                : Text::tr("An image catalogue has no name for this format (%1).").arg(inspection.formatWord),
        isEmpty ? Text::tr("Copy or download it again.") : Text::tr("Convert it to QCOW2 first."), {} });
}

/// Nothing for a disk that cannot be read, such as an encrypted one: it may be added all the same.
DiskContents contentsOf(const QString &path)
{
    const Result<FileDescriptor> file = openDiskFile(path);
    const Result<OpenedDisk> disk = file ? openDiskImage(file->get()) : failure(file.error());
    return disk ? lookIntoDisk(*disk->image) : DiskContents();
}

PackedFile packedTrio(const UecContents &contents)
{
    PackedFile packed;
    packed.machine = contents.machine->path;
    packed.kernel = contents.kernel->path;
    if (contents.ramdisk)
        packed.ramdisk = contents.ramdisk->path;
    return packed;
}

/// None of what cannot be taken apart.
std::optional<PackedFile> packedIn(const QString &path)
{
    const Result<FileDescriptor> file = openDiskFile(path);
    const auto whole = file ? wholeFile(file->get()) : failure(file.error());
    if (!whole || (!isWrapped(*whole) && !isTar(*whole)))
        return std::nullopt;
    const auto archive = lookIntoArchive(*whole);
    if (!archive)
        return std::nullopt;
    PackedFile packed;
    if (!archive->isTar)
        return packed;
    const auto uec = uecContentsOf(archive->members);
    if (uec && uec->isWhole())
        return packedTrio(*uec);
    // Those within a compressed archive are known by their names alone.
    const auto disks = archive->wrappers.isEmpty() ? diskNames(*whole) : disksAmong(archive->members);
    if (!disks || disks->isEmpty())
        return std::nullopt;
    if (disks->size() > 1)
        packed.disks = *disks;
    return packed;
}

} // namespace

ContainerFormat containerFormatFor(DiskFormat format, ContainerFormat detected)
{
    switch (format) {
    case DiskFormat::Ami:
        return ContainerFormat::Ami;
    case DiskFormat::Ari:
        return ContainerFormat::Ari;
    case DiskFormat::Aki:
        return ContainerFormat::Aki;
    default:
        return detected;
    }
}

FileInspection inspectFile(const QString &path)
{
    FileInspection inspection;
    inspection.path = path;
    inspection.size = QFileInfo(path).size();
    const Result<ProbeReport> report = probeDiskFile(path);
    if (!report) {
        const QString way = report.error().code == ErrorCode::NotFound
            ? Text::tr("It may have been moved or deleted. Choose it again.")
            : QString();
        inspection.violations.append({ u"unreadable"_s, report.error().message, way, {} });
        return inspection;
    }
    inspection.size = report->actualSize;
    inspection.formatWord = wordOf(report->detected);
    if (report->containerFormat == ContainerFormat::Compressed) {
        //: What a file turned out to be: compressed, for example by gzip
        inspection.formatWord = Text::tr("Compressed");
    }
    inspection.diskFormat = report->isSafe() ? report->diskFormat : std::nullopt;
    inspection.containerFormat = report->containerFormat;
    inspection.virtualSize = report->virtualSize;
    inspection.violations = findingsOf(report->violations, path);
    inspection.warnings = findingsOf(report->warnings, path);
    refuseWhatIsNoDisk(inspection, *report);
    if (inspection.canBeAdded()) {
        inspection.declarable = declarableFormats(*report);
        judgeSuffix(inspection, *report);
        inspection.contents = contentsOf(path);
        inspection.os = inspection.contents.os;
        inspection.packed = packedIn(path);
    }
    return inspection;
}

} // namespace vitrine
