#include <array>

#include <QByteArray>

#include "core/disk/formatprobe.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

// Microsoft's VHD specification; all numbers are big-endian.
constexpr qsizetype footerLength = 512;
constexpr qsizetype oldFooterLength = 511; // written by early Virtual PC
constexpr quint32 fixedType = 2;
constexpr quint32 dynamicType = 3;
constexpr quint32 differencingType = 4;
constexpr quint64 sectorLength = 512;
constexpr quint64 maxGeometry = quint64(65535) * 16 * 255;
constexpr quint64 maxSectors = 0xff000000;

bool hasCookie(const Bytes &footer)
{
    return footer.has(0, "conectix");
}

/// The one's complement of the sum of all bytes but those of the checksum.
bool hasValidChecksum(const Bytes &bytes, qsizetype length, qsizetype field)
{
    quint32 sum = 0;
    for (qsizetype i = 0; i < length; ++i) {
        if (i < field || i >= field + 4)
            sum += bytes.u8(i);
    }
    return bytes.be32(field) == ~sum;
}

/// As QEMU decides it: some programs mean the size, the others mean the geometry.
quint64 virtualSizeOf(const Bytes &footer)
{
    static constexpr std::array<QByteArrayView, 6> creatorsThatMeanTheSize{ "qem2", "win ", "d2v ",
        QByteArrayView("tap\0", 4), "CTXS", QByteArrayView("wa\0\0", 4) };
    const quint64 sectors = quint64(footer.be16(56)) * footer.u8(58) * footer.u8(59);
    const QByteArrayView creator = footer.view(28, 4);
    for (const QByteArrayView candidate : creatorsThatMeanTheSize) {
        if (creator == candidate)
            return footer.be64(48);
    }
    return sectors == maxGeometry ? footer.be64(48) : sectors * sectorLength;
}

QString flawOfFooter(const Bytes &footer, qsizetype length)
{
    if (!hasValidChecksum(footer, length, 64))
        return ProbeText::tr("the checksum of the footer is wrong");
    if (footer.be32(12) != 0x00010000)
        return ProbeText::tr("the version is not 1.0");
    if (footer.be64(48) / sectorLength > maxSectors)
        return ProbeText::tr("the virtual size is impossible");
    return {};
}

QString flawOfDynamicHeader(const ProbeInput &input, const Bytes &footer)
{
    const quint64 offset = footer.be64(16);
    const QByteArray piece = input.reader.read(offset, 1024);
    const Bytes header(piece);
    if (header.size() < 1024 || !header.has(0, "cxsparse"))
        return ProbeText::tr("the dynamic header is missing");
    if (!hasValidChecksum(header, 1024, 36))
        return ProbeText::tr("the checksum of the dynamic header is wrong");
    const quint32 blockLength = header.be32(32);
    const quint64 entries = header.be32(28);
    if (!isPowerOfTwo(blockLength) || blockLength < sectorLength)
        return ProbeText::tr("the block size is impossible");
    if (entries * blockLength < footer.be64(48))
        return ProbeText::tr("the block table is too small for the virtual size");
    if (!input.reader.contains(header.be64(16), entries * 4))
        return ProbeText::tr("the block table lies outside the file");
    return {};
}

void judgeSizes(ProbeReport &report, const Bytes &footer)
{
    report.virtualSize = signedSize(virtualSizeOf(footer));
    if (report.virtualSize != signedSize(footer.be64(48)))
        addWarning(report, "geometry",
            ProbeText::tr("The VHD image states two sizes; the one of its disk geometry counts."));
}

ProbeReport reportOfDynamic(const ProbeInput &input)
{
    const Bytes &footer = input.head;
    if (footer.size() < footerLength)
        return corruptReport(input, u"vhd"_s, ProbeText::tr("it is cut off within the header"));
    QString flaw = flawOfFooter(footer, footerLength);
    const quint32 type = footer.be32(60);
    if (flaw.isNull() && type != dynamicType && type != differencingType)
        flaw = ProbeText::tr("the type is impossible");
    if (flaw.isNull())
        flaw = flawOfDynamicHeader(input, footer);

    ProbeReport report = reportOf(input, DetectedFormat::Vhd, DiskFormat::Vhd);
    if (!flaw.isNull())
        report = corruptReport(input, u"vhd"_s, flaw);
    else
        judgeSizes(report, footer);
    if (type == differencingType)
        addViolation(report, "differencing",
            ProbeText::tr("The VHD image is only the difference to another image. Merge it with its parent "
                          "first."));
    if (flaw.isNull() && input.tail.view(0, footerLength) != footer.view(0, footerLength))
        addWarning(report, "footer",
            ProbeText::tr("The footer of the VHD image is missing or differs from its copy; the file may be "
                          "cut off."));
    return report;
}

ProbeReport reportOfFixed(const ProbeInput &input, const Bytes &footer, qsizetype length)
{
    const QString flaw = flawOfFooter(footer, length);
    if (!flaw.isNull())
        return corruptReport(input, u"vhd"_s, flaw);
    if (footer.be32(60) != fixedType)
        return corruptReport(
            input, u"vhd"_s, ProbeText::tr("it ends like a dynamic image but does not begin like one"));
    ProbeReport report = reportOf(input, DetectedFormat::Vhd, DiskFormat::Vhd);
    judgeSizes(report, footer);
    addWarning(report, "fixed_vhd",
        ProbeText::tr(
            "Glance does not recognise a fixed VHD image. Convert it to a dynamic one or to raw before "
            "an upload to Glance."));
    if (report.virtualSize && !input.reader.contains(0, footer.be64(48)))
        addWarning(
            report, "size", ProbeText::tr("The VHD image is shorter than it says; it may be cut off."));
    return report;
}

} // namespace

std::optional<ProbeReport> probeVhd(const ProbeInput &input)
{
    if (hasCookie(input.head))
        return reportOfDynamic(input);
    for (const qsizetype length : { footerLength, oldFooterLength }) {
        const Bytes footer(input.tail.view(input.tail.size() - length, length));
        if (hasCookie(footer))
            return reportOfFixed(input, footer, length);
    }
    return std::nullopt;
}

} // namespace vitrine
