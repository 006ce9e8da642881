#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/service/fileinspection.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// What people are told about a file before it is added, on files of the real tools.
class TestFileInspection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQcow2IsFoundWhateverItIsCalled();
    void aPartitionedDiskIsRaw();
    void theOperatingSystemInADiskIsFound();
    void discsAndArchivesAreFound();
    void aDiskWithABackingFileIsRefusedWithAWayOut();
    void whatCannotBeReadIsRefused();
    void somethingElseIsWorthALook();
    void aCompressedFileSaysSo();
    void aCutOffDiskIsRefused();
    void commandsAreSafeToPaste();
    void partsOfAnAmiHaveTheirOwnContainer();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

void TestFileInspection::aQcow2IsFoundWhateverItIsCalled()
{
    test::makeQcow2(path(u"server.raw"_s), 3LL << 30);
    const FileInspection found = inspectFile(path(u"server.raw"_s));
    QVERIFY(found.canBeAdded());
    QCOMPARE(found.formatWord, u"QCOW2"_s);
    QCOMPARE(found.diskFormat, DiskFormat::Qcow2);
    QCOMPARE(found.containerFormat, ContainerFormat::Bare);
    QCOMPARE(found.virtualSize, std::optional<qint64>(3LL << 30));
    QCOMPARE(found.size, QFileInfo(path(u"server.raw"_s)).size());
    QVERIFY(found.declarable.contains(DiskFormat::Qcow2));
    QVERIFY(!found.declarable.contains(DiskFormat::Vmdk));
    QCOMPARE(found.warnings.size(), 1);
    QCOMPARE(found.warnings.first().check, u"suffix"_s);
    QVERIFY(found.warnings.first().sentence.contains(u"“.raw”"_s));
    QVERIFY(found.warnings.first().sentence.contains(u"QCOW2"_s));

    test::makeQcow2(path(u"right.QCOW2"_s), 1 << 20);
    QVERIFY(inspectFile(path(u"right.QCOW2"_s)).warnings.isEmpty());
    test::makeQcow2(path(u"any.img"_s), 1 << 20);
    QVERIFY(inspectFile(path(u"any.img"_s)).warnings.isEmpty());
}

void TestFileInspection::aPartitionedDiskIsRaw()
{
    test::makeGpt(path(u"gpt.raw"_s), 8 << 20);
    const FileInspection found = inspectFile(path(u"gpt.raw"_s));
    QVERIFY(found.canBeAdded());
    QVERIFY(found.formatWord.contains(u"GPT"_s));
    QCOMPARE(found.diskFormat, DiskFormat::Raw);
    QCOMPARE(found.virtualSize, std::optional<qint64>(8 << 20));
    QVERIFY(found.warnings.isEmpty());
}

void TestFileInspection::theOperatingSystemInADiskIsFound()
{
    const QString root = path(u"root"_s);
    QVERIFY(QDir().mkpath(root + u"/etc"_s));
    test::writeFile(root + u"/etc/os-release"_s, "ID=ubuntu\nVERSION_ID=\"22.04\"\n");
    test::makeRaw(path(u"ext4.raw"_s), 8 << 20);
    test::run(u"mke2fs"_s,
        { u"-q"_s, u"-F"_s, u"-t"_s, u"ext4"_s, u"-L"_s, u"root"_s, u"-d"_s, root, path(u"ext4.raw"_s) });
    test::convertImage(path(u"ext4.raw"_s), path(u"server.qcow2"_s), u"qcow2"_s);
    const FileInspection found = inspectFile(path(u"server.qcow2"_s));
    QCOMPARE(found.os.distro, u"ubuntu"_s);
    QCOMPARE(found.os.version, u"22.04"_s);
    QCOMPARE(found.contents.parts.size(), 1);
    QCOMPARE(found.contents.parts.constFirst().label, u"root"_s);
}

void TestFileInspection::discsAndArchivesAreFound()
{
    test::makeIso(path(u"setup.iso"_s));
    QCOMPARE(inspectFile(path(u"setup.iso"_s)).diskFormat, DiskFormat::Iso);
    test::makeOva(path(u"appliance.ova"_s));
    const FileInspection archive = inspectFile(path(u"appliance.ova"_s));
    QCOMPARE(archive.containerFormat, ContainerFormat::Ova);
    QCOMPARE(archive.declarable, QList<DiskFormat>{ DiskFormat::Vmdk });
}

