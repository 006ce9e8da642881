#include <atomic>
#include <cerrno>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/support/durablefile.h"
#include "core/support/fileio.h"
#include "tests/support/corotest.h"
#include "tests/support/faultfs.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

class TestDurableFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }
    void aNewFileHoldsItsBytesAndMode();
    void aFileIsReplacedAndNotWrittenInto();
    void everyFaultKeepsTheOldOrTheNewBytes_data();
    void everyFaultKeepsTheOldOrTheNewBytes();
    void shortWritesAreGoneOnWith();
    void aFailedSyncKeepsTheOldBytesAndIsNotTriedAgain();
    void theLeftOverOfADeadAttemptIsNeitherUsedNorFollowed();
    void twoWhoWriteAtOnceDoNotMeet();
    void leftOversAreRemovedButNotThoseOfTheLiving();
    void anExistingFileIsKeptUnlessItMayBeReplaced();
    void aFolderThatIsMissingIsNamed();
    void aNameIsNeeded();
    void aNewFolderAndThoseAboveItAreDurable();
    void aFolderThatIsThereIsLeftAlone();
    void aFolderBelowAFileCannotBeMade();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestDurableFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"settings"_s);
}

void TestDurableFile::aNewFileHoldsItsBytesAndMode()
{
    const QByteArray bytes = patternBytes(100'001);
    QVERIFY_OK(writeFileDurably(m_path, bytes, 0640));
    QVERIFY(readFile(m_path) == bytes);
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(m_path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t{ 0640 });
    QCOMPARE(filesUnder(m_folder->path()), QStringList{ m_path });
}

void TestDurableFile::aFileIsReplacedAndNotWrittenInto()
{
    writeFile(m_path, "a long old content");
    QFile reader(m_path);
    QVERIFY(reader.open(QIODevice::ReadOnly));
    QVERIFY_OK(writeFileDurably(m_path, "new"));
    QCOMPARE(readFile(m_path), QByteArray("new"));
    QCOMPARE(reader.readAll(), QByteArray("a long old content"));
}

void TestDurableFile::everyFaultKeepsTheOldOrTheNewBytes_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("ENOSPC") << ENOSPC << ErrorCode::StorageFull;
    QTest::newRow("EDQUOT") << EDQUOT << ErrorCode::StorageFull;
    QTest::newRow("EIO") << EIO << ErrorCode::IoError;
    QTest::newRow("EROFS") << EROFS << ErrorCode::ReadOnly;
    QTest::newRow("EACCES") << EACCES << ErrorCode::Forbidden;
}

void TestDurableFile::everyFaultKeepsTheOldOrTheNewBytes()
{
    QFETCH(const int, error);
    QFETCH(const ErrorCode, code);
    FaultFs ops;
    QByteArray present = "old";
    writeFile(m_path, present);
    QStringList struckCalls;
    for (int pass = 1;; ++pass) {
        const QByteArray wanted = "new " + QByteArray::number(pass);
        ops.plan({ .pass = pass, .error = error, .call = {} });
        const auto written = writeFileDurably(m_path, wanted, 0600, ops);
        const bool struck = ops.hasStruck();
        const QString call = struck ? ops.log().at(pass - 1) : QString();
        ops.clear();
        QVERIFY2(struck || written, qPrintable(call));
        // A lock that cannot be had is done without.
        QVERIFY2(!struck || !written || call == u"tryLock"_s, qPrintable(call));
        if (!written) {
            QCOMPARE(written.error().code, code);
            QVERIFY(written.error().message.contains(m_folder->path()));
        }
        const QByteArray found = readFile(m_path);
        QVERIFY2(found == wanted || (!written && found == present), qPrintable(call));
        QCOMPARE(filesUnder(m_folder->path()), QStringList{ m_path });
        present = found;
        if (!struck)
            break;
        struckCalls.append(call);
    }
    for (const QString &call : { u"openat"_s, u"unlinkat"_s, u"pwrite"_s, u"fsync"_s, u"renameat2"_s })
        QVERIFY2(struckCalls.contains(call), qPrintable(call));
    QCOMPARE(struckCalls.count(u"fsync"_s), 2); // the file and its folder
}

