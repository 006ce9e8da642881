#include <sys/mman.h>
#include <unistd.h>

#include <QTest>

#include "core/disk/diskimage.h"
#include "core/disk/ovaarchive.h"
#include "core/disk/tarheader.h"
#include "core/support/filedescriptor.h"
#include "tests/support/imagemaker.h"
#include "tests/support/ovamaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1 << 20;

Result<OvfPackage> parsed(const QByteArray &xml, std::size_t piece = 1 << 20)
{
    MemoryStream stream(
        std::as_bytes(std::span(xml.constData(), static_cast<std::size_t>(xml.size()))), piece);
    return readOvf(stream);
}

FileDescriptor memoryFile(const QByteArray &bytes)
{
    FileDescriptor file(::memfd_create("archive", MFD_CLOEXEC));
    if (::pwrite(file.get(), bytes.constData(), static_cast<size_t>(bytes.size()), 0) != bytes.size())
        qFatal("no memory for an archive");
    return file;
}

ByteSource sourceOf(const FileDescriptor &file, const QByteArray &bytes)
{
    return ByteSource(file.get(), 0, static_cast<quint64>(bytes.size()));
}

/// What the probe finds against the archive; null when nothing.
QString violationOf(const QByteArray &archive)
{
    const FileDescriptor file = memoryFile(archive);
    const auto report = probeDisk(file.get());
    if (!report)
        qFatal("%s", qPrintable(report.error().message));
    for (const ProbeFinding &finding : report->violations) {
        if (finding.reason.isEmpty() || finding.check.isEmpty())
            qFatal("no reason was given");
    }
    const bool isRefused = !openDiskImage(file.get());
    if (!report->isSafe() && !isRefused)
        qFatal("an unsafe appliance was opened");
    return report->violations.value(0).check;
}

} // namespace

class TestOvfPackage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsDescribedIsFound_data();
    void whatIsDescribedIsFound();
    void propertiesFollowFromTheMachine();
    void unitsAreUnderstood_data();
    void unitsAreUnderstood();
    void systemsKeepTheirNumber();
    void theDiskIsReadWhereItLies();
    void manifestsAreCompared();
    void a42_descriptionsThatAttackAreRefused_data();
    void a42_descriptionsThatAttackAreRefused();
    void a42_largeDescriptionsAreRefused();
    void a42_manifestsThatDoNotAgreeAreRefused();
    void a42_whatLiesBesideMustAgree();
    void a42_disksThatNeedOtherFilesAreRefused();
    void a43_oneOfTwoDisksIsChosen();
    void a47_shortArchivesAreRefused();
    void flippedBitsDoNoHarm();
    void aCertificateIsShownAndNotTrusted();

private:
    QByteArray m_vmdk;
    QByteArray m_ovf;
};

void TestOvfPackage::initTestCase()
{
    m_vmdk = smallVmdk("first");
    m_ovf = ovfText({ { u"lab-disk1.vmdk"_s, m_vmdk, MiB } });
}

void TestOvfPackage::whatIsDescribedIsFound_data()
{
    QTest::addColumn<qulonglong>("piece");
    for (const qulonglong piece : { 1ULL, 17ULL, 512ULL, 4096ULL, 65536ULL })
        QTest::addRow("%llu bytes at a time", piece) << piece;
}

void TestOvfPackage::whatIsDescribedIsFound()
{
    QFETCH(qulonglong, piece);
    const auto package = parsed(m_ovf, piece);
    QVERIFY2(package, package ? "" : qPrintable(package.error().message));
    QCOMPARE(package->files.size(), 1);
    QCOMPARE(package->files.constFirst().href, u"lab-disk1.vmdk"_s);
    QCOMPARE(package->files.constFirst().size, std::optional(static_cast<quint64>(m_vmdk.size())));
    QCOMPARE(package->disks.constFirst().capacity, quint64(MiB));
    QCOMPARE(package->machine.name, u"Lab machine"_s);
    QCOMPARE(package->machine.osText, u"Debian GNU/Linux 12 (64-bit)"_s);
    QCOMPARE(package->machine.cpus, 2);
    QCOMPARE(package->machine.memoryMiB, 2048ULL);
    QCOMPARE(package->machine.firmware, u"uefi"_s);
}

