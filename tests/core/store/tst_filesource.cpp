#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/store/filecopy.h"
#include "core/support/partfile.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Every file is a block device.
class BlockDeviceFs final : public FileOps
{
public:
    int fstat(int fd, struct stat *result) override
    {
        const int answer = FileOps::fstat(fd, result);
        result->st_mode = S_IFBLK | 0600;
        return answer;
    }
};

} // namespace

class TestFileSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void d06_sourceThatChangesIsRefused_data();
    void d06_sourceThatChangesIsRefused();
    void d08_linksAreResolvedOnce();
    void d08_linksThatLeadNowhereAreRefused();
    void d09_thingsThatAreNotFilesAreRefusedWithoutWaiting_data();
    void d09_thingsThatAreNotFilesAreRefusedWithoutWaiting();
    void d10_disksAreNotReadAsFiles();
    void d11_anEmptyFileHasNoBytes();
    void d12_oddNamesAreReadAndWritten_data();
    void d12_oddNamesAreReadAndWritten();
    void d13_namesThatAreTooLongAreRefused();
    void exportIsSparseAndExact();
    void exportWithTheWrongHashLeavesNothing();
    void exportDoesNotReplaceUnlessAsked();
    void d30_exportOntoTheSourceIsRefused();
    void theLeftOverOfADeadExportIsReplaced();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFileSource::d06_sourceThatChangesIsRefused_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("d06 overwritten") << u"printf x | dd of='%1' conv=notrunc status=none"_s;
    QTest::newRow("d06 appended") << u"printf x >> '%1'"_s;
    QTest::newRow("d07 truncated") << u"truncate -s 10 '%1'"_s;
    QTest::newRow("d07 deleted") << u"rm '%1'"_s;
    QTest::newRow("d07 replaced") << u"echo other > '%1.new' && mv '%1.new' '%1'"_s;
}

void TestFileSource::d06_sourceThatChangesIsRefused()
{
    QFETCH(const QString, command);
    writeFile(path(u"source"_s), patternBytes(3 << 20));
    QTest::qSleep(20); // the clock of file times ticks in milliseconds
    const auto source = openFileSource(path(u"source"_s));
    QVERIFY(source.has_value());
    std::vector<std::byte> buffer(1 << 20);
    QVERIFY((*source)->next(buffer).has_value());
    run(u"/bin/sh"_s, { u"-c"_s, command.arg(path(u"source"_s)) });

    const auto digest = digestOf(**source, {});

    QVERIFY(!digest.has_value());
    QCOMPARE(digest.error().code, ErrorCode::SourceChanged);
    QVERIFY(digest.error().message.contains(path(u"source"_s)));
}

void TestFileSource::d08_linksAreResolvedOnce()
{
    writeFile(path(u"target"_s), "bytes");
    QVERIFY(QFile::link(path(u"target"_s), path(u"link"_s)));
    const auto source = openFileSource(path(u"link"_s));
    QVERIFY(source.has_value());
    QCOMPARE((*source)->displayName(), QFileInfo(path(u"target"_s)).canonicalFilePath());
    QCOMPARE(digestOf(**source, {})->md5, md5Of("bytes"));
}

void TestFileSource::d08_linksThatLeadNowhereAreRefused()
{
    QVERIFY(QFile::link(path(u"missing"_s), path(u"dangling"_s)));
    QCOMPARE(openFileSource(path(u"dangling"_s)).error().code, ErrorCode::NotFound);
    QVERIFY(QFile::link(path(u"loop"_s), path(u"loop"_s)));
    QCOMPARE(openFileSource(path(u"loop"_s)).error().code, ErrorCode::BadRequest);
    QVERIFY(QFile::link(u"/proc/self/status"_s, path(u"proc"_s)));
    QCOMPARE(openFileSource(path(u"proc"_s)).error().code, ErrorCode::BadRequest);
}

void TestFileSource::d09_thingsThatAreNotFilesAreRefusedWithoutWaiting_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : { "fifo", "socket", "folder", "device" })
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestFileSource::d09_thingsThatAreNotFilesAreRefusedWithoutWaiting()
{
    QFETCH(const QString, kind);
    QString thing = path(u"thing"_s);
    const QByteArray name = QFile::encodeName(thing);
    int listener = -1;
    if (kind == u"fifo"_s) {
        QCOMPARE(::mkfifo(name.constData(), 0600), 0);
    } else if (kind == u"socket"_s) {
        listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        std::copy_n(name.constData(), name.size(), address.sun_path);
        QCOMPARE(::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    } else if (kind == u"folder"_s) {
        QVERIFY(QDir().mkpath(thing));
    } else {
        thing = u"/dev/zero"_s;
    }
    const auto source = openFileSource(thing);
    if (listener >= 0)
        ::close(listener);
    QVERIFY(!source.has_value());
    QCOMPARE(source.error().code, ErrorCode::BadRequest);
    QVERIFY(source.error().message.contains(thing));
}

void TestFileSource::d10_disksAreNotReadAsFiles()
{
    BlockDeviceFs ops;
    writeFile(path(u"disk"_s), "bytes");
    const auto source = openFileSource(path(u"disk"_s), ops);
    QVERIFY(!source.has_value());
    QCOMPARE(source.error().code, ErrorCode::BadRequest);
    QVERIFY(source.error().message.contains(path(u"disk"_s)));
}

void TestFileSource::d11_anEmptyFileHasNoBytes()
{
    writeFile(path(u"empty"_s), {});
    const auto source = openFileSource(path(u"empty"_s));
    QVERIFY(source.has_value());
    const auto digest = digestOf(**source, {});
    QCOMPARE(digest->size, 0);
    QCOMPARE(digest->md5, md5Of({}));
}

void TestFileSource::d12_oddNamesAreReadAndWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("newline") << u"a\nb"_s;
    QTest::newRow("tab") << u"a\tb"_s;
    QTest::newRow("leading dash") << u"-rf"_s;
    QTest::newRow("percent") << u"%n%s%1"_s;
    QTest::newRow("spaces") << u"  a  "_s;
    QTest::newRow("right to left") << u"a\u202Egpj.exe"_s;
    QTest::newRow("Chinese") << u"磁碟"_s;
    QTest::newRow("255 bytes") << QString(255, u'x');
    QTest::newRow("d21 protocol") << u"nbd:127.0.0.1:1"_s;
    QTest::newRow("d21 json") << u"json:{}"_s;
}

