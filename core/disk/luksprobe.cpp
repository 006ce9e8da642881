#include "core/disk/formatprobe.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

// LUKS1 on-disk format, all numbers big-endian.
constexpr qsizetype headerLength = 592;
constexpr quint32 maxIterations = 12'000'000;
constexpr quint64 leastLuks2Header = 16 * 1024;
constexpr quint64 mostLuks2Header = 4 * 1024 * 1024;
constexpr quint32 slotEnabled = 0x00AC71F3;
constexpr quint32 slotDisabled = 0x0000DEAD;

QString flawOfSlots(const ProbeInput &input, quint32 keyBytes)
{
    const Bytes &head = input.head;
    for (qsizetype slot = 208; slot < headerLength; slot += 48) {
        const quint32 state = head.be32(slot);
        if (state == slotDisabled)
            continue;
        if (state != slotEnabled || head.be32(slot + 44) != 4000)
            return ProbeText::tr("a key slot is impossible");
        if (head.be32(slot + 4) > maxIterations)
            return ProbeText::tr("a key slot asks for too many iterations");
        if (!input.reader.contains(head.be32(slot + 40) * quint64(512), keyBytes * quint64(4000)))
            return ProbeText::tr("a key slot lies outside the file");
    }
    return {};
}

QString flawOf(const ProbeInput &input)
{
    const Bytes &head = input.head;
    const quint32 keyBytes = head.be32(108);
    if (keyBytes != 16 && keyBytes != 32 && keyBytes != 64)
        return ProbeText::tr("the key size is impossible");
    if (head.be32(164) > maxIterations)
        return ProbeText::tr("the header asks for too many iterations");
    if (!input.reader.contains(head.be32(104) * quint64(512), 0))
        return ProbeText::tr("the data lie outside the file");
    return flawOfSlots(input, keyBytes);
}

} // namespace

std::optional<ProbeReport> probeLuks(const ProbeInput &input)
{
    const Bytes &head = input.head;
    if (!head.has(0, "LUKS\xba\xbe"))
        return std::nullopt;
    if (head.size() < headerLength)
        return corruptReport(input, u"luks"_s, ProbeText::tr("it is cut off within the header"));

    ProbeReport report = reportOf(input, DetectedFormat::Luks, DiskFormat::Raw);
    const quint16 version = head.be16(6);
    if (version != 1 && version != 2)
        return corruptReport(input, u"luks"_s, ProbeText::tr("the version is impossible"));
    addWarning(report, "encrypted",
        ProbeText::tr("The disk is encrypted (LUKS%1); it cannot be converted without its passphrase.")
            .arg(version));
    report.isEncrypted = true;
    if (version == 2) {
        const quint64 length = head.be64(8);
        if (!isPowerOfTwo(length) || length < leastLuks2Header || length > mostLuks2Header
            || !input.reader.contains(0, 2 * length))
            return corruptReport(input, u"luks"_s, ProbeText::tr("it is cut off within the header"));
        addWarning(report, "luks2", ProbeText::tr("Glance does not accept disks encrypted with LUKS2."));
        return report;
    }
    const QString flaw = flawOf(input);
    if (!flaw.isNull())
        return corruptReport(input, u"luks"_s, flaw);
    report.virtualSize = signedSize(input.size() - head.be32(104) * quint64(512));
    return report;
}

} // namespace vitrine
