#include <random>

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include "core/disk/unpackfile.h"
#include "core/disk/unpackstream.h"
#include "core/disk/ziparchive.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

FileDescriptor memoryFile(const QByteArray &bytes)
{
    FileDescriptor file(::memfd_create("packed", MFD_CLOEXEC));
    if (::pwrite(file.get(), bytes.constData(), static_cast<size_t>(bytes.size()), 0) != bytes.size())
        qFatal("no memory for a file");
    return file;
}

QByteArray packed(const QString &program, const QByteArray &content, const QStringList &options = {})
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(u"disk.raw"_s), content);
    if (program == u"zip") {
        run(u"zip"_s,
            QStringList{ u"-q"_s, u"-j"_s } + options
                + QStringList{ folder.filePath(u"packed.zip"_s), folder.filePath(u"disk.raw"_s) });
        return readFile(folder.filePath(u"packed.zip"_s));
    }
    return run(program, QStringList{ u"-c"_s } + options + QStringList{ folder.filePath(u"disk.raw"_s) });
}

struct Unpacked {
    QByteArray bytes;
    QString check; ///< why it ended early; null when it did not
    int runs = 0;
};

Unpacked unwrapped(const QByteArray &file, quint64 most = UnwrappedStream::mostBytes)
{
    const FileDescriptor descriptor = memoryFile(file);
    const auto stream
        = UnwrappedStream::open(ByteSource(descriptor.get(), 0, static_cast<quint64>(file.size())), most);
    if (!stream)
        return { {}, stream.error().detail, 0 };
    Unpacked result;
    std::vector<std::byte> piece(100'000);
    for (;;) {
        const auto count = (*stream)->read(piece);
        if (!count && count.error().message.isEmpty())
            qFatal("no reason was given");
        if (!count) {
            result.check = count.error().detail;
            break;
        }
        if (*count == 0)
            break;
        result.bytes.append(reinterpret_cast<const char *>(piece.data()), static_cast<qsizetype>(*count));
    }
    result.runs = (*stream)->runs();
    return result;
}

QByteArray mixedContent()
{
    return patternBytes(300'000) + QByteArray(2'000'000, '\0') + QByteArray("text ").repeated(50'000);
}

template<typename T>
QByteArray little(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

const QStringList &programs()
{
    static const QStringList names{ u"gzip"_s, u"bzip2"_s, u"xz"_s, u"zstd"_s };
    return names;
}

} // namespace

class TestUnwrap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatProgramsPackIsUnpacked_data();
    void whatProgramsPackIsUnpacked();
    void streamsComeInAnyPieces_data() { addProgramRows(); }
    void streamsComeInAnyPieces();
    void whatIsNotPackedComesAsItIs();
    void twoWrappersAreTakenOff();
    void runsThatFollowEachOtherAreOne_data() { addProgramRows(); }
    void runsThatFollowEachOtherAreOne();
    void a44_truncatedFilesAreNoticed_data() { addProgramRows(); }
    void a44_truncatedFilesAreNoticed();
    void a44_wrongChecksumsAreNoticed_data() { addProgramRows(); }
    void a44_wrongChecksumsAreNoticed();
    void a44_trailingGarbageIsNoticed_data() { addProgramRows(); }
    void a44_trailingGarbageIsNoticed();
    void a44_bombsStopAtTheLimit_data() { addProgramRows(); }
    void a44_bombsStopAtTheLimit();
    void a44_wrappersWithinWrappersHaveAnEnd();
    void a44_packersThatAskForMuchMemoryAreRefused();
    void a44_flippedBitsDoNoHarm_data() { addProgramRows(); }
    void a44_flippedBitsDoNoHarm();
    void a45_aZipOfOneMemberIsUnpacked_data();
    void a45_aZipOfOneMemberIsUnpacked();
    void a45_zipsThatLieAreRefused_data();
    void a45_zipsThatLieAreRefused();
    void a45_zipsOfTwoMembersAreRefused();
    void a45_flippedBitsOfZipsDoNoHarm();
    void a47_shortFilesAreRefused_data() { addProgramRows(); }
    void a47_shortFilesAreRefused();
    void unpackedFilesHaveHoles();

private:
    static void addProgramRows();
};

