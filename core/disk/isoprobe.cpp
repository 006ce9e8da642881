#include <QByteArray>

#include "core/disk/formatprobe.h"

namespace vitrine {

namespace {

// ECMA-119 and ECMA-167: volume descriptors of 2048 bytes from byte 32768 on.
constexpr quint64 firstDescriptor = 32768;
constexpr qsizetype descriptorLength = 2048;
constexpr int maxDescriptors = 16;

struct Descriptors {
    bool haveIso = false;
    bool haveUdf = false;
    std::optional<quint64> volumeSize; ///< bytes; none without a primary volume descriptor
};

std::optional<quint64> volumeSizeOf(const Bytes &descriptor)
{
    const quint16 blockSize = descriptor.le16(128);
    if (blockSize != 512 && blockSize != 1024 && blockSize != 2048)
        return 0;
    return checkedMultiply(descriptor.le32(80), blockSize);
}

Descriptors descriptorsOf(DiskReader &reader)
{
    Descriptors found;
    for (int i = 0; i < maxDescriptors; ++i) {
        const quint64 offset = firstDescriptor + static_cast<quint64>(i * descriptorLength);
        const QByteArray piece = reader.read(offset, descriptorLength);
        const Bytes descriptor(piece);
        if (descriptor.has(1, "CD001")) {
            found.haveIso = true;
            if (descriptor.u8(0) == 1 && !found.volumeSize)
                found.volumeSize = volumeSizeOf(descriptor);
        } else if (descriptor.has(1, "NSR02") || descriptor.has(1, "NSR03")) {
            found.haveUdf = true;
        } else if (!descriptor.has(1, "BEA01") && !descriptor.has(1, "TEA01")) {
            break;
        }
    }
    return found;
}

} // namespace

std::optional<ProbeReport> probeIso(const ProbeInput &input)
{
    const Descriptors found = descriptorsOf(input.reader);
    if (!found.haveIso && !found.haveUdf)
        return std::nullopt;
    ProbeReport report = reportOf(input, DetectedFormat::Iso, DiskFormat::Iso);
    if (!found.haveIso) {
        report.virtualSize = report.actualSize;
        addWarning(report, "pure_udf",
            ProbeText::tr("The disc holds UDF only. Glance takes it for raw; declare it as raw there."));
        return report;
    }
    report.virtualSize = signedSize(found.volumeSize.value_or(0));
    if (report.virtualSize.value_or(0) == 0)
        addWarning(report, "volume_size", ProbeText::tr("The disc image does not say how large it is."));
    else if (*report.virtualSize > report.actualSize)
        addWarning(report, "volume_size",
            ProbeText::tr("The disc image says that it is larger than its file; it may be cut off."));
    return report;
}

} // namespace vitrine