void TestFileInspection::aDiskWithABackingFileIsRefusedWithAWayOut()
{
    test::makeQcow2(path(u"base.qcow2"_s), 1 << 20);
    test::run(u"qemu-img"_s,
        { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-F"_s, u"qcow2"_s, u"-b"_s, path(u"base.qcow2"_s),
            path(u"top.qcow2"_s) });
    const FileInspection found = inspectFile(path(u"top.qcow2"_s));
    QVERIFY(!found.canBeAdded());
    QVERIFY(!found.diskFormat);
    QVERIFY(found.declarable.isEmpty());
    QCOMPARE(found.violations.first().check, u"backing_file"_s);
    QVERIFY(!found.violations.first().wayOut.isEmpty());
    // That it does what it promises is tried where the program is: tst_vitrinectlpacked.
    QCOMPARE(found.violations.first().command,
        u"vitrinectl convert --to qcow2 --backing '%1' '%2' '%3'"_s.arg(
            path(u"base.qcow2"_s), path(u"top.qcow2"_s), path(u"top-flat.qcow2"_s)));
}

void TestFileInspection::whatCannotBeReadIsRefused()
{
    const FileInspection missing = inspectFile(path(u"missing.img"_s));
    QVERIFY(!missing.canBeAdded());
    QVERIFY(missing.formatWord.isNull());
    QVERIFY(missing.violations.first().sentence.contains(u"missing.img"_s));
    QVERIFY(!missing.violations.first().wayOut.isEmpty());

    QCOMPARE(::mkfifo(QFile::encodeName(path(u"pipe"_s)).constData(), 0600), 0);
    QVERIFY(!inspectFile(path(u"pipe"_s)).canBeAdded());
    QVERIFY(!inspectFile(m_folder.path()).canBeAdded());

    test::writeFile(path(u"empty.img"_s), {});
    const FileInspection empty = inspectFile(path(u"empty.img"_s));
    QVERIFY(!empty.canBeAdded());
    QCOMPARE(empty.violations.size(), 1);
    QVERIFY(empty.warnings.isEmpty());
}

void TestFileInspection::somethingElseIsWorthALook()
{
    test::writeFile(path(u"README.txt"_s), "These are the disks of the course.\n");
    const FileInspection found = inspectFile(path(u"README.txt"_s));
    QVERIFY(found.canBeAdded());
    QCOMPARE(found.warnings.first().check, u"unknown_content"_s);
    test::writeFile(path(u"plain.img"_s), test::patternBytes(4096));
    QVERIFY(inspectFile(path(u"plain.img"_s)).warnings.isEmpty());
}

void TestFileInspection::aCompressedFileSaysSo()
{
    test::writeFile(path(u"disk.img"_s), test::patternBytes(100'000));
    test::run(u"gzip"_s, { u"-k"_s, path(u"disk.img"_s) });
    const FileInspection found = inspectFile(path(u"disk.img.gz"_s));
    QCOMPARE(found.containerFormat, ContainerFormat::Compressed);
    QVERIFY(!found.warnings.isEmpty());
    QCOMPARE(found.formatWord, u"Compressed"_s);
}

void TestFileInspection::aCutOffDiskIsRefused()
{
    test::makeQcow2(path(u"whole.qcow2"_s), 1 << 20);
    test::writeFile(path(u"cut.qcow2"_s), test::readFile(path(u"whole.qcow2"_s)).left(60));
    const FileInspection found = inspectFile(path(u"cut.qcow2"_s));
    QVERIFY(!found.canBeAdded());
    QCOMPARE(found.formatWord, u"Damaged"_s);
    QVERIFY(!found.violations.first().wayOut.isEmpty());
}

void TestFileInspection::commandsAreSafeToPaste()
{
    const WayOut way = wayOutOf(u"backing_file"_s, u"/tmp/it's $(here).qcow2"_s);
    QVERIFY2(way.command.contains(u"'/tmp/it'\\''s $(here).qcow2'"_s), qPrintable(way.command));
    QVERIFY2(way.command.startsWith(u"vitrinectl convert --to qcow2 --backing "_s), qPrintable(way.command));
    QVERIFY(wayOutOf(u"no such check"_s, u"/tmp/a"_s).sentence.isNull());
}

void TestFileInspection::partsOfAnAmiHaveTheirOwnContainer()
{
    QCOMPARE(containerFormatFor(DiskFormat::Aki, ContainerFormat::Bare), ContainerFormat::Aki);
    QCOMPARE(containerFormatFor(DiskFormat::Vmdk, ContainerFormat::Ova), ContainerFormat::Ova);
}

QTEST_GUILESS_MAIN(TestFileInspection)
#include "tst_fileinspection.moc"
