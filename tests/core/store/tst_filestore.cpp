#include <array>
#include <thread>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#include "core/store/filestore.h"
#include "tests/core/store/blobs.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1 << 20;
const QByteArray sidecar = R"({"name":"cirros"})";

qint64 allocatedBytes(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_blocks * 512 : -1;
}

} // namespace

class TestFileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aCommittedBlobHasItsBytesHashesAndSidecar_data();
    void aCommittedBlobHasItsBytesHashesAndSidecar();
    void nothingIsVisibleBeforeCommit();
    void aDroppedWriterLeavesNothing();
    void committedFilesCannotBeWritten();
    void holesStayHolesAndZeroBlocksBecomeHoles_data();
    void holesStayHolesAndZeroBlocksBecomeHoles();
    void aNameIsUsedOnlyOnce();
    void onlyUuidsNameBlobs_data();
    void onlyUuidsNameBlobs();
    void limitsAreCheckedBeforeBytesMove();
    void aReserveIsKeptFree();
    void stoppingEndsTheCopyAndLeavesNothing();
    void progressCountsTheBytes();
    void removingIsIdempotent();
    void blobsListsWhatIsCommitted();
    void sidecarsAreReplacedWhole();
    void partsOfDeadWritersAreRemovedAndOthersKept();
    void sidecarsWithoutBlobsAreRemoved();
    void aBlobNobodyKnowsGoesToLostAndFound();
    void d20_aMissingBlobIsNotFound();
    void d24_foldersOnDifferentDisksAreRefused();
    void d33_aVanishedFolderIsAnErrorAndNotMadeAgain();
    void anEmptyFolderIsNotTakenForAStoreThatWasThere();
    void symbolicLinksInsideTheStoreAreNotFollowed();
    void severalThreadsMayWriteAtOnce();

private:
    Result<BlobDigest> put(const BlobId &blob, const QString &path, const BlobLimits &limits = {});
    QString blobPath(const BlobId &blob) const { return m_root % u"/blobs/"_s % blob.left(2) % u'/' % blob; }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
    std::unique_ptr<Store> m_store;
};

void TestFileStore::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->filePath(u"store"_s);
    auto store = openFileStore(u"fs"_s, m_root);
    QVERIFY2(store.has_value(), store ? "" : qPrintable(store.error().message));
    m_store = std::move(*store);
}

Result<BlobDigest> TestFileStore::put(const BlobId &blob, const QString &path, const BlobLimits &limits)
{
    const auto source = openFileSource(path);
    if (!source)
        return failure(source.error());
    const auto writer = m_store->create(blob);
    if (!writer)
        return failure(writer.error());
    const auto digest = (*writer)->copyFrom(**source, limits, OperationControl());
    if (!digest)
        return digest;
    return (*writer)->commit(sidecar).map([&] { return *digest; });
}

void TestFileStore::aCommittedBlobHasItsBytesHashesAndSidecar_data()
{
    QTest::addColumn<qint64>("size");
    for (const qint64 size : { qint64{ 0 }, qint64{ 1 }, qint64{ 4095 }, qint64{ 65536 }, qint64{ 65537 },
             mebibyte, mebibyte + 1, 9 * mebibyte, 12 * mebibyte + 4097 })
        QTest::addRow("%lld bytes", static_cast<long long>(size)) << size;
}

void TestFileStore::aCommittedBlobHasItsBytesHashesAndSidecar()
{
    QFETCH(const qint64, size);
    const QByteArray bytes = patternBytes(size);
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, bytes);
    const BlobId blob = newBlobId();

    const auto digest = put(blob, path);

    QVERIFY2(digest.has_value(), digest ? "" : qPrintable(digest.error().message));
    QCOMPARE(digest->size, size);
    QCOMPARE(digest->md5, md5Of(bytes));
    QCOMPARE(digest->sha512, sha512Of(bytes));
    QCOMPARE(readFile(blobPath(blob)), bytes);
    QCOMPARE(m_store->readSidecar(blob).value_or(QByteArray()), sidecar);
    const auto again = m_store->open(blob);
    QVERIFY(again.has_value());
    QCOMPARE((*again)->size(), std::optional<qint64>(size));
    QVERIFY(filesUnder(m_root % u"/staging"_s).isEmpty());
}

