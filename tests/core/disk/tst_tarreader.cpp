#include <QTemporaryDir>
#include <QTest>

#include "core/disk/tarreader.h"
#include "tests/support/imagemaker.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

std::span<const std::byte> bytesOf(const QByteArray &data)
{
    return std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size())));
}

Result<QList<TarMember>> listed(const QByteArray &archive, std::size_t piece = 4096)
{
    MemoryStream stream(bytesOf(archive), piece);
    return listTar(stream, static_cast<quint64>(archive.size()));
}

/// The rule that was broken; null when the archive is taken.
QString checkOf(const QByteArray &archive)
{
    const auto members = listed(archive);
    if (!members && members.error().message.isEmpty())
        qFatal("no reason was given");
    return members ? QString() : members.error().detail;
}

/// A header with one field replaced and its checksum right.
QByteArray headerWith(const QByteArray &name, qsizetype offset, const QByteArray &bytes, quint64 size = 0)
{
    QByteArray header = tarHeaderOf(name, size);
    header.replace(offset, bytes.size(), bytes);
    header.replace(148, 8, "        ");
    quint32 sum = 0;
    for (const char byte : std::as_const(header))
        sum += static_cast<unsigned char>(byte);
    header.replace(
        148, 8, QByteArray(QByteArray::number(sum, 8).rightJustified(6, '0') + QByteArray("\0 ", 2)));
    return header;
}

QByteArray typed(const QByteArray &name, char type)
{
    return headerWith(name, 156, QByteArray(1, type));
}

QByteArray padded(const QByteArray &content)
{
    return content + QByteArray((512 - content.size() % 512) % 512, '\0');
}

/// A member with what describes the next one.
QByteArray extension(char type, const QByteArray &content)
{
    return headerWith("././@LongLink", 156, QByteArray(1, type), static_cast<quint64>(content.size()))
        + padded(content);
}

QByteArray paxRecord(const QByteArray &key, const QByteArray &value)
{
    const QByteArray rest = ' ' + key + '=' + value + '\n';
    qsizetype length = rest.size() + 1;
    while (QByteArray::number(length).size() + rest.size() != length)
        ++length;
    return QByteArray::number(length) + rest;
}

QByteArray ended(const QByteArray &members)
{
    return members + QByteArray(1024, '\0');
}

} // namespace

class TestTarReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void archivesOfTarAreRead_data();
    void archivesOfTarAreRead();
    void membersAreReadInAnyPieces();
    void a41_memberPathsThatClimb_data();
    void a41_memberPathsThatClimb();
    void a41_onlyOrdinaryFilesMayBeInIt_data();
    void a41_onlyOrdinaryFilesMayBeInIt();
    void a41_aNameComesOnce();
    void a41_aHundredThousandMembersAreTooMany();
    void a46_impossibleSizesAreRefused_data();
    void a46_impossibleSizesAreRefused();
    void a46_paxMayNotContradictTheHeader();
    void a46_longNamesOfGnuHaveALimit();
    void a46_damagedPaxRecordsAreRefused_data();
    void a46_damagedPaxRecordsAreRefused();
    void aLargeSizeMayComeFromPax();
    void archivesThatAreCutOffAreRefused();
    void flippedBitsDoNoHarm();
    void whatIsWrittenIsRead();
};

void TestTarReader::archivesOfTarAreRead_data()
{
    QTest::addColumn<QString>("format");
    for (const char *format : { "v7", "ustar", "gnu", "oldgnu", "posix" })
        QTest::newRow(format) << QString::fromLatin1(format);
}

void TestTarReader::archivesOfTarAreRead()
{
    QFETCH(QString, format);
    const QTemporaryDir folder;
    const QString longName = QString(120, u'n') + u".img"_s;
    QStringList names{ u"disk.vmdk"_s, u"empty"_s, u"映像.img"_s };
    if (format != u"v7" && format != u"ustar")
        names.append(longName);
    for (const QString &name : std::as_const(names))
        writeFile(folder.filePath(name), name == u"empty" ? QByteArray() : patternBytes(1000 + name.size()));
    run(u"tar"_s,
        QStringList{ u"-C"_s, folder.path(), u"--format="_s + format, u"-cf"_s, folder.filePath(u"a.tar"_s) }
            + names);
    const QByteArray archive = readFile(folder.filePath(u"a.tar"_s));
    for (const std::size_t piece : { 1UL, 17UL, 512UL, 4096UL, 65536UL }) {
        const auto members = listed(archive, piece);
        QVERIFY2(members, members ? "" : qPrintable(members.error().message));
        QStringList found;
        for (const TarMember &member : *members) {
            found.append(member.path);
            const QByteArray content = readFile(folder.filePath(member.path));
            QCOMPARE(member.size, static_cast<quint64>(content.size()));
            QCOMPARE(archive.mid(static_cast<qsizetype>(member.offset), content.size()), content);
        }
        QCOMPARE(found, names);
    }
}