void TestDurableFile::shortWritesAreGoneOnWith()
{
    FaultFs ops;
    const QByteArray bytes = patternBytes(10'000);
    ops.plan({ .error = 0, .call = u"pwrite"_s, .stays = true });
    QVERIFY_OK(writeFileDurably(m_path, bytes, 0600, ops));
    QVERIFY(ops.log().count(u"pwrite"_s) > 5);
    QVERIFY(readFile(m_path) == bytes);
}

void TestDurableFile::aFailedSyncKeepsTheOldBytesAndIsNotTriedAgain()
{
    FaultFs ops;
    writeFile(m_path, "old");
    ops.plan({ .error = EIO, .call = u"fsync"_s });
    QCOMPARE_ERROR(writeFileDurably(m_path, "new", 0600, ops), ErrorCode::IoError);
    QCOMPARE(ops.log().count(u"fsync"_s), 1);
    QCOMPARE(ops.log().count(u"renameat2"_s), 0);
    QCOMPARE(readFile(m_path), QByteArray("old"));
}

void TestDurableFile::theLeftOverOfADeadAttemptIsNeitherUsedNorFollowed()
{
    const QString victim = m_folder->filePath(u"victim"_s);
    writeFile(victim, "untouched");
    const auto folder = openFolder(systemFileOps(), m_folder->path());
    QVERIFY_OK(folder);
    QVERIFY(QFile::link(victim, m_folder->filePath(u"temporary"_s)));
    const DurableWrite write{ .temporaryFolder = folder->get(),
        .temporaryName = "temporary",
        .folder = folder->get(),
        .name = "settings",
        .path = m_path };
    QVERIFY_OK(writeAndRename(systemFileOps(), write, "new"));
    QCOMPARE(readFile(victim), QByteArray("untouched"));
    QCOMPARE(readFile(m_path), QByteArray("new"));
    QVERIFY(!QFileInfo(m_path).isSymLink());
}

void TestDurableFile::twoWhoWriteAtOnceDoNotMeet()
{
    const QByteArray one = patternBytes(200'000, 1);
    const QByteArray other = patternBytes(300'000, 2);
    std::atomic<int> failures = 0;
    const auto write = [&](const QByteArray &bytes) {
        for (int i = 0; i < 40; ++i)
            failures += writeFileDurably(m_path, bytes) ? 0 : 1;
    };
    std::thread thread(write, one);
    write(other);
    thread.join();
    QCOMPARE(failures.load(), 0);
    const QByteArray found = readFile(m_path);
    QVERIFY(found == one || found == other);
    QCOMPARE(filesUnder(m_folder->path()), QStringList{ m_path });
}

void TestDurableFile::leftOversAreRemovedButNotThoseOfTheLiving()
{
    const QString dead = m_path % u".tmp-1-1"_s;
    const QString living = m_path % u".tmp-1-2"_s;
    const QString other = m_folder->filePath(u"settings.old"_s);
    for (const QString &file : { dead, living, other })
        writeFile(file, "x");
    const FileDescriptor held(::open(QFile::encodeName(living).constData(), O_RDONLY | O_CLOEXEC));
    QVERIFY(lockFile(systemFileOps(), held.get()));
    removeLeftovers(m_path);
    QVERIFY(!QFile::exists(dead));
    QVERIFY(QFile::exists(living));
    QVERIFY(QFile::exists(other));
}

void TestDurableFile::anExistingFileIsKeptUnlessItMayBeReplaced()
{
    writeFile(m_path, "old");
    const auto folder = openFolder(systemFileOps(), m_folder->path());
    QVERIFY_OK(folder);
    const DurableWrite write{ .temporaryFolder = folder->get(),
        .temporaryName = "temporary",
        .folder = folder->get(),
        .name = "settings",
        .path = m_path,
        .replace = false };
    const auto written = writeAndRename(systemFileOps(), write, "new");
    QCOMPARE_ERROR(written, ErrorCode::Conflict);
    QVERIFY(written.error().message.contains(m_path));
    QCOMPARE(readFile(m_path), QByteArray("old"));
    QCOMPARE(filesUnder(m_folder->path()), QStringList{ m_path });

    QVERIFY(QFile::remove(m_path));
    QVERIFY_OK(writeAndRename(systemFileOps(), write, "new"));
    QCOMPARE(readFile(m_path), QByteArray("new"));
}

void TestDurableFile::aFolderThatIsMissingIsNamed()
{
    const QString missing = m_folder->filePath(u"missing"_s);
    const auto written = writeFileDurably(missing % u"/settings"_s, "new");
    QCOMPARE_ERROR(written, ErrorCode::NotFound);
    QVERIFY(written.error().message.contains(missing));
}

void TestDurableFile::aNameIsNeeded()
{
    QCOMPARE_ERROR(writeFileDurably(m_folder->path() % u'/', "new"), ErrorCode::BadRequest);
    QCOMPARE_ERROR(writeFileDurably(m_path % QChar(QChar::Null), "new"), ErrorCode::BadRequest);
    QCOMPARE(filesUnder(m_folder->path()), QStringList());
}

void TestDurableFile::aNewFolderAndThoseAboveItAreDurable()
{
    FaultFs ops;
    QVERIFY_OK(makeFolderDurably(m_folder->filePath(u"a/b/c"_s), ops));
    QVERIFY(QFileInfo(m_folder->filePath(u"a/b/c"_s)).isDir());
    const QStringList once{ u"openat"_s, u"mkdirat"_s, u"fsync"_s };
    QCOMPARE(ops.log(), once + once + once);
}

void TestDurableFile::aFolderThatIsThereIsLeftAlone()
{
    FaultFs ops;
    QVERIFY_OK(makeFolderDurably(m_folder->path(), ops));
    QCOMPARE(ops.log(), QStringList());
}

void TestDurableFile::aFolderBelowAFileCannotBeMade()
{
    writeFile(m_path, "a file");
    const auto made = makeFolderDurably(m_path % u"/folder"_s);
    QVERIFY(!made.has_value());
    QVERIFY(made.error().message.contains(m_path));
}

QTEST_GUILESS_MAIN(TestDurableFile)
#include "tst_durablefile.moc"