void TestFileStore::nothingIsVisibleBeforeCommit()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(100));
    const auto source = openFileSource(path);
    const BlobId blob = newBlobId();
    const auto writer = m_store->create(blob);
    QVERIFY(writer.has_value());
    QVERIFY((*writer)->copyFrom(**source, {}, {}).has_value());

    QCOMPARE(m_store->stat(blob).error().code, ErrorCode::NotFound);
    QVERIFY(m_store->blobs()->isEmpty());
    char first = 0;
    QCOMPARE(::pread((*writer)->fileDescriptor(), &first, 1, 3), 1);
    QCOMPARE(first, patternBytes(100).at(3));
}

void TestFileStore::aDroppedWriterLeavesNothing()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(100));
    const auto source = openFileSource(path);
    {
        const auto writer = m_store->create(newBlobId());
        QVERIFY((*writer)->copyFrom(**source, {}, {}).has_value());
        QCOMPARE(filesUnder(m_root).size(), 1);
    }
    QVERIFY(filesUnder(m_root).isEmpty());
}

void TestFileStore::committedFilesCannotBeWritten()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(100));
    const BlobId blob = newBlobId();
    QVERIFY(put(blob, path).has_value());

    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(blobPath(blob)).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t{ 0440 });
    QCOMPARE(::stat(QFile::encodeName(m_root % u"/blobs"_s).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t{ 0700 });
}

void TestFileStore::holesStayHolesAndZeroBlocksBecomeHoles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("dense");
    QTest::addColumn<qint64>("mostAllocated");

    const QByteArray some = patternBytes(mebibyte);
    const QByteArray zeros(20 * mebibyte, '\0');
    QTest::newRow("data, hole, data") << QByteArray(some + zeros + some) << false << 2 * mebibyte + 65536;
    QTest::newRow("hole at the end") << QByteArray(some + zeros) << false << mebibyte + 65536;
    QTest::newRow("hole at the beginning") << QByteArray(zeros + some) << false << mebibyte + 65536;
    QTest::newRow("only a hole") << zeros << false << qint64{ 4096 };
    QTest::newRow("a hole of odd length between")
        << QByteArray(some + zeros.left(5'000'001) + some) << false << 2 * mebibyte + 3 * 65536;
    QTest::newRow("zeros that take room") << QByteArray(some + zeros + some) << true << 2 * mebibyte + 65536;
    QTest::newRow("small zeros that take room")
        << QByteArray(some + zeros.left(mebibyte) + some) << true << 2 * mebibyte + 65536;
    QTest::newRow("zeros of odd length at the end")
        << QByteArray(some + zeros.left(200'001)) << true << mebibyte + 65536;
}

void TestFileStore::holesStayHolesAndZeroBlocksBecomeHoles()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, dense);
    QFETCH(const qint64, mostAllocated);
    const QString path = m_folder->filePath(u"source"_s);
    if (dense) {
        writeFile(path, bytes);
    } else {
        const QString plain = m_folder->filePath(u"plain"_s);
        writeFile(plain, bytes);
        run(u"cp"_s, { u"--sparse=always"_s, plain, path });
    }
    const BlobId blob = newBlobId();

    const auto digest = put(blob, path);

    QVERIFY2(digest.has_value(), digest ? "" : qPrintable(digest.error().message));
    QCOMPARE(digest->sha512, sha512Of(bytes));
    QCOMPARE(digest->md5, md5Of(bytes));
    QVERIFY(readFile(blobPath(blob)) == bytes);
    QCOMPARE_LE(allocatedBytes(blobPath(blob)), mostAllocated);
    QCOMPARE(m_store->stat(blob)->diskUsage, allocatedBytes(blobPath(blob)));
}

void TestFileStore::aNameIsUsedOnlyOnce()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(100));
    const BlobId blob = newBlobId();
    {
        const auto first = m_store->create(blob);
        QVERIFY(first.has_value());
        QCOMPARE(m_store->create(blob).error().code, ErrorCode::Conflict);
    }
    QVERIFY(put(blob, path).has_value());
    QCOMPARE(m_store->create(blob).error().code, ErrorCode::Conflict);
    QVERIFY(m_store->moveToLostAndFound(blob).has_value());
    QCOMPARE(m_store->create(blob).error().code, ErrorCode::Conflict);
}

void TestFileStore::onlyUuidsNameBlobs_data()
{
    QTest::addColumn<QString>("blob");
    QTest::newRow("empty") << QString();
    QTest::newRow("path") << u"../../../etc/passwd"_s;
    QTest::newRow("path of the right length") << u"../../../../../../../../../etc/passwd"_s;
    QTest::newRow("upper case") << newBlobId().toUpper();
    QTest::newRow("braces") << QUuid::createUuid().toString();
    QTest::newRow("zero") << QUuid().toString(QUuid::WithoutBraces);
    QTest::newRow("with an ending") << QString(newBlobId() % u".json"_s);
}

