#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include "core/disk/diskimage.h"
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

/// A good image as qemu-img makes it: created empty, or converted from a disk with data.
struct ImageKind {
    QString format; ///< of qemu-img
    QStringList options = {};
    qint64 size = 9 * MiB;
    bool hasData = false;
    bool isCompressed = false;
};

QString nameOf(const ImageKind &kind)
{
    return kind.format + u' ' + kind.options.join(u',') + u' ' + QString::number(kind.size)
        + (kind.hasData ? u" with data"_s : QString()) + (kind.isCompressed ? u" compressed"_s : QString());
}

class Kinds final
{
public:
    QList<ImageKind> all();

private:
    void add(const QString &format, const QStringList &options, qint64 size = 9 * MiB)
    {
        m_kinds.append({ format, options, size });
    }
    void addBoth(const QString &format, const QStringList &options)
    {
        add(format, options);
        m_kinds.append({ format, options, 3 * MiB, true });
    }
    void addQcow2();
    void addVmdk();
    void addOthers();

    QList<ImageKind> m_kinds;
};

void Kinds::addQcow2()
{
    const QString qcow2 = u"qcow2"_s;
    for (const char *cluster :
        { "512", "1k", "2k", "4k", "8k", "16k", "32k", "64k", "128k", "256k", "512k", "1M", "2M" }) {
        const QString option = u"cluster_size="_s + QLatin1StringView(cluster);
        addBoth(qcow2, { option });
        add(qcow2, { u"compat=0.10"_s, option });
        m_kinds.append({ qcow2, { option }, 3 * MiB, true, true });
        m_kinds.append({ qcow2, { option, u"compression_type=zstd"_s }, 3 * MiB, true, true });
    }
    for (const char *preallocation : { "metadata", "falloc", "full" }) {
        for (const char *cluster : { "4k", "64k", "2M" })
            add(qcow2,
                { u"preallocation="_s + QLatin1StringView(preallocation),
                    u"cluster_size="_s + QLatin1StringView(cluster) });
    }
    for (const char *bits : { "1", "2", "4", "8", "16", "32", "64" })
        addBoth(qcow2, { u"refcount_bits="_s + QLatin1StringView(bits) });
    for (const char *cluster : { "16k", "64k", "2M" })
        addBoth(qcow2, { u"extended_l2=on"_s, u"cluster_size="_s + QLatin1StringView(cluster) });
    addBoth(qcow2, { u"lazy_refcounts=on"_s });
    addBoth(qcow2, { u"lazy_refcounts=on"_s, u"compression_type=zstd"_s, u"extended_l2=on"_s });
    for (const qint64 size : { qint64(0), qint64(512), qint64(1024), MiB + 512, 7 * MiB, 128 * MiB, 129 * MiB,
             1024 * KiB * MiB, 60 * 1024 * KiB * MiB })
        add(qcow2, {}, size);
}

void Kinds::addVmdk()
{
    const QString vmdk = u"vmdk"_s;
    for (const char *subformat : { "monolithicSparse", "streamOptimized" }) {
        const QString option = u"subformat="_s + QLatin1StringView(subformat);
        addBoth(vmdk, { option });
        for (const char *more : { "compat6=on", "zeroed_grain=on", "adapter_type=lsilogic",
                 "adapter_type=buslogic", "adapter_type=legacyESX", "hwversion=14" })
            addBoth(vmdk, { option, QLatin1StringView(more) });
        for (const qint64 size : { qint64(512), 64 * KiB, 7 * MiB, 128 * MiB, 129 * MiB, 1024 * KiB * MiB })
            add(vmdk, { option }, size);
    }
}

void Kinds::addOthers()
{
    addBoth(u"vdi"_s, { u"static=off"_s });
    addBoth(u"vdi"_s, { u"static=on"_s });
    for (const qint64 size : { qint64(0), qint64(512), MiB, 7 * MiB + 512, 129 * MiB, 1024 * KiB * MiB })
        add(u"vdi"_s, {}, size);
    for (const char *subformat : { "subformat=dynamic", "subformat=fixed" }) {
        const QString option = QLatin1StringView(subformat);
        addBoth(u"vpc"_s, { option });
        addBoth(u"vpc"_s, { option, u"force_size=on"_s });
        for (const qint64 size : { 7 * MiB, 128 * MiB, 129 * MiB, 2000 * MiB, 100'000 * MiB })
            add(u"vpc"_s, { option }, size);
    }
    for (const char *block : { "1M", "2M", "4M", "8M", "16M", "32M", "64M" })
        addBoth(u"vhdx"_s, { u"block_size="_s + QLatin1StringView(block) });
    addBoth(u"vhdx"_s, { u"subformat=fixed"_s });
    add(u"vhdx"_s, { u"log_size=2M"_s });
    add(u"vhdx"_s, { u"block_state_zero=off"_s });
    for (const qint64 size : { 7 * MiB, 128 * MiB, 129 * MiB, 1024 * KiB * MiB })
        add(u"vhdx"_s, {}, size);
    for (const qint64 size : { qint64(1), qint64(512), 7 * MiB, 15 * 1024 * KiB * MiB })
        add(u"raw"_s, {}, size);
}

QList<ImageKind> Kinds::all()
{
    addQcow2();
    addVmdk();
    addOthers();
    return m_kinds;
}

QString sentencesOf(const QList<ProbeFinding> &findings)
{
    QStringList sentences;
    for (const ProbeFinding &finding : findings)
        sentences.append(finding.reason);
    return sentences.join(u' ');
}

} // namespace

/// Good images are never refused, and are as large as QEMU says.
class TestValidImages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void imagesOfQemuAreAccepted_data();
    void imagesOfQemuAreAccepted();
    void snapshotsAndBitmapsAreAccepted();
    void seedsByOtherToolsAreAccepted_data();
    void seedsByOtherToolsAreAccepted();
    void imagesOfVirtualBoxAreAccepted();
    void imagesOfVmwareAreAccepted_data();
    void imagesOfVmwareAreAccepted();
    void imagesOfHyperVAreAccepted();
    void thereWereEnough();

private:
    /// Probes, asks QEMU for the size, and opens it for reading.
    void accept(const QString &path, const QString &format);

    QTemporaryDir m_folder;
    int m_accepted = 0;
};

