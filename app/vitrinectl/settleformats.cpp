#include "app/vitrinectl/settleformats.h"

#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/words.h"
#include "core/disk/diskprobe.h"
#include "core/service/linkinspection.h"

namespace vitrine::ctl {

namespace {

void sayWhatWasFound(const ProbeReport &report)
{
    const QString found = detectedFormatName(report.detected);
    say(report.virtualSize ? Words::tr("Found %1, virtual size %2.").arg(found, sizeText(*report.virtualSize))
                           : Words::tr("Found %1.").arg(found));
}

/// Glance takes anything as raw, which is seldom meant.
void warnOfRaw(const ProbeReport &report, const InputFile &file)
{
    if (report.diskFormat && *report.diskFormat != DiskFormat::Raw) {
        say(Words::tr(
            "Warning: %1 is %2, but is declared as raw: a virtual machine will get its bytes as they "
            "are.")
                .arg(file.name(), detectedFormatName(report.detected)));
    }
}

} // namespace

Result<Formats> settleFormats(const Formats &given, const QString &link, const OperationControl &control)
{
    Formats settled = given;
    if (!settled.disk) {
        const Result<ProbeReport> report = inspectLink(link, control);
        if (!report)
            return failure(report.error());
        if (!report->diskFormat) {
            return failure(ErrorCode::UnsupportedFormat,
                Words::tr("%1 cannot be an image: its content is %2.")
                    .arg(link, detectedFormatName(report->detected)));
        }
        sayWhatWasFound(*report);
        settled.disk = report->diskFormat;
        if (!settled.container)
            settled.container = report->containerFormat;
    }
    if (!settled.container)
        settled.container = ContainerFormat::Bare;
    return settled;
}

Result<Formats> settleFormats(const Formats &given, const InputFile &file)
{
    const Result<ProbeReport> report = probeDiskFile(file.path());
    if (!report)
        return failure(report.error());
    if (!report->isSafe())
        return failure(ErrorCode::UnsupportedFormat, report->violations.first().reason);

    Formats settled = given;
    if (!settled.disk) {
        if (!report->diskFormat) {
            return failure(ErrorCode::UnsupportedFormat,
                Words::tr("%1 cannot be an image: its content is %2.")
                    .arg(file.name(), detectedFormatName(report->detected)));
        }
        sayWhatWasFound(*report);
        settled.disk = report->diskFormat;
        if (!settled.container)
            settled.container = report->containerFormat;
    }
    if (!settled.container)
        settled.container = ContainerFormat::Bare;
    if (given.disk == DiskFormat::Raw)
        warnOfRaw(*report, file);
    const auto judged = judgeDeclaredFormat(*report, *settled.disk, *settled.container);
    if (!judged)
        return failure(judged.error());
    return settled;
}

} // namespace vitrine::ctl
