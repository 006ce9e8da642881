#include <thread>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "core/disk/convertdisk.h"
#include "tests/support/imagemaker.h"
#include "tests/support/imageseeds.h"
#include "tests/support/spoiltimage.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = 1024 * KiB;
constexpr const char *corrupt = "corrupt-qcow2";

/// Points the header at a name that is written to byte 1024.
Spoiler backing(const QByteArray &name)
{
    return both(put(8, big(quint64(1024)) + big(static_cast<quint32>(name.size()))), put(1024, name));
}

QByteArray deflated(const QByteArray &bytes)
{
    // Without the length in front, zlib's header and its checksum.
    const QByteArray packed = qCompress(bytes, 9);
    return packed.sliced(6, packed.size() - 10);
}

/// A qcow2 image in which every cluster of `size` bytes is the same compressed one, of zeros. Its clusters
/// have 2 MiB, so one L2 table covers 512 GiB.
QByteArray compressedZeros(qint64 size)
{
    constexpr qint64 cluster = 2 * MiB;
    const qint64 tables = (size + cluster * cluster / 8 - 1) / (cluster * cluster / 8);
    const QByteArray packed = deflated(QByteArray(cluster, '\0'));
    // Clusters: header, reference counts' table and block, L1 table, L2 tables, data.
    const qint64 data = (4 + tables) * cluster;
    const quint64 sectors = static_cast<quint64>((packed.size() - 1) / 512);
    const QByteArray entry = big(quint64(1) << 62 | sectors << (62 - 13) | static_cast<quint64>(data));
    QByteArray image(data + packed.size() + 512, '\0');
    put(0, "QFI\xfb" + big(quint32(2)))(image);
    put(20,
        big(quint32(21)) + big(static_cast<quint64>(size)) + big(quint32(0))
            + big(static_cast<quint32>(tables)) + big(quint64(3 * cluster)) + big(quint64(cluster))
            + big(quint32(1)))(image);
    put(cluster, big(quint64(2 * cluster)))(image);
    for (qint64 table = 0; table < tables; ++table) {
        const qint64 place = (4 + table) * cluster;
        put(3 * cluster + table * 8, big(quint64(1) << 63 | static_cast<quint64>(place)))(image);
        put(place, entry.repeated(cluster / 8))(image);
    }
    put(data, packed)(image);
    return image;
}

qint64 allocatedBytes(int file)
{
    struct stat status = {};
    return ::fstat(file, &status) == 0 ? status.st_blocks * 512 : -1;
}

} // namespace

/// Hostile qcow2 images, by the numbers of the list of bad inputs. What is refused is refused without a look
/// at another file.
class TestHostileQcow2 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a01_backingFileIsRefused();
    void a02_backingOverTheNetworkIsRefused();
    void a03_dataFileIsRefused();
    void a04_nameOfADataFileWithoutItsBitIsRefused();
    void a05_unknownFeaturesAreRefused();
    void a06_extendedL2IsStoredWithAWarning();
    void a07_unknownVersionsAreRefused();
    void a08_shortFilesWithABackingFileAreRefused();
    void a09_impossibleClusterSizesAreRefused();
    void a10_impossibleVirtualSizesAreRefused();
    void a11_hugeVirtualSizesAreStoredButNotConverted();
    void a12_impossibleL1TablesAreRefused();
    void a13_tablesThatPointAtThemselvesAreBounded();
    void a13_sharedTablesAreStoredWithAWarning();
    void a14_impossibleHeaderLengthsAreRefused();
    void a15_compressedZerosBecomeHoles();
    void a15_compressedZerosCanBeStopped();
    void a16_oldEncryptionIsRefused();
    void a16_encryptedImagesAreStoredButNotConverted();
    void a17_impossibleSnapshotsAreRefused();
    void otherTablesAreLookedAtToo();
};

void TestHostileQcow2::a01_backingFileIsRefused()
{
    const char *words = "needs another file, its backing file";
    expectRefused(spoilt("qcow2", backing("/etc/passwd")), "backing_file", words);
    expectRefused(spoilt("qcow2v2", backing("/etc/passwd")), "backing_file", words);
    expectRefused(spoilt("qcow2", put(8, big(quint64(1)))), "backing_file", words);
    QVERIFY(conversionOf(spoilt("qcow2", backing("/etc/passwd"))).contains(u"backing file"));
}

void TestHostileQcow2::a02_backingOverTheNetworkIsRefused()
{
    for (const char *name : { "json:{\"driver\":\"nbd\",\"host\":\"127.0.0.1\"}", "nbd://127.0.0.1/",
             "http://127.0.0.1/x.qcow2" }) {
        const QByteArray image = spoilt("qcow2", backing(name));
        expectRefused(image, "backing_file", "needs another file, its backing file");
        QVERIFY(conversionOf(image).contains(u"backing file"));
    }
}

