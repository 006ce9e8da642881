#include <sys/mman.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "core/disk/convertdisk.h"
#include "core/disk/diskprobe.h"
#include "tests/support/imageseeds.h"
#include "tests/support/spoiltimage.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr const char *twoFormats = "looks like several formats at once";

/// The system's calls, but the first write of the new image changes the old one.
class ChangingSource final : public FileOps
{
public:
    ChangingSource(int source, qint64 size)
        : m_source(source)
        , m_size(size)
    {
    }

    ssize_t pwrite(int fd, const void *buffer, std::size_t size, off_t offset) override
    {
        if (::ftruncate(m_source, m_size) != 0)
            return -1;
        return FileOps::pwrite(fd, buffer, size, offset);
    }

private:
    const int m_source;
    const qint64 m_size;
};

} // namespace

/// Hostile images of the formats that have no test of their own, by the numbers of the list of bad inputs.
/// What is refused is refused without a look at another file.
class TestHostileImages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a18_isoWithAQcow2HeaderIsRefused();
    void a19_hybridIsoIsAccepted();
    void a20_qcow2WithAnotherFormatsTailIsRefused();
    void a21_declaringRawHelpsNothing();
    void a22_gptDeclaredAsAmiIsRefused();
    void a23_textAndZerosDeclaredAsQcow2AreRefused();
    void a33_impossibleVdiImagesAreRefused();
    void a34_differencingVhdImagesAreRefused();
    void a34_impossibleVhdImagesAreRefused();
    void a34_resizedVhdImagesHaveTheirCurrentSize();
    void a35_fixedVhdIsAcceptedWithAnOffer();
    void a36_vhdxImagesWithAParentAreRefused();
    void a36_impossibleVhdxImagesAreRefused();
    void a36_dirtyVhdxIsStoredButNotConverted();
    void a37_impossiblePartitionTablesAreRefused();
    void a38_damagedGptIsAWarning();
    void a39_oddIsosAreStoredWithAWarning();
    void a40_impossibleLuksHeadersAreRefused();
    void a40_luks2IsToldAndNotConverted();
    void a46_damagedArchivesAreRefused();
    void a47_tinyFilesAreToldFromImages();
    void a49_sixteenTebibytesOfHolesAreQuick();
    void a50_imagesThatChangeAreNotConverted_data();
    void a50_imagesThatChangeAreNotConverted();
    void formatsOfOtherProgramsAreRefused();
};

void TestHostileImages::a18_isoWithAQcow2HeaderIsRefused()
{
    const QByteArray image
        = spoilt("iso", [](QByteArray &iso) { iso.replace(0, 512, imageSeed(u"qcow2"_s).first(512)); });
    expectRefused(image, "multiple_formats", twoFormats);
    const QByteArray udf
        = spoilt("udf", [](QByteArray &disc) { disc.replace(0, 512, imageSeed(u"vmdk"_s).first(512)); });
    expectRefused(udf, "multiple_formats", twoFormats);
}

void TestHostileImages::a19_hybridIsoIsAccepted()
{
    const Verdict verdict = verdictOf(imageSeed(u"hybridiso"_s));
    QCOMPARE(verdict.detected, u"iso"_s);
    QCOMPARE(verdict.violations, QStringList());
    QVERIFY(verdict.declarable.contains(u"iso"_s) && verdict.declarable.size() == 2);
}

void TestHostileImages::a20_qcow2WithAnotherFormatsTailIsRefused()
{
    expectRefused(
        spoilt("qcow2", append(imageSeed(u"fixedvhd"_s).last(512))), "multiple_formats", twoFormats);
    expectRefused(spoilt("qcow2", append("koly" + QByteArray(508, '\0'))), "multiple_formats", twoFormats);
    expectRefused(spoilt("qcow2", put(510, "\x55\xAA")), "multiple_formats", twoFormats);
    expectRefused(spoilt("vdi", put(510, "\x55\xAA")), "multiple_formats", twoFormats);
}

