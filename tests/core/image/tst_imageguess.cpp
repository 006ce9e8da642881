#include <limits>

#include <QTest>

#include "core/image/imageguess.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestImageGuess final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wellKnownNamesTellTheSystem_data();
    void wellKnownNamesTellTheSystem();
    void namesAreCleaned_data();
    void namesAreCleaned();
    void namesStayWithinGlancesLength();
    void minDiskIsTheNextWholeGibibyte_data();
    void minDiskIsTheNextWholeGibibyte();
    void theContentWinsOverTheName();
    void systemsHaveATypeWhereNovaKnowsOne();
};

void TestImageGuess::wellKnownNamesTellTheSystem_data()
{
    QTest::addColumn<QString>("distro");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("architecture");
    const auto row = [](const char *name, const char *distro, const char *version, const char *architecture) {
        QTest::newRow(name) << QString::fromLatin1(distro) << QString::fromLatin1(version)
                            << QString::fromLatin1(architecture);
    };
    row("debian-12-generic-amd64.qcow2", "debian", "12", "x86_64");
    row("debian-12-genericcloud-arm64-20240507-1740.qcow2", "debian", "12", "aarch64");
    row("debian-12.5.0-amd64-netinst.iso", "debian", "12", "x86_64");
    row("debian-sid-generic-amd64-daily.raw", "debian", "sid", "x86_64");
    row("bookworm-backports.qcow2", "debian", "12", "");
    row("ubuntu-22.04-server-cloudimg-arm64.img", "ubuntu", "22.04", "aarch64");
    row("ubuntu-24.04.1-live-server-amd64.iso", "ubuntu", "24.04", "x86_64");
    row("jammy-server-cloudimg-amd64.img", "ubuntu", "22.04", "x86_64");
    row("noble-server-cloudimg-riscv64.img", "ubuntu", "24.04", "riscv64");
    row("Fedora-Cloud-Base-40-1.14.x86_64.qcow2", "fedora", "40", "x86_64");
    row("Fedora-Cloud-Base-Generic.x86_64-40-1.14.qcow2", "fedora", "40", "x86_64");
    row("fedora-coreos-40.20240504.3.0-openstack.x86_64.qcow2", "fedora", "40", "x86_64");
    row("CentOS-Stream-GenericCloud-9-20240101.0.x86_64.qcow2", "centos", "9", "x86_64");
    row("CentOS-Stream-GenericCloud-x86_64-9-latest.qcow2", "centos", "9", "x86_64");
    row("CentOS-7-x86_64-GenericCloud-2009.qcow2", "centos", "7", "x86_64");
    row("Rocky-9-GenericCloud-Base.latest.x86_64.qcow2", "rocky", "9", "x86_64");
    row("Rocky-8.9-x86_64-minimal.iso", "rocky", "8.9", "x86_64");
    row("AlmaLinux-9-GenericCloud-9.4-20240507.aarch64.qcow2", "almalinux", "9", "aarch64");
    row("rhel-9.3-x86_64-kvm.qcow2", "rhel", "9.3", "x86_64");
    row("OL9U4_x86_64-kvm-b234.qcow2", "ol", "9.4", "x86_64");
    row("openSUSE-Leap-15.5-Minimal-VM.x86_64-Cloud.qcow2", "opensuse", "15.5", "x86_64");
    row("openSUSE-Tumbleweed-Minimal-VM.s390x-Cloud.qcow2", "opensuse", "tumbleweed", "s390x");
    row("SLES15-SP5-Minimal-VM.x86_64-Cloud-GM.qcow2", "sles", "15.5", "x86_64");
    row("cirros-0.6.2-x86_64-disk.img", "cirros", "0.6.2", "x86_64");
    row("cirros-0.5.2-ppc64le-disk.img", "cirros", "0.5.2", "ppc64le");
    row("nocloud_alpine-3.20.0-x86_64-bios-cloudinit-r0.qcow2", "alpinelinux", "3.20.0", "x86_64");
    row("Arch-Linux-x86_64-cloudimg.qcow2", "arch", "", "x86_64");
    row("kali-linux-2024.1-cloud-genericcloud-amd64.tar.xz", "kali", "2024.1", "x86_64");
    row("FreeBSD-14.0-RELEASE-amd64-BASIC-CLOUDINIT.ufs.qcow2", "freebsd", "14.0", "x86_64");
    row("NetBSD-10.0-amd64.iso", "netbsd", "10.0", "x86_64");
    row("openbsd-7.5-i386.iso", "openbsd", "7.5", "i686");
    row("windows_server_2022_standard_eval_kvm.qcow2", "windows", "2022", "");
    row("Windows-Server-2012-R2.vhd", "windows", "2012 R2", "");
    row("WinSrv2019.vhdx", "windows", "2019", "");
    row("win2k19-base.qcow2", "windows", "2019", "");
    row("Win11_23H2_English_x64v2.iso", "windows", "11", "");
    row("Win10_22H2_English_x64.iso", "windows", "10", "x86_64");
    row("windows-xp.vdi", "windows", "", "");
    row("virtio-win-0.1.240.iso", "", "", "");
    row("lab-exam.qcow2", "", "", "");
    row("disk12.img", "", "", "");
    row("twins-2022.img", "", "", "");
    row("acid-test.img", "", "", "");
    row("", "", "", "");
}