void TestHostileQcow2::a03_dataFileIsRefused()
{
    const Spoiler name
        = put(104 + 8, big(quint32(0x44415441)) + big(quint32(4)) + "file" + QByteArray(12, '\0'));
    expectRefused(
        spoilt("qcow2", both(put(79, "\x04"), name)), "data_file", "keeps its data in another file");
    expectRefused(spoilt("qcow2", put(79, "\x04")), "data_file", "keeps its data in another file");
}

void TestHostileQcow2::a04_nameOfADataFileWithoutItsBitIsRefused()
{
    expectRefused(
        spoilt("qcow2",
            put(104 + 8, big(quint32(0x44415441)) + big(quint32(4)) + "file" + QByteArray(12, '\0'))),
        "data_file", "keeps its data in another file");
}

void TestHostileQcow2::a05_unknownFeaturesAreRefused()
{
    for (const int bit : { 5, 6, 31, 32, 63 })
        expectRefused(spoilt("qcow2", put(72, big(quint64(1) << bit))), "unknown_features",
            "uses features that are not known");
}

void TestHostileQcow2::a06_extendedL2IsStoredWithAWarning()
{
    expectWarning(imageSeed(u"qcow2extended"_s), "extended_l2", "which Glance does not accept");
}

void TestHostileQcow2::a07_unknownVersionsAreRefused()
{
    for (const quint32 version : { 0U, 1U, 4U, 0xFFFFFFFFU })
        expectRefused(spoilt("qcow2", put(4, big(version))), "version",
            qPrintable(u"Version %1 of the qcow2 format is not supported"_s.arg(version)));
    expectRefused(imageSeed(u"qcow1"_s), "version", "Version 1 of the qcow2 format is not supported");
}

void TestHostileQcow2::a08_shortFilesWithABackingFileAreRefused()
{
    const QByteArray image = spoilt("qcow2", both(put(8, big(quint64(104))), cut(200)));
    expectRefused(image, corrupt, "it is damaged");
    expectRefused(image, "backing_file", "needs another file, its backing file");
    expectRefused(spoilt("qcow2", cut(4)), corrupt, "cut off within the header");
    expectRefused(spoilt("qcow2", cut(80)), corrupt, "cut off within the header");
}

void TestHostileQcow2::a09_impossibleClusterSizesAreRefused()
{
    for (const quint32 bits : { 0U, 8U, 22U, 63U, 64U, 0xFFFFFFFFU })
        expectRefused(spoilt("qcow2", put(20, big(bits))), corrupt, "the cluster size is impossible");
}

void TestHostileQcow2::a10_impossibleVirtualSizesAreRefused()
{
    expectRefused(
        spoilt("qcow2", put(24, QByteArray(8, '\xFF'))), "virtual_size", "18446744073709551615 bytes");
    expectRefused(
        spoilt("qcow2", put(24, big(quint64(1) << 63))), "virtual_size", "9223372036854775808 bytes");
}

void TestHostileQcow2::a11_hugeVirtualSizesAreStoredButNotConverted()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"huge"_s);
    makeQcow2(path, 1LL << 60, { u"cluster_size=2M"_s });
    const QByteArray image = readFile(path);
    const Verdict verdict = verdictOf(image);
    QCOMPARE(verdict.violations, QStringList());
    QCOMPARE(verdict.virtualSize, 1LL << 60);
    for (const DiskFormat format : { DiskFormat::Vdi, DiskFormat::Vhd, DiskFormat::Vhdx, DiskFormat::Vmdk }) {
        const QString words = conversionOf(image, { format });
        QVERIFY2(words != u"done" && !words.isEmpty(), qPrintable(diskFormatName(format)));
    }
    // Nor are 8 EiB possible: no L1 table covers them.
    expectRefused(
        spoilt("qcow2", put(24, big((quint64(1) << 63) - 512))), corrupt, "the size of the L1 table");
}

void TestHostileQcow2::a12_impossibleL1TablesAreRefused()
{
    expectRefused(
        spoilt("qcow2", put(36, QByteArray(4, '\xFF'))), corrupt, "size of the L1 table is impossible");
    expectRefused(
        spoilt("qcow2", put(36, QByteArray(4, '\0'))), corrupt, "size of the L1 table is impossible");
    for (const quint64 place : { quint64(1) << 40, ~quint64(0xFFFF), quint64(0x30008) })
        expectRefused(spoilt("qcow2", put(40, big(place))), corrupt, "the L1 table lies outside the file");
}

