#include <algorithm>

#include "core/disk/formatprobe.h"
#include "core/disk/ovaarchive.h"
#include "core/disk/tarheader.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A disk within the appliance is judged as if it lay alone.
void judgeDisk(ProbeReport &report, const ProbeInput &input, const OvaDisk &disk, bool isFirst)
{
    const auto source = sourceOf(input.reader.source(), disk);
    if (!source) {
        addWarning(report, "compressed", source.error().message);
        return;
    }
    DiskReader reader(
        source->fileDescriptor(), static_cast<qint64>(source->size()), static_cast<qint64>(source->start()));
    // An appliance within an appliance within ... has no end.
    if (isTarHeader(Bytes(reader.read(0, tarBlockLength)))) {
        addViolation(report, "nested",
            ProbeText::tr("The disk “%1” in the appliance is an archive itself.").arg(disk.name));
        return;
    }
    const auto inner = probeDisk(*source);
    if (!inner) {
        addViolation(report, "unreadable", inner.error().message);
        return;
    }
    if (isFirst)
        report.diskFormat = inner->diskFormat.value_or(DiskFormat::Vmdk);
    report.violations.append(inner->violations);
    for (const ProbeFinding &warning : inner->warnings) {
        if (warning.check != u"mbr" && warning.check != u"gpt")
            report.warnings.append(warning);
    }
}

} // namespace

std::optional<ProbeReport> probeOva(const ProbeInput &input)
{
    const bool isHeader = isTarHeader(input.head);
    const QByteArrayView field = input.head.view(0, 100);
    const QByteArray name
        = field.first(std::find(field.begin(), field.end(), '\0') - field.begin()).toByteArray();
    if (!name.toLower().endsWith(".ovf") || !(input.head.has(257, "ustar") || isHeader))
        return std::nullopt;
    if (input.head.size() < 2 * tarBlockLength || !isHeader)
        return corruptReport(input, u"ova"_s, ProbeText::tr("the archive is damaged"));
    ProbeReport report = reportOf(input, DetectedFormat::Ova, DiskFormat::Vmdk);
    report.containerFormat = ContainerFormat::Ova;
    const auto ova = readOva(input.reader.source());
    if (!ova) {
        report.violations.append({ ova.error().detail, ova.error().message });
        return report;
    }
    report.virtualSize = ova->virtualSize();
    for (const OvaDisk &disk : ova->disks)
        judgeDisk(report, input, disk, &disk == &ova->disks.constFirst());
    if (ova->disks.size() > 1) {
        addWarning(report, "several_disks",
            ProbeText::tr("There are %n disk(s) in the appliance; a cloud takes those with one only.",
                nullptr, static_cast<int>(ova->disks.size())));
    }
    if (!ova->hasManifest)
        addWarning(report, "no_manifest",
            ProbeText::tr("The appliance has no manifest, so nobody can tell whether it is complete."));
    if (ova->hasCertificate)
        addWarning(report, "certificate",
            ProbeText::tr("The appliance is signed. Who signed it is not checked, so that says nothing."));
    return report;
}

} // namespace vitrine