void TestFileStore::onlyUuidsNameBlobs()
{
    QFETCH(const QString, blob);
    QCOMPARE(m_store->create(blob).error().code, ErrorCode::BadRequest);
    QCOMPARE(m_store->open(blob).error().code, ErrorCode::BadRequest);
    QCOMPARE(m_store->stat(blob).error().code, ErrorCode::BadRequest);
    QCOMPARE(m_store->remove(blob).error().code, ErrorCode::BadRequest);
    QCOMPARE(m_store->readSidecar(blob).error().code, ErrorCode::BadRequest);
    QCOMPARE(m_store->writeSidecar(blob, sidecar).error().code, ErrorCode::BadRequest);
    QCOMPARE(m_store->moveToLostAndFound(blob).error().code, ErrorCode::BadRequest);
}

void TestFileStore::limitsAreCheckedBeforeBytesMove()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(1000));

    QCOMPARE(put(newBlobId(), path, { .maximumSize = 999 }).error().code, ErrorCode::LimitExceeded);
    QCOMPARE(put(newBlobId(), path, { .expectedSize = 1001 }).error().code, ErrorCode::HashMismatch);
    QCOMPARE(put(newBlobId(), path, { .expectedSize = 999 }).error().code, ErrorCode::HashMismatch);
    QVERIFY(put(newBlobId(), path, { .maximumSize = 1000, .expectedSize = 1000 }).has_value());
}

void TestFileStore::aReserveIsKeptFree()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(1000));
    const qint64 free = m_store->space()->free;
    QVERIFY(free > 0);
    QVERIFY(free <= m_store->space()->total);

    QCOMPARE(put(newBlobId(), path, { .reservedSpace = free * 2 }).error().code, ErrorCode::StorageFull);
    QVERIFY(put(newBlobId(), path, { .reservedSpace = free / 2 }).has_value());
}

void TestFileStore::stoppingEndsTheCopyAndLeavesNothing()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeSparseFile(path, 1LL << 40);
    const auto source = openFileSource(path);
    std::stop_source stop;
    const OperationControl control{ .stop = stop.get_token() };
    {
        const auto writer = m_store->create(newBlobId());
        Result<BlobDigest> digest;
        std::jthread copier([&] { digest = (*writer)->copyFrom(**source, {}, control); });
        QTRY_VERIFY(control.progress->done() > 0);
        stop.request_stop();
        copier.join();
        QVERIFY(!digest.has_value());
        QCOMPARE(digest.error().code, ErrorCode::Cancelled);
    }
    QVERIFY(filesUnder(m_root).isEmpty());
}

void TestFileStore::progressCountsTheBytes()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeSparseFile(path, 3 * mebibyte + 5, patternBytes(mebibyte), mebibyte);
    const auto source = openFileSource(path);
    const OperationControl control;
    const auto writer = m_store->create(newBlobId());
    QVERIFY((*writer)->copyFrom(**source, {}, control).has_value());
    QCOMPARE(control.progress->total(), 3 * mebibyte + 5);
    QCOMPARE(control.progress->done(), 3 * mebibyte + 5);
    QCOMPARE(control.progress->phase(), OperationPhase::Copying);
    QVERIFY((*writer)->commit(sidecar).has_value());
    QCOMPARE(control.progress->phase(), OperationPhase::Finishing);
}

void TestFileStore::removingIsIdempotent()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(1000));
    const BlobId blob = newBlobId();
    QVERIFY(m_store->remove(blob).has_value());
    QVERIFY(put(blob, path).has_value());
    QVERIFY(m_store->remove(blob).has_value());
    QVERIFY(filesUnder(m_root).isEmpty());
    QVERIFY(m_store->remove(blob).has_value());
    QCOMPARE(m_store->open(blob).error().code, ErrorCode::NotFound);
}

