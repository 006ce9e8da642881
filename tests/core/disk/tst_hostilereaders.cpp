#include <random>

#include <sys/mman.h>
#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include "core/disk/diskimage.h"
#include "core/support/filedescriptor.h"
#include "tests/support/diskmaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = 1024 * KiB;
constexpr qint64 diskSize = 2 * MiB + 512;

/// A file without a name.
FileDescriptor memoryFile(const QByteArray &bytes)
{
    FileDescriptor file(::memfd_create("image", MFD_CLOEXEC));
    if (::ftruncate(file.get(), bytes.size()) != 0
        || ::pwrite(file.get(), bytes.constData(), static_cast<size_t>(bytes.size()), 0) != bytes.size())
        qFatal("no memory for an image");
    return file;
}

/// Walks and reads what it may hold. False when the image says in a sentence why that cannot be.
bool readThrough(const DiskImage &image)
{
    const qint64 size = std::min<qint64>(image.virtualSize(), 64 * MiB);
    qint64 offset = 0;
    while (offset < size) {
        const Result<DiskExtent> extent = image.extentAt(offset);
        if (!extent)
            return false;
        if (extent->offset != offset || extent->length <= 0 || extent->end() > image.virtualSize())
            qFatal("the extent at %lld is impossible", offset);
        offset = extent->end();
    }
    std::vector<std::byte> piece(1 * MiB);
    for (qint64 start = 0; start < size; start += std::ssize(piece)) {
        const auto length = static_cast<std::size_t>(std::min<qint64>(std::ssize(piece), size - start));
        const auto done = image.read(start, std::span(piece).first(length));
        if (!done) {
            if (done.error().message.isEmpty())
                qFatal("no reason was given");
            return false;
        }
    }
    return true;
}

bool openAndRead(int file)
{
    const Result<OpenedDisk> disk = openDiskImage(file);
    return disk && readThrough(*disk->image);
}

} // namespace

/// Damaged and hostile images are refused or read as something, but nothing else ever happens. Run under the
/// sanitizers, this is what finds a read out of bounds.
class TestHostileReaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void flippedBitsDoNoHarm_data() { addSeedRows(); }
    void flippedBitsDoNoHarm();
    void wildNumbersDoNoHarm_data() { addSeedRows(); }
    void wildNumbersDoNoHarm();
    void prefixesDoNoHarm_data() { addSeedRows(); }
    void prefixesDoNoHarm();
    void tablesThatPointAtThemselvesDoNoHarm();
    void bombsUnpackToNoMoreThanACluster();

private:
    void addSeedRows();

    QMap<QString, QByteArray> m_seeds;
};

void TestHostileReaders::initTestCase()
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const QString raw = folder.filePath(u"raw"_s);
    makeMixedDisk(raw, diskSize);
    for (const QemuKind &kind : qemuKinds()) {
        const QString path = folder.filePath(u"image"_s);
        makeDisk(raw, path, kind);
        m_seeds.insert(QString::fromLatin1(kind.name), readFile(path));
        QVERIFY(QFile::remove(path));
    }
}

void TestHostileReaders::addSeedRows()
{
    QTest::addColumn<QString>("seed");
    for (auto it = m_seeds.cbegin(); it != m_seeds.cend(); ++it) {
        // The fixed ones are as large as their disk and have little that can be damaged.
        if (!it.key().contains(u"static") && it.key() != u"raw" && it.key() != u"vhdx-fixed")
            QTest::newRow(qPrintable(it.key())) << it.key();
    }
}

