#include <sys/resource.h>
#include <sys/statvfs.h>

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/store/filecopy.h"
#include "core/store/filestore.h"
#include "tests/core/store/blobs.h"
#include "tests/support/privatemounts.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1 << 20;
constexpr qint64 diskSize = 16 * mebibyte;

/// Takes a full disk for an empty one until a write tells otherwise, as when others fill it meanwhile.
class HopefulFs final : public FileOps
{
public:
    int fstatvfs(int fd, struct statvfs *result) override
    {
        const int answer = FileOps::fstatvfs(fd, result);
        result->f_bavail = result->f_blocks = 1 << 30;
        return answer;
    }
};

enum class Surprise {
    None, ///< the size is known, so it is refused before bytes move
    WhileTakingRoom, ///< the check still said yes
    WhileWriting, ///< the size is not known beforehand
};

} // namespace

/// Disks that are really full, read-only or limited, made of small file systems in memory that only this
/// process sees.
class TestRealDisks : public QObject
{
    Q_OBJECT

public:
    explicit TestRealDisks(QString refusal)
        : m_refusal(std::move(refusal))
    {
    }

private Q_SLOTS:
    void init();
    void cleanup();
    void d01_anUploadToAFullDiskLeavesNothing_data() { addSurprises(); }
    void d01_anUploadToAFullDiskLeavesNothing();
    void d01_anExportToAFullDiskLeavesNothing_data() { addSurprises(); }
    void d01_anExportToAFullDiskLeavesNothing();
    void d01_noRoomForTheDescriptionLeavesNothing();
    void d01_noInodeLeavesNothing();
    void d01_thereIsRoomAgainAfterAFailure();
    void d02_aFileSizeLimitIsAnErrorAndNotTheEnd_data();
    void d02_aFileSizeLimitIsAnErrorAndNotTheEnd();
    void d04_aReadOnlyDiskIsReadAndNotWritten();
    void d04_aStoreOnAReadOnlyDiskCanBeOpened();

private:
    static void addSurprises();
    bool hasMounts() const { return m_refusal.isEmpty(); }
    /// Whether the error says `words` and names something on the disk.
    bool isAbout(const Error &error, const QString &words) const
    {
        return error.message.contains(words) && error.message.contains(m_disk);
    }
    qint64 freeBytes() const;
    QStringList filesOnDisk() const { return filesUnder(m_disk); }

    const QString m_refusal;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MemoryDisk> m_mount;
    QString m_disk;
    QString m_large; ///< a file that the disk has no room for
    QString m_small;
};

void TestRealDisks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_disk = m_folder->filePath(u"disk"_s);
    m_large = m_folder->filePath(u"large"_s);
    m_small = m_folder->filePath(u"small"_s);
    writeFile(m_large, QByteArray(diskSize + mebibyte, 'v'));
    writeFile(m_small, QByteArray(mebibyte, 'v'));
    QVERIFY(QDir().mkdir(m_disk));
    if (hasMounts())
        m_mount = std::make_unique<MemoryDisk>(m_disk, "size=16m");
}

void TestRealDisks::cleanup()
{
    m_mount.reset();
    m_folder.reset();
}

void TestRealDisks::addSurprises()
{
    QTest::addColumn<Surprise>("surprise");
    QTest::newRow("before a byte moves") << Surprise::None;
    QTest::newRow("while room is taken") << Surprise::WhileTakingRoom;
    QTest::newRow("while bytes are written") << Surprise::WhileWriting;
}

qint64 TestRealDisks::freeBytes() const
{
    struct statvfs status = {};
    if (::statvfs(QFile::encodeName(m_disk).constData(), &status) != 0)
        return -1;
    return static_cast<qint64>(status.f_bavail * status.f_frsize);
}

#define NEEDS_MOUNTS()                                                                                       \
    do {                                                                                                     \
        if (!hasMounts())                                                                                    \
            QSKIP(qPrintable(u"needs mounts, which this environment does not allow: "_s % m_refusal));       \
    } while (false)

