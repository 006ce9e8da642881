// What is found in disks made by the real tools: partitions, file systems, operating systems.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/disk/convertdisk.h"
#include "core/disk/diskcontents.h"
#include "core/disk/osrelease.h"
#include "tests/support/diskmaker.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1 << 20;

DiskContents contentsOf(const QString &path)
{
    const auto file = openDiskFile(path);
    const auto disk = file ? openDiskImage(file->get()) : failure(file.error());
    if (!disk) {
        QTest::qFail(qPrintable(disk.error().message), __FILE__, __LINE__);
        return {};
    }
    return lookIntoDisk(*disk->image);
}

/// The beginning of a program for a machine.
QByteArray elfFor(quint16 machine, bool isBig = false)
{
    QByteArray head(64, '\0');
    head.replace(0, 4,
        "\x7f"
        "ELF");
    head[4] = 2;
    head[5] = isBig ? 2 : 1;
    head[isBig ? 19 : 18] = static_cast<char>(machine & 0xff);
    head[isBig ? 18 : 19] = static_cast<char>(machine >> 8);
    return head;
}

/// Copies `part` into the file `disk` at an offset.
void putInto(const QString &disk, qint64 offset, const QString &part)
{
    run(u"dd"_s,
        { u"if="_s + part, u"of="_s + disk, u"bs=1M"_s, u"seek=%1"_s.arg(offset / MiB),
            u"conv=notrunc,sparse"_s, u"status=none"_s });
}

} // namespace

class TestDiskContents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFileSystemWithoutPartitionsIsFound();
    void aGptDiskIsTakenApart();
    void logicalPartitionsAreFound();
    void everyFormatShowsTheSame_data();
    void everyFormatShowsTheSame();
    void aSymbolicLinkIsFollowedInsideOnly();
    void nothingIsFoundInNothing();
    void damagedFileSystemsDoNoHarm();
    void osReleaseIsRead_data();
    void osReleaseIsRead();
    void machinesAreKnown();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    /// An ext4 file system that holds the folder `root`.
    void makeExt4(const QString &name, const QString &root, qint64 size);

    QTemporaryDir m_folder;
};

void TestDiskContents::makeExt4(const QString &name, const QString &root, qint64 size)
{
    makeRaw(path(name), size);
    run(u"mke2fs"_s,
        { u"-q"_s, u"-F"_s, u"-t"_s, u"ext4"_s, u"-L"_s, u"cloudimg"_s, u"-d"_s, path(root), path(name) });
}

void TestDiskContents::initTestCase()
{
    const QDir root(path(u"root"_s));
    QVERIFY(root.mkpath(u"etc"_s) && root.mkpath(u"usr/lib"_s) && root.mkpath(u"usr/bin"_s));
    writeFile(root.filePath(u"usr/lib/os-release"_s),
        "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n");
    QVERIFY(QFile::link(u"../usr/lib/os-release"_s, root.filePath(u"etc/os-release"_s)));
    QVERIFY(QFile::link(u"usr/bin"_s, root.filePath(u"bin"_s)));
    QVERIFY(QFile::link(u"dash"_s, root.filePath(u"usr/bin/sh"_s)));
    writeFile(root.filePath(u"usr/bin/dash"_s), elfFor(183));
    writeFile(root.filePath(u"usr/bin/data"_s), patternBytes(3 * MiB));
    makeExt4(u"ext4.raw"_s, u"root"_s, 32 * MiB);

    makeRaw(path(u"gpt.raw"_s), 64 * MiB);
    const QByteArray table = "label: gpt\n"
                             "start=2048, size=16384, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, name=esp\n"
                             "start=18432, size=65536, type=L, name=root\n";
    writeFile(path(u"table"_s), table);
    run(u"sh"_s,
        { u"-c"_s, u"/sbin/sfdisk -q \"$1\" < \"$2\""_s, u"sh"_s, path(u"gpt.raw"_s), path(u"table"_s) });
    putInto(path(u"gpt.raw"_s), 9 * MiB, path(u"ext4.raw"_s));
    makeRaw(path(u"swap.raw"_s), 8 * MiB);
    run(u"/sbin/mkswap"_s, { u"-q"_s, u"-L"_s, u"pages"_s, path(u"swap.raw"_s) });
    putInto(path(u"gpt.raw"_s), MiB, path(u"swap.raw"_s));
}

