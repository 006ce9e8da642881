#include <algorithm>

#include <fcntl.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/disk/convertdisk.h"
#include "core/disk/guestlock.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

/// A disk that QEMU's own block layer has open, as a running machine has it.
class TestGuestLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void d31_aDiskInUseIsAddedWithAWarning();
    void d31_aDiskInUseIsNotConverted();
    void aDiskThatIsOnlyReadIsFree();
    void aDiskThatNobodyHasIsFree();

private:
    void openInQemu(const QStringList &options);
    bool isInUse() const;
    static bool warns(const ProbeReport &report);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_disk;
    QProcess m_qemu;
};

void TestGuestLock::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_disk = m_folder->filePath(u"disk.qcow2"_s);
    run(u"qemu-img"_s, { u"create"_s, u"-f"_s, u"qcow2"_s, m_disk, u"8M"_s });
}

void TestGuestLock::cleanup()
{
    if (m_qemu.state() == QProcess::NotRunning)
        return;
    m_qemu.write("quit\n");
    QVERIFY(m_qemu.waitForFinished());
}

void TestGuestLock::openInQemu(const QStringList &options)
{
    m_qemu.start(u"qemu-io"_s, options + QStringList{ u"-f"_s, u"qcow2"_s, m_disk });
    QVERIFY(m_qemu.waitForStarted());
    // It answers once the disk is open.
    m_qemu.write("length\n");
    while (!m_qemu.readAllStandardOutput().contains("8 MiB"))
        QVERIFY2(m_qemu.waitForReadyRead(), m_qemu.readAllStandardError().constData());
}

bool TestGuestLock::isInUse() const
{
    const auto file = openDiskFile(m_disk);
    return file && isWrittenByGuest(file->get());
}

bool TestGuestLock::warns(const ProbeReport &report)
{
    return std::any_of(report.warnings.begin(), report.warnings.end(),
        [](const ProbeFinding &finding) { return finding.check == u"in_use"_s; });
}

void TestGuestLock::d31_aDiskInUseIsAddedWithAWarning()
{
    openInQemu({});
    const auto report = probeDiskFile(m_disk);
    QVERIFY(report.has_value());
    QVERIFY(report->isSafe());
    QVERIFY(warns(*report));
}

void TestGuestLock::d31_aDiskInUseIsNotConverted()
{
    openInQemu({});
    const QString target = m_folder->filePath(u"target.raw"_s);
    const auto report = convertDiskFile(m_disk, target, { .layout = { .format = DiskFormat::Raw } }, {});
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().code, ErrorCode::Conflict);
    QCOMPARE(filesUnder(m_folder->path()), QStringList{ m_disk });
}

void TestGuestLock::aDiskThatIsOnlyReadIsFree()
{
    openInQemu({ u"-r"_s });
    QVERIFY(!isInUse());
}

void TestGuestLock::aDiskThatNobodyHasIsFree()
{
    QVERIFY(!isInUse());
    const auto report = probeDiskFile(m_disk);
    QVERIFY(report.has_value());
    QVERIFY(!warns(*report));
}

QTEST_GUILESS_MAIN(TestGuestLock)
#include "tst_guestlock.moc"
