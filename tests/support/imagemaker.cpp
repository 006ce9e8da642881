#include "tests/support/imagemaker.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include "core/disk/crc32.h"
#include "tests/support/ovamaker.h"
#include "tests/support/testfiles.h"

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype sectorLength = 512;
constexpr quint32 partitionEntries = 128;
constexpr quint32 partitionEntryLength = 128;

template<typename T>
void put(QByteArray &bytes, qsizetype offset, T value)
{
    qToLittleEndian(value, bytes.data() + offset);
}

void putPartition(QByteArray &disk, char type, quint32 firstSector, quint32 sectors)
{
    constexpr qsizetype entry = 446;
    if (type == '\xEE')
        disk[entry + 2] = '\x02';
    disk[entry + 4] = type;
    put(disk, entry + 8, firstSector);
    put(disk, entry + 12, sectors);
    disk[510] = '\x55';
    disk[511] = '\xAA';
}

QStringList optionArguments(const QStringList &options)
{
    QStringList arguments;
    if (!options.isEmpty())
        arguments << u"-o"_s << options.join(u',');
    return arguments;
}

QByteArray octal(qsizetype number, int digits)
{
    return QByteArray::number(static_cast<qlonglong>(number), 8).rightJustified(digits, '0') + '\0';
}

QByteArray tarHeader(const QByteArray &name, qsizetype size)
{
    QByteArray header = name.leftJustified(100, '\0', true) + octal(0644, 7) + octal(0, 7) + octal(0, 7)
        + octal(size, 11) + octal(0, 11) + "        " + '0';
    header = header.leftJustified(257, '\0');
    header += QByteArray("ustar\0"
                         "00",
        8);
    header = header.leftJustified(sectorLength, '\0');
    quint32 sum = 0;
    for (const char byte : std::as_const(header))
        sum += static_cast<quint8>(byte);
    header.replace(148, 8, QByteArray(octal(sum, 6) + ' '));
    return header;
}

} // namespace

void makeImage(const QString &path, const QString &format, qint64 virtualSize, const QStringList &options)
{
    run(u"qemu-img"_s,
        QStringList{ u"create"_s, u"-q"_s, u"-f"_s, format } + optionArguments(options)
            + QStringList{ path, QString::number(virtualSize) });
}

void makeQcow2(const QString &path, qint64 virtualSize, const QStringList &options)
{
    makeImage(path, u"qcow2"_s, virtualSize, options);
}

void makeLuks(const QString &path, qint64 virtualSize)
{
    const QStringList arguments{ u"create"_s, u"-q"_s, u"-f"_s, u"luks"_s, u"--object"_s,
        u"secret,id=s,data=abc"_s, u"-o"_s, u"key-secret=s,iter-time=10"_s, path,
        QString::number(virtualSize) };
    // qemu-img times its key derivation by the clock tick, and gives up when that saw no time pass.
    for (int attempt = 0; attempt < 20; ++attempt) {
        if (QProcess::execute(u"qemu-img"_s, arguments) == 0)
            return;
    }
    run(u"qemu-img"_s, arguments);
}

void makeRaw(const QString &path, qint64 size)
{
    writeSparseFile(path, size);
}

void convertImage(
    const QString &source, const QString &path, const QString &format, const QStringList &options)
{
    run(u"qemu-img"_s,
        QStringList{ u"convert"_s, u"-q"_s, u"-O"_s, format } + optionArguments(options)
            + QStringList{ source, path });
}

void makeIso(const QString &path, bool isHybrid)
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    writeFile(folder.filePath(u"readme.txt"_s), patternBytes(10'000));
    QStringList arguments{ u"-as"_s, u"mkisofs"_s, u"-quiet"_s, u"-R"_s, u"-J"_s, u"-V"_s, u"TEST"_s };
    if (isHybrid)
        arguments += QStringList{ u"--protective-msdos-label"_s, u"-partition_offset"_s, u"16"_s };
    run(u"xorriso"_s, arguments + QStringList{ u"-o"_s, path, folder.path() });
}

void makeMbr(const QString &path, qint64 size)
{
    QByteArray disk(sectorLength, '\0');
    putPartition(disk, '\x83', 2048, static_cast<quint32>(size / sectorLength - 2048));
    writeSparseFile(path, size, disk);
}

void makeGpt(const QString &path, qint64 size)
{
    const auto sectors = static_cast<quint64>(size / sectorLength);
    QByteArray table(partitionEntries * partitionEntryLength, '\0');
    table.replace(0, 16, QByteArray::fromHex("af3dc60f838472478e793d69d8477de4")); // Linux file system
    table.replace(16, 16, patternBytes(16));
    put(table, 32, quint64(2048));
    put(table, 40, sectors - 34);

    QByteArray header(92, '\0');
    header.replace(0, 8, "EFI PART");
    put(header, 8, quint32(0x00010000));
    put(header, 12, quint32(92));
    put(header, 24, quint64(1));
    put(header, 32, sectors - 1);
    put(header, 40, quint64(34));
    put(header, 48, sectors - 34);
    header.replace(56, 16, patternBytes(16, 2));
    put(header, 72, quint64(2));
    put(header, 80, partitionEntries);
    put(header, 84, partitionEntryLength);
    put(header, 88, crc32(table));
    put(header, 16, crc32(header));

    QByteArray disk(sectorLength, '\0');
    putPartition(disk, '\xEE', 1, static_cast<quint32>(sectors - 1));
    writeSparseFile(path, size, disk + header.leftJustified(sectorLength, '\0') + table);
}

void makeOva(const QString &path)
{
    writeFile(path, applianceOf({ { u"lab-disk1.vmdk"_s, smallVmdk("appliance"), 1 << 20 } }));
}

QByteArray tarOf(const QList<QPair<QString, QByteArray>> &members)
{
    QByteArray archive;
    for (const auto &[name, content] : members) {
        archive += tarHeader(name.toUtf8(), content.size()) + content;
        archive.append((sectorLength - archive.size() % sectorLength) % sectorLength, '\0');
    }
    return archive.append(2 * sectorLength, '\0');
}

QJsonObject imageInfo(const QString &path, const QString &format)
{
    const QByteArray json = run(u"qemu-img"_s, { u"info"_s, u"--output=json"_s, u"-f"_s, format, path });
    return QJsonDocument::fromJson(json).object();
}

qint64 virtualSizeOf(const QString &path, const QString &format)
{
    return imageInfo(path, format).value(u"virtual-size").toInteger(-1);
}

void patchFile(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadWrite), qPrintable(path));
    QVERIFY(file.seek(offset));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace vitrine::test
