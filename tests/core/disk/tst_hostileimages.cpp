#include <functional>

#include <sys/mman.h>
#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include "core/disk/crc32.h"
#include "core/disk/diskprobe.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

/// What is done to a good image before it is probed.
using Spoiler = std::function<void(QByteArray &)>;
Q_DECLARE_METATYPE(Spoiler)

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr qsizetype KiB = 1024;

template<typename T>
QByteArray big(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

template<typename T>
QByteArray little(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

Spoiler put(qsizetype offset, const QByteArray &bytes)
{
    return [=](QByteArray &image) {
        if (image.size() < offset + bytes.size())
            image.append(offset + bytes.size() - image.size(), '\0');
        image.replace(offset, bytes.size(), bytes);
    };
}

Spoiler both(const Spoiler &first, const Spoiler &second)
{
    return [=](QByteArray &image) {
        first(image);
        second(image);
    };
}

Spoiler cut(qsizetype size)
{
    return [=](QByteArray &image) { image.truncate(size); };
}

Spoiler add(const QByteArray &bytes)
{
    return [=](QByteArray &image) { image.append(bytes); };
}

Spoiler replaceAll(const QByteArray &before, const QByteArray &after)
{
    return [=](QByteArray &image) {
        QVERIFY2(image.contains(before), before.constData());
        image.replace(before, after.leftJustified(before.size(), '\n'));
    };
}

/// Sets the VHD checksum of `length` bytes at `start` right again.
Spoiler vhdSum(qsizetype start, qsizetype length, qsizetype field)
{
    return [=](QByteArray &image) {
        image.replace(start + field, 4, QByteArray(4, '\0'));
        quint32 sum = 0;
        for (qsizetype i = start; i < start + length; ++i)
            sum += static_cast<quint8>(image.at(i));
        image.replace(start + field, 4, big(~sum));
    };
}

/// Changes both region tables of a VHDX image and sets their checksums right again.
Spoiler regions(const Spoiler &change)
{
    return [=](QByteArray &image) {
        for (const qsizetype start : { 192 * KiB, 256 * KiB }) {
            QByteArray table = image.sliced(start, 64 * KiB);
            change(table);
            table.replace(4, 4, QByteArray(4, '\0'));
            table.replace(4, 4, little(crc32c(table)));
            image.replace(start, 64 * KiB, table);
        }
    };
}

/// The place of the metadata table of a VHDX image.
qsizetype metadataOf(const QByteArray &image)
{
    const qsizetype place = image.indexOf("metadata", MiB);
    if (place < 0)
        QTest::qFail("the image has no metadata table", __FILE__, __LINE__);
    return place;
}

/// Writes into the data of the VHDX metadata item number `index`.
Spoiler metadataItem(int index, qsizetype offset, const QByteArray &bytes)
{
    return [=](QByteArray &image) {
        const qsizetype table = metadataOf(image);
        const auto item = qFromLittleEndian<quint32>(image.constData() + table + 32 + 32 * index + 16);
        image.replace(table + static_cast<qsizetype>(item) + offset, bytes.size(), bytes);
    };
}

Spoiler metadataTable(qsizetype offset, const QByteArray &bytes)
{
    return [=](QByteArray &image) { image.replace(metadataOf(image) + offset, bytes.size(), bytes); };
}

/// A file without a name that ends with its descriptor.
class MemoryFile final
{
public:
    explicit MemoryFile(const QByteArray &bytes)
        : m_descriptor(::memfd_create("image", MFD_CLOEXEC))
    {
        rewrite(bytes);
    }
    ~MemoryFile() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(MemoryFile)

    void rewrite(const QByteArray &bytes)
    {
        QCOMPARE(::ftruncate(m_descriptor, bytes.size()), 0);
        overwrite(0, bytes);
    }
    void overwrite(qint64 offset, const QByteArray &bytes)
    {
        QCOMPARE(::pwrite(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()), offset),
            bytes.size());
    }
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

QString checksOf(const ProbeReport &report)
{
    QStringList checks;
    for (const ProbeFinding &finding : report.violations)
        checks.append(finding.check);
    return checks.join(u' ');
}

} // namespace

class TestHostileImages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hostileImagesAreRefused_data();
    void hostileImagesAreRefused();
    void a11_hugeVirtualSizesAreStored();
    void a36_dirtyVhdxIsStoredWithAWarning();
    void a38_damagedGptIsAWarning_data();
    void a38_damagedGptIsAWarning();
    void a39_oddIsosAreStoredWithAWarning_data();
    void a39_oddIsosAreStoredWithAWarning();
    void a47_prefixesOfImagesAreNeverWrong_data();
    void a47_prefixesOfImagesAreNeverWrong();
    void a48_flippedBitsDoNoHarm_data();
    void a48_flippedBitsDoNoHarm();

private:
    void addSeedRows();

    QMap<QString, QByteArray> m_seeds;
};