void TestFileSource::d12_oddNamesAreReadAndWritten()
{
    QFETCH(const QString, name);
    writeFile(path(name), "bytes");
    QVERIFY(QDir().mkpath(path(u"out"_s)));
    const auto source = openFileSource(path(name));
    QVERIFY(source.has_value());
    const QString target = path(u"out/"_s % name);
    const auto digest
        = exportToFile(**source, { .destination = target, .expectedSha512 = sha512Of("bytes") }, {});
    QVERIFY2(digest.has_value(), digest ? "" : qPrintable(digest.error().message));
    QCOMPARE(readFile(target), QByteArray("bytes"));
    QCOMPARE(QDir(path(u"out"_s)).entryList(QDir::Files | QDir::Hidden), QStringList{ name });
}

void TestFileSource::d13_namesThatAreTooLongAreRefused()
{
    QCOMPARE(openFileSource(path(QString(256, u'x'))).error().code, ErrorCode::BadRequest);
    QCOMPARE(openFileSource(u'/' % QString(5000, u'x')).error().code, ErrorCode::BadRequest);
    QCOMPARE(openFileSource(u"a\0b"_s).error().code, ErrorCode::BadRequest);
    QCOMPARE(openFileSource({}).error().code, ErrorCode::BadRequest);
}

void TestFileSource::exportIsSparseAndExact()
{
    writeSparseFile(path(u"source"_s), 64 << 20, patternBytes(1 << 20), 20 << 20);
    const auto source = openFileSource(path(u"source"_s));
    const auto digest
        = exportToFile(**source, { .destination = path(u"out.img"_s), .expectedSha512 = {} }, {});
    QVERIFY(digest.has_value());
    QCOMPARE(readFile(path(u"out.img"_s)), readFile(path(u"source"_s)));
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(path(u"out.img"_s)).constData(), &status), 0);
    QVERIFY(status.st_blocks * 512 <= (1 << 20) + 65536);
}

void TestFileSource::exportWithTheWrongHashLeavesNothing()
{
    writeFile(path(u"source"_s), "bytes");
    QVERIFY(QDir().mkpath(path(u"out"_s)));
    const auto source = openFileSource(path(u"source"_s));
    const auto digest = exportToFile(
        **source, { .destination = path(u"out/x"_s), .expectedSha512 = sha512Of("other") }, {});
    QVERIFY(!digest.has_value());
    QCOMPARE(digest.error().code, ErrorCode::HashMismatch);
    QVERIFY(QDir(path(u"out"_s)).isEmpty());
}

void TestFileSource::exportDoesNotReplaceUnlessAsked()
{
    writeFile(path(u"source"_s), "bytes");
    writeFile(path(u"out"_s), "old");
    const auto first = openFileSource(path(u"source"_s));
    FileExport request{ .destination = path(u"out"_s), .expectedSha512 = {} };
    QCOMPARE(exportToFile(**first, request, {}).error().code, ErrorCode::Conflict);
    QCOMPARE(readFile(path(u"out"_s)), QByteArray("old"));
    request.overwrite = true;
    const auto second = openFileSource(path(u"source"_s));
    QVERIFY(exportToFile(**second, request, {}).has_value());
    QCOMPARE(readFile(path(u"out"_s)), QByteArray("bytes"));
}

void TestFileSource::d30_exportOntoTheSourceIsRefused()
{
    writeFile(path(u"source"_s), "bytes");
    QVERIFY(QFile::link(path(u"source"_s), path(u"link"_s)));
    for (const QString &target : { path(u"source"_s), path(u"link"_s) }) {
        const auto source = openFileSource(path(u"source"_s));
        const auto digest
            = exportToFile(**source, { .destination = target, .overwrite = true, .expectedSha512 = {} }, {});
        QVERIFY(!digest.has_value());
        QCOMPARE(digest.error().code, ErrorCode::Conflict);
    }
    QCOMPARE(readFile(path(u"source"_s)), QByteArray("bytes"));
}

void TestFileSource::theLeftOverOfADeadExportIsReplaced()
{
    writeFile(path(u"source"_s), "bytes");
    const QString target = path(u"out"_s);
    writeFile(partPathOf(target), QByteArray(100'000, 'x'));
    const auto source = openFileSource(path(u"source"_s));
    QVERIFY(exportToFile(**source, { .destination = target, .expectedSha512 = {} }, {}).has_value());
    QCOMPARE(readFile(target), QByteArray("bytes"));
    QVERIFY(!QFile::exists(partPathOf(target)));
}

QTEST_GUILESS_MAIN(TestFileSource)
#include "tst_filesource.moc"
