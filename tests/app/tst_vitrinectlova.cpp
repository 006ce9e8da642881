// `vitrinectl ova`, and `convert` out of archives and compressed files.

#include <QFile>
#include <QTest>

#include "tests/app/ctl.h"
#include "tests/support/diskmaker.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace Qt::Literals::StringLiterals;
using namespace vitrine::test;

class VitrinectlOvaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_ctl = std::make_unique<Ctl>();
        makeQcow2(m_ctl->path(u"disk.qcow2"_s));
    }

    void anApplianceIsMadeAndTakenApart()
    {
        m_ctl->must({ u"ova"_s, u"make"_s, u"lab.ova"_s, u"disk.qcow2"_s, u"--memory"_s, u"2048"_s });
        QCOMPARE(run(u"tar"_s, { u"-tf"_s, m_ctl->path(u"lab.ova"_s) }),
            QByteArray("lab.ovf\nlab.mf\nlab-disk1.vmdk\n"));
        const QJsonObject shown
            = m_ctl->run({ u"ova"_s, u"show"_s, u"lab.ova"_s, u"-f"_s, u"json"_s }).object();
        QCOMPARE(shown.value(u"manifest"_s), u"verified"_s);
        QCOMPARE(shown.value(u"min_ram"_s), 2048);
        m_ctl->must({ u"ova"_s, u"extract"_s, u"lab.ova"_s, u"out.vmdk"_s });
        compareByQemu(m_ctl->path(u"disk.qcow2"_s), u"qcow2"_s, m_ctl->path(u"out.vmdk"_s), u"vmdk"_s);
        m_ctl->must({ u"convert"_s, u"lab.ova"_s, u"out.qcow2"_s, u"--to"_s, u"qcow2"_s });
        compareByQemu(m_ctl->path(u"disk.qcow2"_s), u"qcow2"_s, m_ctl->path(u"out.qcow2"_s), u"qcow2"_s);
        // tar and sha256sum agree with what is written.
        const Outcome checked
            = m_ctl->shell(u"set -e; mkdir t; tar -C t -xf lab.ova; cd t; "
                           "sed -E 's/SHA256\\((.*)\\)= (.*)/\\2  \\1/' lab.mf | sha256sum -c"_s);
        QVERIFY2(checked.code == 0, checked.err.constData());
    }

    void theSameDiskMakesTheSameBytes()
    {
        for (const QString &folder : { u"a"_s, u"b"_s }) {
            m_ctl->shell(u"mkdir "_s + folder);
            m_ctl->must({ u"ova"_s, u"make"_s, folder + u"/lab.ova"_s, u"disk.qcow2"_s });
        }
        QVERIFY(readFile(m_ctl->path(u"a/lab.ova"_s)) == readFile(m_ctl->path(u"b/lab.ova"_s)));
    }

    void a43_oneOfTwoDisksIsChosen()
    {
        makeQcow2(m_ctl->path(u"second.qcow2"_s));
        m_ctl->must({ u"ova"_s, u"make"_s, u"two.ova"_s, u"disk.qcow2"_s, u"second.qcow2"_s });
        const Outcome refused = m_ctl->run({ u"convert"_s, u"two.ova"_s, u"out.raw"_s, u"--to"_s, u"raw"_s });
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("two-disk2.vmdk"), refused.err.constData());
        m_ctl->must({ u"convert"_s, u"two.ova"_s, u"out.raw"_s, u"--to"_s, u"raw"_s, u"--disk"_s,
            u"two-disk2.vmdk"_s });
        compareByQemu(m_ctl->path(u"second.qcow2"_s), u"qcow2"_s, m_ctl->path(u"out.raw"_s), u"raw"_s);
    }

    void a42_aChangedDiskIsRefused()
    {
        m_ctl->must({ u"ova"_s, u"make"_s, u"lab.ova"_s, u"disk.qcow2"_s });
        const QByteArray archive = readFile(m_ctl->path(u"lab.ova"_s));
        patchFile(m_ctl->path(u"lab.ova"_s), archive.size() - 4096, "changed");
        QCOMPARE(m_ctl->run({ u"ova"_s, u"show"_s, u"lab.ova"_s }).code, 1);
        QCOMPARE(m_ctl->run({ u"inspect"_s, u"lab.ova"_s }).code, 1);
        QCOMPARE(m_ctl->run({ u"ova"_s, u"extract"_s, u"lab.ova"_s, u"out.vmdk"_s }).code, 1);
        QCOMPARE(m_ctl->run({ u"convert"_s, u"lab.ova"_s, u"out.raw"_s, u"--to"_s, u"raw"_s }).code, 1);
        QVERIFY(!QFile::exists(m_ctl->path(u"out.vmdk"_s)));
        QVERIFY(!QFile::exists(m_ctl->path(u"out.raw"_s)));
    }

    void compressedDisksAreConverted()
    {
        for (const char *program : { "gzip", "bzip2", "xz", "zstd -q" }) {
            m_ctl->shell(QString::fromLatin1(program) + u" -c disk.qcow2 > packed"_s);
            m_ctl->must({ u"convert"_s, u"packed"_s, u"out.vdi"_s, u"--to"_s, u"vdi"_s, u"--overwrite"_s });
            compareByQemu(m_ctl->path(u"disk.qcow2"_s), u"qcow2"_s, m_ctl->path(u"out.vdi"_s), u"vdi"_s);
        }
        m_ctl->shell(u"head -c 300 packed > short"_s);
        QCOMPARE(m_ctl->run({ u"convert"_s, u"short"_s, u"other.vdi"_s, u"--to"_s, u"vdi"_s }).code, 1);
        QVERIFY(!QFile::exists(m_ctl->path(u"other.vdi"_s)));
    }

    void theDiskOfAUecTarballIsConverted()
    {
        makeExt4(m_ctl->path(u"lab.img"_s));
        m_ctl->shell(
            u"echo k > lab-vmlinuz; echo r > lab-initrd; tar -czf uec.tar.gz lab.img lab-vmlinuz lab-initrd"_s);
        m_ctl->must({ u"convert"_s, u"uec.tar.gz"_s, u"out.qcow2"_s, u"--to"_s, u"qcow2"_s });
        compareByQemu(m_ctl->path(u"lab.img"_s), u"raw"_s, m_ctl->path(u"out.qcow2"_s), u"qcow2"_s);
        const QJsonObject found = m_ctl->run({ u"inspect"_s, u"uec.tar.gz"_s, u"-f"_s, u"json"_s }).object();
        QCOMPARE(found.value(u"archive"_s), u"gzip, tar"_s);
        QCOMPARE(found.value(u"members"_s).toArray().size(), 3);
    }

private:
    std::unique_ptr<Ctl> m_ctl;
};

QTEST_GUILESS_MAIN(VitrinectlOvaTest)
#include "tst_vitrinectlova.moc"
