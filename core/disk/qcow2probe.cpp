#include <algorithm>
#include <vector>

#include <QByteArray>

#include "core/disk/formatprobe.h"
#include "core/disk/qcow2header.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 dataFileNameExtension = 0x44415441;
constexpr int maxExtensions = 64;
constexpr quint32 maxL1Entries = 4 * 1024 * 1024;
constexpr quint64 maxRefcountTableBytes = 8 * 1024 * 1024;
constexpr quint32 maxSnapshots = 65536;
constexpr quint32 maxBackingName = 1023;
constexpr quint64 l2OffsetMask = 0x00fffffffffffe00;

using Header = Qcow2Header;
using namespace qcow2;

/// What is impossible in the header; null when nothing is.
QString flawOf(const Header &header, const ProbeInput &input)
{
    const quint32 leastClusterBits = (header.incompatible & extendedL2Bit) != 0 ? 14 : 9;
    if (header.clusterBits < leastClusterBits || header.clusterBits > 21)
        return ProbeText::tr("the cluster size is impossible");
    const quint64 cluster = header.clusterSize();
    if (header.version >= 3) {
        if (header.length < newHeaderLength || header.length % 8 != 0 || header.length > cluster)
            return ProbeText::tr("the header length is impossible");
        const bool saysCompression = (header.incompatible & compressionBit) != 0;
        if (header.compression > 1 || saysCompression != (header.compression != 0))
            return ProbeText::tr("the compression type is impossible");
        if (header.refcountOrder > 6)
            return ProbeText::tr("the width of reference counts is impossible");
    }
    if (header.encryption > 2)
        return ProbeText::tr("the encryption method is impossible");

    // One L1 entry covers one L2 table; an entry of an extended L2 table takes 16 bytes.
    const quint64 entryBytes = (header.incompatible & extendedL2Bit) != 0 ? 16 : 8;
    const quint64 coveredByEntry = cluster / entryBytes * cluster;
    const quint64 needed = header.size / coveredByEntry + (header.size % coveredByEntry != 0 ? 1 : 0);
    if (header.l1Size > maxL1Entries || header.l1Size < needed)
        return ProbeText::tr("the size of the L1 table is impossible");
    if (header.l1Offset % cluster != 0 || !input.reader.contains(header.l1Offset, header.l1Size * quint64(8)))
        return ProbeText::tr("the L1 table lies outside the file");
    const quint64 refcountBytes = header.refcountClusters * cluster;
    if (header.refcountClusters == 0 || refcountBytes > maxRefcountTableBytes)
        return ProbeText::tr("the size of the reference count table is impossible");
    if (header.refcountOffset % cluster != 0 || !input.reader.contains(header.refcountOffset, refcountBytes))
        return ProbeText::tr("the reference count table lies outside the file");
    if (header.snapshots > maxSnapshots)
        return ProbeText::tr("the number of snapshots is impossible");
    // A snapshot's header has at least 40 bytes.
    if (header.snapshots > 0
        && (header.snapshotOffset % cluster != 0
            || !input.reader.contains(header.snapshotOffset, header.snapshots * quint64(40))))
        return ProbeText::tr("the snapshot table lies outside the file");
    if (header.backingOffset != 0 && header.backingLength > maxBackingName)
        return ProbeText::tr("the name of the backing file is impossible");
    return {};
}

/// A table that is named twice, or where the header or another table is. A guest's writes would destroy such
/// an image, and no program makes one.
bool haveTablesOfTheirOwn(const Header &header, DiskReader &reader)
{
    const QByteArray piece = reader.read(header.l1Offset,
        static_cast<qsizetype>(std::min<quint64>(header.l1Size * quint64(8), DiskReader::maxPiece)));
    const Bytes table(piece);
    const quint64 cluster = header.clusterSize();
    const quint64 l1End = header.l1Offset + header.l1Size * quint64(8);
    const quint64 refcountEnd = header.refcountOffset + header.refcountClusters * cluster;
    std::vector<quint64> places;
    for (qsizetype at = 0; table.holds(at, 8); at += 8) {
        const quint64 place = table.be64(at) & l2OffsetMask;
        if (place == 0)
            continue;
        const bool isTaken = place < cluster || (place >= header.l1Offset && place < l1End)
            || (place >= header.refcountOffset && place < refcountEnd);
        if (isTaken)
            return false;
        places.push_back(place);
    }
    std::sort(places.begin(), places.end());
    return std::adjacent_find(places.begin(), places.end()) == places.end();
}

struct Extensions {
    bool areWhole = true;
    bool nameDataFile = false;
};

