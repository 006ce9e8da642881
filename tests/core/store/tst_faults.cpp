#include <cerrno>

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include "core/store/filecopy.h"
#include "core/store/filestore.h"
#include "tests/support/faultfs.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1 << 20;

QStringList filesUnder(const QString &folder)
{
    QStringList files;
    QDirIterator iterator(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (iterator.hasNext())
        files.append(iterator.next());
    return files;
}

void addErrnoRows()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("d01 ENOSPC") << ENOSPC << ErrorCode::StorageFull;
    QTest::newRow("d03 EIO") << EIO << ErrorCode::IoError;
    QTest::newRow("EINTR") << EINTR << ErrorCode::IoError;
    QTest::newRow("short reads and writes") << 0 << ErrorCode::IoError;
}

/// Calls whose failure may go unnoticed: hints, fall-backs, clean-up, and room not given back in a hole.
bool mayPass(const QString &call)
{
    static const QStringList calls{ u"clone"_s, u"fallocate"_s, u"setDirect"_s, u"syncFileRange"_s,
        u"tryLock"_s, u"fstatfs"_s, u"lseek"_s, u"unlinkat"_s, u"mkdirat"_s, u"renameat2"_s };
    return calls.contains(call);
}

} // namespace

/// Makes every single system call of a protocol fail, one after the other.
class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultOfAnImportLeavesNothingOrAWholeBlob_data() { addErrnoRows(); }
    void everyFaultOfAnImportLeavesNothingOrAWholeBlob();
    void everyFaultOfAnExportLeavesNothingOrAWholeFile_data() { addErrnoRows(); }
    void everyFaultOfAnExportLeavesNothingOrAWholeFile();
    void everyFaultOfASidecarKeepsTheOldOrTheNewOne_data() { addErrnoRows(); }
    void everyFaultOfASidecarKeepsTheOldOrTheNewOne();
    void d01_aDiskThatStaysFullIsSaidSo();
    void d03_aFailedFsyncIsNotTriedAgain();
    void d03_aReadErrorFailsTheImport();
    void aDiskWithoutDirectWritesIsWrittenThroughTheCache();
    void aDiskThatSharesBlocksIsAskedTo();
};

namespace {

Result<BlobDigest> import(Store &store, DataSource &source, const BlobId &blob)
{
    const auto writer = store.create(blob);
    if (!writer)
        return failure(writer.error());
    const auto digest = (*writer)->copyFrom(source, {}, {});
    if (!digest)
        return digest;
    return (*writer)->commit("{}").map([&] { return *digest; });
}

Result<BlobDigest> import(Store &store, FileOps &ops, const QString &path, const BlobId &blob)
{
    const auto source = openFileSource(path, ops);
    if (!source)
        return failure(source.error());
    return import(store, **source, blob);
}

BlobId newBlobId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QByteArray sampleBytes()
{
    // Large enough for direct writes, with a hole in the middle and an odd end.
    return patternBytes(5 * mebibyte) + QByteArray(2 * mebibyte, '\0') + patternBytes(3 * mebibyte + 5, 2);
}

} // namespace

void TestFaults::everyFaultOfAnImportLeavesNothingOrAWholeBlob()
{
    QFETCH(const int, error);
    QFETCH(const ErrorCode, code);
    QTemporaryDir folder;
    const QByteArray bytes = sampleBytes();
    const QString path = folder.filePath(u"source"_s);
    writeFile(path, bytes);
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    QVERIFY(store.has_value());

    int pass = 0;
    for (bool struck = true; struck;) {
        ++pass;
        const BlobId blob = newBlobId();
        const auto source = openFileSource(path, ops);
        ops.plan({ .pass = pass, .error = error, .call = {} });
        const auto digest = import(**store, **source, blob);
        struck = ops.hasStruck();
        const QStringList calls = ops.log();
        const QString call = struck ? calls.at(pass - 1) : QString();
        ops.clear();

        const QString where = u"call %1 (%2)"_s.arg(pass).arg(call);
        QVERIFY2(filesUnder(folder.filePath(u"store/staging"_s)).isEmpty() || call == u"unlinkat"_s,
            qPrintable(where));
        if (digest) {
            QVERIFY2(!struck || mayPass(call) || error == EINTR || error == 0, qPrintable(where));
            QCOMPARE(readFile(folder.filePath(u"store/blobs/"_s % blob.left(2) % u'/' % blob)), bytes);
            QVERIFY((*store)->remove(blob).has_value());
        } else {
            QVERIFY2(digest.error().code == code, qPrintable(where % u": "_s % digest.error().detail));
            QVERIFY(!digest.error().message.isEmpty());
        }
        QVERIFY2(filesUnder(folder.filePath(u"store"_s)).isEmpty(), qPrintable(where));
    }
    QVERIFY(pass > 30);
}

