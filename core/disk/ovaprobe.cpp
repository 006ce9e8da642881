#include <algorithm>

#include <QByteArray>

#include "core/disk/formatprobe.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype blockLength = 512;
constexpr qsizetype checksumOffset = 148;
constexpr qsizetype checksumLength = 8;

/// The sum of the bytes of the header block, with the field of the sum itself as spaces.
bool hasValidChecksum(const Bytes &block)
{
    quint32 sum = 0;
    for (qsizetype i = 0; i < blockLength; ++i) {
        const bool isField = i >= checksumOffset && i < checksumOffset + checksumLength;
        sum += isField ? quint32(' ') : block.u8(i);
    }
    const QByteArrayView field = block.view(checksumOffset, checksumLength);
    const qsizetype digits = std::find(field.begin(), field.end(), '\0') - field.begin();
    bool isNumber = false;
    const uint stated = field.first(digits).toByteArray().trimmed().toUInt(&isNumber, 8);
    return isNumber && stated == sum;
}

QByteArray memberName(const Bytes &block)
{
    const QByteArrayView field = block.view(0, 100);
    const auto end = std::find(field.begin(), field.end(), '\0');
    return field.first(end - field.begin()).toByteArray();
}

} // namespace

std::optional<ProbeReport> probeOva(const ProbeInput &input)
{
    if (!memberName(input.head).toLower().endsWith(".ovf"))
        return std::nullopt;
    const bool isOldTar = hasValidChecksum(input.head);
    if (!input.head.has(257, "ustar") && !isOldTar)
        return std::nullopt;
    if (input.head.size() < 2 * blockLength || !hasValidChecksum(input.head))
        return corruptReport(input, u"ova"_s, ProbeText::tr("the archive is damaged"));
    ProbeReport report = reportOf(input, DetectedFormat::Ova, DiskFormat::Vmdk);
    report.containerFormat = ContainerFormat::Ova;
    return report;
}

} // namespace vitrine