void TestHostileImages::a21_declaringRawHelpsNothing()
{
    const QByteArray image
        = spoilt("qcow2", both(put(8, big(quint64(1024)) + big(quint32(11))), put(1024, "/etc/passwd")));
    QCOMPARE(verdictOf(image).declarable, QStringList());
    QVERIFY(verdictOf(imageSeed(u"qcow2"_s)).declarable.contains(u"raw"_s));
}

void TestHostileImages::a22_gptDeclaredAsAmiIsRefused()
{
    const QStringList declarable = verdictOf(imageSeed(u"gpt"_s)).declarable;
    QCOMPARE(declarable, QStringList{ u"raw"_s });
}

void TestHostileImages::a23_textAndZerosDeclaredAsQcow2AreRefused()
{
    for (const QByteArray &content :
        { QByteArray("#!/usr/bin/python3\nprint(1)\n"), QByteArray(4096, '\0') }) {
        const QStringList declarable = verdictOf(content).declarable;
        QVERIFY(declarable.contains(u"raw"_s) && declarable.contains(u"ami"_s));
        QVERIFY2(!declarable.contains(u"qcow2"_s), qPrintable(declarable.join(u' ')));
    }
}

void TestHostileImages::a33_impossibleVdiImagesAreRefused()
{
    const char *corrupt = "corrupt-vdi";
    const char *difference = "only the difference to another image";
    expectRefused(spoilt("vdi", put(0x178, QByteArray(4, '\0'))), corrupt, "the block size is impossible");
    expectRefused(spoilt("vdi", put(0x4C, little(quint32(4)))), "parent", difference);
    expectRefused(spoilt("vdi", put(0x4C, little(quint32(3)))), "subformat", "an undo image");
    expectRefused(spoilt("vdi", put(0x4C, little(quint32(5)))), corrupt, "the type is impossible");
    expectRefused(spoilt("vdi", put(0x1B8, "\x01")), "parent", difference);
    expectRefused(spoilt("vdi", put(0x1A8, "\x01")), "parent", difference);
    expectRefused(spoilt("vdi", put(0x170, QByteArray(8, '\xFF'))), corrupt, "does not fit the virtual size");
    expectRefused(
        spoilt("vdi", put(0x170, little(quint64(10 * MiB)))), corrupt, "does not fit the virtual size");
    expectRefused(
        spoilt("vdi", put(0x180, little(0x3FFFFFFFU))), corrupt, "the block map lies outside the file");
    expectRefused(spoilt("vdi", put(0x44, little(0x00020000U))), corrupt, "the version is not 1.1");
    expectRefused(spoilt("vdi", put(0x154, little(quint32(513)))), corrupt, "the tables are not aligned");
    expectRefused(spoilt("vdi", cut(0x100)), corrupt, "cut off within the header");
}

void TestHostileImages::a34_differencingVhdImagesAreRefused()
{
    const QByteArray image = spoilt("vhd", both(put(60, big(quint32(4))), vhdSum(0, 512, 64)));
    expectRefused(image, "differencing", "only the difference to another image");
    QVERIFY(conversionOf(image).contains(u"only the difference to another image"));
}

void TestHostileImages::a34_impossibleVhdImagesAreRefused()
{
    const char *corrupt = "corrupt-vhd";
    const auto header = [](const Spoiler &change) { return both(change, vhdSum(512, 1024, 36)); };
    expectRefused(spoilt("vhd", put(64, big(quint32(1)))), corrupt, "checksum of the footer is wrong");
    expectRefused(spoilt("vhd", put(512 + 40, "x")), corrupt, "checksum of the dynamic header is wrong");
    expectRefused(spoilt("vhd", header(put(512 + 16, big(quint64(1) << 40)))), corrupt,
        "the block table lies outside the file");
    expectRefused(
        spoilt("vhd", header(put(512 + 28, big(quint32(1))))), corrupt, "the block table is too small");
    expectRefused(
        spoilt("vhd", header(put(512 + 32, big(quint32(0))))), corrupt, "the block size is impossible");
    expectRefused(spoilt("vhd", both(put(16, QByteArray(8, '\xFF')), vhdSum(0, 512, 64))), corrupt,
        "the dynamic header is missing");
    expectRefused(spoilt("vhd", both(put(48, QByteArray(8, '\xFF')), vhdSum(0, 512, 64))), corrupt,
        "the virtual size is impossible");
    expectRefused(spoilt("vhd", cut(100)), corrupt, "cut off within the header");
    expectRefused(spoilt("vhd", put(0, QByteArray(8, '\0'))), corrupt, "it ends like a dynamic image");
    const QByteArray fixed
        = spoilt("fixedvhd", [](QByteArray &image) { image[image.size() - 512 + 64] ^= 1; });
    expectRefused(fixed, corrupt, "checksum of the footer is wrong");
}

