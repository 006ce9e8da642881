#include <algorithm>

#include "core/disk/backedimage.h"
#include "core/disk/diskerrors.h"
#include "core/disk/diskinarchive.h"
#include "core/disk/imagereaders.h"
#include "core/disk/qcow2backing.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isRaw(DetectedFormat format)
{
    return format == DetectedFormat::Raw || format == DetectedFormat::Mbr || format == DetectedFormat::Gpt
        || format == DetectedFormat::Iso || format == DetectedFormat::Empty;
}

/// What Glance refuses in a partition table does not keep anybody from reading the bytes.
bool isHarmless(const ProbeReport &report, const ProbeFinding &violation)
{
    return isRaw(report.detected) && violation.check == u"mbr";
}

/// What may be stored but not read as the guest would.
const ProbeFinding *obstacleOf(const ProbeReport &report)
{
    static constexpr auto obstacles = { "encrypted", "marked_corrupt", "dirty_log" };
    for (const ProbeFinding &violation : report.violations) {
        if (!isHarmless(report, violation))
            return &violation;
    }
    for (const ProbeFinding &warning : report.warnings) {
        for (const char *obstacle : obstacles) {
            if (warning.check == QLatin1StringView(obstacle))
                return &warning;
        }
    }
    return nullptr;
}

bool isFixedVhd(const ProbeReport &report)
{
    return std::any_of(report.warnings.cbegin(), report.warnings.cend(),
        [](const ProbeFinding &finding) { return finding.check == u"fixed_vhd"; });
}

DiskImageResult openFixedVhd(const ByteSource &source, qint64 virtualSize)
{
    // The footer is not the guest's, and in a file that was cut off it must not be read as if it were.
    constexpr quint64 footerLength = 512;
    const quint64 stored = source.size() - std::min(source.size(), footerLength);
    return openRawImage(ByteSource(source.fileDescriptor(), source.start(), stored), virtualSize);
}

DiskImageResult openFormat(const ByteSource &source, const ProbeReport &report)
{
    // Parallels' disk is wrapped in a header of its own.
    if (isRaw(report.detected) && report.diskFormat != DiskFormat::Ploop)
        return openRawImage(source, report.actualSize);
    const qint64 virtualSize = report.virtualSize.value_or(0);
    switch (report.detected) {
    case DetectedFormat::Qcow2:
        return openQcow2Image(source);
    case DetectedFormat::Vmdk:
        return openVmdkImage(source);
    case DetectedFormat::Vdi:
        return openVdiImage(source);
    case DetectedFormat::Vhd:
        return isFixedVhd(report) ? openFixedVhd(source, virtualSize) : openVhdImage(source, virtualSize);
    case DetectedFormat::Vhdx:
        return openVhdxImage(source);
    case DetectedFormat::Luks:
        return failure(ErrorCode::UnsupportedFormat,
            DiskText::tr("The image is encrypted (LUKS); what is inside cannot be read without its "
                         "passphrase."));
    default:
        return failure(ErrorCode::UnsupportedFormat,
            DiskText::tr("The content of the file (%1) is not a disk that can be read.")
                .arg(detectedFormatName(report.detected)));
    }
}

bool isArchive(const ByteSource &source, const ProbeReport &report)
{
    return report.detected == DetectedFormat::Ova
        || (report.detected == DetectedFormat::Raw && isTar(source));
}

/// The disk in an archive, with what the probe found in the whole.
Result<OpenedDisk> openInArchive(const ByteSource &source, ProbeReport report, const QString &disk)
{
    const auto within = diskInArchive(source, disk);
    if (!within)
        return failure(within.error());
    // An archive in an archive in ... has no end.
    if (isTar(*within))
        return failure(ErrorCode::UnsupportedFormat,
            DiskText::tr("The disk in the archive is an archive itself. Unpack the outer one by hand."));
    auto opened = openDiskImage(*within);
    if (!opened)
        return opened;
    report.virtualSize = opened->image->virtualSize();
    if (report.detected != DetectedFormat::Ova) // whose disks the probe has looked at
        report.warnings.append(opened->report.warnings);
    return OpenedDisk{ std::move(report), std::move(opened->image) };
}

QString tooManyBackingFiles()
{
    return DiskText::tr("More backing files were named than the image needs.");
}

/// What lies below an image that says so, the end of a chain or not.
Result<OpenedDisk> openBelow(const BackingReference &reference, std::span<const int> chain)
{
    const auto source = wholeFile(chain.front());
    if (!source)
        return failure(source.error());
    // A guest can write a header into its raw disk, so that what the image above says comes first.
    if (reference.format == u"raw") {
        if (chain.size() > 1)
            return failure(ErrorCode::BadRequest, tooManyBackingFiles());
        const auto size = static_cast<qint64>(source->size());
        return OpenedDisk{ {}, openRawImage(*source, size) };
    }
    auto below = openDiskChain(chain.front(), chain.subspan(1));
    if (!below || reference.format.isNull())
        return below;
    const QString found = below->report.diskFormat ? diskFormatName(*below->report.diskFormat) : QString();
    if (found != (reference.format == u"vpc" ? u"vhd"_s : reference.format)) {
        return failure(ErrorCode::BadRequest,
            DiskText::tr("The backing file should be %1, but the file that was named is %2.")
                .arg(reference.format, found));
    }
    return below;
}

} // namespace

Result<OpenedDisk> openDiskImage(const ByteSource &source, const QString &disk)
{
    Result<ProbeReport> report = probeDisk(source);
    if (!report)
        return failure(report.error());
    if (const ProbeFinding *obstacle = obstacleOf(*report))
        return failure(ErrorCode::UnsupportedFormat, obstacle->reason, obstacle->check);
    if (isArchive(source, *report))
        return openInArchive(source, *std::move(report), disk);
    DiskImageResult image = openFormat(source, *report);
    if (!image)
        return failure(image.error());
    return OpenedDisk{ std::move(*report), std::move(*image) };
}

Result<OpenedDisk> openDiskChain(int fileDescriptor, std::span<const int> backing, const QString &disk)
{
    if (backing.empty())
        return openDiskImage(fileDescriptor, disk);
    Result<ProbeReport> report = probeDisk(fileDescriptor);
    const auto source = wholeFile(fileDescriptor);
    if (!report || !source)
        return failure(report ? source.error() : report.error());
    const auto reference = backingReferenceOf(*source);
    const auto needs = std::find_if(report->violations.cbegin(), report->violations.cend(),
        [](const ProbeFinding &finding) { return finding.check == u"backing_file"; });
    if (!reference || report->detected != DetectedFormat::Qcow2 || needs == report->violations.cend())
        return failure(ErrorCode::BadRequest, tooManyBackingFiles());
    report->violations.erase(needs);
    if (const ProbeFinding *obstacle = obstacleOf(*report))
        return failure(ErrorCode::UnsupportedFormat, obstacle->reason, obstacle->check);
    auto below = openBelow(*reference, backing);
    if (!below)
        return below;
    return openQcow2Image(*source).map([&](std::unique_ptr<DiskImage> above) {
        return OpenedDisk{ *std::move(report), layOver(std::move(below->image), std::move(above)) };
    });
}

Result<OpenedDisk> openDiskImage(int fileDescriptor, const QString &disk)
{
    return wholeFile(fileDescriptor).and_then([&](const ByteSource &source) {
        return openDiskImage(source, disk);
    });
}

} // namespace vitrine
