#include <QTest>

#include "tests/support/imageseeds.h"
#include "tests/support/spoiltimage.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype KiB = 1024;
constexpr qsizetype sector = 512;
constexpr const char *corrupt = "corrupt-vmdk";
constexpr const char *notInOneFile = "does not keep all its data in this one file";

/// Puts text where the descriptor's heading of the disk data base is.
Spoiler addLine(const QByteArray &line)
{
    return replaceText("# The Disk Data Base\n#DDB\n", line);
}

/// A stream whose tables are named by a footer, as VMware writes it.
QByteArray streamWithFooter()
{
    QByteArray image = imageSeed(u"stream"_s);
    QByteArray marker(sector, '\0');
    marker[12] = '\x03';
    const QByteArray footer = image.first(sector);
    image.replace(56, 8, QByteArray(8, '\xFF'));
    return image + marker + footer + QByteArray(sector, '\0');
}

QByteArray spoiltFooter(qsizetype offset, const QByteArray &bytes)
{
    QByteArray image = streamWithFooter();
    put(image.size() - 2 * sector + offset, bytes)(image);
    return image;
}

/// A stream of one grain, with what its marker says and what follows it.
QByteArray streamOfGrain(quint32 length, const QByteArray &packed)
{
    QByteArray image = imageSeed(u"stream"_s);
    const auto directory = qFromLittleEndian<quint64>(image.constData() + 56) * sector;
    const auto table = qFromLittleEndian<quint32>(image.constData() + directory) * sector;
    const qsizetype grain = (image.size() + sector - 1) / sector * sector;
    put(static_cast<qsizetype>(table), little(static_cast<quint32>(grain / sector)))(image);
    put(grain, little(quint64(0)) + little(length) + packed + QByteArray(sector, '\0'))(image);
    return image;
}

} // namespace

/// Hostile VMDK images, by the numbers of the list of bad inputs.
class TestHostileVmdk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a24_flatImagesAreRefused();
    void a25_descriptorsAtAnotherPlaceAreRefused();
    void a26_imagesWithAParentAreRefused();
    void a26_parentsInCommentsAreRefused();
    void a27_everyStrictRuleHolds();
    void a28_namesOfOtherFilesAreRefused();
    void a29_footersThatDifferAreRefused();
    void a30_otherSubformatsAreRefused();
    void a31_descriptorsThatAreNoTextAreRefused();
    void a31_whatQemuTakesForADescriptorIsNeverRaw();
    void a32_grainsBeyondAllBoundsAreNotRead();
    void headersThatCannotBeAreRefused();
};

void TestHostileVmdk::a24_flatImagesAreRefused()
{
    const QByteArray flat = imageSeed(u"flat"_s);
    expectRefused(flat, "subformat", "The VMDK subformat “monolithicflat” is not supported");
    expectRefused(flat, "extents", notInOneFile);
    const QByteArray shadow = spoilt("flat", replaceText("\"image-flat\" 0", "\"/etc/shadow\" 0"));
    expectRefused(shadow, "extents", notInOneFile);
    QVERIFY(conversionOf(shadow).contains(u"is not supported"));
    expectRefused(imageSeed(u"2gb"_s), "subformat", "“twogbmaxextentsparse” is not supported");
}

void TestHostileVmdk::a25_descriptorsAtAnotherPlaceAreRefused()
{
    const char *words = "missing or not where it must be";
    expectRefused(spoilt("vmdk", put(28, little(quint64(2)))), "descriptor", words);
    expectRefused(spoilt("vmdk", put(36, little(quint64(4096)))), "descriptor", words);
    expectRefused(spoilt("vmdk", put(36, QByteArray(8, '\xFF'))), "descriptor", words);
    expectRefused(spoilt("vmdk", put(28, QByteArray(16, '\0'))), "descriptor", words);
    expectRefused(spoilt("stream", put(28, little(quint64(2)))), "descriptor", words);
}

void TestHostileVmdk::a26_imagesWithAParentAreRefused()
{
    const char *words = "only the difference to another image";
    expectRefused(spoilt("vmdk", replaceText("parentCID=ffffffff", "parentCID=12345678")), "parent", words);
    expectRefused(spoilt("vmdk", addLine("parentFileNameHint=\"p\"")), "parent", words);
}

