#include "core/disk/diskprobe.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFile>

#include "core/disk/formatprobe.h"
#include "core/disk/guestlock.h"
#include "core/image/enumnames.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype headLength = 4096;
constexpr qsizetype tailLength = 512;

constexpr EnumNames<DetectedFormat, 14> detectedFormatNames{ {
    { DetectedFormat::Raw, "raw" },
    { DetectedFormat::Mbr, "mbr" },
    { DetectedFormat::Gpt, "gpt" },
    { DetectedFormat::Qcow2, "qcow2" },
    { DetectedFormat::Vmdk, "vmdk" },
    { DetectedFormat::Vdi, "vdi" },
    { DetectedFormat::Vhd, "vhd" },
    { DetectedFormat::Vhdx, "vhdx" },
    { DetectedFormat::Iso, "iso" },
    { DetectedFormat::Ova, "ova" },
    { DetectedFormat::Qed, "qed" },
    { DetectedFormat::Luks, "luks" },
    { DetectedFormat::Corrupt, "corrupt" },
    { DetectedFormat::Empty, "empty" },
} };

constexpr std::array<FormatProbe, 10> formatProbes{ probeQcow2, probeVmdk, probeVdi, probeVhd, probeVhdx,
    probeQed, probeLuks, probeOva, probeIso, probePartitions };

bool isPartitioned(const ProbeReport &report)
{
    return report.detected == DetectedFormat::Mbr || report.detected == DetectedFormat::Gpt;
}

/// A hybrid ISO carries a partition table for sticks, and a fixed VHD is a raw disk with a footer.
bool mayHavePartitions(const ProbeReport &report)
{
    const bool isFixedVhd = report.detected == DetectedFormat::Vhd
        && std::any_of(report.warnings.cbegin(), report.warnings.cend(),
            [](const ProbeFinding &finding) { return finding.check == u"fixed_vhd"; });
    return report.detected == DetectedFormat::Iso || isFixedVhd;
}

ProbeReport joined(QList<ProbeReport> reports)
{
    if (reports.size() == 2 && isPartitioned(reports.at(1)) && mayHavePartitions(reports.at(0)))
        reports.removeLast();
    ProbeReport report = reports.takeFirst();
    if (reports.isEmpty())
        return report;
    QStringList names{ detectedFormatName(report.detected) };
    for (const ProbeReport &other : std::as_const(reports)) {
        names.append(detectedFormatName(other.detected));
        report.violations.append(other.violations);
    }
    addViolation(report, "multiple_formats",
        ProbeText::tr("The file looks like several formats at once (%1), which is a known attack.")
            .arg(names.join(u", ")));
    return report;
}

ProbeReport emptyReport()
{
    ProbeReport report;
    report.detected = DetectedFormat::Empty;
    addWarning(report, "empty", ProbeText::tr("The file is empty."));
    return report;
}

/// A disk image of another program in front of a DMG's trailer is two formats as well.
void judgeTrailer(ProbeReport &report, const ProbeInput &input)
{
    const bool isRaw = report.detected == DetectedFormat::Raw || isPartitioned(report);
    if (!isRaw && input.tail.has(0, "koly"))
        addViolation(report, "multiple_formats",
            ProbeText::tr("The file looks like several formats at once (%1), which is a known attack.")
                .arg(detectedFormatName(report.detected) + u", dmg"_s));
}

ProbeReport reportOfContent(DiskReader &reader)
{
    const QByteArray head = reader.read(0, headLength);
    const auto size = static_cast<quint64>(reader.size());
    const QByteArray tail = reader.read(size - std::min<quint64>(size, tailLength), tailLength);
    const ProbeInput input{ reader, Bytes(head), Bytes(tail) };

    QList<ProbeReport> reports;
    for (const FormatProbe probe : formatProbes) {
        if (std::optional<ProbeReport> report = probe(input))
            reports.append(*report);
    }
    if (reports.isEmpty())
        return probeRaw(input);
    ProbeReport report = joined(std::move(reports));
    judgeTrailer(report, input);
    return report;
}