void TestValidImages::initTestCase()
{
    QVERIFY(m_folder.isValid());
    writeSparseFile(
        m_folder.filePath(u"data.raw"_s), 3 * MiB, patternBytes(100 * KiB) + QByteArray(MiB, 't'), MiB);
}

void TestValidImages::accept(const QString &path, const QString &format)
{
    const Result<ProbeReport> report = probeDiskFile(path);
    QVERIFY(report);
    QVERIFY2(report->isSafe(), qPrintable(sentencesOf(report->violations)));
    QCOMPARE(report->virtualSize.value_or(-1), virtualSizeOf(path, format));
    QVERIFY(report->allocatedSize >= 0 && report->actualSize == QFile(path).size());
    ++m_accepted;
}

void TestValidImages::imagesOfQemuAreAccepted_data()
{
    QTest::addColumn<int>("index");
    const QList<ImageKind> kinds = Kinds().all();
    for (int i = 0; i < kinds.size(); ++i)
        QTest::newRow(qPrintable(nameOf(kinds.at(i)))) << i;
}

void TestValidImages::imagesOfQemuAreAccepted()
{
    QFETCH(int, index);
    static const QList<ImageKind> kinds = Kinds().all();
    const ImageKind &kind = kinds.at(index);
    const QString path = m_folder.filePath(u"image"_s);
    QFile::remove(path);
    if (kind.hasData) {
        QStringList arguments{ u"convert"_s, u"-q"_s, u"-f"_s, u"raw"_s, u"-O"_s, kind.format };
        if (kind.isCompressed)
            arguments += u"-c"_s;
        arguments += { u"-o"_s, kind.options.join(u',') };
        run(u"qemu-img"_s, arguments + QStringList{ m_folder.filePath(u"data.raw"_s), path });
    } else {
        makeImage(path, kind.format, kind.size, kind.options);
    }
    accept(path, kind.format);
}

void TestValidImages::snapshotsAndBitmapsAreAccepted()
{
    const QString path = m_folder.filePath(u"snapshots"_s);
    makeQcow2(path, 9 * MiB);
    for (const QString &name : { u"one"_s, u"two"_s, u"three"_s })
        run(u"qemu-img"_s, { u"snapshot"_s, u"-c"_s, name, path });
    run(u"qemu-img"_s, { u"bitmap"_s, u"--add"_s, path, u"changes"_s });
    accept(path, u"qcow2"_s);
    QCOMPARE(probeDiskFile(path)->snapshots, 3);
    run(u"qemu-img"_s, { u"resize"_s, u"-q"_s, path, u"3G"_s });
    accept(path, u"qcow2"_s);
}

void TestValidImages::seedsByOtherToolsAreAccepted_data()
{
    QTest::addColumn<QString>("seed");
    QTest::addColumn<QString>("detected");
    QTest::newRow("MBR") << u"mbr"_s << u"mbr"_s;
    QTest::newRow("GPT") << u"gpt"_s << u"gpt"_s;
    QTest::newRow("ISO 9660") << u"iso"_s << u"iso"_s;
    QTest::newRow("hybrid") << u"hybridiso"_s << u"iso"_s;
    QTest::newRow("UDF") << u"udf"_s << u"iso"_s;
    QTest::newRow("LUKS") << u"luks"_s << u"luks"_s;
    QTest::newRow("LUKS in qcow2") << u"qcow2luks"_s << u"qcow2"_s;
    QTest::newRow("OVA") << u"ova"_s << u"ova"_s;
}

void TestValidImages::seedsByOtherToolsAreAccepted()
{
    QFETCH(QString, seed);
    QFETCH(QString, detected);
    const Verdict verdict = verdictOf(imageSeed(seed));
    QVERIFY2(verdict.violations.isEmpty(), qPrintable(verdict.sentences));
    QCOMPARE(verdict.detected, detected);
    ++m_accepted;
}

