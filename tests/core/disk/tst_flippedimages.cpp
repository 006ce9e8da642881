#include <algorithm>

#include <unistd.h>

#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "core/disk/bytes.h"
#include "core/disk/diskprobe.h"
#include "tests/support/imageseeds.h"
#include "tests/support/spoiltimage.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype headerLength = 4096;

QByteArray stateOf(const ProbeReport &report)
{
    return detectedFormatName(report.detected).toLatin1() + (report.isSafe() ? " safe" : " refused");
}

bool isDescriptorOfQemu(const QByteArray &head)
{
    for (QByteArray line : head.split('\n')) {
        if (line.startsWith('#') || line.trimmed().isEmpty())
            continue;
        if (line.endsWith('\r'))
            line.chop(1);
        return line == "version=1" || line == "version=2" || line == "version=3";
    }
    return false;
}

/// Whether QEMU, which asks nobody, would open another file for this image: its own rules, written down
/// again.
bool wouldQemuFollow(const QByteArray &image)
{
    const Bytes bytes{ QByteArrayView(image) };
    if (bytes.has(0, "QFI\xfb")) {
        const bool hasDataFile = bytes.be32(4) >= 3 && (bytes.be64(72) & 4) != 0;
        return bytes.be64(8) != 0 || hasDataFile;
    }
    if (bytes.has(0, QByteArrayView("QED\0", 4)))
        return (bytes.le64(16) & 1) != 0;
    if (bytes.has(0, "KDMV") || bytes.has(0, "COWD")) {
        const QByteArray text(
            image.sliced(std::min<qsizetype>(512, image.size())).left(20 * 512).constData());
        return text.contains("parentFileNameHint");
    }
    return isDescriptorOfQemu(image.left(512));
}

} // namespace

/// Every bit of the first 4 KiB of a good image of each format, turned round alone; and every cut.
class TestFlippedImages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void a47_prefixesOfImagesAreNeverWrong_data() { addSeedRows(); }
    void a47_prefixesOfImagesAreNeverWrong();
    void a48_flippedBitsAreNeverSafeWhereQemuOpensAnotherFile_data() { addSeedRows(); }
    void a48_flippedBitsAreNeverSafeWhereQemuOpensAnotherFile();

private:
    void addSeedRows() const;
    /// The other files that QEMU opens for this image, whatever it takes it for.
    QByteArray othersThatQemuOpens(const QByteArray &image);

    QTemporaryDir m_folder;
};

void TestFlippedImages::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

void TestFlippedImages::addSeedRows() const
{
    QTest::addColumn<QString>("seed");
    for (const QString &name : imageSeedNames())
        QTest::newRow(qPrintable(name)) << name;
}

