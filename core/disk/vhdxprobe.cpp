#include <QByteArray>

#include "core/disk/formatprobe.h"
#include "core/disk/vhdxlayout.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

std::optional<ProbeReport> probeVhdx(const ProbeInput &input)
{
    if (!input.head.has(0, "vhdxfile"))
        return std::nullopt;
    const QByteArray header = newestVhdxHeader(input.reader);
    if (header.isEmpty())
        return corruptReport(input, u"vhdx"_s, ProbeText::tr("the header is damaged"));
    const VhdxLayout layout = vhdxLayoutOf(input.reader);
    if (!layout.flaw.isNull())
        return corruptReport(input, u"vhdx"_s, layout.flaw);

    ProbeReport report = reportOf(input, DetectedFormat::Vhdx, DiskFormat::Vhdx);
    report.virtualSize = signedSize(layout.virtualSize);
    if (layout.hasParent)
        addViolation(report, "parent",
            ProbeText::tr("The VHDX image is only the difference to another image. Merge it with its parent "
                          "first."));
    if (layout.hasUnknown)
        addViolation(report, "unknown_features",
            ProbeText::tr("The VHDX image uses features that are not known to this program."));
    if (!Bytes(header).isZero(48, 16))
        addWarning(report, "dirty_log",
            ProbeText::tr("The VHDX image was not closed cleanly; its log must be replayed before it is "
                          "converted."));
    return report;
}

} // namespace vitrine