void TestHostileReaders::flippedBitsDoNoHarm()
{
    QFETCH(QString, seed);
    const QByteArray image = m_seeds.value(seed);
    const FileDescriptor file = memoryFile(image);
    QVERIFY(openAndRead(file.get()));
    std::mt19937 generator(11);
    int refused = 0;
    for (int i = 0; i < 200; ++i) {
        // Headers are in the first bytes of every format, tables mostly in the first 256 KiB.
        const quint32 range = i % 3 == 0 ? 512 : (i % 3 == 1 ? 256 * KiB : 0xFFFFFFFF);
        const auto limit = std::min<quint64>(range, static_cast<quint64>(image.size()));
        const auto offset = static_cast<qint64>(generator() % limit);
        const char flipped = static_cast<char>(image.at(offset) ^ (1 << generator() % 8));
        QCOMPARE(::pwrite(file.get(), &flipped, 1, offset), 1);
        refused += openAndRead(file.get()) ? 0 : 1;
        QCOMPARE(::pwrite(file.get(), image.constData() + offset, 1, offset), 1);
    }
    QVERIFY2(refused < 200, "nothing could be read");
    QVERIFY(openAndRead(file.get()));
}

void TestHostileReaders::wildNumbersDoNoHarm()
{
    QFETCH(QString, seed);
    const QByteArray image = m_seeds.value(seed);
    const FileDescriptor file = memoryFile(image);
    std::mt19937_64 generator(12);
    const QList<quint64> numbers{ 0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF,
        static_cast<quint64>(image.size()), quint64(1) << 62, 0x4000000000000001 };
    for (int i = 0; i < 120; ++i) {
        const quint64 range = i % 2 == 0 ? 512 : 256 * KiB;
        const auto limit = std::min<quint64>(range, static_cast<quint64>(image.size())) - 8;
        const auto offset = static_cast<qint64>(generator() % limit / 4 * 4);
        char bytes[8];
        const quint64 number = numbers.at(static_cast<qsizetype>(generator() % 9));
        if (generator() % 2 == 0)
            qToBigEndian(number, bytes);
        else
            qToLittleEndian(number, bytes);
        const size_t length = generator() % 2 == 0 ? 4 : 8;
        QCOMPARE(::pwrite(file.get(), bytes, length, offset), static_cast<ssize_t>(length));
        openAndRead(file.get());
        QCOMPARE(
            ::pwrite(file.get(), image.constData() + offset, length, offset), static_cast<ssize_t>(length));
    }
    QVERIFY(openAndRead(file.get()));
}

void TestHostileReaders::prefixesDoNoHarm()
{
    QFETCH(QString, seed);
    const QByteArray image = m_seeds.value(seed);
    const FileDescriptor file = memoryFile(image);
    for (int part = 99; part >= 0; part -= 3) {
        QCOMPARE(::ftruncate(file.get(), image.size() * part / 100), 0);
        openAndRead(file.get());
    }
}

void TestHostileReaders::tablesThatPointAtThemselvesDoNoHarm()
{
    // a13: the L1 table of this image names itself as an L2 table, everywhere.
    QByteArray image = m_seeds.value(u"qcow2"_s);
    const auto l1 = qFromBigEndian<quint64>(image.constData() + 40);
    QVERIFY(l1 + 8 <= static_cast<quint64>(image.size()));
    qToBigEndian(l1 | (quint64(1) << 63), image.data() + l1);
    const FileDescriptor file = memoryFile(image);
    const Result<OpenedDisk> disk = openDiskImage(file.get());
    QVERIFY(disk);
    QCOMPARE(disk->image->virtualSize(), diskSize);
    readThrough(*disk->image);
}

void TestHostileReaders::bombsUnpackToNoMoreThanACluster()
{
    // a32: the length in front of the first grain is beyond all bounds.
    QByteArray image = m_seeds.value(u"vmdk-stream"_s);
    const qsizetype grain = 64 * KiB;
    QVERIFY(qFromLittleEndian<quint32>(image.constData() + grain + 8) > 0);
    qToLittleEndian(0xFFFFFFFFU, image.data() + grain + 8);
    const FileDescriptor file = memoryFile(image);
    const Result<OpenedDisk> disk = openDiskImage(file.get());
    QVERIFY(disk);
    std::vector<std::byte> piece(64 * KiB);
    const auto done = disk->image->read(0, piece);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Corrupt);
}

QTEST_GUILESS_MAIN(TestHostileReaders)
#include "tst_hostilereaders.moc"