void TestImageGuess::wellKnownNamesTellTheSystem()
{
    QFETCH(QString, distro);
    QFETCH(QString, version);
    QFETCH(QString, architecture);
    const OsDescription os = guessOs(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(os.distro, distro);
    QCOMPARE(os.version, version);
    QCOMPARE(os.architecture, architecture);
}

void TestImageGuess::namesAreCleaned_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QString>("name");
    QTest::newRow("suffix") << u"debian-12-generic-amd64.qcow2"_s << u"debian-12-generic-amd64"_s;
    QTest::newRow("capitals") << u"DISK.IMG"_s << u"DISK"_s;
    QTest::newRow("two suffixes") << u"server.img.xz"_s << u"server"_s;
    QTest::newRow("version is no suffix") << u"ubuntu-22.04"_s << u"ubuntu-22.04"_s;
    QTest::newRow("nothing but a suffix") << u".qcow2"_s << u".qcow2"_s;
    QTest::newRow("second download") << u"noble (1).img"_s << u"noble"_s;
    QTest::newRow("suffix before the number") << u"noble.img(2)"_s << u"noble"_s;
    QTest::newRow("number alone") << u"(1).img"_s << u"(1)"_s;
    QTest::newRow("control characters") << u"a\nb\t c.img"_s << u"a b c"_s;
    QTest::newRow("turned round") << u"a\u202Egmi.raw"_s << u"a gmi"_s;
    QTest::newRow("half a pair") << QString(u"a"_s + QChar(0xD800) + u"b.raw") << u"a b"_s;
    QTest::newRow("whole pair") << u"\U0001F4BE.raw"_s << u"\U0001F4BE"_s;
    QTest::newRow("Chinese") << u"磁碟 映像.vdi"_s << u"磁碟 映像"_s;
    QTest::newRow("slash in a link") << u"a/b\\c.raw"_s << u"a b c"_s;
}

void TestImageGuess::namesAreCleaned()
{
    QFETCH(QString, fileName);
    QFETCH(QString, name);
    QCOMPARE(guessImageName(fileName), name);
}

void TestImageGuess::namesStayWithinGlancesLength()
{
    QCOMPARE(guessImageName(QString(300, u'x')).size(), 255);
    const QString pair = u"\U0001F4BE"_s;
    const QString cut = guessImageName(QString(254, u'x') + pair);
    QCOMPARE(cut, QString(254, u'x'));
}

void TestImageGuess::minDiskIsTheNextWholeGibibyte_data()
{
    QTest::addColumn<qint64>("virtualSize");
    QTest::addColumn<qint64>("minDisk");
    constexpr qint64 gibibyte = 1LL << 30;
    QTest::newRow("nothing") << qint64(0) << qint64(0);
    QTest::newRow("negative") << qint64(-1) << qint64(0);
    QTest::newRow("one byte") << qint64(1) << qint64(1);
    QTest::newRow("exact") << 2 * gibibyte << qint64(2);
    QTest::newRow("a byte more") << 2 * gibibyte + 1 << qint64(3);
    QTest::newRow("the largest") << std::numeric_limits<qint64>::max()
                                 << qint64(std::numeric_limits<qint32>::max());
}

void TestImageGuess::minDiskIsTheNextWholeGibibyte()
{
    QFETCH(qint64, virtualSize);
    QTEST(minDiskFor(virtualSize), "minDisk");
}

void TestImageGuess::theContentWinsOverTheName()
{
    const OsDescription name{ u"debian"_s, u"12"_s, u"x86_64"_s };
    QCOMPARE(mergedOs({}, name), name);
    const OsDescription content{ u"ubuntu"_s, {}, u"aarch64"_s };
    QCOMPARE(mergedOs(content, name), content);
    QCOMPARE(mergedOs({ {}, u"13"_s, {} }, name), (OsDescription{ u"debian"_s, u"13"_s, u"x86_64"_s }));
}

void TestImageGuess::systemsHaveATypeWhereNovaKnowsOne()
{
    QCOMPARE(osTypeOf(u"debian"_s), u"linux"_s);
    QCOMPARE(osTypeOf(u"windows"_s), u"windows"_s);
    QVERIFY(osTypeOf(u"freebsd"_s).isNull());
    QVERIFY(osTypeOf({}).isNull());
}

QTEST_GUILESS_MAIN(TestImageGuess)
#include "tst_imageguess.moc"