Extensions extensionsOf(const Header &header, DiskReader &reader)
{
    Extensions extensions;
    quint64 end = header.clusterSize();
    if (header.backingOffset >= header.length && header.backingOffset < end)
        end = header.backingOffset;
    quint64 offset = header.length;
    for (int i = 0; i < maxExtensions; ++i) {
        if (offset + 8 > end)
            return extensions;
        const QByteArray piece = reader.read(offset, 8);
        const Bytes bytes(piece);
        const quint32 type = bytes.be32(0);
        const quint64 length = (quint64(bytes.be32(4)) + 7) / 8 * 8;
        if (type == 0)
            return extensions;
        extensions.nameDataFile = extensions.nameDataFile || type == dataFileNameExtension;
        offset += 8;
        if (length > end - offset) {
            extensions.areWhole = false;
            return extensions;
        }
        offset += length;
    }
    extensions.areWhole = false;
    return extensions;
}

void judgeFeatures(ProbeReport &report, const Header &header, bool namesDataFile)
{
    if (header.backingOffset != 0)
        addViolation(report, "backing_file",
            ProbeText::tr(
                "The qcow2 image needs another file, its backing file. Flatten it first: vitrinectl "
                "convert --backing names that file."));
    if ((header.incompatible & dataFileBit) != 0 || namesDataFile)
        addViolation(report, "data_file",
            ProbeText::tr("The qcow2 image keeps its data in another file. Flatten it with qemu-img convert "
                          "first."));
    if ((header.incompatible & ~knownBits) != 0)
        addViolation(report, "unknown_features",
            ProbeText::tr("The qcow2 image uses features that are not known to this program."));
    if (header.encryption == 1)
        addViolation(report, "aes_encryption",
            ProbeText::tr("The qcow2 image is encrypted in the old, unsafe way (AES), which is no longer "
                          "supported."));
    if (header.encryption == 2)
        addWarning(report, "encrypted",
            ProbeText::tr("The image is encrypted (LUKS); it cannot be converted without its passphrase."));
    if ((header.incompatible & extendedL2Bit) != 0)
        addWarning(report, "extended_l2",
            ProbeText::tr("The qcow2 image uses extended L2 entries, which Glance does not accept."));
    if ((header.incompatible & corruptBit) != 0)
        addWarning(report, "marked_corrupt",
            ProbeText::tr("The qcow2 image is marked as corrupt. Check it with qemu-img check."));
    if ((header.incompatible & dirtyBit) != 0)
        addWarning(report, "dirty",
            ProbeText::tr("The qcow2 image was not closed cleanly. Check it with qemu-img check."));
    if (header.snapshots > 0)
        addWarning(report, "snapshots",
            ProbeText::tr("The qcow2 image holds snapshots, which are lost when it is converted."));
}

} // namespace

std::optional<ProbeReport> probeQcow2(const ProbeInput &input)
{
    if (!input.head.has(0, "QFI\xfb"))
        return std::nullopt;
    if (input.head.size() < oldHeaderLength)
        return corruptReport(input, u"qcow2"_s, ProbeText::tr("it is cut off within the header"));

    const Header header = qcow2HeaderFrom(input.head);
    ProbeReport report = reportOf(input, DetectedFormat::Qcow2, DiskFormat::Qcow2);
    if (header.version != 2 && header.version != 3) {
        addViolation(report, "version",
            ProbeText::tr("Version %1 of the qcow2 format is not supported; only 2 and 3 are.")
                .arg(header.version));
        return report;
    }
    if (header.version == 3 && input.head.size() < newHeaderLength)
        return corruptReport(input, u"qcow2"_s, ProbeText::tr("it is cut off within the header"));
    report.virtualSize = signedSize(header.size);
    if (!report.virtualSize)
        addViolation(report, "virtual_size",
            ProbeText::tr("The virtual size of %1 bytes is impossible.").arg(header.size));

    // A file that refers to another one is named as that, even if it is damaged besides.
    QString flaw = flawOf(header, input);
    Extensions extensions;
    if (flaw.isNull()) {
        extensions = extensionsOf(header, input.reader);
        if (!extensions.areWhole)
            flaw = ProbeText::tr("the header extensions are impossible");
    }
    report.snapshots = static_cast<int>(std::min(header.snapshots, maxSnapshots));
    report.isEncrypted = header.encryption != 0;
    judgeFeatures(report, header, extensions.nameDataFile);
    if (flaw.isNull()) {
        if (!haveTablesOfTheirOwn(header, input.reader))
            addWarning(report, "tables",
                ProbeText::tr("The qcow2 image's tables point at each other. Check it with qemu-img check."));
        return report;
    }
    ProbeReport corrupt = corruptReport(input, u"qcow2"_s, flaw);
    corrupt.violations.append(report.violations);
    return corrupt;
}

} // namespace vitrine
