#include <array>
#include <cerrno>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/store/filecopy.h"
#include "core/store/filestore.h"
#include "tests/core/store/blobs.h"
#include "tests/support/faultfs.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1 << 20;

struct ErrnoRow {
    const char *name;
    int error;
    ErrorCode code;
};

constexpr std::array errnoRows{
    ErrnoRow{ "d01 ENOSPC", ENOSPC, ErrorCode::StorageFull },
    ErrnoRow{ "d03 EIO", EIO, ErrorCode::IoError },
    ErrnoRow{ "EINTR", EINTR, ErrorCode::IoError },
    ErrnoRow{ "short reads and writes", 0, ErrorCode::IoError },
};

void addErrnoRows()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<ErrorCode>("code");
    for (const ErrnoRow &row : errnoRows)
        QTest::newRow(row.name) << row.error << row.code;
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
    void everyFaultOfAnImportLeavesNothingOrAWholeBlob_data();
    void everyFaultOfAnImportLeavesNothingOrAWholeBlob();
    void everyFaultOfAnExportLeavesNothingOrAWholeFile_data() { addErrnoRows(); }
    void everyFaultOfAnExportLeavesNothingOrAWholeFile();
    void everyFaultOfASidecarKeepsTheOldOrTheNewOne_data() { addErrnoRows(); }
    void everyFaultOfASidecarKeepsTheOldOrTheNewOne();
    void aRefusalThatStaysIsSaidAndLeavesNothing_data();
    void aRefusalThatStaysIsSaidAndLeavesNothing();
    void aSidecarThatIsCutOffWhileItIsReadIsAnError_data();
    void aSidecarThatIsCutOffWhileItIsReadIsAnError();
    void d03_aFailedFsyncIsNotTriedAgain();
    void d03_aReadErrorFailsTheImport();
    void aDiskWithoutDirectWritesIsWrittenThroughTheCache();
    void aDiskThatSharesBlocksIsAskedTo();
};

namespace {

/// Bytes for one full buffer and the beginning of the next: data, zeros, a hole, data, an odd end.
constexpr qint64 holeStart = mebibyte - 256 * 1024;
constexpr qint64 holeEnd = mebibyte - 64 * 1024;
/// What makes the store write directly and take all room beforehand.
constexpr qint64 announcedSize = 8 * mebibyte;

QByteArray sampleBytes()
{
    static const QByteArray bytes = patternBytes(256 * 1024) + QByteArray(128 * 1024, '\0')
        + patternBytes(holeStart - 384 * 1024, 2) + QByteArray(holeEnd - holeStart, '\0')
        + patternBytes(128 * 1024 + 5, 3);
    return bytes;
}

void writeSample(const QString &path)
{
    writeFile(path, sampleBytes().left(holeStart));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(holeEnd));
    QCOMPARE(file.write(sampleBytes().mid(holeEnd)), sampleBytes().size() - holeEnd);
}

} // namespace

void TestFaults::everyFaultOfAnImportLeavesNothingOrAWholeBlob_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<bool>("isShelfThere");
    for (const bool isShelfThere : { false, true }) {
        for (const ErrnoRow &row : errnoRows)
            QTest::addRow("%s, %s shelf", row.name, isShelfThere ? "old" : "new")
                << row.error << row.code << isShelfThere;
    }
}

