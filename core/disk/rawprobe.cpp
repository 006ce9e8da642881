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
    // "BZh" alone is too easily met in text: the level and the first block's magic follow.
    return magic.bytes != "BZh" || head.has(4, "\x31\x41\x59\x26\x53\x59")
        || head.has(4, "\x17\x72\x45\x38\x50\x90");
}

void warnOfForeign(ProbeReport &report, const char *name)
{
    addWarning(report, "foreign_format",
        ProbeText::tr(
            "The file looks like a %1 image, a format that cannot be declared. Stored as raw it is kept "
            "as it is.")
            .arg(QLatin1String(name)));
}

} // namespace

ProbeReport probeRaw(const ProbeInput &input)
{
    ProbeReport report = reportOf(input, DetectedFormat::Raw, DiskFormat::Raw);
    report.virtualSize = report.actualSize;
    for (const Magic &magic : compressedMagics) {
        if (!hasMagic(input.head, magic))
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
            warnOfForeign(report, magic.name);
    }
    if (input.tail.has(0, "koly"))
        warnOfForeign(report, "DMG");
    if (isParallels(input.head))
        report.diskFormat = DiskFormat::Ploop;
    return report;
}

} // namespace vitrine
