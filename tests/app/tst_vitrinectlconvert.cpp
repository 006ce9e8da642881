// `vitrinectl convert` with files and images at either end.

#include <QFile>
#include <QTest>

#include "tests/app/ctl.h"
#include "tests/support/diskmaker.h"
#include "tests/support/testfiles.h"

using namespace Qt::Literals::StringLiterals;
using namespace vitrine::test;

class VitrinectlConvertTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_ctl = std::make_unique<Ctl>();
        makeQcow2(m_ctl->path(u"disk.qcow2"_s));
    }

    void aFileBecomesAFile()
    {
        m_ctl->must({ u"convert"_s, u"disk.qcow2"_s, u"out.vhdx"_s, u"--to"_s, u"vhdx"_s, u"--verify"_s });
        compare(u"out.vhdx"_s, u"vhdx"_s);
        QVERIFY(!QFile::exists(m_ctl->catalogue()));
    }

    void anImageBecomesAFile()
    {
        createImage();
        for (const QString &source : { u"image:debian"_s, u"debian"_s }) {
            const Outcome converted
                = m_ctl->run({ u"convert"_s, source, u"out.vdi"_s, u"--to"_s, u"vdi"_s, u"--overwrite"_s });
            QVERIFY2(converted.code == 0, converted.err.constData());
            compare(u"out.vdi"_s, u"vdi"_s);
        }
    }

    void anImageBecomesANewImage()
    {
        createImage();
        const Outcome converted = m_ctl->run({ u"convert"_s, u"debian"_s, u"image:"_s, u"--to"_s, u"vmdk"_s,
            u"--subformat"_s, u"streamOptimized"_s, u"-f"_s, u"json"_s });
        QVERIFY2(converted.code == 0, converted.err.constData());
        const QJsonObject image = converted.object();
        QCOMPARE(image.value(u"name"_s), u"debian (vmdk)"_s);
        QCOMPARE(image.value(u"status"_s), u"active"_s);
        QCOMPARE(image.value(u"disk_format"_s), u"vmdk"_s);
        const QJsonObject properties = image.value(u"properties"_s).toObject();
        QCOMPARE(properties.value(u"vmware_disktype"_s), u"streamOptimized"_s);
        QCOMPARE(properties.value(u"converted_from"_s), m_ctl->show(u"debian"_s).value(u"id"_s));
        m_ctl->must({ u"image"_s, u"save"_s, u"--file"_s, u"out"_s, u"debian (vmdk)"_s });
        compare(u"out"_s, u"vmdk"_s);
    }

    void aFileBecomesANewImage()
    {
        m_ctl->must({ u"convert"_s, u"disk.qcow2"_s, u"image:ready"_s, u"--to"_s, u"raw"_s });
        QCOMPARE(m_ctl->show(u"ready"_s).value(u"disk_format"_s), u"raw"_s);
        m_ctl->must({ u"image"_s, u"save"_s, u"--file"_s, u"out"_s, u"ready"_s });
        compare(u"out"_s, u"raw"_s);
    }

    void whatIsLostIsSaidOnStandardError()
    {
        run(u"qemu-img"_s, { u"snapshot"_s, u"-c"_s, u"one"_s, m_ctl->path(u"disk.qcow2"_s) });
        const Outcome converted
            = m_ctl->run({ u"convert"_s, u"disk.qcow2"_s, u"image:ready"_s, u"--to"_s, u"raw"_s });
        QVERIFY2(converted.err.contains("snapshots"), converted.err.constData());
    }

    void aRefusedConversionLeavesNoImage()
    {
        run(u"qemu-img"_s,
            { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, m_ctl->path(u"disk.qcow2"_s), u"-F"_s,
                u"qcow2"_s, m_ctl->path(u"backed.qcow2"_s) });
        const Outcome converted
            = m_ctl->run({ u"convert"_s, u"backed.qcow2"_s, u"image:ready"_s, u"--to"_s, u"raw"_s });
        QCOMPARE(converted.code, 1);
        QCOMPARE(m_ctl->run({ u"image"_s, u"list"_s, u"-f"_s, u"json"_s }).array(), QJsonArray());
        QCOMPARE(m_ctl->partFiles(), QStringList());
    }

    void inspectSaysWhatIsInside()
    {
        const Outcome inspected = m_ctl->run({ u"inspect"_s, u"disk.qcow2"_s, u"-f"_s, u"json"_s });
        QCOMPARE(inspected.code, 0);
        const QJsonObject found = inspected.object();
        QCOMPARE(found.value(u"detected"_s), u"qcow2"_s);
        const QJsonArray parts = found.value(u"parts"_s).toArray();
        QCOMPARE(parts.size(), 1);
        QVERIFY(parts.first().toString().startsWith(u"0: ext4"_s));
        QVERIFY(parts.first().toString().endsWith(u"used"_s));
        QVERIFY(!found.contains(u"partition_table"_s));
    }

    void imagesAreLookedIntoLikeFiles()
    {
        createImage();
        m_ctl->must({ u"image"_s, u"deactivate"_s, u"debian"_s });
        const Outcome inspected = m_ctl->run({ u"inspect"_s, u"image:debian"_s, u"-f"_s, u"json"_s });
        QVERIFY2(inspected.code == 0, inspected.err.constData());
        QCOMPARE(inspected.object().value(u"file"_s), u"debian"_s);
        QCOMPARE(inspected.object().value(u"detected"_s), u"qcow2"_s);
        QCOMPARE(inspected.object().value(u"parts"_s).toArray().size(), 1);
        const Outcome map = m_ctl->run({ u"map"_s, u"debian"_s, u"-f"_s, u"json"_s });
        QVERIFY2(map.code == 0, map.err.constData());
        QCOMPARE(map.array(), m_ctl->run({ u"map"_s, u"disk.qcow2"_s, u"-f"_s, u"json"_s }).array());
        QVERIFY(!map.array().isEmpty());
        const Outcome same = m_ctl->run({ u"compare"_s, u"debian"_s, u"disk.qcow2"_s, u"-f"_s, u"json"_s });
        QVERIFY2(same.code == 0, same.err.constData());
        QCOMPARE(same.object().value(u"equal"_s), true);
        QCOMPARE(m_ctl->run({ u"inspect"_s, u"image:nothing"_s }).code, 1);
    }

    void aClosedImageIsNotConverted()
    {
        createImage();
        m_ctl->must({ u"image"_s, u"deactivate"_s, u"debian"_s });
        const Outcome converted
            = m_ctl->run({ u"convert"_s, u"image:debian"_s, u"out"_s, u"--to"_s, u"raw"_s });
        QCOMPARE(converted.code, 1);
        QVERIFY2(converted.err.contains("deactivated"), converted.err.constData());
        QVERIFY(!QFile::exists(m_ctl->path(u"out"_s)));
    }

    void d30TheSourceIsNotItsOwnTarget()
    {
        const QByteArray before = readFile(m_ctl->path(u"disk.qcow2"_s));
        for (const QStringList &more : { QStringList{}, QStringList{ u"--overwrite"_s } }) {
            const Outcome converted = m_ctl->run(
                QStringList{ u"convert"_s, u"disk.qcow2"_s, u"./disk.qcow2"_s, u"--to"_s, u"raw"_s } + more);
            QCOMPARE(converted.code, 1);
        }
        QVERIFY(readFile(m_ctl->path(u"disk.qcow2"_s)) == before);
        QCOMPARE(m_ctl->partFiles(), QStringList());
    }

    void aLargerDiskIsMade()
    {
        m_ctl->must(
            { u"convert"_s, u"disk.qcow2"_s, u"image:large"_s, u"--to"_s, u"qcow2"_s, u"--size"_s, u"3G"_s });
        const QJsonObject image = m_ctl->show(u"large"_s);
        QCOMPARE(image.value(u"virtual_size"_s).toInteger(), qint64(3) << 30);
        QCOMPARE(image.value(u"min_disk"_s).toInteger(), 3);
        const Outcome smaller = m_ctl->run(
            { u"convert"_s, u"disk.qcow2"_s, u"out"_s, u"--to"_s, u"qcow2"_s, u"--size"_s, u"1M"_s });
        QCOMPARE(smaller.code, 1);
        QVERIFY2(smaller.err.contains("smaller"), smaller.err.constData());
    }

    void aChainIsShownAndFlattenedOfNamedFiles()
    {
        run(u"qemu-img"_s,
            { u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, m_ctl->path(u"disk.qcow2"_s), u"-F"_s,
                u"qcow2"_s, m_ctl->path(u"over.qcow2"_s) });
        const Outcome inspected = m_ctl->run({ u"inspect"_s, u"over.qcow2"_s, u"-f"_s, u"json"_s });
        QCOMPARE(inspected.code, 1);
        QCOMPARE(inspected.object().value(u"backing_file"_s).toString(),
            QString(m_ctl->path(u"disk.qcow2"_s) + u" (qcow2)"_s));
        QCOMPARE(m_ctl->run({ u"convert"_s, u"over.qcow2"_s, u"out"_s, u"--to"_s, u"raw"_s }).code, 1);
        m_ctl->must({ u"convert"_s, u"over.qcow2"_s, u"out"_s, u"--to"_s, u"raw"_s, u"--backing"_s,
            u"disk.qcow2"_s });
        compare(u"out"_s, u"raw"_s);
        QCOMPARE(m_ctl
                     ->run({ u"convert"_s, u"over.qcow2"_s, u"image:new"_s, u"--to"_s, u"raw"_s,
                         u"--backing"_s, u"disk.qcow2"_s })
                     .code,
            2);
    }

    void neitherAFileNorAnImageIsAnError()
    {
        const Outcome converted = m_ctl->run({ u"convert"_s, u"nothing"_s, u"out"_s, u"--to"_s, u"raw"_s });
        QCOMPARE(converted.code, 1);
        QVERIFY2(converted.err.contains("nothing"), converted.err.constData());
        QVERIFY(!QFile::exists(m_ctl->path(u"out"_s)));
    }

private:
    void createImage()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2"_s, u"debian"_s });
    }
    void compare(const QString &made, const QString &format)
    {
        compareByQemu(m_ctl->path(u"disk.qcow2"_s), u"qcow2"_s, m_ctl->path(made), format);
    }

    std::unique_ptr<Ctl> m_ctl;
};

QTEST_GUILESS_MAIN(VitrinectlConvertTest)
#include "tst_vitrinectlconvert.moc"