void TestOvfPackage::propertiesFollowFromTheMachine()
{
    const QMap<QString, QString> expected{ { u"architecture"_s, u"x86_64"_s }, { u"hw_cpu_cores"_s, u"2"_s },
        { u"hw_cpu_sockets"_s, u"1"_s }, { u"hw_disk_bus"_s, u"scsi"_s },
        { u"hw_firmware_type"_s, u"uefi"_s }, { u"hw_vif_model"_s, u"vmxnet3"_s },
        { u"os_distro"_s, u"debian"_s }, { u"os_type"_s, u"linux"_s },
        { u"vmware_adaptertype"_s, u"paraVirtual"_s }, { u"vmware_ostype"_s, u"debian10_64Guest"_s } };
    QCOMPARE(propertiesOf(parsed(m_ovf)->machine), expected);
    QCOMPARE(propertiesOf(OvfMachine{}), (QMap<QString, QString>()));
}

void TestOvfPackage::unitsAreUnderstood_data()
{
    QTest::addColumn<QString>("units");
    QTest::addColumn<qulonglong>("bytes"); // 0: not understood
    QTest::newRow("none") << QString() << 1ULL;
    QTest::newRow("byte") << u"byte"_s << 1ULL;
    QTest::newRow("power") << u"byte * 2^30"_s << (1ULL << 30);
    QTest::newRow("decimal") << u"byte * 10^6"_s << 1'000'000ULL;
    QTest::newRow("factor") << u"byte * 512"_s << 512ULL;
    QTest::newRow("word") << u"MegaBytes"_s << (1ULL << 20);
    QTest::newRow("overflow") << u"byte * 2^64"_s << 0ULL;
    QTest::newRow("overflow of the base") << u"byte * 99999999999^9"_s << 0ULL;
    QTest::newRow("minus") << u"byte * 2^-1"_s << 0ULL;
    QTest::newRow("furlong") << u"furlong"_s << 0ULL;
}

void TestOvfPackage::unitsAreUnderstood()
{
    QFETCH(QString, units);
    QFETCH(qulonglong, bytes);
    QCOMPARE(allocationUnitsFrom(units).value_or(0), bytes);
}

void TestOvfPackage::systemsKeepTheirNumber()
{
    for (const char *distro : { "debian", "ubuntu", "rhel", "centos", "opensuse", "freebsd", "windows" }) {
        const OsDescription os{ QString::fromLatin1(distro), {}, u"x86_64"_s };
        QCOMPARE(osOfCim(cimOsOf(os).osId).distro, os.distro);
    }
    QCOMPARE(cimOsOf({ u"arch"_s, {}, u"x86_64"_s }).osId, 101);
    QCOMPARE(cimOsOf({}).osId, 102);
    QCOMPARE(osOfCim(99'999), OsDescription());
}

void TestOvfPackage::theDiskIsReadWhereItLies()
{
    const QByteArray archive = applianceOf({ { u"lab-disk1.vmdk"_s, m_vmdk, MiB } });
    QCOMPARE(violationOf(archive), QString());
    const FileDescriptor file = memoryFile(archive);
    const auto disk = openDiskImage(file.get());
    QVERIFY2(disk, disk ? "" : qPrintable(disk.error().message));
    QCOMPARE(disk->report.detected, DetectedFormat::Ova);
    QCOMPARE(disk->report.diskFormat, std::optional(DiskFormat::Vmdk));
    QCOMPARE(disk->image->virtualSize(), MiB);
    std::array<std::byte, 5> bytes{};
    QVERIFY(disk->image->read(0, bytes));
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(bytes.data()), 5), QByteArray("first"));
}

