#include <algorithm>

#include <QByteArray>

#include "core/disk/crc32.h"
#include "core/disk/formatprobe.h"

namespace vitrine {

namespace {

constexpr qsizetype tableOffset = 446;
constexpr qsizetype entryLength = 16;
constexpr quint8 protectiveType = 0xEE;

/// 0xAA55 also ends the boot sector of a file system and the first block of a Linux kernel.
bool isMbr(const Bytes &head)
{
    const bool isFat = head.u8(0x10) == 2 && head.u8(0x15) == 0xF8;
    const bool isOther = head.has(3, "NTFS    ") || head.has(3, "EXFAT   ") || head.has(0x202, "HdrS");
    return head.size() >= 512 && head.le16(510) == 0xAA55 && !isFat && !isOther;
}

/// What Glance's own inspection finds wrong; null when nothing is.
QString flawOfMbr(const Bytes &head)
{
    int used = 0;
    int protective = 0;
    for (qsizetype slot = 0; slot < 4; ++slot) {
        const qsizetype entry = tableOffset + slot * entryLength;
        if ((head.u8(entry) & 0x7F) != 0)
            return ProbeText::tr("The partition table has an impossible boot flag.");
        const quint8 type = head.u8(entry + 4);
        used += type != 0 ? 1 : 0;
        if (type != protectiveType)
            continue;
        ++protective;
        if (slot != 0 || !head.has(entry + 1, QByteArrayView("\x00\x02\x00", 3)) || head.le32(entry + 8) != 1)
            return ProbeText::tr("The protective entry of the partition table is not where it must be.");
    }
    if (used == 0)
        return ProbeText::tr("The disk has a partition table without partitions.");
    if (protective > 0 && used > 1)
        return ProbeText::tr("The partition table has other entries beside the protective one.");
    return {};
}

/// Where the GPT header is: in the second sector, of 512 or 4096 bytes; 0 when there is none.
quint64 gptSectorLength(const ProbeInput &input)
{
    if (input.head.has(512, "EFI PART"))
        return 512;
    const QByteArray piece = input.reader.read(4096, 8);
    return Bytes(piece).has(0, "EFI PART") ? 4096 : 0;
}

bool hasValidTableCrc(const ProbeInput &input, quint64 offset, quint64 length, quint32 stated)
{
    quint32 crc = 0;
    while (length > 0) {
        const QByteArray piece = input.reader.read(
            offset, static_cast<qsizetype>(std::min<quint64>(length, DiskReader::maxPiece)));
        if (piece.isEmpty())
            return false;
        crc = crc32(piece, crc);
        offset += static_cast<quint64>(piece.size());
        length -= static_cast<quint64>(piece.size());
    }
    return crc == stated;
}

QString flawOfGpt(const ProbeInput &input, quint64 sectorLength)
{
    const QByteArray sector = input.reader.read(sectorLength, 512);
    const Bytes header(sector);
    const quint32 length = header.le32(12);
    if (header.le32(8) != 0x00010000 || length < 92 || length > 512 || sector.size() < 512)
        return ProbeText::tr("The header of the partition table (GPT) is damaged.");
    QByteArray summed = sector.first(static_cast<qsizetype>(length));
    std::fill_n(summed.begin() + 16, 4, '\0');
    if (crc32(summed) != header.le32(16) || header.le64(24) != 1)
        return ProbeText::tr("The header of the partition table (GPT) has a wrong checksum.");

    // A disk that was cut off misses its second table; a disk that grew does not.
    const std::optional<quint64> backup = checkedMultiply(header.le64(32), sectorLength);
    if (!backup || !input.reader.contains(*backup, sectorLength) || header.le64(40) > header.le64(48))
        return ProbeText::tr("The partition table (GPT) is for a larger disk.");
    const quint32 count = header.le32(80);
    const quint32 entry = header.le32(84);
    const std::optional<quint64> offset = checkedMultiply(header.le64(72), sectorLength);
    const bool isPossible = count <= 1024 && entry >= 128 && entry <= 4096 && isPowerOfTwo(entry) && offset
        && input.reader.contains(*offset, quint64(count) * entry);
    if (!isPossible)
        return ProbeText::tr("The partition table (GPT) is impossible.");
    if (!hasValidTableCrc(input, *offset, quint64(count) * entry, header.le32(88)))
        return ProbeText::tr("The partition table (GPT) has a wrong checksum.");
    return {};
}

} // namespace

std::optional<ProbeReport> probePartitions(const ProbeInput &input)
{
    const bool hasMbr = isMbr(input.head);
    const quint64 sectorLength = gptSectorLength(input);
    if (!hasMbr && sectorLength == 0)
        return std::nullopt;
    const auto detected = sectorLength != 0 ? DetectedFormat::Gpt : DetectedFormat::Mbr;
    ProbeReport report = reportOf(input, detected, DiskFormat::Raw);
    report.virtualSize = report.actualSize;
    const QString mbrFlaw = hasMbr ? flawOfMbr(input.head) : QString();
    if (!mbrFlaw.isNull())
        addViolation(report, "mbr", mbrFlaw);
    const QString gptFlaw = sectorLength != 0 ? flawOfGpt(input, sectorLength) : QString();
    if (!gptFlaw.isNull())
        addWarning(report, "gpt", gptFlaw);
    return report;
}

} // namespace vitrine