void TestHostileImages::initTestCase()
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const QString path = folder.filePath(u"image"_s);
    const auto keep = [&](const QString &name) {
        m_seeds.insert(name, readFile(path));
        QFile::remove(path);
    };
    const auto qemu = [&](const QString &name, const QString &format, const QStringList &options) {
        makeImage(path, format, 9 * MiB, options);
        keep(name);
    };
    qemu(u"qcow2"_s, u"qcow2"_s, { u"compat=1.1"_s });
    qemu(u"qcow2v2"_s, u"qcow2"_s, { u"compat=0.10"_s });
    qemu(u"vmdk"_s, u"vmdk"_s, { u"subformat=monolithicSparse"_s });
    qemu(u"stream"_s, u"vmdk"_s, { u"subformat=streamOptimized"_s });
    qemu(u"flat"_s, u"vmdk"_s, { u"subformat=monolithicFlat"_s });
    qemu(u"2gb"_s, u"vmdk"_s, { u"subformat=twoGbMaxExtentSparse"_s });
    qemu(u"vdi"_s, u"vdi"_s, {});
    qemu(u"vhd"_s, u"vpc"_s, {});
    qemu(u"fixedvhd"_s, u"vpc"_s, { u"subformat=fixed"_s });
    qemu(u"vhdx"_s, u"vhdx"_s, {});
    makeLuks(path, 1 * MiB);
    keep(u"luks"_s);
    makeIso(path);
    keep(u"iso"_s);
    makeMbr(path, 2 * MiB);
    keep(u"mbr"_s);
    makeGpt(path, 2 * MiB);
    keep(u"gpt"_s);
    makeOva(path);
    keep(u"ova"_s);
}