void TestHostileImages::a34_resizedVhdImagesHaveTheirCurrentSize()
{
    // A program that means the size and not the geometry has made it smaller.
    const QByteArray image = spoilt("vhd",
        both(both(put(28, "win "), put(40, big(quint64(9 * MiB)) + big(quint64(5 * MiB)))),
            vhdSum(0, 512, 64)));
    QCOMPARE(verdictOf(image).virtualSize, 5 * MiB);
    QCOMPARE(verdictOf(image).violations, QStringList());
}

void TestHostileImages::a35_fixedVhdIsAcceptedWithAnOffer()
{
    const QByteArray image = imageSeed(u"fixedvhd"_s);
    expectWarning(image, "fixed_vhd", "Convert it to a dynamic one or to raw before an upload to Glance");
    const QStringList declarable = verdictOf(image).declarable;
    QVERIFY(declarable.contains(u"vhd"_s) && declarable.contains(u"raw"_s) && declarable.size() == 2);
}

void TestHostileImages::a36_vhdxImagesWithAParentAreRefused()
{
    const QByteArray image = spoilt("vhdx", vhdxItem(0, 4, "\x02"));
    expectRefused(image, "parent", "only the difference to another image");
    QVERIFY(conversionOf(image).contains(u"only the difference to another image"));
    const QByteArray locator = QByteArray::fromHex("2d5fd3a80bb34d45abf7d3d84834ab0c");
    expectRefused(spoilt("vhdx", vhdxMetadata(32 + 4 * 32, locator)), "parent", "only the difference");
}

void TestHostileImages::a36_impossibleVhdxImagesAreRefused()
{
    constexpr qsizetype KiB = 1024;
    const char *corrupt = "corrupt-vhdx";
    expectRefused(
        spoilt("vhdx", vhdxRegions(put(8, little(quint32(2048))))), corrupt, "region table is damaged");
    expectRefused(spoilt("vhdx", vhdxRegions([](QByteArray &table) {
        table.replace(16 + 32 + 16, 8, table.sliced(16 + 16, 8));
    })),
        corrupt, "lie outside the file or overlap");
    for (const quint64 place : { quint64(1) << 62, quint64(0xFFFFFFFFFFF00000) })
        expectRefused(spoilt("vhdx", vhdxRegions(put(16 + 16, little(place)))), corrupt,
            "lie outside the file or overlap");
    expectRefused(spoilt("vhdx", vhdxRegions(put(16, QByteArray(16, 'x')))), corrupt, "a region is missing");
    expectRefused(spoilt("vhdx", both(put(192 * KiB + 100, "x"), put(256 * KiB + 100, "x"))), corrupt,
        "region table is damaged");
    expectRefused(spoilt("vhdx", both(put(64 * KiB + 100, "x"), put(128 * KiB + 100, "x"))), corrupt,
        "the header is damaged");
    const char *item = "a metadata item lies outside its region";
    expectRefused(spoilt("vhdx", vhdxMetadata(32 + 20, QByteArray(4, '\xFF'))), corrupt, item);
    expectRefused(spoilt("vhdx", vhdxMetadata(32 + 16, QByteArray(4, '\0'))), corrupt, item);
    expectRefused(
        spoilt("vhdx", vhdxMetadata(10, little(quint16(2048)))), corrupt, "metadata table is damaged");
    expectRefused(spoilt("vhdx", vhdxMetadata(32 + 4 * 32, QByteArray(16, 'x'))), "unknown_features",
        "features that are not known");
    expectRefused(
        spoilt("vhdx", vhdxItem(0, 0, little(quint32(3)))), corrupt, "the block size is impossible");
    expectRefused(
        spoilt("vhdx", vhdxItem(1, 0, little(quint64(1) << 50))), corrupt, "the virtual size is impossible");
    expectRefused(spoilt("vhdx", cut(512)), corrupt, "the header is damaged");
}

