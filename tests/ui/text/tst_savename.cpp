#include <QTest>

#include "ui/text/savename.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class SaveNameTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void c29_namesAreMadeSafe_data();
    void c29_namesAreMadeSafe();
    void longNamesFitIntoAFileSystem();
    void suffixFollowsTheFormat_data();
    void suffixFollowsTheFormat();
};

void SaveNameTest::c29_namesAreMadeSafe_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"debian-12"_s << u"debian-12.qcow2"_s;
    QTest::newRow("chinese") << u"教室映像檔"_s << u"教室映像檔.qcow2"_s;
    QTest::newRow("has the suffix") << u"debian.qcow2"_s << u"debian.qcow2"_s;
    QTest::newRow("has the suffix in capitals") << u"DEBIAN.QCOW2"_s << u"DEBIAN.qcow2"_s;
    QTest::newRow("way up") << u"../../etc/passwd"_s << u"_.._etc_passwd.qcow2"_s;
    QTest::newRow("absolute") << u"/etc/passwd"_s << u"_etc_passwd.qcow2"_s;
    QTest::newRow("reserved by Windows") << u"CON"_s << u"_CON.qcow2"_s;
    QTest::newRow("reserved with more behind") << u"nul.tar"_s << u"_nul.tar.qcow2"_s;
    QTest::newRow("newline") << u"a\nb"_s << u"a_b.qcow2"_s;
    QTest::newRow("NUL") << QString(u"a"_s + QChar(0) + u"b"_s) << u"a_b.qcow2"_s;
    QTest::newRow("reading direction") << u"gpj\u202Eexe"_s << u"gpj_exe.qcow2"_s;
    QTest::newRow("isolate") << u"a\u2066b\u2069"_s << u"a_b_.qcow2"_s;
    QTest::newRow("looks like an option") << u"--help"_s << u"help.qcow2"_s;
    QTest::newRow("hidden") << u".ssh"_s << u"ssh.qcow2"_s;
    QTest::newRow("markup") << u"<b>x</b>"_s << u"_b_x__b_.qcow2"_s;
    QTest::newRow("dots at the end") << u"disk..."_s << u"disk.qcow2"_s;
    QTest::newRow("nothing") << QString() << u"0b1c.qcow2"_s;
    QTest::newRow("nothing left") << u"///"_s << u"0b1c.qcow2"_s;
    QTest::newRow("spaces") << u"  my   disk "_s << u"my disk.qcow2"_s;
    QTest::newRow("percent") << u"%n %s"_s << u"%n %s.qcow2"_s;
}

void SaveNameTest::c29_namesAreMadeSafe()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    Image image;
    image.id = u"0b1c"_s;
    image.name = name;
    image.diskFormat = DiskFormat::Qcow2;
    QCOMPARE(suggestedFileName(image), expected);
}

void SaveNameTest::longNamesFitIntoAFileSystem()
{
    Image image;
    image.diskFormat = DiskFormat::Qcow2;
    image.name = QString(4096, u'映');
    const QString name = suggestedFileName(image);
    QVERIFY(name.toUtf8().size() <= 250);
    QVERIFY(name.endsWith(u"映.qcow2"_s));
    image.name = u"\U0001F5B4"_s.repeated(200);
    QCOMPARE(QString::fromUtf8(suggestedFileName(image).toUtf8()), suggestedFileName(image));
}

void SaveNameTest::suffixFollowsTheFormat_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("container");
    QTest::addColumn<QString>("suffix");
    const auto row = [](const char *name, int format, int container, const QString &suffix) {
        QTest::newRow(name) << format << container << suffix;
    };
    row("raw", int(DiskFormat::Raw), int(ContainerFormat::Bare), u".img"_s);
    row("qcow2", int(DiskFormat::Qcow2), int(ContainerFormat::Bare), u".qcow2"_s);
    row("vmdk", int(DiskFormat::Vmdk), int(ContainerFormat::Bare), u".vmdk"_s);
    row("vmdk in an ova", int(DiskFormat::Vmdk), int(ContainerFormat::Ova), u".ova"_s);
    row("iso", int(DiskFormat::Iso), int(ContainerFormat::Bare), u".iso"_s);
    row("unknown", -1, -1, QString());
}

void SaveNameTest::suffixFollowsTheFormat()
{
    QFETCH(int, format);
    QFETCH(int, container);
    QFETCH(QString, suffix);
    Image image;
    if (format >= 0)
        image.diskFormat = DiskFormat(format);
    if (container >= 0)
        image.containerFormat = ContainerFormat(container);
    QCOMPARE(fileSuffix(image), suffix);
}

QTEST_MAIN(SaveNameTest)
#include "tst_savename.moc"