void TestUnwrap::addProgramRows()
{
    QTest::addColumn<QString>("program");
    for (const QString &program : programs())
        QTest::newRow(qPrintable(program)) << program;
}

void TestUnwrap::whatProgramsPackIsUnpacked_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("options");
    const auto row = [](const char *program, const QStringList &options) {
        QTest::addRow("%s %s", program, qPrintable(options.join(u' ')))
            << QString::fromLatin1(program) << options;
    };
    row("gzip", {});
    row("gzip", { u"-1"_s });
    row("bzip2", {});
    row("bzip2", { u"-1"_s });
    row("xz", {});
    row("xz", { u"-9e"_s });
    row("xz", { u"-T2"_s, u"--block-size=100000"_s });
    row("xz", { u"--check=none"_s });
    row("xz", { u"--check=sha256"_s });
    row("xz", { u"--x86"_s, u"--lzma2"_s });
    row("zstd", { u"-q"_s });
    row("zstd", { u"-q"_s, u"-19"_s });
    row("zstd", { u"-q"_s, u"--long=27"_s });
    row("zstd", { u"-q"_s, u"--no-check"_s });
}

void TestUnwrap::whatProgramsPackIsUnpacked()
{
    QFETCH(QString, program);
    QFETCH(QStringList, options);
    for (const QByteArray &content : { mixedContent(), QByteArray(), QByteArray("x") }) {
        const Unpacked result = unwrapped(packed(program, content, options));
        QVERIFY2(result.check.isNull(), qPrintable(result.check));
        QCOMPARE(result.bytes == content, true);
    }
}

