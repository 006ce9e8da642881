// How much room a conversion takes, and leaves.

#include <atomic>

#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/disk/convertdisk.h"
#include "tests/support/diskmaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1 << 20;

/// A disk on which only little is left once 32 MiB have been written to it.
class CrowdedFs final : public FileOps
{
public:
    ssize_t pwrite(int fd, const void *buffer, std::size_t size, off_t offset) override
    {
        m_written += static_cast<qint64>(size);
        return FileOps::pwrite(fd, buffer, size, offset);
    }
    int fstatvfs(int fd, struct statvfs *result) override
    {
        const int answer = FileOps::fstatvfs(fd, result);
        if (m_written > 32 * MiB)
            result->f_bavail = 10 * MiB / result->f_frsize;
        return answer;
    }
    qint64 written() const { return m_written; }

private:
    std::atomic<qint64> m_written = 0;
};

/// A file system on which files can share their bytes.
class SharingFs final : public FileOps
{
public:
    int clone(int target, int source) override
    {
        ++clones;
        const QByteArray bytes = readFile(u"/proc/self/fd/"_s + QString::number(source));
        return ::pwrite(target, bytes.constData(), static_cast<std::size_t>(bytes.size()), 0) == bytes.size()
            ? 0
            : -1;
    }
    ssize_t pwrite(int fd, const void *buffer, std::size_t size, off_t offset) override
    {
        ++writes;
        return FileOps::pwrite(fd, buffer, size, offset);
    }

    int clones = 0;
    int writes = 0;
};

} // namespace

class TestConvertRoom final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeMixedDisk(path(u"mixed.raw"_s), 33 * MiB + 3 * 512); }
    void aCrowdedDiskIsNotFilledUp();
    void rawDisksShareTheirBytesWhereTheyCan();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void TestConvertRoom::aCrowdedDiskIsNotFilledUp()
{
    writeFile(path(u"noise.raw"_s), patternBytes(1'000'003).repeated(256));
    CrowdedFs ops;
    const auto report
        = convertDiskFile(path(u"noise.raw"_s), path(u"made"_s), { .layout = { DiskFormat::Vdi } }, {}, ops);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::StorageFull);
    QVERIFY2(ops.written() < 130 * MiB, QByteArray::number(ops.written()).constData());
    QVERIFY(!QFile::exists(path(u"made"_s)));
}

void TestConvertRoom::rawDisksShareTheirBytesWhereTheyCan()
{
    const auto convertBy = [this](SharingFs &ops, const DiskLayout &to, qint64 size) {
        return convertDiskFile(path(u"mixed.raw"_s), path(u"made"_s),
            { .layout = to, .size = size, .verify = true, .overwrite = true }, {}, ops);
    };
    SharingFs shared;
    const auto report = convertBy(shared, { DiskFormat::Raw }, 0);
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(shared.clones, 1);
    QCOMPARE(shared.writes, 0);
    compareByQemu(path(u"mixed.raw"_s), u"raw"_s, path(u"made"_s), u"raw"_s);
    // What becomes another format, or another size, is not the same file.
    SharingFs written;
    QVERIFY(convertBy(written, { DiskFormat::Qcow2 }, 0));
    QVERIFY(convertBy(written, { DiskFormat::Raw }, 70 * MiB));
    QCOMPARE(written.clones, 0);
}

QTEST_GUILESS_MAIN(TestConvertRoom)
#include "tst_convertroom.moc"