void TestDiskContents::aFileSystemWithoutPartitionsIsFound()
{
    const DiskContents found = contentsOf(path(u"ext4.raw"_s));
    QVERIFY(found.partitionTable.isNull());
    QCOMPARE(found.parts.size(), 1);
    const DiskPart part = found.parts.constFirst();
    QCOMPARE(part.number, 0);
    QCOMPARE(part.length, 32 * MiB);
    QCOMPARE(part.fileSystem, u"ext4"_s);
    QCOMPARE(part.label, u"cloudimg"_s);
    QVERIFY(part.usedBytes > 3 * MiB && part.usedBytes < 32 * MiB);
    const OsDescription debian{ u"debian"_s, u"12"_s, u"aarch64"_s };
    QCOMPARE(found.os, debian);
    QCOMPARE(found.osName, u"Debian GNU/Linux 12 (bookworm)"_s);
}

void TestDiskContents::aGptDiskIsTakenApart()
{
    const DiskContents found = contentsOf(path(u"gpt.raw"_s));
    QCOMPARE(found.partitionTable, u"gpt"_s);
    QCOMPARE(found.parts.size(), 2);
    const DiskPart esp = found.parts.constFirst();
    QCOMPARE(esp.number, 1);
    QCOMPARE(esp.offset, MiB);
    QCOMPARE(esp.length, 8 * MiB);
    QCOMPARE(esp.name, u"esp"_s);
    QCOMPARE(esp.role, u"EFI system"_s);
    QCOMPARE(esp.fileSystem, u"swap"_s);
    QCOMPARE(esp.label, u"pages"_s);
    QVERIFY(!esp.usedBytes);
    QCOMPARE(found.parts.constLast().fileSystem, u"ext4"_s);
    QCOMPARE(found.os.distro, u"debian"_s);
    QCOMPARE(found.firmware, u"uefi"_s);
}

void TestDiskContents::logicalPartitionsAreFound()
{
    makeRaw(path(u"mbr.raw"_s), 64 * MiB);
    writeFile(path(u"table"_s),
        "label: dos\n"
        "/dev/x1 : start=2048, size=2048, type=83\n/dev/x2 : start=4096, size=100000, type=5\n"
        "/dev/x5 : start=6144, size=8192, type=83\n/dev/x6 : start=16384, size=65536, type=83\n");
    run(u"sh"_s,
        { u"-c"_s, u"/sbin/sfdisk -q \"$1\" < \"$2\""_s, u"sh"_s, path(u"mbr.raw"_s), path(u"table"_s) });
    const DiskContents found = contentsOf(path(u"mbr.raw"_s));
    QCOMPARE(found.partitionTable, u"dos"_s);
    QList<int> numbers;
    for (const DiskPart &part : found.parts)
        numbers.append(part.number);
    const QList<int> expected{ 1, 5, 6 };
    QCOMPARE(numbers, expected);
    QCOMPARE(found.parts.constLast().length, 65536 * 512);
    QVERIFY(found.firmware.isNull());
}

void TestDiskContents::everyFormatShowsTheSame_data()
{
    QTest::addColumn<QString>("layout");
    for (const LayoutKind &kind : layoutKinds())
        QTest::newRow(kind.name) << QString::fromLatin1(kind.name);
}

void TestDiskContents::everyFormatShowsTheSame()
{
    QFETCH(QString, layout);
    for (const LayoutKind &kind : layoutKinds()) {
        if (layout != QLatin1StringView(kind.name))
            continue;
        const auto made = convertDiskFile(
            path(u"gpt.raw"_s), path(u"made"_s), { .layout = kind.layout, .overwrite = true }, {});
        QVERIFY(made);
    }
    QCOMPARE(contentsOf(path(u"made"_s)), contentsOf(path(u"gpt.raw"_s)));
}

void TestDiskContents::aSymbolicLinkIsFollowedInsideOnly()
{
    // As an attacker would: out of the file system, to a file that this computer has.
    const QDir root(path(u"hostile"_s));
    QVERIFY(root.mkpath(u"etc"_s));
    QVERIFY(QFile::link(u"../../../../../../etc/passwd"_s, root.filePath(u"etc/os-release"_s)));
    makeExt4(u"hostile.raw"_s, u"hostile"_s, 8 * MiB);
    const DiskContents found = contentsOf(path(u"hostile.raw"_s));
    QCOMPARE(found.parts.constFirst().fileSystem, u"ext4"_s);
    QVERIFY(found.osName.isNull());
    QVERIFY(found.os.distro.isNull());
}

