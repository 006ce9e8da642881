#include <functional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/disk/diskprobe.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

using Maker = std::function<void(const QString &)>;
Q_DECLARE_METATYPE(Maker)
Q_DECLARE_METATYPE(vitrine::DetectedFormat)

namespace {

constexpr qint64 MiB = 1024 * 1024;

QString checksOf(const QList<ProbeFinding> &findings)
{
    QStringList checks;
    for (const ProbeFinding &finding : findings)
        checks.append(finding.check);
    return checks.join(u' ');
}

ProbeReport probed(const QString &path)
{
    const Result<ProbeReport> report = probeDiskFile(path);
    if (!report) {
        QTest::qFail(qPrintable(report.error().message), __FILE__, __LINE__);
        return {};
    }
    return *report;
}

Maker qemu(const QString &format, qint64 size, const QStringList &options = {})
{
    return [=](const QString &path) { makeImage(path, format, size, options); };
}

/// Random data in every second MiB, converted.
Maker converted(const QString &format, const QStringList &options = {})
{
    return [=](const QString &path) {
        const QString raw = path + u".raw"_s;
        writeSparseFile(raw, 9 * MiB, patternBytes(MiB), 3 * MiB);
        convertImage(raw, path, format, options);
    };
}

} // namespace

class TestDiskProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void imagesOfQemuAreWhatQemuSays_data();
    void imagesOfQemuAreWhatQemuSays();
    void otherFilesAreRecognised_data();
    void otherFilesAreRecognised();
    void a35_fixedVhdOfOldProgramsIsRecognised();
    void gptWithLargeSectorsIsRecognised();
    void qcow2WithSnapshotIsStoredWithAWarning();
    void a19_hybridIsoIsAnIso();
    void streamWithFooterIsRecognised();
    void a49_hugeFilesAreProbedAtOnce();
    void descriptorKeepsItsPosition();
    void onlyRegularFilesAreRead();
    void a23_declaredFormatsAreJudgedAsGlanceJudgesThem_data();
    void a23_declaredFormatsAreJudgedAsGlanceJudgesThem();

private:
    QString newPath() { return m_folder.filePath(QString::number(++m_files)); }

    QTemporaryDir m_folder;
    int m_files = 0;
};