void TestTarReader::membersAreReadInAnyPieces()
{
    const QByteArray first = patternBytes(1500, 1);
    const QByteArray second = patternBytes(513, 2);
    const QByteArray archive = tarOf({ { u"a"_s, first }, { u"b"_s, second }, { u"c"_s, {} } });
    for (const std::size_t piece : { 1UL, 17UL, 511UL, 512UL, 4096UL }) {
        MemoryStream stream(bytesOf(archive), piece);
        TarReader reader(stream);
        QVERIFY(reader.next().value().has_value());
        QByteArray read(10, '\0'); // the rest is passed over
        QCOMPARE(reader.read(std::as_writable_bytes(std::span(read.data(), 10))).value() > 0, true);
        QVERIFY(first.startsWith(read.first(1)));
        const auto next = reader.next();
        QVERIFY(next && *next);
        QCOMPARE((*next)->path, u"b"_s);
        QByteArray whole;
        for (;;) {
            std::array<std::byte, 100> bytes;
            const auto count = reader.read(bytes);
            QVERIFY(count);
            if (*count == 0)
                break;
            whole.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(*count));
        }
        QCOMPARE(whole, second);
        QCOMPARE(reader.next().value()->path, u"c"_s);
        QVERIFY(!reader.next().value());
    }
}

void TestTarReader::a41_memberPathsThatClimb_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("check");
    QTest::newRow("up") << QByteArray("../../x") << u"member_path"_s;
    QTest::newRow("up within") << QByteArray("a/../../x") << u"member_path"_s;
    QTest::newRow("up at the end") << QByteArray("a/..") << u"member_path"_s;
    QTest::newRow("absolute") << QByteArray("/etc/passwd") << u"member_path"_s;
    QTest::newRow("absolute in disguise") << QByteArray(".//etc/passwd") << u"member_path"_s;
    QTest::newRow("backslash") << QByteArray("a\\b") << u"member_path"_s;
    QTest::newRow("drive") << QByteArray("C:x") << u"member_path"_s;
    QTest::newRow("not UTF-8") << QByteArray("a\xFF") << u"member_name"_s;
    QTest::newRow("line end") << QByteArray("a\nb") << u"member_name"_s;
    QTest::newRow("no name") << QByteArray("") << u"member_name"_s;
    QTest::newRow("dot alone") << QByteArray("./") << u"member_name"_s;
}

void TestTarReader::a41_memberPathsThatClimb()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, check);
    QCOMPARE(checkOf(ended(tarHeaderOf(name, 0))), check);
}

void TestTarReader::a41_onlyOrdinaryFilesMayBeInIt_data()
{
    QTest::addColumn<char>("type");
    QTest::newRow("hard link") << '1';
    QTest::newRow("symbolic link") << '2';
    QTest::newRow("character device") << '3';
    QTest::newRow("block device") << '4';
    QTest::newRow("fifo") << '6';
    QTest::newRow("contiguous") << '7';
    QTest::newRow("long link of GNU") << 'K';
    QTest::newRow("sparse of GNU") << 'S';
    QTest::newRow("part of GNU") << 'M';
    QTest::newRow("unknown") << 'Z';
}

void TestTarReader::a41_onlyOrdinaryFilesMayBeInIt()
{
    QFETCH(char, type);
    QCOMPARE(checkOf(ended(typed("x", type))), u"member_kind"_s);
}