void TestFaults::everyFaultOfAnImportLeavesNothingOrAWholeBlob()
{
    QFETCH(const int, error);
    QFETCH(const ErrorCode, code);
    QFETCH(const bool, isShelfThere);
    QTemporaryDir folder;
    const QByteArray bytes = sampleBytes();
    const QString path = folder.filePath(u"source"_s);
    writeSample(path);
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    QVERIFY(store.has_value());
    // The same name each time, or the calls would differ from one pass to the next.
    const BlobId blob = newBlobId();
    const QString shelf = folder.filePath(u"store/blobs/"_s % blob.left(2));

    int pass = 0;
    QStringList struckCalls;
    for (bool struck = true; struck;) {
        ++pass;
        QDir().rmdir(shelf);
        if (isShelfThere)
            QVERIFY(QDir().mkdir(shelf));
        const auto file = openFileSource(path, ops);
        AnnouncedSource source(**file, announcedSize);
        ops.plan({ .pass = pass, .error = error, .call = {} });
        const auto digest = import(**store, source, blob);
        struck = ops.hasStruck();
        const QString call = struck ? ops.log().at(pass - 1) : QString();
        ops.clear();
        struckCalls.append(call);

        const QString where = u"call %1 (%2)"_s.arg(pass).arg(call);
        QVERIFY2(filesUnder(folder.filePath(u"store/staging"_s)).isEmpty() || call == u"unlinkat"_s,
            qPrintable(where));
        if (digest) {
            QVERIFY2(!struck || mayPass(call) || error == EINTR || error == 0, qPrintable(where));
            QVERIFY2(readFile(shelf % u'/' % blob) == bytes, qPrintable(where));
            QVERIFY((*store)->remove(blob).has_value());
        } else {
            QVERIFY2(digest.error().code == code, qPrintable(where % u": "_s % digest.error().detail));
            QVERIFY(!digest.error().message.isEmpty());
        }
        QVERIFY2(filesUnder(folder.filePath(u"store"_s)).isEmpty(), qPrintable(where));
    }
    for (const QString &call : { u"openat"_s, u"fstat"_s, u"fstatat"_s, u"fstatvfs"_s, u"setDirect"_s,
             u"ftruncate"_s, u"fchmod"_s, u"mkdirat"_s, u"renameat2"_s, u"tryLock"_s, u"clone"_s })
        QVERIFY2(struckCalls.contains(call), qPrintable(call));
    for (const QString &call : { u"lseek"_s, u"pread"_s, u"pwrite"_s, u"fallocate"_s, u"fsync"_s })
        QVERIFY2(struckCalls.count(call) > 1, qPrintable(call));
}

void TestFaults::everyFaultOfAnExportLeavesNothingOrAWholeFile()
{
    QFETCH(const int, error);
    QFETCH(const ErrorCode, code);
    QTemporaryDir folder;
    const QByteArray bytes = sampleBytes();
    const QString path = folder.filePath(u"source"_s);
    writeSample(path);
    FaultFs ops;
    const QString target = folder.filePath(u"out/disk.img"_s);
    const QString sha512 = sha512Of(bytes);
    QVERIFY(QDir().mkpath(folder.filePath(u"out"_s)));

    int pass = 0;
    for (bool struck = true; struck;) {
        ++pass;
        const auto file = openFileSource(path);
        AnnouncedSource source(**file, announcedSize);
        ops.plan({ .pass = pass, .error = error, .call = {} });
        const auto digest
            = exportToFile(source, { .destination = target, .expectedSha512 = sha512 }, {}, ops);
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

void TestFaults::aRefusalThatStaysIsSaidAndLeavesNothing_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<int>("error");
    QTest::addColumn<ErrorCode>("code");
    const auto add = [](const char *name, int error, ErrorCode code, const QStringList &calls) {
        for (const QString &call : calls)
            QTest::addRow("%s of %s", name, qPrintable(call)) << call << error << code;
    };
    add("d01 ENOSPC", ENOSPC, ErrorCode::StorageFull,
        { u"openat"_s, u"pwrite"_s, u"fallocate"_s, u"ftruncate"_s, u"fsync"_s, u"renameat2"_s });
    add("d02 EDQUOT", EDQUOT, ErrorCode::StorageFull,
        { u"openat"_s, u"pwrite"_s, u"fallocate"_s, u"fsync"_s, u"renameat2"_s });
    add("d02 EFBIG", EFBIG, ErrorCode::StorageFull, { u"pwrite"_s, u"fallocate"_s, u"ftruncate"_s });
    add("d04 EROFS", EROFS, ErrorCode::ReadOnly, { u"openat"_s, u"pwrite"_s, u"fsync"_s, u"renameat2"_s });
    add("d05 EACCES", EACCES, ErrorCode::Forbidden, { u"openat"_s, u"fstatat"_s, u"renameat2"_s });
    add("EMFILE", EMFILE, ErrorCode::Unavailable, { u"openat"_s });
}

void TestFaults::aRefusalThatStaysIsSaidAndLeavesNothing()
{
    QFETCH(const QString, call);
    QFETCH(const int, error);
    QFETCH(const ErrorCode, code);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"source"_s);
    writeSample(path);
    QVERIFY(QDir().mkpath(folder.filePath(u"out"_s)));
    const auto file = openFileSource(path);
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    {
        AnnouncedSource source(**file, announcedSize);
        ops.plan({ .error = error, .call = call, .stays = true });
        const auto digest = import(**store, source, newBlobId());
        ops.clear();
        QVERIFY(!digest);
        QCOMPARE(digest.error().code, code);
        QVERIFY(digest.error().message.contains(folder.filePath(u"store"_s)));
        QCOMPARE(filesUnder(folder.filePath(u"store"_s)), QStringList());
    }
    const auto again = openFileSource(path);
    AnnouncedSource source(**again, announcedSize);
    ops.plan({ .error = error, .call = call, .stays = true });
    const auto digest = exportToFile(
        source, { .destination = folder.filePath(u"out/disk.img"_s), .expectedSha512 = {} }, {}, ops);
    ops.clear();
    QVERIFY(!digest);
    QCOMPARE(digest.error().code, code);
    QVERIFY(digest.error().message.contains(folder.filePath(u"out"_s)));
    QCOMPARE(filesUnder(folder.filePath(u"out"_s)), QStringList());
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
    writeSample(path);
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s));
    ops.plan({ .pass = 2, .error = EIO, .call = u"pread"_s });
    const auto digest = import(**store, ops, path, newBlobId());
    QVERIFY(!digest);
    QCOMPARE(digest.error().code, ErrorCode::IoError);
    QVERIFY(digest.error().message.contains(path));
}