QByteArray TestFlippedImages::othersThatQemuOpens(const QByteArray &image)
{
    const QString path = m_folder.filePath(u"image"_s);
    writeFile(path, image);
    const QByteArray trace = m_folder.filePath(u"trace"_s).toLocal8Bit();
    QProcess qemu;
    qemu.start(u"strace"_s,
        { u"-f"_s, u"-qq"_s, u"-e"_s, u"trace=openat,open,socket,connect"_s, u"-o"_s,
            QString::fromLocal8Bit(trace), u"qemu-img"_s, u"info"_s, u"--backing-chain"_s, path });
    qemu.waitForFinished(60'000);
    QByteArray others;
    const QByteArray quoted = QByteArray('"' + path.toLocal8Bit() + '"');
    const QList<QByteArray> lines = readFile(QString::fromLocal8Bit(trace)).split('\n');
    bool hasOpened = false;
    for (const QByteArray &line : lines) {
        const bool isImage = line.contains(quoted);
        hasOpened = hasOpened || isImage;
        // Before it looks at the image it opens its own libraries and settings.
        const bool isOwn = line.contains("/proc/") || line.contains("/sys/") || line.contains("/dev/null")
            || line.contains("/dev/urandom") || line.contains("AF_UNIX") || line.contains("/lib/")
            || line.contains("/usr/") || line.contains("/etc/ld.so");
        if (hasOpened && !line.isEmpty() && !isImage && !isOwn && !line.contains("+++")
            && !line.contains("---"))
            others += line + '\n';
    }
    return others;
}

void TestFlippedImages::a47_prefixesOfImagesAreNeverWrong()
{
    QFETCH(QString, seed);
    const QByteArray image = imageSeed(seed);
    const FileDescriptor file = memoryFile(image);
    // Rule T: these carry their magic in the first bytes and are never raw.
    const QStringList named{ u"qcow2"_s, u"qcow2v2"_s, u"qcow2extended"_s, u"qcow2luks"_s, u"qcow1"_s,
        u"qed"_s, u"vmdk"_s, u"stream"_s, u"vhd"_s, u"vhdx"_s, u"luks"_s };
    for (const qsizetype size :
        { 70'000, 4096, 1535, 1024, 513, 512, 511, 300, 100, 64, 63, 8, 6, 4, 2, 1, 0 }) {
        QCOMPARE(::ftruncate(file.get(), std::min<qsizetype>(size, image.size())), 0);
        const Result<ProbeReport> report = probeDisk(file.get());
        QVERIFY(report);
        QCOMPARE(report->detected == DetectedFormat::Empty, size == 0);
        if (named.contains(seed) && size >= 8 && size <= 511)
            QVERIFY2(!report->isSafe() && report->detected != DetectedFormat::Raw,
                qPrintable(QString::number(size)));
    }
}

void TestFlippedImages::a48_flippedBitsAreNeverSafeWhereQemuOpensAnotherFile()
{
    QFETCH(QString, seed);
    const QByteArray image = imageSeed(seed);
    const FileDescriptor file = memoryFile(image);
    const Result<ProbeReport> good = probeDisk(file.get());
    QVERIFY(good);
    const qsizetype length = std::min<qsizetype>(headerLength, image.size());
    // Of those that are called safe, QEMU is asked about one a state and byte that changed the verdict, and
    // about some that did not.
    QSet<QByteArray> asked;
    QList<QByteArray> toAsk;
    int safe = 0;
    for (qsizetype offset = 0; offset < length; ++offset) {
        for (int bit = 0; bit < 8; ++bit) {
            const char flipped = static_cast<char>(image.at(offset) ^ (1 << bit));
            QCOMPARE(::pwrite(file.get(), &flipped, 1, offset), 1);
            const Result<ProbeReport> report = probeDisk(file.get());
            QVERIFY(report);
            QCOMPARE(report->actualSize, image.size());
            QVERIFY(report->virtualSize.value_or(0) >= 0);
            if (!report->isSafe())
                continue;
            ++safe;
            QByteArray head = image.first(std::min<qsizetype>(image.size(), 32 * 512));
            head[offset] = flipped;
            QVERIFY2(!wouldQemuFollow(head), qPrintable(QString::number(offset)));
            const bool isSame = stateOf(*report) == stateOf(*good);
            const QByteArray key = stateOf(*report) + (isSame ? QByteArray() : QByteArray::number(offset));
            if (asked.contains(key))
                continue;
            asked.insert(key);
            QByteArray changed = image;
            changed[offset] = flipped;
            toAsk.append(changed);
        }
        QCOMPARE(::pwrite(file.get(), image.constData() + offset, 1, offset), 1);
    }
    // Some flips must be noticed, or the test looks at the wrong bytes.
    if (seed == u"qcow2" || seed == u"qcow2v2" || seed == u"vmdk" || seed == u"stream" || seed == u"vdi"
        || seed == u"vhd" || seed == u"luks" || seed == u"gpt")
        QVERIFY2(safe < length * 8, qPrintable(QString::number(safe)));
    for (const QByteArray &changed : std::as_const(toAsk)) {
        const QByteArray others = othersThatQemuOpens(changed);
        QVERIFY2(others.isEmpty(), others.constData());
    }
}

QTEST_GUILESS_MAIN(TestFlippedImages)
#include "tst_flippedimages.moc"