void TestFaults::everyFaultOfAnExportLeavesNothingOrAWholeFile()
{
    QFETCH(const int, error);
    QFETCH(const ErrorCode, code);
    QTemporaryDir folder;
    const QByteArray bytes = sampleBytes();
    const QString path = folder.filePath(u"source"_s);
    writeFile(path, bytes);
    FaultFs ops;
    const QString target = folder.filePath(u"out/disk.img"_s);
    const QString sha512 = sha512Of(bytes);
    QVERIFY(QDir().mkpath(folder.filePath(u"out"_s)));

    int pass = 0;
    for (bool struck = true; struck;) {
        ++pass;
        const auto source = openFileSource(path);
        ops.plan({ .pass = pass, .error = error, .call = {} });
        const auto digest
            = exportToFile(**source, { .destination = target, .expectedSha512 = sha512 }, {}, ops);
        struck = ops.hasStruck();
        const QString call = struck ? ops.log().at(pass - 1) : QString();
        ops.clear();

        const QString where = u"call %1 (%2)"_s.arg(pass).arg(call);
        if (digest)
            QVERIFY2(QFile::exists(target), qPrintable(where));
        else
            QVERIFY2(digest.error().code == code, qPrintable(where % u": "_s % digest.error().detail));
        const QStringList left = filesUnder(folder.filePath(u"out"_s));
        QVERIFY2(left.isEmpty() || left == QStringList{ target }, qPrintable(where % left.join(u' ')));
        if (!left.isEmpty()) {
            QVERIFY(readFile(target) == bytes);
            QVERIFY(QFile::remove(target));
        }
    }
    QVERIFY(pass > 20);
}

void TestFaults::everyFaultOfASidecarKeepsTheOldOrTheNewOne()
{
    QFETCH(const int, error);
    QFETCH(const ErrorCode, code);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"source"_s);
    writeFile(path, "bytes");
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    const BlobId blob = newBlobId();
    QVERIFY(import(**store, ops, path, blob).has_value());

    QByteArray present = "{}";
    int pass = 0;
    for (bool struck = true; struck;) {
        ++pass;
        const QByteArray wanted = "{\"pass\":" + QByteArray::number(pass) + "}";
        ops.plan({ .pass = pass, .error = error, .call = {} });
        const auto written = (*store)->writeSidecar(blob, wanted);
        struck = ops.hasStruck();
        const QString call = struck ? ops.log().at(pass - 1) : QString();
        ops.clear();
        const QByteArray found = (*store)->readSidecar(blob).value_or(QByteArray());
        QVERIFY2(found == wanted || (!written && found == present), found.constData());
        QVERIFY2(written || written.error().code == code, qPrintable(call));
        QVERIFY(filesUnder(folder.filePath(u"store/staging"_s)).isEmpty());
        present = found;
    }
    QVERIFY(pass > 8);
}

void TestFaults::d01_aDiskThatStaysFullIsSaidSo()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"source"_s);
    writeFile(path, sampleBytes());
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    for (const QString &call : { u"pwrite"_s, u"fallocate"_s, u"fsync"_s, u"renameat2"_s, u"openat"_s }) {
        ops.plan({ .error = ENOSPC, .call = call, .stays = true });
        const auto digest = import(**store, systemFileOps(), path, newBlobId());
        ops.clear();
        QVERIFY2(!digest, qPrintable(call));
        QCOMPARE(digest.error().code, ErrorCode::StorageFull);
        QVERIFY2(filesUnder(folder.filePath(u"store"_s)).isEmpty(), qPrintable(call));
    }
}

void TestFaults::d03_aFailedFsyncIsNotTriedAgain()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"source"_s);
    writeFile(path, "bytes");
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    ops.plan({ .error = EIO, .call = u"fsync"_s });
    const auto digest = import(**store, ops, path, newBlobId());
    QVERIFY(!digest);
    QCOMPARE(digest.error().code, ErrorCode::IoError);
    QCOMPARE(ops.log().count(u"fsync"_s), 1);
    QCOMPARE(ops.log().count(u"renameat2"_s), 0);
}

void TestFaults::d03_aReadErrorFailsTheImport()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"source"_s);
    writeFile(path, sampleBytes());
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s));
    ops.plan({ .pass = 3, .error = EIO, .call = u"pread"_s });
    const auto digest = import(**store, ops, path, newBlobId());
    QVERIFY(!digest);
    QCOMPARE(digest.error().code, ErrorCode::IoError);
    QVERIFY(digest.error().message.contains(path));
}

void TestFaults::aDiskWithoutDirectWritesIsWrittenThroughTheCache()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"source"_s);
    writeFile(path, sampleBytes());
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    for (const QString &call : { u"setDirect"_s, u"pwrite"_s, u"fallocate"_s }) {
        ops.plan({ .error = call == u"fallocate"_s ? EOPNOTSUPP : EINVAL, .call = call });
        const auto digest = import(**store, ops, path, newBlobId());
        QVERIFY2(digest.has_value(), qPrintable(call));
        QCOMPARE(digest->sha512, sha512Of(sampleBytes()));
    }
    QVERIFY(ops.log().contains(u"pwrite"_s));
}

void TestFaults::aDiskThatSharesBlocksIsAskedTo()
{
    // What FICLONE does, seen from outside.
    class SharingFs final : public FileOps
    {
    public:
        int clone(int target, int source) override
        {
            struct stat status = {};
            FileOps::fstat(source, &status);
            std::vector<char> bytes(static_cast<std::size_t>(status.st_size));
            FileOps::pread(source, bytes.data(), bytes.size(), 0);
            FileOps::pwrite(target, bytes.data(), bytes.size(), 0);
            return 0;
        }
        ssize_t pwrite(int fd, const void *buffer, std::size_t size, off_t offset) override
        {
            m_written += size;
            return FileOps::pwrite(fd, buffer, size, offset);
        }
        std::size_t m_written = 0;
    };
    QTemporaryDir folder;
    const QString path = folder.filePath(u"source"_s);
    writeFile(path, sampleBytes());
    SharingFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    const BlobId blob = newBlobId();
    const auto digest = import(**store, ops, path, blob);
    QVERIFY(digest.has_value());
    QCOMPARE(digest->sha512, sha512Of(sampleBytes()));
    QCOMPARE((*store)->stat(blob)->size, sampleBytes().size());
    QVERIFY(ops.m_written < 100); // the sidecar only
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