void TestHostileVmdk::a26_parentsInCommentsAreRefused()
{
    // QEMU looks for the word anywhere in the text.
    expectRefused(spoilt("vmdk", addLine("#parentFileNameHint=\"p\"")), "parent",
        "only the difference to another image");
}

void TestHostileVmdk::a27_everyStrictRuleHolds()
{
    const char *damaged = "The description within the VMDK image is damaged";
    const char *contradicts = "contradicts its header";
    expectRefused(spoilt("vmdk", replaceText("version=1", "CID=1")), "descriptor", damaged);
    expectRefused(spoilt("vmdk", replaceText("createType", "CREATETYPE")), "descriptor", damaged);
    expectRefused(spoilt("vmdk", addLine("createType=\"x\"")), "descriptor", damaged);
    expectRefused(spoilt("vmdk", replaceText("# Extent description", "!junk")), "descriptor", damaged);
    expectRefused(spoilt("vmdk", replaceText("monolithicSparse", "vmfs")), "subformat", "is not supported");
    expectRefused(spoilt("stream", put(10, QByteArray(1, '\0'))), "descriptor", contradicts);
    expectRefused(spoilt("vmdk", put(10, "\x03")), "descriptor", contradicts);
    expectRefused(spoilt("vmdk", put(10, "\x01")), "descriptor", contradicts);
    expectRefused(spoilt("vmdk", put(77, "\x01")), "descriptor", contradicts);
    expectRefused(
        spoilt("vmdk", put(9 * KiB, "RW 9 FLAT")), "descriptor", "hidden bytes after the description");
}

void TestHostileVmdk::a28_namesOfOtherFilesAreRefused()
{
    for (const char *name :
        { "\"..\"", "\".\"", "\"/a/b\"", "\"a\\b\"", "\"%2e\"", "\"nbd:x\"", "\"\"", "image" })
        expectRefused(spoilt("vmdk", replaceText("\"image\"", name)), "extents", notInOneFile);
    expectRefused(spoilt("vmdk", replaceText("\"image\"", "\"\xE2\x80\xAEx\"")), "descriptor", "is damaged");
    QByteArray longName = imageSeed(u"vmdk"_s);
    const qsizetype place = longName.indexOf("\"image\"") + 1;
    longName.insert(place, QByteArray(512, 'n')).remove(20 * sector, 512);
    expectRefused(longName, "extents", notInOneFile);
    expectRefused(spoilt("vmdk", replaceText("\nRW ", "\nWR ")), "descriptor", "is damaged");
    expectRefused(spoilt("vmdk", replaceText("SPARSE \"image\"", "FLAT \"image\"")), "extents", notInOneFile);
    expectRefused(spoilt("vmdk", replaceText("\nRW ", "\n#  ")), "extents", notInOneFile);
    expectRefused(spoilt("vmdk", addLine("RW 1 SPARSE \"b\"")), "extents", notInOneFile);
}

void TestHostileVmdk::a29_footersThatDifferAreRefused()
{
    QCOMPARE(verdictOf(streamWithFooter()).violations, QStringList());
    const char *differs = "the footer differs from the header";
    expectRefused(spoiltFooter(12, little(quint64(5))), corrupt, differs);
    expectRefused(spoiltFooter(8, "\x01"), corrupt, differs);
    expectRefused(spoiltFooter(28, little(quint64(2))), corrupt, differs);
    expectRefused(spoiltFooter(56, QByteArray(8, '\xFF')), corrupt, differs);
    expectRefused(spoiltFooter(56, little(quint64(1) << 40)), corrupt, "the tables lie outside the file");
    expectRefused(spoiltFooter(-sector + 12, "\x01"), corrupt, "the footer's marker is missing");
    expectRefused(spoiltFooter(sector, "x"), corrupt, "the last marker is missing");
    QByteArray noFooter = imageSeed(u"stream"_s);
    put(56, QByteArray(8, '\xFF'))(noFooter);
    expectRefused(noFooter, corrupt, "the footer's marker is missing");
    put(8, "\x01")(noFooter); // without a second directory, which would be missed first
    expectRefused(noFooter.first(1024), corrupt, "cut off within the footer");
}

