#include "core/disk/formatprobe.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

// As QEMU's block/vdi.c and VirtualBox write it; all numbers are little-endian.
constexpr quint32 signature = 0xBEDA107F;
constexpr quint32 blockBytes = 1024 * 1024;
constexpr quint32 maxBlocks = 0x3FFFFFFF;

QString flawOf(const ProbeInput &input)
{
    const Bytes &head = input.head;
    const quint32 type = head.le32(0x4C);
    const quint32 mapOffset = head.le32(0x154);
    const quint32 dataOffset = head.le32(0x158);
    const quint32 blocks = head.le32(0x180);
    if (head.le32(0x44) != 0x00010001)
        return ProbeText::tr("the version is not 1.1");
    if (type < 1 || type > 4)
        return ProbeText::tr("the type is impossible");
    if (head.le32(0x168) != 512 || head.le32(0x178) != blockBytes)
        return ProbeText::tr("the block size is impossible");
    if (blocks > maxBlocks || head.le64(0x170) > blocks * quint64(blockBytes))
        return ProbeText::tr("the number of blocks does not fit the virtual size");
    if (head.le32(0x184) > blocks)
        return ProbeText::tr("more blocks are allocated than there are");
    if (mapOffset % 512 != 0 || dataOffset % 512 != 0)
        return ProbeText::tr("the tables are not aligned");
    if (!input.reader.contains(mapOffset, blocks * quint64(4)))
        return ProbeText::tr("the block map lies outside the file");
    const std::optional<quint64> end = checkedAdd(dataOffset, head.le32(0x184) * quint64(blockBytes));
    if (!end || !input.reader.contains(0, *end))
        return ProbeText::tr("the blocks lie outside the file");
    return {};
}

} // namespace

std::optional<ProbeReport> probeVdi(const ProbeInput &input)
{
    const Bytes &head = input.head;
    if (head.le32(0x40) != signature)
        return std::nullopt;
    if (head.size() < 0x200)
        return corruptReport(input, u"vdi"_s, ProbeText::tr("it is cut off within the header"));
    const QString flaw = flawOf(input);
    if (!flaw.isNull())
        return corruptReport(input, u"vdi"_s, flaw);

    ProbeReport report = reportOf(input, DetectedFormat::Vdi, DiskFormat::Vdi);
    report.virtualSize = signedSize(head.le64(0x170));
    const bool hasParent = !head.isZero(0x1A8, 16) || !head.isZero(0x1B8, 16) || head.le32(0x4C) == 4;
    if (hasParent)
        addViolation(report, "parent",
            ProbeText::tr("The VDI image is only the difference to another image. Merge it in VirtualBox "
                          "first."));
    else if (head.le32(0x4C) == 3)
        addViolation(report, "subformat",
            ProbeText::tr("The VDI image is an undo image, which cannot be used alone."));
    return report;
}

} // namespace vitrine