void TestHostileImages::hostileImagesAreRefused_data()
{
    QTest::addColumn<QString>("seed");
    QTest::addColumn<Spoiler>("spoil");
    QTest::addColumn<QString>("check"); // one of the violations
    const auto row = [](const char *name, const char *seed, const char *check, const Spoiler &spoil) {
        QTest::newRow(name) << QString::fromLatin1(seed) << spoil << QString::fromLatin1(check);
    };
    const auto qcow2 = [&row](const char *name, const char *check, const Spoiler &spoil) {
        row(name, "qcow2", check, spoil);
    };
    const char *badQcow2 = "corrupt-qcow2";
    const QByteArray backingName = "/etc/passwd";
    qcow2("a01 backing file", "backing_file",
        both(put(8, big(quint64(1024)) + big(quint32(11))), put(1024, backingName)));
    qcow2("a02 backing over the network", "backing_file",
        both(put(8, big(quint64(1024)) + big(quint32(16))), put(1024, "nbd://localhost/")));
    qcow2("backing offset without a name", "backing_file", put(8, big(quint64(1))));
    row("a01 backing file in version 2", "qcow2v2", "backing_file", put(8, big(quint64(1024))));
    qcow2("a03 data file", "data_file", put(79, "\x04"));
    qcow2("a04 name of a data file without the bit", "data_file",
        put(104 + 8, big(quint32(0x44415441)) + big(quint32(4)) + "file" + QByteArray(12, '\0')));
    qcow2("a05 unknown feature 5", "unknown_features", put(79, "\x20"));
    qcow2("a05 unknown feature 63", "unknown_features", put(72, "\x80"));
    for (const quint32 version : { 0U, 1U, 4U, 0xFFFFFFFFU }) {
        QTest::addRow("a07 version %u", version) << u"qcow2"_s << put(4, big(version)) << u"version"_s;
    }
    qcow2("a08 short with a backing file", badQcow2, both(put(8, big(quint64(104))), cut(200)));
    qcow2("a08 short with a backing file says so", "backing_file", both(put(8, big(quint64(104))), cut(200)));
    qcow2("a08 magic alone", badQcow2, cut(4));
    qcow2("a08 cut within the new header", badQcow2, cut(80));
    for (const quint32 bits : { 0U, 8U, 22U, 63U, 64U, 0xFFFFFFFFU })
        QTest::addRow("a09 cluster bits %u", bits)
            << u"qcow2"_s << put(20, big(bits)) << QString::fromLatin1(badQcow2);
    qcow2("a10 size of 2^64 - 1", "virtual_size", put(24, QByteArray(8, '\xFF')));
    qcow2("a10 size of 2^63", "virtual_size", put(24, "\x80"));
    qcow2("a12 l1_size of 2^32 - 1", badQcow2, put(36, QByteArray(4, '\xFF')));
    qcow2("a12 l1_size of 0", badQcow2, put(36, QByteArray(4, '\0')));
    qcow2("a12 L1 table beyond the end", badQcow2, put(40, big(quint64(1) << 40)));
    qcow2("a12 L1 table wraps around", badQcow2, put(40, QByteArray(6, '\xFF') + QByteArray(2, '\0')));
    qcow2("L1 table not aligned", badQcow2, put(47, "\x08"));
    qcow2("reference count table beyond the end", badQcow2, put(48, big(quint64(1) << 40)));
    qcow2("reference count table too large", badQcow2, put(56, QByteArray(4, '\xFF')));
    qcow2("reference counts too wide", badQcow2, put(96, big(quint32(7))));
    qcow2("a14 header length 8", badQcow2, put(100, big(quint32(8))));
    qcow2("a14 header length 2^32 - 8", badQcow2, put(100, big(0xFFFFFFF8U)));
    qcow2("a14 extension length 2^32 - 1", badQcow2, put(112, big(0x12345678U) + big(0xFFFFFFFFU)));
    qcow2("a16 AES", "aes_encryption", put(32, big(quint32(1))));
    qcow2("encryption method 3", badQcow2, put(32, big(quint32(3))));
    qcow2("a17 65537 snapshots", badQcow2, put(60, big(quint32(65537))));
    qcow2("a17 snapshots beyond the end", badQcow2, put(60, big(quint32(1)) + big(quint64(1) << 40)));
    qcow2("compression bit without a type", badQcow2, put(79, "\x08"));
    row("a18 ISO with a qcow2 header", "iso", "multiple_formats",
        [this](QByteArray &image) { image.replace(0, 512, m_seeds.value(u"qcow2"_s).first(512)); });
    qcow2("a20 footer of a VHD", "multiple_formats",
        [this](QByteArray &image) { image += m_seeds.value(u"fixedvhd"_s).last(512); });
    qcow2("a20 trailer of a DMG", "multiple_formats", add("koly" + QByteArray(508, '\0')));
    qcow2("a20 boot signature", "multiple_formats", put(510, "\x55\xAA"));

    const char *badVmdk = "corrupt-vmdk";
    row("a24 flat", "flat", "subformat", [](QByteArray &) {});
    row("a24 flat with the shadow file", "flat", "extents",
        replaceAll("\"image-flat\" 0", "\"/etc/shadow\""));
    row("split in files", "2gb", "subformat", [](QByteArray &) {});
    row("a25 descriptor at another place", "vmdk", "descriptor", put(28, little(quint64(2))));
    row("a25 descriptor of 2 MiB", "vmdk", "descriptor", put(36, little(quint64(4096))));
    row("a25 descriptor of 2^64 - 1 sectors", "vmdk", "descriptor", put(36, QByteArray(8, '\xFF')));
    row("a25 no descriptor", "vmdk", "descriptor", put(28, QByteArray(16, '\0')));
    row("a26 parent", "vmdk", "parent", replaceAll("parentCID=ffffffff", "parentCID=12345678"));
    row("a26 hint of a parent", "vmdk", "parent",
        replaceAll("# The Disk Data Base\n#DDB\n", "parentFileNameHint=\"p\""));
    row("a27 key twice", "vmdk", "descriptor", replaceAll("version=1", "CID=1"));
    row("a27 createType in other letters", "vmdk", "descriptor", replaceAll("createType", "CREATETYPE"));
    row("a27 junk line", "vmdk", "descriptor", replaceAll("# Extent description", "!junk"));
    row("a27 subformat", "vmdk", "subformat", replaceAll("monolithicSparse", "vmfs"));
    row("a27 stream without its flags", "stream", "descriptor", put(10, QByteArray(1, '\0')));
    row("a28 name ..", "vmdk", "extents", replaceAll("\"image\"", "\"..\""));
    row("a28 name with a slash", "vmdk", "extents", replaceAll("\"image\"", "\"/a/b\""));
    row("a28 name with a backslash", "vmdk", "extents", replaceAll("\"image\"", "\"a\\b\""));
    row("a28 name with per cent", "vmdk", "extents", replaceAll("\"image\"", "\"%2e\""));
    row("a28 unknown access", "vmdk", "descriptor", replaceAll("\nRW ", "\nWR "));
    row("a28 flat extent", "vmdk", "extents", replaceAll("SPARSE \"image\"", "FLAT \"image\""));
    row("a28 no extent", "vmdk", "extents", replaceAll("\nRW ", "\n#  "));
    row("a28 two extents", "vmdk", "extents",
        replaceAll("# The Disk Data Base\n#DDB\n", "RW 1 SPARSE \"b\""));
    row("a29 footer is missing", "stream", badVmdk, put(56, QByteArray(8, '\xFF')));
    row("a30 COWD", "vmdk", "subformat", put(0, "COWD"));
    row("a30 seSparse", "vmdk", "subformat", put(0, little(quint64(0xCAFEBABE))));
    row("a31 descriptor not ASCII", "vmdk", "descriptor", put(520, "\xC3\xA4"));
    row("a31 no createType", "vmdk", "subformat", replaceAll("createType", "#reateType"));
    row("magic alone", "vmdk", badVmdk, cut(4));
    row("vmdk version 0", "vmdk", badVmdk, put(4, QByteArray(4, '\0')));
    row("capacity 0", "vmdk", badVmdk, put(12, QByteArray(8, '\0')));
    row("capacity 2^64 - 1", "vmdk", badVmdk, put(12, QByteArray(8, '\xFF')));
    row("grain size 3", "vmdk", badVmdk, put(20, little(quint64(3))));
    row("line ends changed", "vmdk", badVmdk, put(73, "\n \n\n"));
    row("grain directory beyond the end", "vmdk", badVmdk, put(56, little(quint64(1) << 60)));

    const char *badVdi = "corrupt-vdi";
    row("a33 block size 0", "vdi", badVdi, put(0x178, QByteArray(4, '\0')));
    row("a33 type 4", "vdi", "parent", put(0x4C, little(quint32(4))));
    row("a33 type 5", "vdi", badVdi, put(0x4C, little(quint32(5))));
    row("a33 parent", "vdi", "parent", put(0x1B8, "\x01"));
    row("a33 link", "vdi", "parent", put(0x1A8, "\x01"));
    row("a33 size larger than the blocks", "vdi", badVdi, put(0x170, QByteArray(8, '\xFF')));
    row("a33 more blocks than the map", "vdi", badVdi, put(0x180, little(0x3FFFFFFFU)));
    row("vdi version", "vdi", badVdi, put(0x44, little(0x00020000U)));
    row("vdi cut off", "vdi", badVdi, cut(0x100));

    const char *badVhd = "corrupt-vhd";
    row("a34 differencing", "vhd", "differencing", both(put(60, big(quint32(4))), vhdSum(0, 512, 64)));
    row("a34 bad checksum", "vhd", badVhd, put(64, big(quint32(1))));
    row("a34 block table beyond the end", "vhd", badVhd,
        both(put(512 + 16, big(quint64(1) << 40)), vhdSum(512, 1024, 36)));
    row("a34 block table too small", "vhd", badVhd,
        both(put(512 + 28, big(quint32(1))), vhdSum(512, 1024, 36)));
    row("a34 block size 0", "vhd", badVhd, both(put(512 + 32, big(quint32(0))), vhdSum(512, 1024, 36)));
    row("a34 dynamic header beyond the end", "vhd", badVhd,
        both(put(16, QByteArray(8, '\xFF')), vhdSum(0, 512, 64)));
    row("vhd cut off", "vhd", badVhd, cut(100));
    row("footer of a dynamic image alone", "vhd", badVhd, put(0, QByteArray(8, '\0')));
    row("fixed with a bad checksum", "fixedvhd", badVhd,
        [](QByteArray &image) { image[image.size() - 512 + 64] = '\x01'; });

    const char *badVhdx = "corrupt-vhdx";
    row("a36 parent bit", "vhdx", "parent", metadataItem(0, 4, "\x02"));
    row("a36 2048 regions", "vhdx", badVhdx, regions(put(8, little(quint32(2048)))));
    row("a36 overlapping regions", "vhdx", badVhdx,
        regions([](QByteArray &table) { table.replace(16 + 32 + 16, 8, table.sliced(16 + 16, 8)); }));
    row("a36 region beyond the end", "vhdx", badVhdx, regions(put(16 + 16, little(quint64(1) << 62))));
    row("a36 region wraps around", "vhdx", badVhdx,
        regions(put(16 + 16, little(quint64(0xFFFFFFFFFFF00000)))));
    row("a36 unknown region that is required", "vhdx", badVhdx, regions(put(16, QByteArray(16, 'x'))));
    row("a36 checksums of the regions are wrong", "vhdx", badVhdx,
        both(put(192 * KiB + 100, "x"), put(256 * KiB + 100, "x")));
    row("a36 checksums of the headers are wrong", "vhdx", badVhdx,
        both(put(64 * KiB + 100, "x"), put(128 * KiB + 100, "x")));
    row("a36 item length 2^32 - 1", "vhdx", badVhdx, metadataTable(32 + 20, QByteArray(4, '\xFF')));
    row("a36 item within the table", "vhdx", badVhdx, metadataTable(32 + 16, QByteArray(4, '\0')));
    row("a36 2048 items", "vhdx", badVhdx, metadataTable(10, little(quint16(2048))));
    row("a36 unknown item that is required", "vhdx", "unknown_features",
        metadataTable(32 + 4 * 32, QByteArray(16, 'x')));
    row("a36 block size 3", "vhdx", badVhdx, metadataItem(0, 0, little(quint32(3))));
    row("a36 size over 64 TiB", "vhdx", badVhdx, metadataItem(1, 0, little(quint64(1) << 50)));
    row("vhdx cut off", "vhdx", badVhdx, cut(512));

    row("a37 boot flag", "mbr", "mbr", put(446, "\x7F"));
    row("a37 no partition", "mbr", "mbr", put(450, QByteArray(1, '\0')));
    row("a37 protective entry with another", "gpt", "mbr", put(462 + 4, "\x83"));
    row("a37 protective entry at sector 2", "gpt", "mbr", put(446 + 8, "\x02"));
    row("a37 protective entry with a wrong head", "gpt", "mbr", put(446 + 1, "\x01"));
    row("a37 protective entry in the second slot", "mbr", "mbr",
        put(462, QByteArray::fromHex("000002 00 ee 000000 01000000 00000000")));

    row("a40 iterations 2^32 - 1", "luks", "corrupt-luks", put(164, QByteArray(4, '\xFF')));
    row("a40 slot iterations 2^32 - 1", "luks", "corrupt-luks", put(212, QByteArray(4, '\xFF')));
    row("a40 slot beyond the end", "luks", "corrupt-luks", put(208 + 40, QByteArray(4, '\xFF')));
    row("luks data beyond the end", "luks", "corrupt-luks", put(104, QByteArray(4, '\xFF')));
    row("luks version 9", "luks", "corrupt-luks", put(6, big(quint16(9))));
    row("a46 checksum of the first member", "ova", "corrupt-ova", put(148, "9"));
}