void TestUnwrap::streamsComeInAnyPieces()
{
    QFETCH(QString, program);
    const QByteArray content = mixedContent();
    const QByteArray file = packed(program, content);
    const auto bytes = std::as_bytes(std::span(file.constData(), static_cast<std::size_t>(file.size())));
    std::mt19937 random(7);
    for (const std::size_t piece : { 1UL, 17UL, 512UL, 4096UL, 65536UL, 0UL }) {
        MemoryStream stream(bytes, piece == 0 ? 1 + random() % 5000 : piece);
        const auto unpacked = UnpackStream::open(*packKindOf(file), stream, { bytes.size() });
        QVERIFY(unpacked);
        QByteArray result;
        std::vector<std::byte> room(70'000);
        for (;;) {
            const auto count = (*unpacked)->read(
                std::span(room).first(piece == 0 ? 1 + random() % room.size() : room.size()));
            QVERIFY2(count, count ? "" : qPrintable(count.error().message));
            if (*count == 0)
                break;
            result.append(reinterpret_cast<const char *>(room.data()), static_cast<qsizetype>(*count));
        }
        QVERIFY(result == content);
    }
}

void TestUnwrap::whatIsNotPackedComesAsItIs()
{
    for (const QByteArray &content :
        { QByteArray("BZh plain text"), QByteArray("P"), QByteArray(), patternBytes(5000) }) {
        const Unpacked result = unwrapped(content);
        QVERIFY(result.check.isNull());
        QCOMPARE(result.bytes, content);
    }
}

void TestUnwrap::twoWrappersAreTakenOff()
{
    const QByteArray content = mixedContent();
    QVERIFY(unwrapped(packed(u"gzip"_s, packed(u"xz"_s, content))).bytes == content);
    QVERIFY(unwrapped(packed(u"zip"_s, packed(u"zstd"_s, content))).bytes == content);
}

void TestUnwrap::runsThatFollowEachOtherAreOne()
{
    QFETCH(QString, program);
    const QByteArray file = packed(program, "first ") + packed(program, "second");
    for (const QByteArray &padding : { QByteArray(), QByteArray(4096, '\0'), QByteArray(200'000, '\0') }) {
        const Unpacked result = unwrapped(file + padding);
        QVERIFY2(result.check.isNull(), qPrintable(result.check));
        QCOMPARE(result.bytes, QByteArray("first second"));
        QCOMPARE(result.runs, 2);
    }
}

void TestUnwrap::a44_truncatedFilesAreNoticed()
{
    QFETCH(QString, program);
    const QByteArray file = packed(program, patternBytes(3000));
    for (qsizetype length = packMagicLength; length < file.size(); ++length)
        QVERIFY2(!unwrapped(file.first(length)).check.isNull(), qPrintable(QString::number(length)));
    QCOMPARE(unwrapped(file.chopped(2)).check, u"truncated"_s);
}

void TestUnwrap::a44_wrongChecksumsAreNoticed()
{
    QFETCH(QString, program);
    // Bytes that do not compress are stored as they are: only the checksum tells that one is wrong.
    QByteArray file = packed(program, patternBytes(3000));
    file[file.size() / 2] = static_cast<char>(file.at(file.size() / 2) ^ 1);
    const Unpacked result = unwrapped(file);
    QVERIFY(!result.check.isNull());
    if (program == u"gzip") {
        QByteArray length = packed(program, "abc");
        length[length.size() - 1] = '\x7F';
        QVERIFY(!unwrapped(length).check.isNull());
    }
}

void TestUnwrap::a44_trailingGarbageIsNoticed()
{
    QFETCH(QString, program);
    const QByteArray file = packed(program, "content");
    for (const QByteArray &garbage :
        { QByteArray("x"), QByteArray("garbage garbage"), QByteArray(QByteArray(5000, '\0') + "x"),
            QByteArray("\x1F\x8B"), packed(program == u"xz" ? u"gzip"_s : u"xz"_s, "other") }) {
        const Unpacked result = unwrapped(file + garbage);
        QCOMPARE(result.check, u"trailing_garbage"_s);
    }
}

void TestUnwrap::a44_bombsStopAtTheLimit()
{
    QFETCH(QString, program);
    const QTemporaryDir folder;
    writeSparseFile(folder.filePath(u"zeros"_s), 256 << 20);
    const QByteArray bomb = run(program, { u"-c"_s, folder.filePath(u"zeros"_s) });
    const FileDescriptor file = memoryFile(bomb);
    const ByteSource source(file.get(), 0, static_cast<quint64>(bomb.size()));
    const UnpackLimits limits{ source.size() };
    const auto stream = UnwrappedStream::open(source);
    QVERIFY(stream);
    struct rusage before = {};
    ::getrusage(RUSAGE_SELF, &before);
    std::vector<std::byte> piece(1 << 20);
    quint64 length = 0;
    Result<std::size_t> count = 0;
    do {
        count = (*stream)->read(piece);
        length += count.value_or(0);
    } while (count && *count > 0);
    const bool isBomb = limits.limit() < (256U << 20);
    QCOMPARE(!count, isBomb);
    if (!count)
        QCOMPARE(count.error().code, ErrorCode::LimitExceeded);
    QVERIFY(length <= limits.limit());
    struct rusage after = {};
    ::getrusage(RUSAGE_SELF, &after);
    QVERIFY2(after.ru_maxrss - before.ru_maxrss < 32 * 1024, "KiB");
    // A quota counts as well.
    QCOMPARE(unwrapped(bomb, 1 << 20).check, u"output_limit"_s);
}

void TestUnwrap::a44_wrappersWithinWrappersHaveAnEnd()
{
    QByteArray file = "content";
    for (int depth = 1; depth <= 10; ++depth) {
        file = packed(u"gzip"_s, file);
        QCOMPARE(unwrapped(file).check, depth <= 2 ? QString() : u"nested"_s);
    }
    QCOMPARE(unwrapped(packed(u"gzip"_s, packed(u"zip"_s, "content"))).check, u"nested"_s);
    QCOMPARE(unwrapped(packed(u"zip"_s, packed(u"zip"_s, "content"))).check, u"nested"_s);
}

void TestUnwrap::a44_packersThatAskForMuchMemoryAreRefused()
{
    QByteArray file = packed(u"xz"_s, patternBytes(3000), { u"--lzma2=dict=1GiB"_s });
    QCOMPARE(unwrapped(file).check, u"memory"_s);
    file = packed(u"zstd"_s, QByteArray(), { u"-q"_s, u"--no-check"_s });
    // A frame that announces a window of 2 GiB: descriptor without a content size, window exponent 21.
    file = QByteArray::fromHex("28b52ffd00a8") + QByteArray::fromHex("010000");
    QCOMPARE(unwrapped(file + QByteArray::fromHex("00000000")).check, u"memory"_s);
}

void TestUnwrap::a44_flippedBitsDoNoHarm()
{
    QFETCH(QString, program);
    const QByteArray content = QByteArray("some text ").repeated(30) + patternBytes(100);
    const QByteArray file = packed(program, content);
    int wrong = 0;
    for (qsizetype offset = 0; offset < file.size(); ++offset) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray flipped = file;
            flipped[offset] = static_cast<char>(flipped.at(offset) ^ (1 << bit));
            const Unpacked result = unwrapped(flipped);
            // Once it is no wrapper it comes as it is.
            wrong += result.check.isNull() && result.bytes != content && result.bytes != flipped ? 1 : 0;
        }
    }
    QCOMPARE(wrong, 0);
}

void TestUnwrap::a45_aZipOfOneMemberIsUnpacked_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("deflated") << QStringList();
    QTest::newRow("stored") << QStringList{ u"-0"_s };
    QTest::newRow("zip64") << QStringList{ u"-fz"_s };
    QTest::newRow("data descriptor") << QStringList{ u"-fd"_s };
}