void TestDiskProbe::imagesOfQemuAreWhatQemuSays_data()
{
    QTest::addColumn<Maker>("make");
    QTest::addColumn<QString>("qemuFormat");
    QTest::addColumn<DetectedFormat>("detected");
    QTest::addColumn<QString>("warnings");
    const auto row = [](const QByteArray &name, const QString &qemuFormat, DetectedFormat detected,
                         const Maker &make, const QString &warnings = {}) {
        QTest::newRow(name.constData()) << make << qemuFormat << detected << warnings;
    };
    using enum DetectedFormat;

    const QString qcow2 = u"qcow2"_s;
    for (const qint64 size : { 7 * MiB, 128 * MiB, 129 * MiB, 0 * MiB, 1024 * 1024 * MiB, MiB + 512 })
        row("qcow2 of " + QByteArray::number(size), qcow2, Qcow2, qemu(qcow2, size));
    for (const char *option : { "compat=0.10", "compat=1.1", "cluster_size=512", "cluster_size=2M",
             "preallocation=metadata", "preallocation=full", "lazy_refcounts=on", "compression_type=zstd",
             "refcount_bits=1", "refcount_bits=64" }) {
        row(QByteArray("qcow2 ") + option, qcow2, Qcow2, qemu(qcow2, 9 * MiB, { QLatin1String(option) }));
        row(QByteArray("qcow2 with data ") + option, qcow2, Qcow2,
            converted(qcow2, { QLatin1String(option) }));
    }
    row("a06 qcow2 extended_l2", qcow2, Qcow2, qemu(qcow2, 9 * MiB, { u"extended_l2=on"_s }),
        u"extended_l2"_s);

    const QString vmdk = u"vmdk"_s;
    for (const char *subformat : { "monolithicSparse", "streamOptimized" }) {
        const QStringList options{ u"subformat="_s + QLatin1String(subformat) };
        row(QByteArray("vmdk ") + subformat, vmdk, Vmdk, qemu(vmdk, 129 * MiB, options));
        row(QByteArray("vmdk with data ") + subformat, vmdk, Vmdk, converted(vmdk, options));
    }
    row("vmdk compat6", vmdk, Vmdk, qemu(vmdk, 9 * MiB, { u"compat6=on"_s }));
    row("vmdk zeroed_grain", vmdk, Vmdk, qemu(vmdk, 9 * MiB, { u"zeroed_grain=on"_s }));

    for (const QString &options : { u"static=off"_s, u"static=on"_s }) {
        row("vdi " + options.toLatin1(), u"vdi"_s, Vdi, qemu(u"vdi"_s, 129 * MiB, { options }));
        row("vdi with data " + options.toLatin1(), u"vdi"_s, Vdi, converted(u"vdi"_s, { options }));
    }
    row("vdi of odd size", u"vdi"_s, Vdi, qemu(u"vdi"_s, 7 * MiB + 512));

    const QString vpc = u"vpc"_s;
    for (const qint64 size : { 7 * MiB, 128 * MiB, 2000 * MiB, 200'000 * MiB })
        row("vpc dynamic of " + QByteArray::number(size), vpc, Vhd,
            qemu(vpc, size, { u"subformat=dynamic"_s }));
    row("vpc dynamic force_size", vpc, Vhd,
        qemu(vpc, 7 * MiB + 512, { u"subformat=dynamic"_s, u"force_size=on"_s }));
    row("vpc dynamic with data", vpc, Vhd, converted(vpc));
    row("a35 vpc fixed", vpc, Vhd, qemu(vpc, 129 * MiB, { u"subformat=fixed"_s }), u"fixed_vhd"_s);
    row("a35 vpc fixed force_size", vpc, Vhd,
        qemu(vpc, 129 * MiB, { u"subformat=fixed"_s, u"force_size=on"_s }), u"fixed_vhd"_s);

    const QString vhdx = u"vhdx"_s;
    for (const char *option :
        { "subformat=dynamic", "subformat=fixed", "block_size=1M", "block_size=64M", "log_size=2M" }) {
        row(QByteArray("vhdx ") + option, vhdx, Vhdx, qemu(vhdx, 129 * MiB, { QLatin1String(option) }));
    }
    row("vhdx with data", vhdx, Vhdx, converted(vhdx));
    row("raw", u"raw"_s, Raw, qemu(u"raw"_s, 9 * MiB));
}

void TestDiskProbe::imagesOfQemuAreWhatQemuSays()
{
    QFETCH(Maker, make);
    QFETCH(QString, qemuFormat);
    const QString path = newPath();
    make(path);
    const ProbeReport report = probed(path);
    QCOMPARE(checksOf(report.violations), QString());
    QTEST(report.detected, "detected");
    QTEST(checksOf(report.warnings), "warnings");
    QCOMPARE(report.virtualSize.value_or(-1), virtualSizeOf(path, qemuFormat));
    QCOMPARE(report.actualSize, QFileInfo(path).size());
    QVERIFY(report.diskFormat);
    QCOMPARE(diskFormatName(*report.diskFormat), qemuFormat == u"vpc" ? u"vhd"_s : qemuFormat);
    QCOMPARE(report.containerFormat, ContainerFormat::Bare);
    QFile::remove(path);
}

void TestDiskProbe::otherFilesAreRecognised_data()
{
    QTest::addColumn<Maker>("make");
    QTest::addColumn<DetectedFormat>("detected");
    QTest::addColumn<QString>("declare"); // disk_format/container_format, or nothing
    QTest::addColumn<QString>("findings"); // violations | warnings
    const auto row = [](const char *name, DetectedFormat detected, const char *declare, const Maker &make,
                         const QString &findings = u"|"_s) {
        QTest::newRow(name) << make << detected << QString::fromLatin1(declare) << findings;
    };
    const auto bytes = [](const QByteArray &content) {
        return Maker([content](const QString &path) { writeFile(path, content); });
    };
    using enum DetectedFormat;
    row("iso", Iso, "iso/bare", [](const QString &path) { makeIso(path); });
    row("mbr", Mbr, "raw/bare", [](const QString &path) { makeMbr(path, 8 * MiB); });
    row("gpt", Gpt, "raw/bare", [](const QString &path) { makeGpt(path, 8 * MiB); });
    row("ova", Ova, "vmdk/ova", [](const QString &path) { makeOva(path); });
    row("raw", Raw, "raw/bare", [](const QString &path) { makeRaw(path, 8 * MiB); });
    row(
        "luks1", Luks, "raw/bare", [](const QString &path) { makeLuks(path, 5 * MiB); }, u"|encrypted"_s);
    row("qed", Qed, "", qemu(u"qed"_s, 9 * MiB), u"qed|"_s);
    row("a47 empty", Empty, "", bytes({}), u"|empty"_s);
    row("a47 one byte", Raw, "raw/bare", bytes("Q"));
    row("text", Raw, "raw/bare", bytes("#!/usr/bin/python3\nprint('createType=\"flat\"')\n"));
    row("gzip", Raw, "raw/compressed", bytes(QByteArray("\x1F\x8B\x08\0", 4) + patternBytes(600)),
        u"|compressed"_s);
    row("xz", Raw, "raw/compressed", bytes(QByteArray::fromHex("fd377a585a00") + patternBytes(600)),
        u"|compressed"_s);
    row("zstd", Raw, "raw/compressed", bytes(QByteArray::fromHex("28b52ffd") + patternBytes(600)),
        u"|compressed"_s);
    row("bzip2", Raw, "raw/compressed", bytes("BZh9\x31\x41\x59\x26\x53\x59" + patternBytes(600)),
        u"|compressed"_s);
    row("text that begins like bzip2", Raw, "raw/bare", bytes("BZhello"));
    row("zip", Raw, "raw/compressed", bytes("PK\x03\x04" + patternBytes(600)), u"|compressed"_s);
    row("7z", Raw, "raw/compressed", bytes(QByteArray::fromHex("377abcaf271c") + patternBytes(600)),
        u"|compressed"_s);
    row("tar without ovf", Raw, "raw/bare", bytes(tarOf({ { u"disk.vmdk"_s, "x" } })), u"|archive"_s);
    row("parallels", Raw, "ploop/bare", bytes("WithoutFreeSpace" + QByteArray(600, '\0')));
    row("dmg", Raw, "raw/bare", bytes(QByteArray(1024, 'x') + "koly" + QByteArray(508, '\0')),
        u"foreign_format|"_s);
    row("FAT boot sector", Raw, "raw/bare", [](const QString &path) {
        makeRaw(path, MiB);
        patchFile(path, 0x10, "\x02");
        patchFile(path, 0x15, "\xF8");
        patchFile(path, 510, "\x55\xAA");
    });
    row("NTFS boot sector", Raw, "raw/bare", [](const QString &path) {
        makeRaw(path, MiB);
        patchFile(path, 3, "NTFS    ");
        patchFile(path, 510, "\x55\xAA");
    });
    row("linux kernel", Raw, "raw/bare", [](const QString &path) {
        makeRaw(path, MiB);
        patchFile(path, 510, "\x55\xAA");
        patchFile(path, 0x202, "HdrS");
    });
}

void TestDiskProbe::otherFilesAreRecognised()
{
    QFETCH(Maker, make);
    const QString path = newPath();
    make(path);
    const ProbeReport report = probed(path);
    QTEST(report.detected, "detected");
    const QString declare = report.diskFormat
        ? diskFormatName(*report.diskFormat) + u'/' + containerFormatName(report.containerFormat)
        : QString();
    QTEST(declare, "declare");
    QTEST(QString(checksOf(report.violations) + u'|' + checksOf(report.warnings)), "findings");
    QCOMPARE(report.actualSize, QFileInfo(path).size());
    if (report.diskFormat == DiskFormat::Raw && report.detected != DetectedFormat::Luks)
        QCOMPARE(report.virtualSize, std::optional(report.actualSize));
    if (report.detected == DetectedFormat::Luks)
        QCOMPARE(report.virtualSize, std::optional(5 * MiB));
    if (report.detected == DetectedFormat::Iso)
        QVERIFY(report.virtualSize > 0 && *report.virtualSize <= report.actualSize);
}

void TestDiskProbe::a35_fixedVhdOfOldProgramsIsRecognised()
{
    // Early programs wrote a footer of 511 bytes. The dropped byte is zero, so the checksum holds.
    const QString path = newPath();
    makeImage(path, u"vpc"_s, 7 * MiB, { u"subformat=fixed"_s });
    const qint64 virtualSize = virtualSizeOf(path, u"vpc"_s);
    QFile file(path);
    QVERIFY(file.resize(file.size() - 1));
    const ProbeReport report = probed(path);
    QCOMPARE(report.detected, DetectedFormat::Vhd);
    QCOMPARE(report.virtualSize, std::optional(virtualSize));
}

void TestDiskProbe::gptWithLargeSectorsIsRecognised()
{
    const QString small = newPath();
    makeGpt(small, 8 * MiB);
    const QByteArray disk = readFile(small);
    const QString large = newPath();
    makeRaw(large, 64 * MiB);
    patchFile(large, 0, disk.first(512));
    patchFile(large, 4096, disk.sliced(512, 512));
    patchFile(large, 8192, disk.sliced(1024, 128 * 128));
    const ProbeReport report = probed(large);
    QCOMPARE(report.detected, DetectedFormat::Gpt);
    QCOMPARE(checksOf(report.violations) + checksOf(report.warnings), QString());
}

void TestDiskProbe::qcow2WithSnapshotIsStoredWithAWarning()
{
    const QString path = newPath();
    makeQcow2(path, 9 * MiB);
    run(u"qemu-img"_s, { u"snapshot"_s, u"-c"_s, u"first"_s, path });
    const ProbeReport report = probed(path);
    QVERIFY(report.isSafe());
    QCOMPARE(checksOf(report.warnings), u"snapshots"_s);
}

void TestDiskProbe::a19_hybridIsoIsAnIso()
{
    const QString path = newPath();
    makeIso(path, true);
    QCOMPARE(readFile(path).sliced(510, 2), QByteArray("\x55\xAA"));
    const ProbeReport report = probed(path);
    QCOMPARE(report.detected, DetectedFormat::Iso);
    QVERIFY2(report.isSafe(), qPrintable(checksOf(report.violations)));
    const Result<std::optional<qint64>> judged
        = judgeDeclaredFormat(report, DiskFormat::Iso, ContainerFormat::Bare);
    QVERIFY(judged);
    QCOMPARE(*judged, report.virtualSize);
}

void TestDiskProbe::streamWithFooterIsRecognised()
{
    // qemu-img writes streams without a footer; VMware's have one, and a header that points to it.
    const QString path = newPath();
    converted(u"vmdk"_s, { u"subformat=streamOptimized"_s })(path);
    QByteArray image = readFile(path);
    QByteArray marker(512, '\0');
    marker[12] = '\x03';
    const QByteArray footer = image.first(512);
    image.replace(56, 8, QByteArray(8, '\xFF'));
    image += marker + footer + QByteArray(512, '\0');
    writeFile(path, image);
    const ProbeReport report = probed(path);
    QVERIFY2(report.isSafe(), report.isSafe() ? "" : qPrintable(report.violations.first().reason));
    QCOMPARE(report.detected, DetectedFormat::Vmdk);
    QCOMPARE(report.virtualSize, std::optional(9 * MiB));
}

void TestDiskProbe::a49_hugeFilesAreProbedAtOnce()
{
    const QString path = newPath();
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    if (!file.resize(15LL << 40)) // the file system may allow less than 16 TiB
        QVERIFY(file.resize(1LL << 40));
    const ProbeReport report = probed(path);
    QCOMPARE(report.detected, DetectedFormat::Raw);
    QCOMPARE(report.virtualSize, std::optional(file.size()));
}

void TestDiskProbe::descriptorKeepsItsPosition()
{
    const QString path = newPath();
    makeQcow2(path, 9 * MiB);
    const int descriptor = ::open(qPrintable(path), O_RDONLY | O_CLOEXEC);
    QVERIFY(descriptor >= 0);
    QCOMPARE(::lseek(descriptor, 77, SEEK_SET), 77);
    const Result<ProbeReport> report = probeDisk(descriptor);
    QVERIFY(report);
    QCOMPARE(report->detected, DetectedFormat::Qcow2);
    QCOMPARE(::lseek(descriptor, 0, SEEK_CUR), 77);
    ::close(descriptor);
    const Result<ProbeReport> closed = probeDisk(descriptor);
    QVERIFY(!closed);
    QCOMPARE(closed.error().code, ErrorCode::IoError);
}

void TestDiskProbe::onlyRegularFilesAreRead()
{
    const QString fifo = newPath();
    QCOMPARE(::mkfifo(qPrintable(fifo), 0600), 0);
    for (const QString &path : { fifo, m_folder.path(), u"/dev/null"_s }) {
        const Result<ProbeReport> report = probeDiskFile(path);
        QVERIFY2(!report, qPrintable(path));
        QCOMPARE(report.error().code, ErrorCode::BadRequest);
    }
    const Result<ProbeReport> missing = probeDiskFile(newPath());
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

void TestDiskProbe::a23_declaredFormatsAreJudgedAsGlanceJudgesThem_data()
{
    QTest::addColumn<DetectedFormat>("detected");
    QTest::addColumn<QString>("content"); // the report's disk_format
    QTest::addColumn<DiskFormat>("declared");
    QTest::addColumn<ContainerFormat>("container");
    QTest::addColumn<QString>("expected"); // which size is recorded, or "no"
    const auto row = [](const char *name, DetectedFormat detected, const char *content, DiskFormat declared,
                         const char *expected, ContainerFormat container = ContainerFormat::Bare) {
        QTest::newRow(name) << detected << QString::fromLatin1(content) << declared << container
                            << QString::fromLatin1(expected);
    };
    using D = DetectedFormat;
    row("qcow2 as qcow2", D::Qcow2, "qcow2", DiskFormat::Qcow2, "virtual");
    row("qcow2 as raw", D::Qcow2, "qcow2", DiskFormat::Raw, "actual");
    row("qcow2 as vmdk", D::Qcow2, "qcow2", DiskFormat::Vmdk, "no");
    row("a23 text as qcow2", D::Raw, "raw", DiskFormat::Qcow2, "no");
    row("nothing as qcow2", D::Empty, "", DiskFormat::Qcow2, "no");
    row("nothing as raw", D::Empty, "", DiskFormat::Raw, "actual");
    row("unknown as ami", D::Raw, "raw", DiskFormat::Ami, "actual");
    row("unknown as ploop", D::Raw, "raw", DiskFormat::Ploop, "actual");
    row("unknown as ami in ami", D::Raw, "raw", DiskFormat::Ami, "actual", ContainerFormat::Ami);
    row("a22 GPT as ami", D::Gpt, "raw", DiskFormat::Ami, "no");
    row("a22 qcow2 as aki in aki", D::Qcow2, "qcow2", DiskFormat::Aki, "no", ContainerFormat::Aki);
    row("GPT as raw", D::Gpt, "raw", DiskFormat::Raw, "actual");
    row("MBR as qcow2", D::Mbr, "raw", DiskFormat::Qcow2, "no");
    row("iso as iso", D::Iso, "iso", DiskFormat::Iso, "virtual");
    row("a35 fixed vhd as vhd", D::Vhd, "vhd", DiskFormat::Vhd, "virtual");
    row("ova as vmdk in ova", D::Ova, "vmdk", DiskFormat::Vmdk, "unknown", ContainerFormat::Ova);
    row("ova as vmdk alone", D::Ova, "vmdk", DiskFormat::Vmdk, "no");
    row("vmdk in ova", D::Vmdk, "vmdk", DiskFormat::Vmdk, "virtual", ContainerFormat::Ova);
    row("gzip as qcow2 in compressed", D::Raw, "raw", DiskFormat::Qcow2, "unknown",
        ContainerFormat::Compressed);
    row("tar as raw in docker", D::Raw, "raw", DiskFormat::Raw, "unknown", ContainerFormat::Docker);
    row("a21 unsafe as raw", D::Corrupt, "", DiskFormat::Raw, "no");
}

void TestDiskProbe::a23_declaredFormatsAreJudgedAsGlanceJudgesThem()
{
    QFETCH(DetectedFormat, detected);
    QFETCH(QString, content);
    QFETCH(DiskFormat, declared);
    QFETCH(ContainerFormat, container);
    QFETCH(QString, expected);
    ProbeReport report;
    report.detected = detected;
    report.diskFormat = diskFormatFromName(content);
    report.actualSize = 1000;
    report.virtualSize = 5000;
    if (detected == DetectedFormat::Corrupt)
        report.violations.append({ u"corrupt-qcow2"_s, u"It is damaged."_s });
    const Result<std::optional<qint64>> judged = judgeDeclaredFormat(report, declared, container);
    if (expected == u"no") {
        QVERIFY(!judged);
        QCOMPARE(judged.error().code, ErrorCode::UnsupportedFormat);
        QVERIFY(!judged.error().message.isEmpty());
        return;
    }
    QVERIFY2(judged, judged ? "" : qPrintable(judged.error().message));
    std::optional<qint64> size;
    if (expected != u"unknown")
        size = expected == u"virtual" ? 5000 : 1000;
    QCOMPARE(*judged, size);
}

QTEST_GUILESS_MAIN(TestDiskProbe)
#include "tst_diskprobe.moc"