void TestDiskContents::nothingIsFoundInNothing()
{
    writeFile(path(u"small"_s), "x");
    makeRaw(path(u"hole"_s), 1LL << 40);
    writeFile(path(u"noise"_s), patternBytes(2 * MiB));
    for (const QString &name : { u"small"_s, u"hole"_s, u"noise"_s })
        QCOMPARE(contentsOf(path(name)), DiskContents());
}

void TestDiskContents::damagedFileSystemsDoNoHarm()
{
    const QByteArray good = readFile(path(u"ext4.raw"_s));
    for (quint32 seed = 1; seed <= 60; ++seed) {
        QByteArray bad = good;
        // Every kind of table: superblock, descriptors, bitmaps, inodes, folders.
        const QByteArray noise = patternBytes(64, seed);
        for (qsizetype i = 0; i < noise.size(); ++i) {
            const qsizetype at
                = 1024 + (static_cast<quint8>(noise[i]) * 977 + i * 40'009 + seed * 131) % (4 * MiB);
            bad[at] = static_cast<char>(noise[i] ^ static_cast<char>(seed));
        }
        writeFile(path(u"bad.raw"_s), bad);
        const DiskContents found = contentsOf(path(u"bad.raw"_s));
        QVERIFY(found.parts.size() <= 1);
    }
}

void TestDiskContents::osReleaseIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("distro");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("name");
    QTest::newRow("ubuntu") << QByteArray(
        "NAME=\"Ubuntu\"\nVERSION_ID=\"22.04\"\nID=ubuntu\nPRETTY_NAME='Ubuntu 22.04.3 LTS'")
                            << u"ubuntu"_s << u"22.04"_s << u"Ubuntu 22.04.3 LTS"_s;
    QTest::newRow("alpine") << QByteArray("ID=alpine\nVERSION_ID=3.19.0\n") << u"alpinelinux"_s << u"3.19.0"_s
                            << QString();
    QTest::newRow("leap") << QByteArray("ID=\"opensuse-leap\"\nVERSION_ID=\"15.5\"") << u"opensuse"_s
                          << u"15.5"_s << QString();
    QTest::newRow("tumbleweed") << QByteArray("ID=opensuse-tumbleweed\n") << u"opensuse"_s << u"tumbleweed"_s
                                << QString();
    QTest::newRow("arch") << QByteArray("# comment\n ID=arch \r\nBUILD_ID=rolling") << u"arch"_s << QString()
                          << QString();
    QTest::newRow("escapes") << QByteArray("ID=x\nPRETTY_NAME=\"a \\\"b\\\" \\$c\"") << u"x"_s << QString()
                             << u"a \"b\" $c"_s;
    QTest::newRow("hostile") << QByteArray("ID=\"a\x1b[31m\nPRETTY_NAME=\"") << u"\"a[31m"_s << QString()
                             << u"\""_s;
    QTest::newRow("empty") << QByteArray() << QString() << QString() << QString();
}

void TestDiskContents::osReleaseIsRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, distro);
    QFETCH(QString, version);
    QFETCH(QString, name);
    const OsRelease release = parseOsRelease(text);
    QCOMPARE(release.os.distro, distro);
    QCOMPARE(release.os.version, version);
    QCOMPARE(release.prettyName, name);
}

void TestDiskContents::machinesAreKnown()
{
    QCOMPARE(architectureOfElf(elfFor(62)), u"x86_64"_s);
    QCOMPARE(architectureOfElf(elfFor(3)), u"i686"_s);
    QCOMPARE(architectureOfElf(elfFor(22, true)), u"s390x"_s);
    QCOMPARE(architectureOfElf(elfFor(21)), u"ppc64le"_s);
    QCOMPARE(architectureOfElf(elfFor(21, true)), u"ppc64"_s);
    QCOMPARE(architectureOfElf(elfFor(9999)), QString());
    QCOMPARE(architectureOfElf("#!/bin/sh\n and so on"), QString());
    QCOMPARE(architectureOfElf({}), QString());
}

QTEST_APPLESS_MAIN(TestDiskContents)
#include "tst_diskcontents.moc"
