#include "app/vitrinectl/settleformats.h"

#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/words.h"
#include "core/disk/diskprobe.h"

namespace vitrine::ctl {

namespace {

void sayWhatWasFound(const ProbeReport &report)
{
    const QString found = detectedFormatName(report.detected);
    say(report.virtualSize ? Words::tr("Found %1, virtual size %2.").arg(found, sizeText(*report.virtualSize))
                           : Words::tr("Found %1.").arg(found));
}

} // namespace

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
    const auto judged = judgeDeclaredFormat(*report, *settled.disk, *settled.container);
    if (!judged)
        return failure(judged.error());
    return settled;
}

} // namespace vitrine::ctl