void TestRealDisks::d01_anUploadToAFullDiskLeavesNothing()
{
    NEEDS_MOUNTS();
    QFETCH(const Surprise, surprise);
    HopefulFs hopeful;
    FileOps &ops = surprise == Surprise::WhileTakingRoom ? hopeful : systemFileOps();
    const auto store = openFileStore(u"fs"_s, m_disk, { .ops = &ops });
    QVERIFY(store.has_value());
    const qint64 freeBefore = freeBytes();
    const auto file = openFileSource(m_large);
    AnnouncedSource source(**file, surprise == Surprise::WhileWriting ? std::nullopt : (*file)->size());

    const auto digest = import(**store, source, newBlobId());
    QVERIFY(!digest);
    QCOMPARE(digest.error().code, ErrorCode::StorageFull);
    QVERIFY2(isAbout(digest.error(), u"The disk is full"_s), qPrintable(digest.error().message));
    QCOMPARE(filesOnDisk(), QStringList());
    QCOMPARE(freeBytes(), freeBefore);
}

void TestRealDisks::d01_anExportToAFullDiskLeavesNothing()
{
    NEEDS_MOUNTS();
    QFETCH(const Surprise, surprise);
    HopefulFs hopeful;
    FileOps &ops = surprise == Surprise::WhileTakingRoom ? hopeful : systemFileOps();
    const QString destination = m_disk % u"/disk.img"_s;
    writeFile(destination, "what was there before");
    const qint64 freeBefore = freeBytes();
    const auto file = openFileSource(m_large);
    AnnouncedSource source(**file, surprise == Surprise::WhileWriting ? std::nullopt : (*file)->size());

    const auto digest = exportToFile(
        source, { .destination = destination, .overwrite = true, .expectedSha512 = {} }, {}, ops);
    QVERIFY(!digest);
    QCOMPARE(digest.error().code, ErrorCode::StorageFull);
    QVERIFY2(isAbout(digest.error(), u"The disk is full"_s), qPrintable(digest.error().message));
    QCOMPARE(filesOnDisk(), QStringList{ destination });
    QCOMPARE(readFile(destination), QByteArray("what was there before"));
    QCOMPARE(freeBytes(), freeBefore);
}

void TestRealDisks::d01_noRoomForTheDescriptionLeavesNothing()
{
    NEEDS_MOUNTS();
    const auto store = openFileStore(u"fs"_s, m_disk);
    QVERIFY(store.has_value());
    writeFile(m_large, QByteArray(diskSize - mebibyte, 'v'));
    const auto source = openFileSource(m_large);
    const auto digest = import(**store, **source, newBlobId(), QByteArray(2 * mebibyte, ' '));
    QVERIFY(!digest);
    QCOMPARE(digest.error().code, ErrorCode::StorageFull);
    QVERIFY2(isAbout(digest.error(), u"The disk is full"_s), qPrintable(digest.error().message));
    QCOMPARE(filesOnDisk(), QStringList());
}

void TestRealDisks::d01_noInodeLeavesNothing()
{
    NEEDS_MOUNTS();
    // The disk's own folder and the four of the store, then the part, the shelf and the description.
    for (const int inodes : { 5, 6, 7, 8 }) {
        m_mount = nullptr;
        m_mount = std::make_unique<MemoryDisk>(m_disk, "size=16m,nr_inodes=" + QByteArray::number(inodes));
        const auto store = openFileStore(u"fs"_s, m_disk);
        QVERIFY(store.has_value());
        const auto digest = import(**store, systemFileOps(), m_small, newBlobId());
        QCOMPARE(digest.has_value(), inodes == 8);
        if (digest)
            continue;
        QCOMPARE(digest.error().code, ErrorCode::StorageFull);
        QVERIFY2(isAbout(digest.error(), u"The disk is full"_s), qPrintable(digest.error().message));
        QCOMPARE(filesOnDisk(), QStringList());
    }
}

void TestRealDisks::d01_thereIsRoomAgainAfterAFailure()
{
    NEEDS_MOUNTS();
    const auto store = openFileStore(u"fs"_s, m_disk);
    QVERIFY(store.has_value());
    const QString filler = m_disk % u"/filler"_s;
    writeFile(filler, QByteArray(diskSize - mebibyte / 2, 'v'));
    const BlobId blob = newBlobId();
    QVERIFY(!import(**store, systemFileOps(), m_small, blob));
    QVERIFY(QFile::remove(filler));
    QVERIFY(import(**store, systemFileOps(), m_small, blob).has_value());
    QCOMPARE(filesOnDisk().size(), 2);
}