void TestHostileImages::hostileImagesAreRefused()
{
    QFETCH(QString, seed);
    QFETCH(Spoiler, spoil);
    QFETCH(QString, check);
    QByteArray image = m_seeds.value(seed);
    QVERIFY(!image.isEmpty());
    spoil(image);
    QVERIFY2(image != m_seeds.value(seed) || seed == u"flat" || seed == u"2gb", "nothing was spoilt");
    const MemoryFile file(image);
    const Result<ProbeReport> report = probeDisk(file.descriptor());
    QVERIFY(report);
    QVERIFY2(checksOf(*report).split(u' ').contains(check), qPrintable(checksOf(*report)));
    for (const ProbeFinding &finding : report->violations)
        QVERIFY2(
            !finding.reason.isEmpty() && !finding.reason.contains(u'%' + u"1"_s), qPrintable(finding.reason));
    // a21: whatever it is declared as, even as raw.
    for (const DiskFormat declared : allDiskFormats())
        QVERIFY(!judgeDeclaredFormat(*report, declared, ContainerFormat::Bare));
}

void TestHostileImages::a11_hugeVirtualSizesAreStored()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"huge"_s);
    makeQcow2(path, 1LL << 60, { u"cluster_size=2M"_s });
    const Result<ProbeReport> report = probeDiskFile(path);
    QVERIFY(report);
    QVERIFY2(report->isSafe(), qPrintable(checksOf(*report)));
    QCOMPARE(report->virtualSize, std::optional(1LL << 60));
}

