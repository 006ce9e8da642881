// `vitrinectl image create` of compressed files, archives, and machines with a kernel of their own.

#include <QFile>
#include <QTest>

#include "core/service/fileinspection.h"
#include "tests/app/ctl.h"
#include "tests/support/diskmaker.h"
#include "tests/support/testfiles.h"

using namespace Qt::Literals::StringLiterals;
using namespace vitrine::test;

class VitrinectlPackedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_ctl = std::make_unique<Ctl>();
        makeExt4(m_ctl->path(u"lab.img"_s));
        const Outcome made
            = m_ctl->shell(u"set -e; echo kernel > lab-vmlinuz; echo ramdisk | gzip -n > lab-initrd; "
                           "tar -czf lab.tar.gz lab.img lab-vmlinuz lab-initrd; "
                           "qemu-img convert -f raw -O qcow2 lab.img disk.qcow2; gzip -k disk.qcow2"_s);
        QVERIFY2(made.code == 0, made.err.constData());
    }

    void aUecTarballBecomesThreeImages()
    {
        const Outcome made = create({ u"--file"_s, u"lab.tar.gz"_s });
        QVERIFY2(made.code == 0, made.err.constData());
        const QJsonObject machine = made.object();
        QCOMPARE(machine.value(u"name"_s), u"lab"_s);
        QCOMPARE(machine.value(u"disk_format"_s), u"ami"_s);
        QCOMPARE(machine.value(u"status"_s), u"active"_s);
        const QJsonObject properties = machine.value(u"properties"_s).toObject();
        const QJsonObject kernel = m_ctl->show(properties.value(u"kernel_id"_s).toString());
        QCOMPARE(kernel.value(u"name"_s), u"lab-kernel"_s);
        QCOMPARE(kernel.value(u"disk_format"_s), u"aki"_s);
        QVERIFY2(made.err.contains("lab-ramdisk"), made.err.constData());
        saveAndCompare(machine.value(u"id"_s).toString(), u"lab.img"_s);
        saveAndCompare(properties.value(u"kernel_id"_s).toString(), u"lab-vmlinuz"_s);
        saveAndCompare(properties.value(u"ramdisk_id"_s).toString(), u"lab-initrd"_s);
        QCOMPARE(m_ctl->partFiles(), QStringList());
    }

    void aDeclaredTarballStaysOneImage()
    {
        const Outcome made = create({ u"--file"_s, u"lab.tar.gz"_s, u"--disk-format"_s, u"raw"_s,
            u"--container-format"_s, u"compressed"_s });
        QVERIFY2(made.code == 0, made.err.constData());
        saveAndCompare(made.object().value(u"id"_s).toString(), u"lab.tar.gz"_s);
    }

    void threeFilesBecomeThreeImages()
    {
        const Outcome made = create({ u"--file"_s, u"lab.img"_s, u"--kernel"_s, u"lab-vmlinuz"_s,
            u"--ramdisk"_s, u"lab-initrd"_s, u"--tag"_s, u"old"_s, u"machine"_s });
        QVERIFY2(made.code == 0, made.err.constData());
        const QJsonObject properties = made.object().value(u"properties"_s).toObject();
        QCOMPARE(
            m_ctl->show(properties.value(u"ramdisk_id"_s).toString()).value(u"name"_s), u"machine-ramdisk"_s);
        saveAndCompare(u"machine"_s, u"lab.img"_s);
    }

    void aFailedMachineLeavesNoImage()
    {
        const Outcome refused
            = create({ u"--file"_s, u"disk.qcow2"_s, u"--kernel"_s, u"lab-vmlinuz"_s, u"machine"_s });
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("ami"), refused.err.constData());
        QCOMPARE(m_ctl->run({ u"image"_s, u"list"_s, u"-f"_s, u"json"_s }).array().size(), 0);
        QCOMPARE(m_ctl->partFiles(), QStringList());
    }

    void wrongUsageIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a ramdisk alone")
            << QStringList{ u"--file"_s, u"lab.img"_s, u"--ramdisk"_s, u"lab-initrd"_s };
        QTest::newRow("a kernel alone") << QStringList{ u"--kernel"_s, u"lab-vmlinuz"_s, u"x"_s };
        QTest::newRow("declared as something else") << QStringList{ u"--file"_s, u"lab.img"_s, u"--kernel"_s,
            u"lab-vmlinuz"_s, u"--disk-format"_s, u"raw"_s };
        QTest::newRow("unpacked") << QStringList{ u"--file"_s, u"lab.img"_s, u"--kernel"_s, u"lab-vmlinuz"_s,
            u"--decompress"_s };
        QTest::newRow("a disk of what is not unpacked")
            << QStringList{ u"--file"_s, u"lab.img"_s, u"--disk"_s, u"a"_s };
    }

    void wrongUsageIsSaid()
    {
        QFETCH(const QStringList, arguments);
        const Outcome refused = create(arguments);
        QCOMPARE(refused.code, 2);
        QVERIFY(!refused.err.isEmpty());
    }

    void aCompressedDiskIsUnpackedWhenAsked()
    {
        const Outcome made = create({ u"--file"_s, u"disk.qcow2.gz"_s, u"--decompress"_s });
        QVERIFY2(made.code == 0, made.err.constData());
        QCOMPARE(made.object().value(u"name"_s), u"disk"_s);
        QCOMPARE(made.object().value(u"disk_format"_s), u"qcow2"_s);
        saveAndCompare(u"disk"_s, u"disk.qcow2"_s);
        // And only then.
        const Outcome whole = create({ u"--file"_s, u"disk.qcow2.gz"_s, u"whole"_s });
        QVERIFY2(whole.code == 0, whole.err.constData());
        QCOMPARE(whole.object().value(u"container_format"_s), u"compressed"_s);
    }

    void theDiskOfAnApplianceIsTakenOut()
    {
        m_ctl->must({ u"ova"_s, u"make"_s, u"lab.ova"_s, u"disk.qcow2"_s, u"lab.img"_s });
        const Outcome refused = create({ u"--file"_s, u"lab.ova"_s, u"--decompress"_s });
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("lab-disk2.vmdk"), refused.err.constData());
        QCOMPARE(m_ctl->run({ u"image"_s, u"list"_s, u"-f"_s, u"json"_s }).array().size(), 0);
        const Outcome made
            = create({ u"--file"_s, u"lab.ova"_s, u"--decompress"_s, u"--disk"_s, u"lab-disk2.vmdk"_s });
        QVERIFY2(made.code == 0, made.err.constData());
        QCOMPARE(made.object().value(u"disk_format"_s), u"vmdk"_s);
        QCOMPARE(made.object().value(u"min_ram"_s), 1024);
        m_ctl->must({ u"image"_s, u"save"_s, u"--file"_s, u"out.vmdk"_s, u"lab"_s });
        compareByQemu(m_ctl->path(u"lab.img"_s), u"raw"_s, m_ctl->path(u"out.vmdk"_s), u"vmdk"_s);
    }

    void packedImagesOfTheCatalogueAreConverted()
    {
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"disk.qcow2.gz"_s, u"packed"_s });
        m_ctl->must({ u"convert"_s, u"image:packed"_s, u"image:flat"_s, u"--to"_s, u"vdi"_s });
        m_ctl->must({ u"image"_s, u"save"_s, u"--file"_s, u"flat.vdi"_s, u"flat"_s });
        compareByQemu(m_ctl->path(u"disk.qcow2"_s), u"qcow2"_s, m_ctl->path(u"flat.vdi"_s), u"vdi"_s);
        m_ctl->must({ u"convert"_s, u"image:packed"_s, u"flat.raw"_s, u"--to"_s, u"raw"_s });
        compareByQemu(m_ctl->path(u"disk.qcow2"_s), u"qcow2"_s, m_ctl->path(u"flat.raw"_s), u"raw"_s);
        QCOMPARE(m_ctl->partFiles(), QStringList());
    }

    void oneOfTwoDisksOfAnImageIsConverted()
    {
        m_ctl->must({ u"ova"_s, u"make"_s, u"two.ova"_s, u"disk.qcow2"_s, u"lab.img"_s });
        m_ctl->must({ u"image"_s, u"create"_s, u"--file"_s, u"two.ova"_s, u"two"_s });
        const Outcome refused
            = m_ctl->run({ u"convert"_s, u"image:two"_s, u"image:one"_s, u"--to"_s, u"qcow2"_s });
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("two-disk2.vmdk"), refused.err.constData());
        m_ctl->must({ u"convert"_s, u"image:two"_s, u"image:one"_s, u"--to"_s, u"qcow2"_s, u"--disk"_s,
            u"two-disk2.vmdk"_s });
        m_ctl->must({ u"image"_s, u"save"_s, u"--file"_s, u"one.qcow2"_s, u"one"_s });
        compareByQemu(m_ctl->path(u"lab.img"_s), u"raw"_s, m_ctl->path(u"one.qcow2"_s), u"qcow2"_s);
    }

    void theWayOutOfABackingFileWorks()
    {
        m_ctl->shell(u"mkdir sub; mv disk.qcow2 sub/it\\'s.qcow2; cd sub; "
                     "qemu-img create -q -f qcow2 -F qcow2 -b it\\'s.qcow2 top.qcow2"_s);
        const QString top = m_ctl->path(u"sub/top.qcow2"_s);
        const QString command = vitrine::wayOutOf(u"backing_file"_s, top).command;
        QVERIFY2(command.startsWith(u"vitrinectl convert"), qPrintable(command));
        const Outcome flat = m_ctl->shell(u"vitrinectl() { \"$CTL\" \"$@\"; }; "_s + command);
        QVERIFY2(flat.code == 0, flat.err.constData());
        compareByQemu(top, u"qcow2"_s, m_ctl->path(u"sub/top-flat.qcow2"_s), u"qcow2"_s);
        const Outcome made = create({ u"--file"_s, u"sub/top-flat.qcow2"_s });
        QVERIFY2(made.code == 0, made.err.constData());
    }

private:
    Outcome create(const QStringList &arguments) const
    {
        return m_ctl->run(QStringList{ u"image"_s, u"create"_s, u"-f"_s, u"json"_s } + arguments);
    }

    void saveAndCompare(const QString &image, const QString &file) const
    {
        m_ctl->must({ u"image"_s, u"save"_s, u"--overwrite"_s, u"--file"_s, u"saved"_s, image });
        QVERIFY(readFile(m_ctl->path(u"saved"_s)) == readFile(m_ctl->path(file)));
    }

    std::unique_ptr<Ctl> m_ctl;
};

QTEST_GUILESS_MAIN(VitrinectlPackedTest)
#include "tst_vitrinectlpacked.moc"
