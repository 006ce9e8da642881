#include <QTest>

#include "core/transfer/transfersteps.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestTransferNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void imageIsNamedAfterItsFile_data();
    void imageIsNamedAfterItsFile();
    void suffixOfALinkTellsTheFormat_data();
    void suffixOfALinkTellsTheFormat();
};

void TestTransferNames::imageIsNamedAfterItsFile_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("name");
    QTest::newRow("suffix") << u"/tmp/debian-12.qcow2"_s << u"debian-12"_s;
    QTest::newRow("capitals") << u"/tmp/DISK.IMG"_s << u"DISK"_s;
    QTest::newRow("version is no suffix") << u"/tmp/ubuntu-22.04"_s << u"ubuntu-22.04"_s;
    QTest::newRow("version and suffix") << u"/tmp/ubuntu-22.04.img"_s << u"ubuntu-22.04"_s;
    QTest::newRow("nothing but a suffix") << u"/tmp/.qcow2"_s << u".qcow2"_s;
    QTest::newRow("Chinese") << u"/tmp/磁碟.vdi"_s << u"磁碟"_s;
    QTest::newRow("percent") << u"/tmp/a%20b.raw"_s << u"a%20b"_s;
    QTest::newRow("link") << u"https://example.org/a/debian%2012.qcow2?x=1#y"_s << u"debian 12"_s;
    QTest::newRow("link without path") << u"http://example.org"_s << u"example.org"_s;
}

void TestTransferNames::imageIsNamedAfterItsFile()
{
    QFETCH(QString, source);
    QFETCH(QString, name);
    QCOMPARE(imageNameOf(source), name);
}

void TestTransferNames::suffixOfALinkTellsTheFormat_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<DiskFormat>("format");
    QTest::newRow("qcow2") << u"http://h/x.qcow2"_s << DiskFormat::Qcow2;
    QTest::newRow("query") << u"http://h/x.vmdk?token=a.iso"_s << DiskFormat::Vmdk;
    QTest::newRow("capitals") << u"HTTP://h/x.ISO"_s << DiskFormat::Iso;
    QTest::newRow("vhdx is not vhd") << u"http://h/x.vhdx"_s << DiskFormat::Vhdx;
    QTest::newRow("unknown") << u"http://h/x.tar.gz"_s << DiskFormat::Raw;
    QTest::newRow("none") << u"http://h/"_s << DiskFormat::Raw;
}

void TestTransferNames::suffixOfALinkTellsTheFormat()
{
    QFETCH(QString, link);
    QFETCH(DiskFormat, format);
    QCOMPARE(diskFormatOfLink(link), format);
}

QTEST_GUILESS_MAIN(TestTransferNames)
#include "tst_transfernames.moc"