void TestHostileImages::a36_dirtyVhdxIsStoredButNotConverted()
{
    const QByteArray image = spoilt("vhdx", vhdxHeaders(put(48, QByteArray(16, 'g'))));
    expectWarning(image, "dirty_log", "its log must be replayed");
    QVERIFY(conversionOf(image).contains(u"its log must be replayed"));
}

void TestHostileImages::a37_impossiblePartitionTablesAreRefused()
{
    const char *elsewhere = "protective entry of the partition table is not where it must be";
    expectRefused(spoilt("mbr", put(446, "\x7F")), "mbr", "an impossible boot flag");
    expectRefused(
        spoilt("mbr", put(450, QByteArray(1, '\0'))), "mbr", "a partition table without partitions");
    expectRefused(spoilt("gpt", put(462 + 4, "\x83")), "mbr", "other entries beside the protective one");
    expectRefused(spoilt("gpt", put(446 + 8, "\x02")), "mbr", elsewhere);
    expectRefused(spoilt("gpt", put(446 + 1, "\x01")), "mbr", elsewhere);
    expectRefused(
        spoilt("mbr", put(462, QByteArray::fromHex("00000200ee0000000100000000000000"))), "mbr", elsewhere);
}

void TestHostileImages::a38_damagedGptIsAWarning()
{
    const auto warns = [](const Spoiler &spoil, const char *words) {
        const QByteArray image = spoilt("gpt", spoil);
        expectWarning(image, "gpt", words);
        QCOMPARE(verdictOf(image).detected, u"gpt"_s);
    };
    warns(put(512 + 16, "x"), "has a wrong checksum");
    warns(put(1024, "x"), "has a wrong checksum");
    warns(put(512 + 12, QByteArray(4, '\xFF')), "is damaged");
    warns(gptHeader(put(512 + 80, QByteArray(4, '\xFF'))), "is impossible");
    warns(gptHeader(put(512 + 84, little(0x80000000U))), "is impossible");
    warns(gptHeader(put(512 + 72, QByteArray(8, '\xFF'))), "is impossible");
    warns(gptHeader(put(512 + 32, little(quint64(1) << 40))), "is for a larger disk");
}

void TestHostileImages::a39_oddIsosAreStoredWithAWarning()
{
    const QByteArray noBlocks = spoilt("iso", put(32768 + 128, QByteArray(2, '\0')));
    expectWarning(noBlocks, "volume_size", "does not say how large it is");
    QCOMPARE(verdictOf(noBlocks).virtualSize, 0);
    const QByteArray larger = spoilt("iso", put(32768 + 80, little(0xFFFFFFFFU)));
    expectWarning(larger, "volume_size", "larger than its file");
    QCOMPARE(verdictOf(larger).virtualSize, 0xFFFFFFFFLL * 2048);
    expectWarning(spoilt("iso", put(32768, "\xFF")), "volume_size", "The disc image");
}

void TestHostileImages::a40_impossibleLuksHeadersAreRefused()
{
    const char *corrupt = "corrupt-luks";
    const QByteArray most(4, '\xFF');
    expectRefused(spoilt("luks", put(164, most)), corrupt, "the header asks for too many iterations");
    expectRefused(spoilt("luks", put(212, most)), corrupt, "a key slot asks for too many iterations");
    expectRefused(spoilt("luks", put(208 + 40, most)), corrupt, "a key slot lies outside the file");
    expectRefused(spoilt("luks", put(104, most)), corrupt, "the data lie outside the file");
    expectRefused(spoilt("luks", put(108, most)), corrupt, "the key size is impossible");
    expectRefused(spoilt("luks", put(6, big(quint16(9)))), corrupt, "the version is impossible");
    expectRefused(spoilt("luks", cut(100)), corrupt, "cut off within the header");
}