void TestUnwrap::a45_aZipOfOneMemberIsUnpacked()
{
    QFETCH(QStringList, options);
    const QByteArray content = mixedContent();
    const QByteArray file = packed(u"zip"_s, content, options);
    const Unpacked result = unwrapped(file);
    QVERIFY2(result.check.isNull(), qPrintable(result.check));
    QVERIFY(result.bytes == content);
    const FileDescriptor descriptor = memoryFile(file);
    const auto member = readZip(ByteSource(descriptor.get(), 0, static_cast<quint64>(file.size())));
    QVERIFY(member);
    QCOMPARE(member->name, u"disk.raw"_s);
}

void TestUnwrap::a45_zipsThatLieAreRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("check");
    const QByteArray good = packed(u"zip"_s, patternBytes(3000), { u"-X"_s });
    const qsizetype central = good.lastIndexOf("PK\1\2");
    const qsizetype end = good.lastIndexOf("PK\5\6");
    const auto row = [&good](const char *name, const char *check, qsizetype at, const QByteArray &bytes) {
        QByteArray file = good;
        file.replace(at, bytes.size(), bytes);
        QTest::newRow(name) << file << QString::fromLatin1(check);
    };
    QTest::newRow("as it was") << good << QString();
    const auto rename = [&](const char *name, const QByteArray &to, const char *check) {
        QByteArray file = good;
        file.replace("disk.raw", to);
        QTest::newRow(name) << file << QString::fromLatin1(check);
    };
    rename("way up", "../k.raw", "member_path");
    rename("absolute", "/etc/raw", "member_path");
    rename("backslash", "..\\k.raw", "member_path");
    row("another name before the data", "zip", 30, "dusk");
    row("size lie", "zip", central + 24, little(quint32(5000)));
    row("both sizes lie", "zip", central + 20, little(quint32(5000)) + little(quint32(5000)));
    row("packed size beyond the list", "zip", central + 20, little(quint32(0x7FFFFFFF)));
    row("zip64 without a field", "zip", central + 20, little(quint32(0xFFFFFFFF)));
    row("zip64 end that is not there", "zip", end + 16, little(quint32(0xFFFFFFFF)));
    row("list elsewhere", "zip", end + 16, little(quint32(0)));
    row("no list", "zip", end, "PX");
    row("two parts", "zip", end + 4, little(quint16(1)));
    row("two members told", "zip", end + 8, little(quint16(2)) + little(quint16(2)));
    row("no members told", "zip", end + 8, little(quint16(0)) + little(quint16(0)));
    row("unknown method", "zip", central + 10, little(quint16(14)));
    row("encrypted", "zip", central + 8, little(quint16(1)));
    row("data elsewhere", "zip", central + 42, little(quint32(1)));
    row("wrong checksum in the list", "zip", central + 16, little(quint32(1)));
    QByteArray lie = good;
    lie.replace(central + 16, 4, little(quint32(1)));
    lie.replace(14, 4, little(quint32(1)));
    QTest::newRow("wrong checksum in both") << lie << u"zip"_s;
    QTest::newRow("rubbish behind it") << good + "x" << u"zip"_s;
    QTest::newRow("cut off") << good.chopped(10) << u"zip"_s;
}