void TestHostileImages::a36_dirtyVhdxIsStoredWithAWarning()
{
    QByteArray image = m_seeds.value(u"vhdx"_s);
    for (const qsizetype start : { 64 * KiB, 128 * KiB }) {
        QByteArray header = image.sliced(start, 4 * KiB);
        header.replace(48, 16, QByteArray(16, 'g'));
        header.replace(4, 4, QByteArray(4, '\0'));
        header.replace(4, 4, little(crc32c(header)));
        image.replace(start, 4 * KiB, header);
    }
    const MemoryFile file(image);
    const Result<ProbeReport> report = probeDisk(file.descriptor());
    QVERIFY(report);
    QVERIFY2(report->isSafe(), qPrintable(checksOf(*report)));
    QCOMPARE(report->warnings.size(), 1);
    QCOMPARE(report->warnings.first().check, u"dirty_log"_s);
}

void TestHostileImages::a38_damagedGptIsAWarning_data()
{
    QTest::addColumn<Spoiler>("spoil");
    const auto withSum = [](const Spoiler &spoil) {
        return both(spoil, [](QByteArray &image) {
            QByteArray header = image.sliced(512, 92);
            header.replace(16, 4, QByteArray(4, '\0'));
            image.replace(512 + 16, 4, little(crc32(header)));
        });
    };
    QTest::newRow("checksum of the header") << put(512 + 16, "x");
    QTest::newRow("checksum of the table") << put(1024, "x");
    QTest::newRow("2^32 - 1 entries") << withSum(put(512 + 80, QByteArray(4, '\xFF')));
    QTest::newRow("entries of 2^31") << withSum(put(512 + 84, little(0x80000000U)));
    QTest::newRow("table beyond the end") << withSum(put(512 + 72, QByteArray(8, '\xFF')));
    QTest::newRow("header length 2^32 - 1") << put(512 + 12, QByteArray(4, '\xFF'));
}