void TestHostileQcow2::a13_tablesThatPointAtThemselvesAreBounded()
{
    // The first entry of the L1 table names the L1 table itself as its L2 table.
    QByteArray image = imageSeed(u"qcow2"_s);
    const auto l1 = qFromBigEndian<quint64>(image.constData() + 40);
    put(static_cast<qsizetype>(l1), big(l1 | quint64(1) << 63))(image);
    expectWarning(image, "tables", "tables point at each other");
    QVERIFY(!conversionOf(image, { DiskFormat::Raw }).isEmpty());
}

void TestHostileQcow2::a13_sharedTablesAreStoredWithAWarning()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"image"_s);
    makeQcow2(path, 16 * MiB, { u"preallocation=metadata,cluster_size=4k"_s });
    QByteArray image = readFile(path);
    const auto l1 = qFromBigEndian<quint64>(image.constData() + 40);
    put(static_cast<qsizetype>(l1) + 8, image.sliced(static_cast<qsizetype>(l1), 8))(image);
    expectWarning(image, "tables", "tables point at each other");
    QVERIFY(!conversionOf(image, { DiskFormat::Raw }).isEmpty());
}

void TestHostileQcow2::a14_impossibleHeaderLengthsAreRefused()
{
    for (const quint32 length : { 8U, 105U, 0xFFFFFFF8U, 0xFFFFFFFFU })
        expectRefused(spoilt("qcow2", put(100, big(length))), corrupt, "the header length is impossible");
    expectRefused(spoilt("qcow2", put(112, big(0x12345678U) + big(0xFFFFFFFFU))), corrupt,
        "the header extensions are impossible");
}

void TestHostileQcow2::a15_compressedZerosBecomeHoles()
{
    const QByteArray image = compressedZeros(256 * MiB);
    QCOMPARE(verdictOf(image).violations, QStringList());
    const FileDescriptor source = memoryFile(image);
    const FileDescriptor target = memoryFile({});
    const auto report = convertInto(target.get(), u"made"_s, source.get(),
        { .layout = { DiskFormat::Raw }, .threads = 2, .verify = true }, {});
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->virtualSize, 256 * MiB);
    QVERIFY2(allocatedBytes(target.get()) < MiB, "the zeros were written");
}

void TestHostileQcow2::a15_compressedZerosCanBeStopped()
{
    const FileDescriptor source = memoryFile(compressedZeros(1LL << 40));
    const FileDescriptor target = memoryFile({});
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    Result<ConvertReport> report = failure(ErrorCode::Internal, {});
    std::thread converting([&] {
        report = convertInto(
            target.get(), u"made"_s, source.get(), { .layout = { DiskFormat::Raw }, .threads = 2 }, control);
    });
    const bool hasBegun = QTest::qWaitFor([&] { return control.progress->done() > 0; }, 60'000);
    stop.request_stop();
    QElapsedTimer time;
    time.start();
    converting.join();
    QVERIFY(hasBegun);
    QVERIFY2(time.elapsed() < 5000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    QVERIFY2(allocatedBytes(target.get()) < MiB, "the zeros were written");
}

void TestHostileQcow2::a16_oldEncryptionIsRefused()
{
    expectRefused(
        spoilt("qcow2", put(32, big(quint32(1)))), "aes_encryption", "encrypted in the old, unsafe way");
    expectRefused(spoilt("qcow2", put(32, big(quint32(3)))), corrupt, "the encryption method is impossible");
}

void TestHostileQcow2::a16_encryptedImagesAreStoredButNotConverted()
{
    const QByteArray image = imageSeed(u"qcow2luks"_s);
    expectWarning(image, "encrypted", "cannot be converted without its passphrase");
    QVERIFY(conversionOf(image).contains(u"cannot be converted without its passphrase"));
}

void TestHostileQcow2::a17_impossibleSnapshotsAreRefused()
{
    expectRefused(
        spoilt("qcow2", put(60, big(quint32(65537)))), corrupt, "the number of snapshots is impossible");
    expectRefused(spoilt("qcow2", put(60, big(quint32(1)) + big(quint64(1) << 40))), corrupt,
        "the snapshot table lies outside the file");
    expectRefused(spoilt("qcow2", put(60, big(quint32(1)) + big(quint64(8)))), corrupt,
        "the snapshot table lies outside the file");
}

void TestHostileQcow2::otherTablesAreLookedAtToo()
{
    expectRefused(
        spoilt("qcow2", put(48, big(quint64(1) << 40))), corrupt, "reference count table lies outside");
    expectRefused(
        spoilt("qcow2", put(56, QByteArray(4, '\xFF'))), corrupt, "size of the reference count table");
    expectRefused(spoilt("qcow2", put(96, big(quint32(7)))), corrupt, "width of reference counts");
    expectRefused(spoilt("qcow2", put(79, "\x08")), corrupt, "compression type is impossible");
}

QTEST_GUILESS_MAIN(TestHostileQcow2)
#include "tst_hostileqcow2.moc"