void TestHostileVmdk::a30_otherSubformatsAreRefused()
{
    expectRefused(spoilt("vmdk", put(0, "COWD")), "subformat", "“vmfsSparse” is not supported");
    expectRefused(
        spoilt("vmdk", put(0, little(quint64(0xCAFEBABE)))), "subformat", "“seSparse” is not supported");
}

void TestHostileVmdk::a31_descriptorsThatAreNoTextAreRefused()
{
    expectRefused(spoilt("vmdk", put(520, "\xC3\xA4")), "descriptor", "is damaged");
    expectRefused(spoilt("vmdk", replaceText("createType", "#reateType")), "subformat", "is not supported");
    expectRefused(spoilt("vmdk", put(sector, QByteArray(20 * sector, 'x'))), "subformat", "is not supported");
    const QByteArray endless = "# Disk DescriptorFile\n" + QByteArray(KiB * KiB, 'x');
    expectRefused(endless, "extents", notInOneFile);
    QByteArray windows = imageSeed(u"flat"_s);
    windows.replace("\n", "\r\n");
    expectRefused(windows, "extents", notInOneFile);
}

void TestHostileVmdk::a31_whatQemuTakesForADescriptorIsNeverRaw()
{
    for (const QByteArray &text : { QByteArray("version=1\n"), QByteArray("# x\n \nversion=3\r\n"),
             QByteArray("# \xC3\xA4\nversion=1\nRW 1 FLAT \"/etc/shadow\" 0\n") })
        expectRefused(text, "extents", notInOneFile);
}

void TestHostileVmdk::a32_grainsBeyondAllBoundsAreNotRead()
{
    QVERIFY(conversionOf(streamOfGrain(0xFFFFFFFF, "x")).contains(u"a grain is not where a table says"));
    // 64 MiB of zeros in the place of a grain of 64 KiB.
    const QByteArray bomb = qCompress(QByteArray(64 * KiB * KiB, '\0'), 9).sliced(4);
    QVERIFY(bomb.size() < 128 * KiB);
    QVERIFY(conversionOf(streamOfGrain(static_cast<quint32>(bomb.size()), bomb))
                .contains(u"compressed data cannot be unpacked"));
    const QByteArray grain = qCompress(QByteArray(64 * KiB, 'g'), 9).sliced(4);
    QCOMPARE(conversionOf(streamOfGrain(static_cast<quint32>(grain.size()), grain)), u"done"_s);
}

void TestHostileVmdk::headersThatCannotBeAreRefused()
{
    expectRefused(spoilt("vmdk", cut(4)), corrupt, "cut off within the header");
    expectRefused(spoilt("vmdk", put(4, QByteArray(4, '\0'))), corrupt, "the version is impossible");
    expectRefused(spoilt("vmdk", put(4, "\x04")), corrupt, "the version is impossible");
    expectRefused(spoilt("vmdk", put(12, QByteArray(8, '\0'))), corrupt, "the virtual size is impossible");
    expectRefused(spoilt("vmdk", put(12, QByteArray(8, '\xFF'))), corrupt, "the virtual size is impossible");
    for (const quint64 grain : { quint64(3), quint64(0), quint64(4), quint64(256 * 1024) })
        expectRefused(spoilt("vmdk", put(20, little(grain))), corrupt, "the grain size is impossible");
    expectRefused(spoilt("vmdk", put(44, little(quint32(513)))), corrupt, "size of the grain tables");
    expectRefused(spoilt("vmdk", put(73, "\n \n\n")), corrupt, "line ends were changed");
    expectRefused(spoilt("vmdk", put(77, "\x02")), corrupt, "the compression method is impossible");
    expectRefused(
        spoilt("vmdk", put(56, little(quint64(1) << 60))), corrupt, "the tables lie outside the file");
    // The directory's first entry lies within the file, but its others do not.
    expectRefused(
        spoilt("vmdk", put(12, little(quint64(1) << 40))), corrupt, "the tables lie outside the file");
}

QTEST_GUILESS_MAIN(TestHostileVmdk)
#include "tst_hostilevmdk.moc"
