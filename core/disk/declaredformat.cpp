#include <QCoreApplication>

#include "core/disk/diskprobe.h"

namespace vitrine {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DiskProbe)
};

/// Formats that have no magic of their own, so that Glance expects to find nothing else in them.
bool isInspectable(DiskFormat format)
{
    return format != DiskFormat::Ami && format != DiskFormat::Ari && format != DiskFormat::Aki
        && format != DiskFormat::Ploop;
}

/// In these the disk lies within something else; what the probe sees is the envelope.
bool isEnvelope(ContainerFormat container)
{
    return container == ContainerFormat::Ovf || container == ContainerFormat::Ova
        || container == ContainerFormat::Docker || container == ContainerFormat::Compressed;
}

bool isBlank(const ProbeReport &report)
{
    return report.detected == DetectedFormat::Raw || report.detected == DetectedFormat::Empty;
}

} // namespace

Result<std::optional<qint64>> judgeDeclaredFormat(
    const ProbeReport &report, DiskFormat declared, ContainerFormat container)
{
    if (!report.violations.isEmpty()) {
        const ProbeFinding &first = report.violations.first();
        return failure(ErrorCode::UnsupportedFormat, first.reason, first.check);
    }
    // Any bytes are a raw disk, whatever else they are.
    if (declared == DiskFormat::Raw && !isEnvelope(container))
        return std::optional(report.actualSize);
    if (!isBlank(report) && report.diskFormat == declared && report.detected != DetectedFormat::Ova)
        return report.virtualSize;
    if (isEnvelope(container))
        return std::optional<qint64>();
    if (isBlank(report) && !isInspectable(declared))
        return std::optional(report.actualSize);
    return failure(ErrorCode::UnsupportedFormat,
        Text::tr(
            "The image is declared as %1, but its data are %2. Declare what it is, or choose another file.")
            .arg(diskFormatName(declared), detectedFormatName(report.detected)),
        QStringLiteral("mismatch"));
}

} // namespace vitrine