void TestFaults::aSidecarThatIsCutOffWhileItIsReadIsAnError_data()
{
    QTest::addColumn<bool>("isBeforeLooking");
    QTest::addColumn<qint64>("length");
    QTest::newRow("to nothing before holes are looked for") << true << qint64{ 0 };
    QTest::newRow("to a part before holes are looked for") << true << qint64{ 5 };
    QTest::newRow("to nothing before it is read") << false << qint64{ 0 };
    QTest::newRow("to a part before it is read") << false << qint64{ 5 };
}

void TestFaults::aSidecarThatIsCutOffWhileItIsReadIsAnError()
{
    class CuttingFs final : public FileOps
    {
    public:
        off_t lseek(int fd, off_t offset, int whence) override
        {
            if (m_isBeforeLooking)
                cut();
            return FileOps::lseek(fd, offset, whence);
        }
        ssize_t pread(int fd, void *buffer, std::size_t size, off_t offset) override
        {
            cut();
            return FileOps::pread(fd, buffer, size, offset);
        }
        void cut() const
        {
            if (!m_path.isEmpty())
                QVERIFY(QFile::resize(m_path, m_length));
        }
        QString m_path;
        bool m_isBeforeLooking = false;
        qint64 m_length = 0;
    };
    QFETCH(const bool, isBeforeLooking);
    QFETCH(const qint64, length);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"source"_s);
    writeFile(path, "bytes");
    CuttingFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    const BlobId blob = newBlobId();
    QVERIFY(import(**store, ops, path, blob).has_value());
    QVERIFY((*store)->writeSidecar(blob, R"({"name":"cirros"})").has_value());

    ops.m_path = folder.filePath(u"store/blobs/"_s % blob.left(2) % u'/' % blob % u".json"_s);
    ops.m_isBeforeLooking = isBeforeLooking;
    ops.m_length = length;
    const auto sidecar = (*store)->readSidecar(blob);
    QVERIFY(!sidecar);
    const ErrorCode code = sidecar.error().code;
    QVERIFY(code == ErrorCode::Corrupt || code == ErrorCode::SourceChanged);
    QVERIFY(sidecar.error().message.contains(ops.m_path));
}

void TestFaults::aDiskWithoutDirectWritesIsWrittenThroughTheCache()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"source"_s);
    writeSample(path);
    FaultFs ops;
    const auto store = openFileStore(u"fs"_s, folder.filePath(u"store"_s), { .ops = &ops });
    for (const QString &call : { u"setDirect"_s, u"pwrite"_s, u"fallocate"_s }) {
        ops.plan({ .error = call == u"fallocate"_s ? EOPNOTSUPP : EINVAL, .call = call });
        const auto file = openFileSource(path, ops);
        AnnouncedSource source(**file, announcedSize);
        const auto digest = import(**store, source, newBlobId());
        QVERIFY2(digest.has_value() && ops.hasStruck(), qPrintable(call));
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
    writeSample(path);
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