void TestHostileImages::a38_damagedGptIsAWarning()
{
    QFETCH(Spoiler, spoil);
    QByteArray image = m_seeds.value(u"gpt"_s);
    spoil(image);
    const MemoryFile file(image);
    const Result<ProbeReport> report = probeDisk(file.descriptor());
    QVERIFY(report);
    QCOMPARE(report->detected, DetectedFormat::Gpt);
    QVERIFY(report->isSafe());
    QCOMPARE(report->warnings.size(), 1);
    QCOMPARE(report->warnings.first().check, u"gpt"_s);
}

void TestHostileImages::a39_oddIsosAreStoredWithAWarning_data()
{
    QTest::addColumn<Spoiler>("spoil");
    QTest::addColumn<qint64>("virtualSize");
    QTest::newRow("block size 0") << put(32768 + 128, QByteArray(2, '\0')) << qint64(0);
    QTest::newRow("larger than the file")
        << put(32768 + 80, little(0xFFFFFFFFU)) << qint64(0xFFFFFFFFLL * 2048);
    QTest::newRow("terminator at once") << put(32768, "\xFF") << qint64(-1);
}

void TestHostileImages::a39_oddIsosAreStoredWithAWarning()
{
    QFETCH(Spoiler, spoil);
    QFETCH(qint64, virtualSize);
    QByteArray image = m_seeds.value(u"iso"_s);
    spoil(image);
    const MemoryFile file(image);
    const Result<ProbeReport> report = probeDisk(file.descriptor());
    QVERIFY(report);
    QCOMPARE(report->detected, DetectedFormat::Iso);
    QVERIFY(report->isSafe());
    QCOMPARE(report->warnings.value(0).check, u"volume_size"_s);
    if (virtualSize >= 0)
        QCOMPARE(report->virtualSize, std::optional(virtualSize));
}

