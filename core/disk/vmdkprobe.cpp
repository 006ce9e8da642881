#include <algorithm>

#include <QByteArray>

#include "core/disk/formatprobe.h"
#include "core/disk/vmdkdescriptor.h"
#include "core/disk/vmdkheader.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using namespace vmdk;

namespace {

constexpr qsizetype headerLength = 512;
constexpr quint64 atEnd = directoryAtEnd;
constexpr quint64 mostGap = 256 * 1024; ///< up to here it is looked at what lies before the tables

/// True when the whole grain directory at this sector lies within the file.
bool holdsDirectory(const ProbeInput &input, quint64 sector)
{
    const quint64 coveredByTable = input.head.le64(20) * input.head.le32(44);
    const quint64 entries = input.head.le64(12) / coveredByTable + 1;
    const std::optional<quint64> offset = checkedMultiply(sector, sectorLength);
    return offset && input.reader.contains(*offset, entries * sizeof(quint32));
}

QString flawOf(const ProbeInput &input)
{
    const Bytes &head = input.head;
    if (head.le32(4) < 1 || head.le32(4) > 3)
        return ProbeText::tr("the version is impossible");
    const std::optional<quint64> capacity = checkedMultiply(head.le64(12), sectorLength);
    if (head.le64(12) == 0 || !signedSize(capacity))
        return ProbeText::tr("the virtual size is impossible");
    const quint64 grain = head.le64(20);
    if (!isPowerOfTwo(grain) || grain < 8 || grain > 128 * 1024)
        return ProbeText::tr("the grain size is impossible");
    if (head.le32(44) == 0 || head.le32(44) > 512)
        return ProbeText::tr("the size of the grain tables is impossible");
    if (!head.has(73, lineEndCheck))
        return ProbeText::tr("line ends were changed, as by a transfer in text mode");
    if (head.le16(77) > 1)
        return ProbeText::tr("the compression method is impossible");
    const bool hasRedundantTable = (head.le32(8) & redundantTableFlag) != 0;
    if ((head.le64(56) != atEnd && !holdsDirectory(input, head.le64(56)))
        || (hasRedundantTable && !holdsDirectory(input, head.le64(48))))
        return ProbeText::tr("the tables lie outside the file");
    return {};
}

/// A stream ends with a marker, a copy of the header that knows where the tables are, and a last marker.
QString flawOfFooter(const ProbeInput &input)
{
    if (input.size() < 3 * sectorLength)
        return ProbeText::tr("it is cut off within the footer");
    const QByteArray piece = input.reader.read(input.size() - 3 * sectorLength, 3 * headerLength);
    const Bytes marker(QByteArrayView(piece).first(std::min(piece.size(), headerLength)));
    const Bytes footer(QByteArrayView(piece).sliced(std::min(piece.size(), headerLength)));
    const Bytes end(QByteArrayView(piece).sliced(std::min(piece.size(), 2 * headerLength)));
    if (marker.le32(8) != 0 || marker.le32(12) != footerMarker || !marker.isZero(16, 496))
        return ProbeText::tr("the footer's marker is missing");
    const Bytes &head = input.head;
    const bool isCopy = footer.view(0, 12) == head.view(0, 12) && footer.le64(12) == head.le64(12)
        && footer.le64(28) == head.le64(28) && footer.le64(36) == head.le64(36);
    if (!isCopy || footer.le64(56) == atEnd)
        return ProbeText::tr("the footer differs from the header");
    if (!end.isZero(0, headerLength))
        return ProbeText::tr("the last marker is missing");
    if (!holdsDirectory(input, footer.le64(56)))
        return ProbeText::tr("the tables lie outside the file");
    return {};
}

bool isPlainName(const QByteArray &name)
{
    return !name.isEmpty() && name.size() <= 255 && name != "." && name != ".."
        && std::none_of(
            name.cbegin(), name.cend(), [](char c) { return QByteArrayView("/\\:%\"").contains(c); });
}

void judgeExtents(ProbeReport &report, const VmdkDescriptor &descriptor)
{
    const bool isOne = descriptor.extents.size() == 1;
    const VmdkDescriptor::Extent extent = descriptor.extents.value(0);
    if (!isOne || extent.access != "rw" || extent.type != "SPARSE" || !isPlainName(extent.name))
        addViolation(
            report, "extents", ProbeText::tr("The VMDK image does not keep all its data in this one file."));
}

void judgeSubformat(ProbeReport &report, const VmdkDescriptor &descriptor)
{
    if (descriptor.createType == "monolithicsparse" || descriptor.createType == "streamoptimized")
        return;
    addViolation(report, "subformat",
        ProbeText::tr(
            "The VMDK subformat “%1” is not supported; only monolithicSparse and streamOptimized are. "
            "Convert the image with qemu-img convert first.")
            .arg(QString::fromLatin1(descriptor.createType.left(64))));
}

void judgeDescriptor(ProbeReport &report, const VmdkDescriptor &descriptor)
{
    judgeSubformat(report, descriptor);
    if (!descriptor.isWellFormed)
        addViolation(
            report, "descriptor", ProbeText::tr("The description within the VMDK image is damaged."));
    const bool hasParent
        = descriptor.hasParentHint || (!descriptor.parentCid.isNull() && descriptor.parentCid != "ffffffff");
    if (hasParent)
        addViolation(report, "parent",
            ProbeText::tr("The VMDK image is only the difference to another image. Merge it with its parent "
                          "first."));
}

/// Where the first thing after the descriptor begins, in bytes.
quint64 endOfGap(const Bytes &head)
{
    quint64 end = head.le64(64);
    if ((head.le32(8) & redundantTableFlag) != 0)
        end = std::min(end, head.le64(48));
    end = std::min(end, head.le64(56));
    return std::min(end, mostGap / sectorLength) * sectorLength;
}

/// Nothing may hide between the end of the text and the tables: some programs read on where others stop.
bool isFollowedByNothing(const ProbeInput &input, QByteArrayView area)
{
    const Bytes bytes(area);
    const auto text = std::find(area.begin(), area.end(), '\0') - area.begin();
    if (text == area.size() || !bytes.isZero(text, area.size() - text))
        return false;
    quint64 offset = sectorLength + static_cast<quint64>(area.size());
    const quint64 end = endOfGap(input.head);
    while (offset < end) {
        const QByteArray piece = input.reader.read(offset, static_cast<qsizetype>(end - offset));
        if (piece.isEmpty())
            return true;
        if (!Bytes(piece).isZero(0, piece.size()))
            return false;
        offset += static_cast<quint64>(piece.size());
    }
    return true;
}

void judgeEmbeddedDescriptor(ProbeReport &report, const ProbeInput &input)
{
    const std::optional<quint64> length = checkedMultiply(input.head.le64(36), sectorLength);
    const bool isAtItsPlace = input.head.le64(28) == 1 && length && *length > 0
        && *length <= static_cast<quint64>(DiskReader::maxPiece)
        && input.reader.contains(sectorLength, *length);
    if (!isAtItsPlace) {
        addViolation(report, "descriptor",
            ProbeText::tr("The description within the VMDK image is missing or not where it must be."));
        return;
    }
    const QByteArray text = input.reader.read(sectorLength, static_cast<qsizetype>(*length));
    const VmdkDescriptor descriptor = vmdkDescriptorFrom(text);
    judgeDescriptor(report, descriptor);
    judgeExtents(report, descriptor);
    if (!isFollowedByNothing(input, text))
        addViolation(report, "descriptor",
            ProbeText::tr("There are hidden bytes after the description within the VMDK image."));

    const bool isStream = descriptor.createType == "streamoptimized";
    const quint32 streamFlags = compressedFlag | markersFlag;
    const quint32 flags = input.head.le32(8) & streamFlags;
    const bool isStreamHeader = flags == streamFlags && input.head.le16(77) == 1;
    const bool isPlainHeader = flags == 0 && input.head.le16(77) == 0;
    if (!(isStream ? isStreamHeader : isPlainHeader))
        addViolation(report, "descriptor",
            ProbeText::tr("The description within the VMDK image contradicts its header."));
}

ProbeReport reportOfSparse(const ProbeInput &input)
{
    if (input.head.size() < headerLength)
        return corruptReport(input, u"vmdk"_s, ProbeText::tr("it is cut off within the header"));
    QString flaw = flawOf(input);
    if (flaw.isNull() && input.head.le64(56) == atEnd)
        flaw = flawOfFooter(input);
    if (!flaw.isNull())
        return corruptReport(input, u"vmdk"_s, flaw);
    ProbeReport report = reportOf(input, DetectedFormat::Vmdk, DiskFormat::Vmdk);
    report.virtualSize = signedSize(checkedMultiply(input.head.le64(12), sectorLength));
    judgeEmbeddedDescriptor(report, input);
    return report;
}

/// A file that only describes a disk: its data are in other files.
ProbeReport reportOfDescriptor(const ProbeInput &input)
{
    ProbeReport report = reportOf(input, DetectedFormat::Vmdk, DiskFormat::Vmdk);
    const QByteArray text = input.reader.read(0, DiskReader::maxPiece);
    judgeDescriptor(report, vmdkDescriptorFrom(text));
    addViolation(
        report, "extents", ProbeText::tr("The VMDK image does not keep all its data in this one file."));
    return report;
}

ProbeReport reportOfForeignVmdk(const ProbeInput &input, const QString &subformat)
{
    ProbeReport report = reportOf(input, DetectedFormat::Vmdk, DiskFormat::Vmdk);
    VmdkDescriptor descriptor;
    descriptor.createType = subformat.toLatin1();
    judgeSubformat(report, descriptor);
    return report;
}

} // namespace

std::optional<ProbeReport> probeVmdk(const ProbeInput &input)
{
    if (input.head.has(0, "KDMV"))
        return reportOfSparse(input);
    if (input.head.has(0, "COWD"))
        return reportOfForeignVmdk(input, u"vmfsSparse"_s);
    if (input.head.le64(0) == 0xCAFEBABE)
        return reportOfForeignVmdk(input, u"seSparse"_s);
    if (looksLikeVmdkDescriptor(input.head.view(0, input.head.size())))
        return reportOfDescriptor(input);
    return std::nullopt;
}

} // namespace vitrine
