#include "core/disk/formatprobe.h"

namespace vitrine {

std::optional<ProbeReport> probeQed(const ProbeInput &input)
{
    if (!input.head.has(0, QByteArrayView("QED\0", 4)))
        return std::nullopt;
    ProbeReport report = reportOf(input, DetectedFormat::Qed, std::nullopt);
    if (input.head.size() >= 64)
        report.virtualSize = signedSize(input.head.le64(48));
    addViolation(report, "qed",
        ProbeText::tr(
            "QED is an abandoned format that Glance does not accept. Convert the image to qcow2 with "
            "qemu-img convert first."));
    return report;
}

} // namespace vitrine