void TestOvfPackage::manifestsAreCompared()
{
    QByteArray archive = applianceOf({ { u"lab-disk1.vmdk"_s, m_vmdk, MiB } });
    for (const bool isDamaged : { false, true }) {
        if (isDamaged)
            archive[archive.size() - 2048] = static_cast<char>(archive.at(archive.size() - 2048) ^ 1);
        const FileDescriptor file = memoryFile(archive);
        const auto ova = readOva(sourceOf(file, archive));
        QVERIFY(ova);
        QCOMPARE(ova->manifest.size(), 2);
        const OperationControl control;
        const auto verified = verifyManifest(sourceOf(file, archive), *ova, control);
        QCOMPARE(verified.has_value(), !isDamaged);
        if (isDamaged) {
            QCOMPARE(verified.error().code, ErrorCode::HashMismatch);
            QVERIFY(verified.error().message.contains(u"lab-disk1.vmdk"));
        } else {
            QCOMPARE(control.progress->done(), control.progress->total());
        }
    }
}

void TestOvfPackage::a42_descriptionsThatAttackAreRefused_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
        QTest::newRow(name) << before << after;
    };
    const QByteArray start = "<Envelope vmw";
    row("billion laughs", start,
        "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n"
            + start);
    row("xxe", start, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n" + start);
    row("document type alone", start, "<!DOCTYPE Envelope SYSTEM \"http://localhost/x.dtd\">\n" + start);
    row("unknown entity", "<Name>Lab", "<Name>&evil;");
    row("deep", "<Name>Lab machine</Name>",
        QByteArray("<a>").repeated(10'000) + QByteArray("</a>").repeated(10'000));
    row("not closed", "</Envelope>", "");
    row("another document", "<Envelope vmw", "<html xmlns:vmw=\"x\"/><Envelope vmw");
    row("link", "href=\"lab-disk1.vmdk\"", "href=\"http://localhost/disk.vmdk\"");
    row("file link", "href=\"lab-disk1.vmdk\"", "href=\"file:///etc/passwd\"");
    row("way up", "href=\"lab-disk1.vmdk\"", "href=\"../lab-disk1.vmdk\"");
    row("absolute", "href=\"lab-disk1.vmdk\"", "href=\"/etc/passwd\"");
    row("folder", "href=\"lab-disk1.vmdk\"", "href=\"a/lab-disk1.vmdk\"");
    row("no name", "href=\"lab-disk1.vmdk\"", "href=\"\"");
    row("pieces", "href=\"lab-disk1.vmdk\"", "href=\"lab-disk1.vmdk\" ovf:chunkSize=\"1000\"");
    row("unknown compression", "href=\"lab-disk1.vmdk\"", "href=\"lab-disk1.vmdk\" ovf:compression=\"rar\"");
    row("capacity 2^64", "capacity=\"1048576\"", "capacity=\"18446744073709551616\"");
    row("capacity over 63 bits", "capacity=\"1048576\" ovf:capacityAllocationUnits=\"byte\"",
        "capacity=\"1048576\" ovf:capacityAllocationUnits=\"byte * 2^60\"");
    row("disk without a file", "fileRef=\"file1\"", "fileRef=\"file9\"");
    row("parent", "fileRef=\"file1\"", "fileRef=\"file1\" ovf:parentRef=\"other\"");
    row("seventeen files", "<References>",
        "<References>" + QByteArray("<File ovf:href=\"x\" ovf:id=\"x\"/>").repeated(17));
}

void TestOvfPackage::a42_descriptionsThatAttackAreRefused()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QByteArray ovf = m_ovf;
    QVERIFY(ovf.contains(before));
    ovf.replace(ovf.indexOf(before), before.size(), after);
    const auto package = parsed(ovf);
    QVERIFY(!package);
    QCOMPARE(package.error().detail, u"ovf"_s);
    QCOMPARE(violationOf(tarOf({ { u"lab.ovf"_s, ovf }, { u"lab-disk1.vmdk"_s, m_vmdk } })), u"ovf"_s);
}

