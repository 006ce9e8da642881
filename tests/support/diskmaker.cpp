#include "tests/support/diskmaker.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 KiB = 1024;

QByteArray textBytes(qsizetype size)
{
    QByteArray bytes;
    for (int line = 0; bytes.size() < size; ++line)
        bytes += "line " + QByteArray::number(line) + " of a text that can be packed\n";
    return bytes.first(size);
}

void writeAt(QFile &file, qint64 offset, const QByteArray &bytes)
{
    const qint64 room = file.size() - offset;
    if (offset < 0 || room <= 0)
        return;
    QVERIFY(file.seek(offset));
    const QByteArray inside = bytes.left(room);
    QCOMPARE(file.write(inside), inside.size());
}

} // namespace

const QList<QemuKind> &qemuKinds()
{
    static const QList<QemuKind> kinds{
        { "raw", u"raw"_s },
        { "qcow2", u"qcow2"_s },
        { "qcow2-v2", u"qcow2"_s, { u"compat=0.10"_s } },
        { "qcow2-512", u"qcow2"_s, { u"cluster_size=512"_s } },
        { "qcow2-2M", u"qcow2"_s, { u"cluster_size=2M"_s } },
        { "qcow2-extended", u"qcow2"_s, { u"extended_l2=on,cluster_size=128k"_s } },
        { "qcow2-deflate", u"qcow2"_s, {}, true },
        { "qcow2-deflate-2M", u"qcow2"_s, { u"cluster_size=2M"_s }, true },
        { "qcow2-deflate-512", u"qcow2"_s, { u"cluster_size=512"_s }, true },
        { "qcow2-zstd", u"qcow2"_s, { u"compression_type=zstd"_s }, true },
        { "qcow2-extended-deflate", u"qcow2"_s, { u"extended_l2=on"_s }, true },
        { "vmdk", u"vmdk"_s, { u"subformat=monolithicSparse"_s } },
        { "vmdk-zeroed-grain", u"vmdk"_s, { u"subformat=monolithicSparse,zeroed_grain=on"_s } },
        { "vmdk-stream", u"vmdk"_s, { u"subformat=streamOptimized"_s }, true },
        { "vdi", u"vdi"_s },
        { "vdi-static", u"vdi"_s, { u"static=on"_s } },
        { "vhd", u"vpc"_s, { u"force_size=on"_s } },
        { "vhd-fixed", u"vpc"_s, { u"subformat=fixed,force_size=on"_s } },
        { "vhdx", u"vhdx"_s },
        { "vhdx-1M", u"vhdx"_s, { u"block_size=1M"_s } },
        { "vhdx-fixed", u"vhdx"_s, { u"subformat=fixed"_s } },
    };
    return kinds;
}

const QList<LayoutKind> &layoutKinds()
{
    static const QList<LayoutKind> kinds{
        { "raw", { DiskFormat::Raw } },
        { "qcow2", { DiskFormat::Qcow2 } },
        { "qcow2-deflate", { DiskFormat::Qcow2, {}, Compression::Deflate } },
        { "qcow2-zstd", { DiskFormat::Qcow2, {}, Compression::Zstd } },
        { "qcow2-512", { DiskFormat::Qcow2, {}, Compression::None, {}, 512 } },
        { "qcow2-deflate-4k", { DiskFormat::Qcow2, {}, Compression::Deflate, 1, 4 * KiB } },
        { "qcow2-zstd-2M", { DiskFormat::Qcow2, {}, Compression::Zstd, 9, 2048 * KiB } },
        { "vmdk", { DiskFormat::Vmdk } },
        { "vmdk-stream", { DiskFormat::Vmdk, u"streamOptimized"_s } },
        { "vdi", { DiskFormat::Vdi } },
        { "vhd", { DiskFormat::Vhd } },
        { "vhd-fixed", { DiskFormat::Vhd, u"fixed"_s } },
        { "vhdx", { DiskFormat::Vhdx } },
        { "vhdx-16M", { DiskFormat::Vhdx, {}, Compression::None, {}, 16 * 1024 * KiB } },
    };
    return kinds;
}

void makeMixedDisk(const QString &path, qint64 size)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadWrite | QIODevice::Truncate), qPrintable(path));
    QVERIFY(file.resize(size));
    writeAt(file, 0, patternBytes(200 * KiB, 7));
    writeAt(file, 300 * KiB, QByteArray(500 * KiB, '\0'));
    writeAt(file, 900 * KiB, textBytes(900 * KiB));
    writeAt(file, 2000 * KiB + 100, "x");
    writeAt(file, size / 2, textBytes(300 * KiB) + patternBytes(100 * KiB, 8) + textBytes(100 * KiB));
    writeAt(file, std::max<qint64>(size - 70 * KiB, 0), textBytes(69 * KiB));
    writeAt(file, std::max<qint64>(size - 10, 0), "0123456789");
}

void makeExt4Disk(const QString &path, qint64 size)
{
    makeRaw(path, size);
    run(u"mke2fs"_s,
        { u"-q"_s, u"-F"_s, u"-t"_s, u"ext4"_s, u"-d"_s, qEnvironmentVariable("SOURCE_DIR") + u"/core"_s,
            path });
}

void makeDisk(const QString &raw, const QString &path, const QemuKind &kind)
{
    QStringList arguments{ u"convert"_s, u"-f"_s, u"raw"_s, u"-O"_s, kind.format };
    if (kind.isCompressed)
        arguments += u"-c"_s;
    for (const QString &option : kind.options)
        arguments += { u"-o"_s, option };
    run(u"qemu-img"_s, arguments + QStringList{ raw, path });
}

QString qemuFormatOf(DiskFormat format)
{
    return format == DiskFormat::Vhd ? u"vpc"_s : diskFormatName(format);
}

void compareByQemu(
    const QString &left, const QString &leftFormat, const QString &right, const QString &rightFormat)
{
    run(u"qemu-img"_s, { u"compare"_s, u"-q"_s, u"-f"_s, leftFormat, u"-F"_s, rightFormat, left, right });
}

void checkByQemu(const QString &path, const QString &format)
{
    static const QStringList checkable{ u"qcow2"_s, u"vmdk"_s, u"vdi"_s, u"vhdx"_s };
    if (checkable.contains(format))
        run(u"qemu-img"_s, { u"check"_s, u"-q"_s, u"-f"_s, format, path });
}

} // namespace vitrine::test
