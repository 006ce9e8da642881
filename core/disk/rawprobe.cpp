#include <array>

#include "core/disk/formatprobe.h"
#include "core/disk/tarheader.h"

namespace vitrine {

namespace {

struct Magic {
    qsizetype offset;
    QByteArrayView bytes;
    const char *name;
};

constexpr std::array<Magic, 8> compressedMagics{ {
    { 0, QByteArrayView("\x1F\x8B\x08", 3), "gzip" },
    { 0, QByteArrayView("BZh", 3), "bzip2" },
    { 0,
        QByteArrayView("\xFD"
                       "7zXZ\0",
            6),
        "xz" },
    { 0, QByteArrayView("\x28\xB5\x2F\xFD", 4), "zstd" },
    { 0, QByteArrayView("\x04\x22\x4D\x18", 4), "lz4" },
    { 0, QByteArrayView("PK\x03\x04", 4), "zip" },
    { 2, QByteArrayView("-lh", 3), "lha" },
    { 0, QByteArrayView("7z\xBC\xAF\x27\x1C", 6), "7z" },
} };

constexpr std::array<Magic, 2> foreignMagics{ {
    { 0, QByteArrayView("Bochs Virtual HD Image"), "Bochs" },
    { 0, QByteArrayView("#!/bin/sh\n#V2.0 Format"), "cloop" },
} };

bool isParallels(const Bytes &head)
{
    return head.has(0, "WithoutFreeSpace") || head.has(0, "WithouFreSpacExt");
}

bool hasMagic(const Bytes &head, const Magic &magic)
{
    if (!head.has(magic.offset, magic.bytes))
        return false;
    // "-lh" and "BZh" alone are too easily met in text: the method's last letters, or the level and the first
    // block's magic, follow.
    if (magic.offset == 2)
        return head.u8(6) == '-';
    return magic.bytes != "BZh" || head.has(4, "\x31\x41\x59\x26\x53\x59")
        || head.has(4, "\x17\x72\x45\x38\x50\x90");
}

void refuseForeign(ProbeReport &report, const char *name)
{
    addViolation(report, "foreign_format",
        ProbeText::tr(
            "The file is a %1 image, a format that clouds do not know. Convert it to qcow2 with the program "
            "that made it.")
            .arg(QLatin1String(name)));
}

/// "SKIP" frames of zstd have one of sixteen magics.
bool isSkippableFrame(const Bytes &head)
{
    return head.size() >= 8 && (head.le32(0) & 0xFFFFFFF0) == 0x184D2A50;
}

struct Content {
    quint64 offset;
    QByteArrayView bytes;
    const char *name;
};

/// The first that fits counts.
constexpr std::array<Content, 14> contents{ {
    { 0x202, QByteArrayView("HdrS"), "linux-kernel" },
    { 56, QByteArrayView("ARM\x64", 4), "linux-kernel" },
    { 0, QByteArrayView("\x7F\x45LF", 4), "elf" },
    { 0, QByteArrayView("070701"), "cpio" },
    { 0, QByteArrayView("070702"), "cpio" },
    { 3, QByteArrayView("NTFS    "), "ntfs" },
    { 3, QByteArrayView("EXFAT   "), "exfat" },
    { 54, QByteArrayView("FAT1"), "fat" },
    { 82, QByteArrayView("FAT32"), "fat" },
    { 0, QByteArrayView("XFSB"), "xfs" },
    { 512, QByteArrayView("LABELONE"), "lvm" },
    { 1080, QByteArrayView("\x53\xEF", 2), "ext" },
    { 4086, QByteArrayView("SWAPSPACE2"), "swap" },
    { 65600, QByteArrayView("_BHRfS_M"), "btrfs" },
} };

QString contentOf(DiskReader &reader)
{
    for (const Content &each : contents) {
        if (reader.read(each.offset, each.bytes.size()) == each.bytes)
            return QString::fromLatin1(each.name);
    }
    return {};
}

} // namespace

ProbeReport probeRaw(const ProbeInput &input)
{
    ProbeReport report = reportOf(input, DetectedFormat::Raw, DiskFormat::Raw);
    report.virtualSize = report.actualSize;
    for (const Magic &magic : compressedMagics) {
        const bool isZstd = QByteArrayView(magic.name) == "zstd";
        if (!hasMagic(input.head, magic) && !(isZstd && isSkippableFrame(input.head)))
            continue;
        report.containerFormat = ContainerFormat::Compressed;
        addWarning(report, "compressed",
            ProbeText::tr("The file is compressed (%1). Unpack it first, or declare the container format "
                          "compressed.")
                .arg(QLatin1String(magic.name)));
        return report;
    }
    if (isTarHeader(input.head)) {
        addWarning(report, "archive",
            ProbeText::tr("The file is an archive (tar), not a disk. A virtual machine cannot start from it "
                          "as it is."));
    }
    for (const Magic &magic : foreignMagics) {
        if (hasMagic(input.head, magic))
            refuseForeign(report, magic.name);
    }
    if (input.tail.has(0, "koly"))
        refuseForeign(report, "DMG");
    if (isParallels(input.head))
        report.diskFormat = DiskFormat::Ploop;
    report.content = contentOf(input.reader);
    return report;
}

} // namespace vitrine