void TestHostileImages::addSeedRows()
{
    QTest::addColumn<QString>("seed");
    for (auto it = m_seeds.cbegin(); it != m_seeds.cend(); ++it)
        QTest::newRow(qPrintable(it.key())) << it.key();
}

void TestHostileImages::a47_prefixesOfImagesAreNeverWrong_data()
{
    addSeedRows();
}

void TestHostileImages::a47_prefixesOfImagesAreNeverWrong()
{
    QFETCH(QString, seed);
    const QByteArray image = m_seeds.value(seed);
    MemoryFile file({});
    for (const qsizetype size : { 0, 1, 8, 63, 64, 100, 300, 511, 512, 513, 1024, 1535, 4096, 70'000 }) {
        file.rewrite(image.first(std::min<qsizetype>(size, image.size())));
        const Result<ProbeReport> report = probeDisk(file.descriptor());
        QVERIFY(report);
        QCOMPARE(report->detected == DetectedFormat::Empty, size == 0);
        // Rule T: these carry their magic in the first bytes and are never raw.
        const bool hasMagic = seed == u"qcow2" || seed == u"qcow2v2" || seed == u"vmdk" || seed == u"stream"
            || seed == u"vhd" || seed == u"vhdx" || seed == u"luks";
        if (hasMagic && size >= 8 && size <= 1024)
            QVERIFY2(!report->isSafe(), qPrintable(QString::number(size)));
    }
}

void TestHostileImages::a48_flippedBitsDoNoHarm_data()
{
    addSeedRows();
}

void TestHostileImages::a48_flippedBitsDoNoHarm()
{
    QFETCH(QString, seed);
    const QByteArray image = m_seeds.value(seed);
    MemoryFile file(image);
    int safe = 0;
    const qsizetype length = std::min<qsizetype>(512, image.size());
    for (qsizetype offset = 0; offset < length; ++offset) {
        for (int bit = 0; bit < 8; ++bit) {
            const char flipped = static_cast<char>(image.at(offset) ^ (1 << bit));
            file.overwrite(offset, QByteArray(1, flipped));
            const Result<ProbeReport> report = probeDisk(file.descriptor());
            QVERIFY(report);
            QCOMPARE(report->actualSize, image.size());
            QVERIFY(report->virtualSize.value_or(0) >= 0);
            safe += report->isSafe() ? 1 : 0;
        }
        file.overwrite(offset, image.sliced(offset, 1));
    }
    const Result<ProbeReport> report = probeDisk(file.descriptor());
    QVERIFY(report);
    // Some flips must be noticed and some must not matter, or the test looks at the wrong bytes.
    if (seed == u"qcow2" || seed == u"vdi" || seed == u"vmdk")
        QVERIFY2(safe > 0 && safe < length * 8, qPrintable(QString::number(safe)));
}

QTEST_GUILESS_MAIN(TestHostileImages)
#include "tst_hostileimages.moc"