void TestTarReader::a41_aNameComesOnce()
{
    QCOMPARE(checkOf(tarOf({ { u"a"_s, "1" }, { u"b"_s, "2" }, { u"a"_s, "3" } })), u"member_twice"_s);
    QCOMPARE(checkOf(tarOf({ { u"a"_s, "1" }, { u"./a"_s, "3" } })), u"member_twice"_s);
    QCOMPARE(checkOf(tarOf({ { u"a"_s, "1" }, { u"A"_s, "3" } })), QString());
}

void TestTarReader::a41_aHundredThousandMembersAreTooMany()
{
    QByteArray most;
    for (int i = 0; i < TarReader::mostMembers; ++i)
        most += tarHeaderOf("f" + QByteArray::number(i), 0);
    QCOMPARE(checkOf(ended(most)), QString());
    QByteArray many = most;
    for (int i = 0; i < 99'000; ++i)
        many += tarHeaderOf("g" + QByteArray::number(i), 0);
    QCOMPARE(checkOf(ended(many)), u"member_count"_s);
    // Nor may they hide behind what describes other members.
    QByteArray described;
    for (int i = 0; i < 1001; ++i)
        described += extension('x', paxRecord("comment", "x"));
    QCOMPARE(checkOf(ended(described)), u"member_count"_s);
}

void TestTarReader::a46_impossibleSizesAreRefused_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("octal overflow") << QByteArray("7777777777777").first(12);
    QTest::newRow("no octal") << QByteArray("00000000009 ");
    QTest::newRow("minus") << QByteArray("-0000000001 ");
    QTest::newRow("more after the number") << QByteArray("0001 0001   ");
    QTest::newRow("base 256, negative") << QByteArray(12, '\xFF');
    QTest::newRow("base 256, over 63 bits") << QByteArray::fromHex("800000008000000000000000");
    QTest::newRow("base 256, over 64 bits") << QByteArray::fromHex("800000010000000000000000");
    QTest::newRow("base 256, all of it") << QByteArray::fromHex("80ffffffffffffffffffffff");
    QTest::newRow("base 256, larger than the archive") << QByteArray::fromHex("800000000000001000000000");
}

void TestTarReader::a46_impossibleSizesAreRefused()
{
    QFETCH(QByteArray, field);
    const QString check = checkOf(ended(headerWith("disk", 124, field)));
    // So much is possible but for the length of the archive.
    const bool isPossible
        = field.startsWith("777777777777") || field.startsWith(QByteArray::fromHex("8000000000000010"));
    QCOMPARE(check, isPossible ? u"truncated"_s : u"member_size"_s);
}

void TestTarReader::a46_paxMayNotContradictTheHeader()
{
    const QByteArray member = tarHeaderOf("good.vmdk", 3) + padded("abc");
    const auto check
        = [&member](const QByteArray &records) { return checkOf(ended(extension('x', records) + member)); };
    QCOMPARE(check(paxRecord("mtime", "1")), QString());
    QCOMPARE(check(paxRecord("path", "good.vmdk")), QString());
    QCOMPARE(check(paxRecord("path", "evil.ovf")), u"member_name"_s);
    QCOMPARE(check(paxRecord("path", "../../" + QByteArray(120, 'x'))), u"member_path"_s);
    QCOMPARE(check(paxRecord("path", QByteArray(300, 'x'))), u"member_name"_s);
    QCOMPARE(check(paxRecord("path", QByteArray(120, 'x') + QByteArray("\0y", 2))), u"member_name"_s);
    QCOMPARE(check(paxRecord("size", "3")), QString());
    QCOMPARE(check(paxRecord("size", "1536")), u"member_size"_s);
    QCOMPARE(check(paxRecord("size", "99999999999999999999")), u"pax"_s);
    QCOMPARE(check(paxRecord("size", "-1")), u"pax"_s);
    QCOMPARE(check(paxRecord("GNU.sparse.major", "1")), u"member_kind"_s);
    QCOMPARE(checkOf(ended(extension('g', paxRecord("path", QByteArray(120, 'x'))) + member)), u"pax"_s);
    QCOMPARE(checkOf(ended(extension('g', paxRecord("comment", "0123")) + member)), QString());
}