void TestUnwrap::a45_zipsThatLieAreRefused()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, check);
    QCOMPARE(unwrapped(file).check, check);
}

void TestUnwrap::a45_zipsOfTwoMembersAreRefused()
{
    const QTemporaryDir folder;
    writeFile(folder.filePath(u"a"_s), "a");
    writeFile(folder.filePath(u"b"_s), "b");
    run(u"zip"_s,
        { u"-q"_s, u"-j"_s, folder.filePath(u"two.zip"_s), folder.filePath(u"a"_s),
            folder.filePath(u"b"_s) });
    QCOMPARE(unwrapped(readFile(folder.filePath(u"two.zip"_s))).check, u"zip"_s);
}

void TestUnwrap::a45_flippedBitsOfZipsDoNoHarm()
{
    const QByteArray content = patternBytes(200);
    const QByteArray file = packed(u"zip"_s, content);
    int wrong = 0;
    for (qsizetype offset = 0; offset < file.size(); ++offset) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray flipped = file;
            flipped[offset] = static_cast<char>(flipped.at(offset) ^ (1 << bit));
            const Unpacked result = unwrapped(flipped);
            wrong += result.check.isNull() && result.bytes != content && result.bytes != flipped ? 1 : 0;
        }
    }
    QCOMPARE(wrong, 0);
}

void TestUnwrap::a47_shortFilesAreRefused()
{
    QFETCH(QString, program);
    const QByteArray file = packed(program, patternBytes(3000));
    QCOMPARE(unwrapped({}).bytes, QByteArray());
    QCOMPARE(unwrapped(file.first(1)).bytes, file.first(1)); // nobody can tell
    QVERIFY(!unwrapped(file.first(511)).check.isNull());
}

void TestUnwrap::unpackedFilesHaveHoles()
{
    const QTemporaryDir folder;
    const QByteArray content = patternBytes(100'000) + QByteArray(30 << 20, '\0') + patternBytes(1000);
    const FileDescriptor file = memoryFile(packed(u"gzip"_s, content));
    const OperationControl control;
    const auto unpacked = unpackIfWrapped(systemFileOps(), file.get(), folder.path(), control);
    QVERIFY2(unpacked, unpacked ? "" : qPrintable(unpacked.error().message));
    QVERIFY(unpacked->has_value());
    struct stat status = {};
    QCOMPARE(::fstat((*unpacked)->get(), &status), 0);
    QCOMPARE(status.st_size, content.size());
    QVERIFY(status.st_blocks * 512 < 2 << 20);
    QCOMPARE(status.st_nlink, nlink_t(0));
    QByteArray read(content.size(), Qt::Uninitialized);
    QCOMPARE(::pread((*unpacked)->get(), read.data(), static_cast<size_t>(read.size()), 0), read.size());
    QVERIFY(read == content);
    QCOMPARE(control.progress->done(), control.progress->total());
    QVERIFY(filesUnder(folder.path()).isEmpty());
    std::stop_source stop;
    stop.request_stop();
    OperationControl stopped;
    stopped.stop = stop.get_token();
    QCOMPARE(unpackIfWrapped(systemFileOps(), file.get(), folder.path(), stopped).error().code,
        ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestUnwrap)
#include "tst_unwrap.moc"