void TestFileStore::blobsListsWhatIsCommitted()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(1000));
    QStringList blobs;
    for (int count = 0; count < 20; ++count) {
        blobs.append(newBlobId());
        QVERIFY(put(blobs.last(), path).has_value());
    }
    writeFile(m_root % u"/blobs/notes.txt"_s, "not a shelf");
    writeFile(blobPath(blobs.first()) % u".bak"_s, "not a blob");
    QVERIFY(QFile::remove(blobPath(blobs.last()) % u".json"_s));

    const auto entries = m_store->blobs();

    QVERIFY(entries.has_value());
    QStringList listed;
    for (const BlobEntry &entry : *entries) {
        listed.append(entry.id);
        QCOMPARE(entry.size, 1000);
        QCOMPARE(entry.hasSidecar, entry.id != blobs.last());
    }
    listed.sort();
    blobs.sort();
    QCOMPARE(listed, blobs);
}

void TestFileStore::sidecarsAreReplacedWhole()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(1000));
    const BlobId blob = newBlobId();
    QVERIFY(put(blob, path).has_value());

    const QByteArray longer(100'000, 'x');
    QVERIFY(m_store->writeSidecar(blob, longer).has_value());
    QCOMPARE(m_store->readSidecar(blob).value_or(QByteArray()), longer);
    QVERIFY(m_store->writeSidecar(blob, "{}").has_value());
    QCOMPARE(m_store->readSidecar(blob).value_or(QByteArray()), QByteArray("{}"));
    QVERIFY(filesUnder(m_root % u"/staging"_s).isEmpty());
    QCOMPARE(m_store->writeSidecar(newBlobId(), "{}").error().code, ErrorCode::NotFound);
}

void TestFileStore::partsOfDeadWritersAreRemovedAndOthersKept()
{
    const BlobId dead = newBlobId();
    const BlobId wanted = newBlobId();
    const BlobId alive = newBlobId();
    writeFile(m_root % u"/staging/"_s % dead % u".part"_s, "bytes");
    writeFile(m_root % u"/staging/"_s % dead % u".json"_s, "bytes");
    writeFile(m_root % u"/staging/"_s % wanted % u".part"_s, "bytes");
    const auto writer = m_store->create(alive);
    QVERIFY(writer.has_value());
    const auto secondStore = openFileStore(u"fs"_s, m_root);

    const auto removed = (*secondStore)->removeStaleParts({ wanted }, {});

    QCOMPARE(removed.value_or(QList<BlobId>()), QList<BlobId>{ dead });
    QStringList left{ m_root % u"/staging/"_s % wanted % u".part"_s,
        m_root % u"/staging/"_s % alive % u".part"_s };
    QStringList found = filesUnder(m_root % u"/staging"_s);
    left.sort();
    found.sort();
    QCOMPARE(found, left);
}

void TestFileStore::sidecarsWithoutBlobsAreRemoved()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(1000));
    const BlobId whole = newBlobId();
    const BlobId halfCommitted = newBlobId();
    const BlobId claimed = newBlobId();
    const BlobId known = newBlobId();
    for (const BlobId &blob : { whole, halfCommitted, claimed, known })
        QVERIFY(put(blob, path).has_value());
    for (const BlobId &blob : { halfCommitted, claimed, known })
        QVERIFY(QFile::remove(blobPath(blob)));
    const QString attempt = m_root % u"/staging/"_s % known % u".json.1-1"_s;
    writeFile(attempt, "of a description");

    const auto removed = m_store->removeStaleParts({ claimed }, { known });
    QVERIFY(removed.has_value());
    QVERIFY(removed->contains(halfCommitted));
    QVERIFY(!QFile::exists(attempt));
    QVERIFY(QFile::exists(blobPath(whole) % u".json"_s));
    QVERIFY(QFile::exists(blobPath(claimed) % u".json"_s));
    QVERIFY(QFile::exists(blobPath(known) % u".json"_s));
    QVERIFY(!QFile::exists(blobPath(halfCommitted) % u".json"_s));
}

void TestFileStore::aBlobNobodyKnowsGoesToLostAndFound()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(1000));
    const BlobId blob = newBlobId();
    QVERIFY(put(blob, path).has_value());

    const auto found = m_store->moveToLostAndFound(blob);

    QCOMPARE(found.value_or(QString()), QString(m_root % u"/lost+found/"_s % blob));
    QCOMPARE(readFile(*found), patternBytes(1000));
    QCOMPARE(readFile(*found % u".json"_s), sidecar);
    QVERIFY(m_store->blobs()->isEmpty());
    QCOMPARE(m_store->moveToLostAndFound(blob).error().code, ErrorCode::NotFound);
}

