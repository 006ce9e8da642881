#include <linux/magic.h>

#include <QTemporaryDir>
#include <QTest>

#include "core/store/filesystemkind.h"
#include "core/support/fileio.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Every folder lies on a file system of this kind.
class KindFs final : public FileOps
{
public:
    explicit KindFs(long kind)
        : m_kind(kind)
    {
    }

    int fstatfs(int fd, struct statfs *result) override
    {
        const int answer = FileOps::fstatfs(fd, result);
        result->f_type = m_kind;
        return answer;
    }

private:
    const long m_kind;
};

} // namespace

class TestFileSystemKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void d23_weakFileSystemsAreNamed_data();
    void d23_weakFileSystemsAreNamed();
    void d23_ordinaryDisksAreNotSpokenOf();
};

void TestFileSystemKind::d23_weakFileSystemsAreNamed_data()
{
    QTest::addColumn<long>("kind");
    QTest::addColumn<QString>("word");
    QTest::newRow("d23 NFS") << long{ NFS_SUPER_MAGIC } << u"network share"_s;
    QTest::newRow("d23 CIFS") << 0xFF534D42L << u"network share"_s;
    QTest::newRow("d23 Ceph") << long{ CEPH_SUPER_MAGIC } << u"network share"_s;
    QTest::newRow("d23 FUSE") << long{ FUSE_SUPER_MAGIC } << u"FUSE"_s;
    QTest::newRow("d23 FAT") << long{ MSDOS_SUPER_MAGIC } << u"4 GiB"_s;
    QTest::newRow("d23 exFAT") << 0x2011BAB0L << u"exFAT"_s;
}

void TestFileSystemKind::d23_weakFileSystemsAreNamed()
{
    QFETCH(const long, kind);
    QFETCH(const QString, word);
    const QTemporaryDir folder;
    KindFs ops(kind);
    const auto opened = openFolder(ops, folder.path());
    QVERIFY(opened.has_value());

    const QString warning = fileSystemWarning(ops, opened->get(), folder.path());

    QVERIFY2(warning.contains(word), qPrintable(warning));
    QVERIFY(warning.contains(folder.path()));
}

void TestFileSystemKind::d23_ordinaryDisksAreNotSpokenOf()
{
    const QTemporaryDir folder;
    for (const long kind : { long{ EXT4_SUPER_MAGIC }, long{ BTRFS_SUPER_MAGIC }, long{ TMPFS_MAGIC },
             long{ OVERLAYFS_SUPER_MAGIC } }) {
        KindFs ops(kind);
        const auto opened = openFolder(ops, folder.path());
        QVERIFY(opened.has_value());
        QCOMPARE(fileSystemWarning(ops, opened->get(), folder.path()), QString());
    }
}

QTEST_GUILESS_MAIN(TestFileSystemKind)
#include "tst_filesystemkind.moc"