void TestOvfPackage::a42_largeDescriptionsAreRefused()
{
    QByteArray ovf = m_ovf;
    ovf.insert(ovf.indexOf("<References>"), "<!--" + QByteArray(5 * MiB, 'x') + "-->");
    QVERIFY(!parsed(ovf));
    QCOMPARE(violationOf(tarOf({ { u"lab.ovf"_s, ovf }, { u"lab-disk1.vmdk"_s, m_vmdk } })), u"ovf"_s);
    // A text that never ends is held to the same.
    ovf = m_ovf;
    ovf.insert(ovf.indexOf("Lab machine"), QByteArray(3 * MiB, 'x'));
    QVERIFY(parsed(ovf));
}

void TestOvfPackage::a42_manifestsThatDoNotAgreeAreRefused()
{
    const auto violation = [this](const QByteArray &manifest) {
        return violationOf(
            tarOf({ { u"lab.ovf"_s, m_ovf }, { u"lab.mf"_s, manifest }, { u"lab-disk1.vmdk"_s, m_vmdk } }));
    };
    const QByteArray good = manifestText({ { u"lab.ovf"_s, m_ovf } });
    QCOMPARE(violation(good), QString());
    QCOMPARE(violation("SHA1 (lab.ovf) = " + QByteArray(40, 'a') + "\r\n"), QString());
    QCOMPARE(violation("SHA512(lab.ovf)= " + QByteArray(128, 'A')), QString());
    QCOMPARE(violation(good + good), u"manifest"_s);
    QCOMPARE(violation("MD5(lab.ovf)= " + QByteArray(32, 'a')), u"manifest"_s);
    QCOMPARE(violation("SHA256(lab.ovf)= " + QByteArray(63, 'a')), u"manifest"_s);
    QCOMPARE(violation("SHA256(lab.ovf)= " + QByteArray(64, 'x')), u"manifest"_s);
    QCOMPARE(violation("SHA256(nothing.vmdk)= " + QByteArray(64, 'a')), u"manifest"_s);
    QCOMPARE(violation("SHA256(../lab.ovf)= " + QByteArray(64, 'a')), u"manifest"_s);
    QCOMPARE(violation("nonsense"), u"manifest"_s);
    QCOMPARE(violation(QByteArray(300'000, '\n')), u"manifest"_s);
}

void TestOvfPackage::a42_whatLiesBesideMustAgree()
{
    QCOMPARE(violationOf(tarOf({ { u"lab.ovf"_s, m_ovf } })), u"ovf"_s);
    QCOMPARE(
        violationOf(tarOf({ { u"lab.ovf"_s, m_ovf }, { u"lab-disk1.vmdk"_s, m_vmdk + "x" } })), u"ovf"_s);
    QCOMPARE(violationOf(tarOf({ { u"lab.ovf"_s, ovfText({}) } })), u"ovf"_s);
    QCOMPARE(violationOf(tarOf(
                 { { u"lab.ovf"_s, m_ovf }, { u"lab-disk1.vmdk"_s, m_vmdk }, { u"other.ovf"_s, m_ovf } })),
        u"ovf"_s);
    // Members are judged as in any other archive.
    QCOMPARE(violationOf(tarOf({ { u"lab.ovf"_s, m_ovf }, { u"../../x"_s, m_vmdk } })), u"member_path"_s);
}

void TestOvfPackage::a42_disksThatNeedOtherFilesAreRefused()
{
    const QByteArray flat = "# Disk DescriptorFile\nversion=1\nCID=12345678\nparentCID=ffffffff\n"
                            "createType=\"monolithicFlat\"\nRW 2048 FLAT \"/etc/shadow\" 0\n";
    QVERIFY(!violationOf(applianceOf({ { u"lab-disk1.vmdk"_s, flat, MiB } })).isNull());
    const QByteArray inner = applianceOf({ { u"lab-disk1.vmdk"_s, m_vmdk, MiB } });
    QCOMPARE(violationOf(applianceOf({ { u"inner.ova"_s, inner, MiB } })), u"nested"_s);
}

void TestOvfPackage::a43_oneOfTwoDisksIsChosen()
{
    const QByteArray second = smallVmdk("second");
    const QByteArray archive
        = applianceOf({ { u"lab-disk1.vmdk"_s, m_vmdk, MiB }, { u"lab-disk2.vmdk"_s, second, MiB } });
    const FileDescriptor file = memoryFile(archive);
    const auto report = probeDisk(file.get());
    QVERIFY(report && report->isSafe());
    QCOMPARE(report->virtualSize, std::optional(2 * MiB));
    QCOMPARE(report->warnings.value(0).check, u"several_disks"_s);
    const auto unnamed = openDiskImage(file.get());
    QVERIFY(!unnamed);
    QCOMPARE(unnamed.error().code, ErrorCode::BadRequest);
    QVERIFY(unnamed.error().message.contains(u"lab-disk1.vmdk, lab-disk2.vmdk"));
    for (const QString &name : { u"lab-disk2.vmdk"_s, u"vmdisk2"_s }) {
        const auto disk = openDiskImage(file.get(), name);
        QVERIFY(disk);
        std::array<std::byte, 6> bytes{};
        QVERIFY(disk->image->read(0, bytes));
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(bytes.data()), 6), QByteArray("second"));
    }
    QCOMPARE(openDiskImage(file.get(), u"nothing"_s).error().code, ErrorCode::BadRequest);
}

void TestOvfPackage::a47_shortArchivesAreRefused()
{
    const QByteArray archive = applianceOf({ { u"lab-disk1.vmdk"_s, m_vmdk, MiB } });
    for (const qsizetype size : { 100, 511, 512, 513, 1023, 1024, 2048, 8192 })
        QVERIFY2(size < 265 || !violationOf(archive.first(size)).isNull(), qPrintable(QString::number(size)));
}

void TestOvfPackage::flippedBitsDoNoHarm()
{
    const QByteArray archive = applianceOf({ { u"lab-disk1.vmdk"_s, m_vmdk, MiB } });
    FileDescriptor file = memoryFile(archive);
    int refused = 0;
    for (qsizetype offset = 0; offset < 4096; ++offset) {
        const char flipped = static_cast<char>(archive.at(offset) ^ (1 << (offset % 8)));
        QCOMPARE(::pwrite(file.get(), &flipped, 1, offset), 1);
        const auto report = probeDisk(file.get());
        QVERIFY(report);
        refused += report->isSafe() ? 0 : 1;
        QCOMPARE(::pwrite(file.get(), archive.constData() + offset, 1, offset), 1);
    }
    QVERIFY2(refused > 200 && refused < 4096, qPrintable(QString::number(refused)));
}

void TestOvfPackage::aCertificateIsShownAndNotTrusted()
{
    const QByteArray archive
        = tarOf({ { u"lab.ovf"_s, m_ovf }, { u"lab.mf"_s, manifestText({ { u"lab.ovf"_s, m_ovf } }) },
            { u"lab.cert"_s, "anything" }, { u"lab-disk1.vmdk"_s, m_vmdk } });
    const FileDescriptor file = memoryFile(archive);
    const auto report = probeDisk(file.get());
    QVERIFY(report && report->isSafe());
    QCOMPARE(report->warnings.size(), 1);
    QCOMPARE(report->warnings.constFirst().check, u"certificate"_s);
}

QTEST_GUILESS_MAIN(TestOvfPackage)
#include "tst_ovfpackage.moc"