void TestFileStore::d20_aMissingBlobIsNotFound()
{
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, patternBytes(1000));
    const BlobId blob = newBlobId();
    QVERIFY(put(blob, path).has_value());
    QVERIFY(QFile::remove(blobPath(blob)));

    QCOMPARE(m_store->open(blob).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->stat(blob).error().code, ErrorCode::NotFound);
    QVERIFY(m_store->open(blob).error().message.contains(blob));
}

void TestFileStore::d24_foldersOnDifferentDisksAreRefused()
{
    // Every folder claims a device of its own.
    class TwoDisks final : public FileOps
    {
    public:
        int fstat(int fd, struct stat *result) override
        {
            const int answer = FileOps::fstat(fd, result);
            result->st_dev += static_cast<dev_t>(++m_calls);
            return answer;
        }

    private:
        int m_calls = 0;
    };
    TwoDisks ops;
    const auto store = openFileStore(u"fs"_s, m_folder->filePath(u"other"_s), { .ops = &ops });
    QVERIFY(!store.has_value());
    QCOMPARE(store.error().code, ErrorCode::BadRequest);
}

void TestFileStore::d33_aVanishedFolderIsAnErrorAndNotMadeAgain()
{
    const BlobId blob = newBlobId();
    QVERIFY(QDir(m_root % u"/blobs"_s).removeRecursively());
    QCOMPARE(m_store->create(blob).error().code, ErrorCode::Unavailable);
    QCOMPARE(m_store->open(blob).error().code, ErrorCode::Unavailable);
    QCOMPARE(m_store->remove(blob).error().code, ErrorCode::Unavailable);
    QCOMPARE(m_store->blobs().error().code, ErrorCode::Unavailable);
    QVERIFY(!QFile::exists(m_root % u"/blobs"_s));

    QVERIFY(QDir(m_root).removeRecursively());
    QCOMPARE(m_store->create(blob).error().code, ErrorCode::Unavailable);
    QVERIFY(!QFile::exists(m_root));
}

void TestFileStore::anEmptyFolderIsNotTakenForAStoreThatWasThere()
{
    const QString mountPoint = m_folder->filePath(u"mountpoint"_s);
    QVERIFY(QDir().mkpath(mountPoint));
    const auto store = openFileStore(u"second"_s, mountPoint, { .makeFolders = false });
    QVERIFY(!store.has_value());
    QCOMPARE(store.error().code, ErrorCode::Unavailable);
    QVERIFY(QDir(mountPoint).isEmpty());
    QVERIFY(openFileStore(u"fs"_s, m_root, { .makeFolders = false }).has_value());
}

void TestFileStore::symbolicLinksInsideTheStoreAreNotFollowed()
{
    const QString path = m_folder->filePath(u"secret"_s);
    writeFile(path, "secret");
    const BlobId blob = newBlobId();
    QVERIFY(QDir().mkpath(m_root % u"/blobs/"_s % blob.left(2)));
    QVERIFY(QFile::link(path, blobPath(blob)));
    QVERIFY(!m_store->open(blob).has_value());
    QVERIFY(!m_store->stat(blob).has_value());

    const BlobId staged = newBlobId();
    QVERIFY(QFile::link(path, m_root % u"/staging/"_s % staged % u".part"_s));
    QCOMPARE(m_store->create(staged).error().code, ErrorCode::Conflict);
    QCOMPARE(readFile(path), QByteArray("secret"));

    QVERIFY(QDir().rename(m_root % u"/blobs"_s, m_root % u"/elsewhere"_s));
    QVERIFY(QFile::link(m_root % u"/elsewhere"_s, m_root % u"/blobs"_s));
    QVERIFY(!m_store->create(newBlobId()).has_value());
}

void TestFileStore::severalThreadsMayWriteAtOnce()
{
    const QByteArray bytes = patternBytes(3 * mebibyte + 7);
    const QString path = m_folder->filePath(u"source"_s);
    writeFile(path, bytes);
    std::array<Result<BlobDigest>, 4> digests;
    {
        std::vector<std::jthread> threads;
        for (Result<BlobDigest> &digest : digests)
            threads.emplace_back([&] { digest = put(newBlobId(), path); });
    }
    for (const Result<BlobDigest> &digest : digests) {
        QVERIFY(digest.has_value());
        QCOMPARE(digest->sha512, sha512Of(bytes));
    }
    QCOMPARE(m_store->blobs()->size(), 4);
}

QTEST_GUILESS_MAIN(TestFileStore)
#include "tst_filestore.moc"