void TestHostileImages::a40_luks2IsToldAndNotConverted()
{
    const QByteArray image = spoilt("luks", put(6, big(quint16(2)) + big(quint64(16384))));
    expectWarning(image, "luks2", "Glance does not accept disks encrypted with LUKS2");
    QVERIFY(conversionOf(image).contains(u"encrypted (LUKS2)"));
    expectRefused(spoilt("luks", put(6, big(quint16(2)) + big(quint64(7)))), "corrupt-luks", "cut off");
}

void TestHostileImages::a46_damagedArchivesAreRefused()
{
    expectRefused(spoilt("ova", put(148, "9")), "corrupt-ova", "the archive is damaged");
}

void TestHostileImages::a47_tinyFilesAreToldFromImages()
{
    const Verdict empty = verdictOf({});
    QCOMPARE(empty.detected, u"empty"_s);
    QVERIFY(empty.sentences.contains(u"The file is empty"));
    QVERIFY(empty.declarable.contains(u"raw"_s) && !empty.declarable.contains(u"qcow2"_s));
    QCOMPARE(verdictOf("Q").detected, u"raw"_s);
    for (const char *name : { "qcow2", "vmdk", "vhd", "vhdx", "luks" })
        expectRefused(
            spoilt(name, cut(511)), qPrintable(u"corrupt-"_s + QLatin1StringView(name)), "but it is damaged");
}

void TestHostileImages::a49_sixteenTebibytesOfHolesAreQuick()
{
    const FileDescriptor source(::memfd_create("huge", MFD_CLOEXEC));
    const FileDescriptor target(::memfd_create("made", MFD_CLOEXEC));
    const qint64 size = 16LL << 40;
    QCOMPARE(::ftruncate(source.get(), size), 0);
    QElapsedTimer time;
    time.start();
    const Result<ProbeReport> report = probeDisk(source.get());
    QVERIFY(report);
    QCOMPARE(report->virtualSize, std::optional(size));
    QCOMPARE(report->allocatedSize, 0);
    const auto made = convertInto(
        target.get(), u"made"_s, source.get(), { .layout = { DiskFormat::Qcow2 }, .threads = 1 }, {});
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    QCOMPARE(made->virtualSize, size);
    QVERIFY2(time.elapsed() < 10'000, qPrintable(QString::number(time.elapsed())));
}

void TestHostileImages::a50_imagesThatChangeAreNotConverted_data()
{
    QTest::addColumn<qint64>("change");
    QTest::newRow("it grows") << qint64(4096);
    QTest::newRow("it shrinks") << qint64(-4096);
}

void TestHostileImages::a50_imagesThatChangeAreNotConverted()
{
    QFETCH(qint64, change);
    const QTemporaryDir folder;
    const QByteArray disk = patternBytes(3 * MiB);
    const FileDescriptor source = memoryFile(disk);
    ChangingSource ops(source.get(), disk.size() + change);
    const QString made = folder.filePath(u"made"_s);
    const auto report
        = convertDisk(source.get(), made, { .layout = { DiskFormat::Qcow2 }, .threads = 1 }, {}, ops);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::SourceChanged);
    QVERIFY(!QFile::exists(made));
    QCOMPARE(filesUnder(folder.path()), QStringList());
}

void TestHostileImages::formatsOfOtherProgramsAreRefused()
{
    const char *words = "a format that clouds do not know";
    expectRefused("Bochs Virtual HD Image" + QByteArray(600, '\0'), "foreign_format", words);
    expectRefused("#!/bin/sh\n#V2.0 Format\n" + QByteArray(600, '\0'), "foreign_format", words);
    expectRefused(QByteArray(1024, 'x') + "koly" + QByteArray(508, '\0'), "foreign_format", words);
    expectRefused(imageSeed(u"qed"_s), "qed", "an abandoned format");
    for (const char *magic : { "WithoutFreeSpace", "WithouFreSpacExt" }) {
        const QByteArray parallels = magic + QByteArray(600, '\0');
        QVERIFY(verdictOf(parallels).declarable.contains(u"ploop"_s));
        QVERIFY(conversionOf(parallels).contains(u"is not a disk that can be read"));
    }
}

QTEST_GUILESS_MAIN(TestHostileImages)
#include "tst_hostileimages.moc"