QString reasonOf(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

tl::unexpected<Error> notARegularFile(const QString &detail)
{
    return failure(ErrorCode::BadRequest,
        ProbeText::tr("Only regular files can be used as disk images, not folders, devices or pipes."),
        detail);
}

} // namespace

QString detectedFormatName(DetectedFormat format)
{
    return nameOf(detectedFormatNames, format);
}

ProbeReport reportOf(const ProbeInput &input, DetectedFormat detected, std::optional<DiskFormat> diskFormat)
{
    ProbeReport report;
    report.detected = detected;
    report.diskFormat = diskFormat;
    report.actualSize = input.reader.size();
    return report;
}

ProbeReport corruptReport(const ProbeInput &input, const QString &format, const QString &reason)
{
    ProbeReport report = reportOf(input, DetectedFormat::Corrupt, std::nullopt);
    report.violations.append({ u"corrupt-"_s + format,
        ProbeText::tr("The file begins like a %1 image, but it is damaged: %2.").arg(format, reason) });
    return report;
}

void addViolation(ProbeReport &report, const char *check, const QString &reason)
{
    report.violations.append({ QString::fromLatin1(check), reason });
}

void addWarning(ProbeReport &report, const char *check, const QString &reason)
{
    report.warnings.append({ QString::fromLatin1(check), reason });
}

namespace {

Result<struct stat> regularFileStatus(int fileDescriptor)
{
    struct stat status = {};
    if (::fstat(fileDescriptor, &status) != 0)
        return failure(ErrorCode::IoError, ProbeText::tr("The file cannot be read."), reasonOf(errno));
    if (!S_ISREG(status.st_mode))
        return notARegularFile({});
    return status;
}

ByteSource sourceOf(int fileDescriptor, const struct stat &status)
{
    return ByteSource(fileDescriptor, 0, static_cast<quint64>(status.st_size));
}

} // namespace

Result<ByteSource> wholeFile(int fileDescriptor)
{
    return regularFileStatus(fileDescriptor).map([&](const struct stat &status) {
        return sourceOf(fileDescriptor, status);
    });
}

Result<ProbeReport> probeDisk(int fileDescriptor)
{
    const auto status = regularFileStatus(fileDescriptor);
    if (!status)
        return failure(status.error());
    Result<ProbeReport> report = probeDisk(sourceOf(fileDescriptor, *status));
    if (report)
        report->allocatedSize = status->st_blocks * qint64(512);
    return report;
}

Result<ProbeReport> probeDisk(const ByteSource &source)
{
    if (source.size() == 0)
        return emptyReport();
    DiskReader reader(
        source.fileDescriptor(), static_cast<qint64>(source.size()), static_cast<qint64>(source.start()));
    const ProbeReport report = reportOfContent(reader);
    if (reader.error() != 0)
        return failure(
            ErrorCode::IoError, ProbeText::tr("The file cannot be read."), reasonOf(reader.error()));
    return report;
}

Result<ProbeReport> probeDiskFile(const QString &path)
{
    // Without O_NONBLOCK the opening of a FIFO would wait for its writer.
    const int fileDescriptor
        = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fileDescriptor < 0) {
        const int error = errno;
        const ErrorCode code = error == ENOENT ? ErrorCode::NotFound : ErrorCode::IoError;
        return failure(code, ProbeText::tr("The file “%1” cannot be opened.").arg(path), reasonOf(error));
    }
    Result<ProbeReport> report = probeDisk(fileDescriptor);
    if (report && isWrittenByGuest(fileDescriptor)) {
        addWarning(*report, "in_use",
            ProbeText::tr("A virtual machine is running from it: its disk changes while it is read."));
    }
    ::close(fileDescriptor);
    if (!report && report.error().code == ErrorCode::BadRequest)
        return notARegularFile(path);
    return report;
}

} // namespace vitrine