void TestRealDisks::d02_aFileSizeLimitIsAnErrorAndNotTheEnd_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("dataOffset");
    for (const char *const step : { "put", "export" }) {
        const QString name = QString::fromLatin1(step);
        QTest::addRow("%s, while room is taken", step) << name << 300'000LL << 0LL;
        QTest::addRow("%s, while bytes are written", step) << name << 2 * mebibyte << mebibyte;
        QTest::addRow("%s, when the length is set", step) << name << 2 * mebibyte << 0LL;
    }
}

void TestRealDisks::d02_aFileSizeLimitIsAnErrorAndNotTheEnd()
{
    QFETCH(const QString, step);
    QFETCH(const qint64, size);
    QFETCH(const qint64, dataOffset);
    constexpr rlim_t limit = 256 * 1024;
    const QString source = m_folder->filePath(u"source"_s);
    const QString root = m_folder->filePath(u"store"_s);
    const QString out = m_folder->filePath(u"out"_s);
    QVERIFY(QDir().mkdir(out));
    writeSparseFile(
        source, size, QByteArray(dataOffset == 0 && size > mebibyte ? 100'000 : 300'000, 'v'), dataOffset);

    QProcess process;
    process.setChildProcessModifier([] {
        const rlimit limits{ limit, limit };
        ::setrlimit(RLIMIT_FSIZE, &limits);
    });
    process.start(
        QCoreApplication::applicationDirPath() % u"/storeputter"_s, { root, newBlobId(), source, out, step });
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    const QString said = QString::fromUtf8(process.readAllStandardOutput());
    QVERIFY2(said.contains(u"failed %1 storage-full"_s.arg(step)), qPrintable(said));
    QVERIFY2(said.contains(u"grew larger than this file system or this account allows"_s), qPrintable(said));
    QVERIFY2(said.contains(step == u"put"_s ? root : out), qPrintable(said));
    QCOMPARE(filesUnder(root) + filesUnder(out), QStringList());
}

void TestRealDisks::d04_aReadOnlyDiskIsReadAndNotWritten()
{
    NEEDS_MOUNTS();
    const auto store = openFileStore(u"fs"_s, m_disk);
    QVERIFY(store.has_value());
    const BlobId blob = newBlobId();
    QVERIFY(import(**store, systemFileOps(), m_small, blob).has_value());
    const QStringList filesBefore = filesOnDisk();
    m_mount->makeReadOnly();

    const auto source = openFileSource(m_small);
    const QList<Result<void>> refusals{
        import(**store, **source, newBlobId()).map([](const BlobDigest &) {}),
        exportToFile(**source, { .destination = m_disk % u"/disk.img"_s, .expectedSha512 = {} }, {})
            .map([](const BlobDigest &) {}),
        (*store)->writeSidecar(blob, "{}"),
        (*store)->remove(blob),
        (*store)->moveToLostAndFound(blob).map([](const QString &) {}),
    };
    for (const Result<void> &refused : refusals) {
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ReadOnly);
        QVERIFY2(isAbout(refused.error(), u"can only be read"_s), qPrintable(refused.error().message));
    }
    QCOMPARE(filesOnDisk(), filesBefore);

    const QString copy = m_folder->filePath(u"copy"_s);
    const auto stored = (*store)->open(blob);
    QVERIFY(stored.has_value());
    QVERIFY(exportToFile(**stored, { .destination = copy, .expectedSha512 = {} }, {}).has_value());
    QVERIFY(readFile(copy) == readFile(m_small));
    QCOMPARE((*store)->readSidecar(blob).value_or(QByteArray()), QByteArray("{}"));
}

void TestRealDisks::d04_aStoreOnAReadOnlyDiskCanBeOpened()
{
    NEEDS_MOUNTS();
    const QString root = m_disk % u"/store"_s;
    QVERIFY(openFileStore(u"fs"_s, root).has_value());
    m_mount->makeReadOnly();
    QVERIFY(openFileStore(u"fs"_s, root).has_value());
    const auto made = openFileStore(u"fs"_s, m_disk % u"/another"_s);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::ReadOnly);
    QVERIFY2(isAbout(made.error(), u"can only be read"_s), qPrintable(made.error().message));
}

int main(int argc, char **argv)
{
    const QString refusal = enterPrivateMounts();
    QCoreApplication application(argc, argv);
    TestRealDisks test(refusal);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_realdisks.moc"