void TestValidImages::imagesOfVirtualBoxAreAccepted()
{
    // VirtualBox fills what QEMU leaves empty: its name, a comment, geometries, and three UUIDs.
    QByteArray image = imageSeed(u"vdi"_s);
    put(0, QByteArray("<<< Oracle VM VirtualBox Disk Image >>>\n").leftJustified(64, '\0'))(image);
    put(0x54, "made for a lesson")(image);
    put(0x15C, little(quint32(20)) + little(quint32(16)) + little(quint32(63)) + little(quint32(512)))(image);
    put(0x188, patternBytes(16, 5) + patternBytes(16, 6))(image);
    put(0x1C8, little(quint32(20)) + little(quint32(16)) + little(quint32(63)) + little(quint32(512)))(image);
    const QString path = m_folder.filePath(u"virtualbox.vdi"_s);
    writeFile(path, image);
    accept(path, u"vdi"_s);
    QCOMPARE(conversionOf(image), u"done"_s);

    QByteArray vmdk = imageSeed(u"vmdk"_s);
    const QByteArray ddb
        = "# The disk Data Base \n#DDB\n\nddb.virtualHWVersion = \"4\"\nddb.adapterType=\"ide\"\n"
          "ddb.geometry.cylinders=\"18\"\nddb.geometry.heads=\"16\"\nddb.geometry.sectors=\"63\"\n"
          "ddb.uuid.image=\"5ecbc7bd-7c8b-4c3c-9d0e-4f6d2c7b7e11\"\n"
          "ddb.uuid.parent=\"00000000-0000-0000-0000-000000000000\"\n"
          "ddb.uuid.modification=\"00000000-0000-0000-0000-000000000000\"\n"
          "ddb.uuid.parentmodification=\"00000000-0000-0000-0000-000000000000\"\n";
    const qsizetype place = vmdk.indexOf("# The Disk Data Base");
    const qsizetype end = 21 * 512;
    vmdk.replace(place, end - place, ddb.leftJustified(end - place, '\0'));
    QCOMPARE(verdictOf(vmdk).sentences, QString());
    QCOMPARE(conversionOf(vmdk), u"done"_s);
}

void TestValidImages::imagesOfVmwareAreAccepted_data()
{
    QTest::addColumn<QString>("seed");
    QTest::addColumn<QByteArray>("createType");
    QTest::newRow("monolithicSparse") << u"vmdk"_s << QByteArray("monolithicSparse");
    QTest::newRow("streamOptimized") << u"stream"_s << QByteArray("streamOptimized");
}

void TestValidImages::imagesOfVmwareAreAccepted()
{
    QFETCH(QString, seed);
    QFETCH(QByteArray, createType);
    QByteArray image = imageSeed(seed);
    const QByteArray descriptor = "# Disk DescriptorFile\nversion=1\nencoding=\"UTF-8\"\nCID=fffffffe\n"
                                  "parentCID=ffffffff\nisNativeSnapshot=\"no\"\ncreateType=\""
        + createType
        + "\"\n\n# Extent description\nRW 18432 SPARSE \"Lesson 1-s001.vmdk\"\n\n# The Disk Data Base "
          "\n#DDB\n\n"
          "ddb.adapterType = \"lsilogic\"\nddb.deletable = \"true\"\nddb.encoding = \"UTF-8\"\n"
          "ddb.geometry.cylinders = \"1\"\nddb.geometry.heads = \"255\"\nddb.geometry.sectors = \"63\"\n"
          "ddb.longContentID = \"0123456789abcdef0123456789abcdef\"\nddb.thinProvisioned = \"1\"\n"
          "ddb.toolsInstallType = \"4\"\nddb.toolsVersion = \"11269\"\n"
          "ddb.uuid = \"60 00 C2 9d 1a 2b 3c 4d-5e 6f 70 81 92 a3 b4 c5\"\nddb.virtualHWVersion = \"14\"\n";
    image.replace(512, 20 * 512, descriptor.leftJustified(20 * 512, '\0'));
    const QString path = m_folder.filePath(u"vmware.vmdk"_s);
    writeFile(path, image);
    accept(path, u"vmdk"_s);
    QCOMPARE(conversionOf(image), u"done"_s);
}

void TestValidImages::imagesOfHyperVAreAccepted()
{
    for (const QByteArray &creator : { QByteArray("win "), QByteArray("vbox"), QByteArray("vpc "),
             QByteArray("d2v "), QByteArray("tap\0", 4), QByteArray("CTXS"), QByteArray("wa\0\0", 4) }) {
        QByteArray image = imageSeed(u"vhd"_s);
        put(28, creator + big(quint32(0x000A0000)) + "Wi2k")(image);
        vhdSum(0, 512, 64)(image);
        image.replace(image.size() - 512, 512, image.first(512));
        const QString path = m_folder.filePath(u"hyperv.vhd"_s);
        writeFile(path, image);
        accept(path, u"vpc"_s);
        QCOMPARE(conversionOf(image), u"done"_s);
    }
}

void TestValidImages::thereWereEnough()
{
    QVERIFY2(m_accepted >= 150, qPrintable(QString::number(m_accepted)));
}

QTEST_GUILESS_MAIN(TestValidImages)
#include "tst_validimages.moc"