void TestTarReader::a46_longNamesOfGnuHaveALimit()
{
    const auto check = [](const QByteArray &name) {
        return checkOf(ended(extension('L', name + '\0') + tarHeaderOf(name.first(100), 0)));
    };
    QCOMPARE(check(QByteArray(255, 'n')), QString());
    QCOMPARE(check(QByteArray(256, 'n')), u"member_name"_s);
    QCOMPARE(check(QByteArray(1 << 20, 'n')), u"member_name"_s);
    // Two names for one member.
    QCOMPARE(checkOf(ended(extension('L', QByteArray(120, 'n') + '\0') + tarHeaderOf("other", 0))),
        u"member_name"_s);
}

void TestTarReader::a46_damagedPaxRecordsAreRefused_data()
{
    QTest::addColumn<QByteArray>("records");
    QTest::newRow("no length") << QByteArray("path=x\n");
    QTest::newRow("length 0") << QByteArray("0 path=x\n");
    QTest::newRow("too long") << QByteArray("99 path=x\n");
    QTest::newRow("too short") << QByteArray("5 path=x\n");
    QTest::newRow("no key") << QByteArray("6 =ab\n\n").first(6);
    QTest::newRow("no equals sign") << QByteArray("8 pathx\n");
    QTest::newRow("length 2^64") << QByteArray("18446744073709551616 path=x\n");
    QTest::newRow("zeros") << QByteArray(20, '\0');
}

void TestTarReader::a46_damagedPaxRecordsAreRefused()
{
    QFETCH(QByteArray, records);
    QCOMPARE(checkOf(ended(extension('x', records) + tarHeaderOf("disk", 0))), u"pax"_s);
}

void TestTarReader::aLargeSizeMayComeFromPax()
{
    // Nobody makes 9 GiB for a test: a stream that has ended says that so much was expected.
    const QByteArray archive
        = extension('x', paxRecord("size", "9663676416")) + tarHeaderOf("disk", 0) + "beginning";
    MemoryStream stream(bytesOf(archive));
    TarReader reader(stream);
    const auto member = reader.next();
    QVERIFY(member && *member);
    QCOMPARE((*member)->size, quint64(9663676416));
    const auto next = reader.next();
    QVERIFY(!next);
    QCOMPARE(next.error().detail, u"truncated"_s);
}

void TestTarReader::archivesThatAreCutOffAreRefused()
{
    const QByteArray archive = tarOf({ { u"a"_s, patternBytes(700) }, { u"b"_s, patternBytes(700) } });
    const qsizetype end = archive.size() - 1024;
    for (qsizetype length = 0; length < end; ++length) {
        const bool isBetweenMembers = length == end / 2;
        QCOMPARE(checkOf(archive.first(length)).isNull(), isBetweenMembers);
    }
    // What closes an archive may be missing.
    QCOMPARE(checkOf(archive.first(end)), QString());
    QCOMPARE(checkOf("no archive at all" + QByteArray(600, 'x')), u"tar"_s);
}

void TestTarReader::flippedBitsDoNoHarm()
{
    const QByteArray archive = ended(extension('x', paxRecord("path", QByteArray(130, 'p')))
        + tarHeaderOf(QByteArray(100, 'p'), 5) + padded("abcde") + extension('L', QByteArray(130, 'q') + '\0')
        + tarHeaderOf(QByteArray(100, 'q'), 7) + padded("abcdefg"));
    QVERIFY(listed(archive));
    int refused = 0;
    for (qsizetype offset = 0; offset < archive.size(); ++offset) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray flipped = archive;
            flipped[offset] = static_cast<char>(flipped.at(offset) ^ (1 << bit));
            refused += checkOf(flipped).isNull() ? 0 : 1;
        }
    }
    QVERIFY2(refused > 4 * 512 * 8, qPrintable(QString::number(refused)));
}

void TestTarReader::whatIsWrittenIsRead()
{
    for (const quint64 size :
        { quint64(0), quint64(1), (quint64(1) << 33) - 1, quint64(1) << 33, quint64(1) << 40 }) {
        const QByteArray block = tarHeaderOf("disk.vmdk", size);
        QCOMPARE(block.size(), tarBlockLength);
        QVERIFY(isTarHeader(Bytes(block)));
        const auto header = tarHeaderFrom(Bytes(block));
        QVERIFY(header);
        QCOMPARE(header->size, size);
        QCOMPARE(header->name, QByteArray("disk.vmdk"));
    }
}

QTEST_GUILESS_MAIN(TestTarReader)
#include "tst_tarreader.moc"
