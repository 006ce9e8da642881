#include <QTest>

#include "core/transfer/journalentry.h"
#include "tests/support/corotest.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestJournalEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingRoundTrips();
    void conversionsRoundTrip();
    void emptyEntryRoundTrips();
    void strangeFilesAreCorrupt_data();
    void strangeFilesAreCorrupt();
};

namespace {

void compareDrafts(const ImageDraft &actual, const ImageDraft &expected)
{
    QCOMPARE(actual.id, expected.id);
    QCOMPARE(actual.name, expected.name);
    QCOMPARE(actual.name.isNull(), expected.name.isNull());
    QCOMPARE(actual.diskFormat, expected.diskFormat);
    QCOMPARE(actual.containerFormat, expected.containerFormat);
    QCOMPARE(actual.visibility, expected.visibility);
    QCOMPARE(actual.isProtected, expected.isProtected);
    QCOMPARE(actual.osHidden, expected.osHidden);
    QCOMPARE(actual.owner, expected.owner);
    QCOMPARE(actual.minDisk, expected.minDisk);
    QCOMPARE(actual.minRam, expected.minRam);
    QCOMPARE(actual.tags, expected.tags);
    QCOMPARE(actual.properties, expected.properties);
}

void compareEntries(const JournalEntry &actual, const JournalEntry &expected)
{
    QCOMPARE(actual.id, expected.id);
    QCOMPARE(actual.request.kind, expected.request.kind);
    QCOMPARE(actual.request.source, expected.request.source);
    compareDrafts(actual.request.draft, expected.request.draft);
    QCOMPARE(actual.request.imageId, expected.request.imageId);
    QCOMPARE(actual.request.imageId.isNull(), expected.request.imageId.isNull());
    QCOMPARE(actual.request.destination, expected.request.destination);
    QCOMPARE(actual.request.overwrite, expected.request.overwrite);
    QCOMPARE(actual.request.store, expected.request.store);
    QCOMPARE(actual.request.store.isNull(), expected.request.store.isNull());
    QCOMPARE(actual.request.isUnpacked, expected.request.isUnpacked);
    QCOMPARE(actual.request.member, expected.request.member);
    QCOMPARE(actual.request.member.isNull(), expected.request.member.isNull());
    QCOMPARE(actual.request.sourceImage, expected.request.sourceImage);
    QCOMPARE(actual.request.layout, expected.request.layout);
    QCOMPARE(actual.state, expected.state);
    QCOMPARE(actual.rank, expected.rank);
    QCOMPARE(actual.hasBegun, expected.hasBegun);
    QCOMPARE(actual.ownsImageId, expected.ownsImageId);
    QCOMPARE(actual.ownsImage, expected.ownsImage);
    QCOMPARE(actual.error, expected.error);
    QCOMPARE(actual.queuedAt, expected.queuedAt);
    QCOMPARE(actual.endedAt, expected.endedAt);
}

} // namespace

void TestJournalEntry::everythingRoundTrips()
{
    JournalEntry entry;
    entry.id = u"7b0f2b6e-0000-4000-8000-000000000001"_s;
    entry.request.kind = TransferKind::StageImport;
    entry.request.source = u"/tmp/磁碟 \"a\"\n.qcow2"_s;
    entry.request.isUnpacked = true;
    entry.request.member = u"disks/a.vmdk"_s;
    entry.request.draft.id = u"id"_s;
    entry.request.draft.name = u"name"_s;
    entry.request.draft.diskFormat = DiskFormat::Vhdx;
    entry.request.draft.containerFormat = ContainerFormat::Ova;
    entry.request.draft.visibility = Visibility::Community;
    entry.request.draft.isProtected = true;
    entry.request.draft.osHidden = true;
    entry.request.draft.owner = u"project"_s;
    entry.request.draft.minDisk = 9'007'199'254'740'993;
    entry.request.draft.minRam = 512;
    entry.request.draft.tags = { u"a"_s, u"b"_s };
    entry.request.draft.properties = { { u"os_distro"_s, u"debian"_s }, { u"empty"_s, u""_s } };
    entry.request.imageId = u"image"_s;
    entry.request.destination = u"/out"_s;
    entry.request.overwrite = true;
    entry.request.store = u"usb"_s;
    entry.state = TransferState::Failed;
    entry.rank = 2.5;
    entry.hasBegun = true;
    entry.ownsImageId = true;
    entry.ownsImage = true;
    entry.error = Error{ ErrorCode::StorageFull, u"full"_s, u"ENOSPC"_s };
    entry.queuedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    entry.endedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'001'456, Qt::UTC);
    const Result<JournalEntry> read = journalEntryFromJson(journalEntryToJson(entry));
    QVERIFY_OK(read);
    compareEntries(*read, entry);
}

void TestJournalEntry::conversionsRoundTrip()
{
    JournalEntry entry;
    entry.id = u"7b0f2b6e-0000-4000-8000-000000000001"_s;
    for (const TransferKind kind : { TransferKind::Convert, TransferKind::ConvertToFile }) {
        entry.request.kind = kind;
        entry.request.sourceImage = u"7b0f2b6e-0000-4000-8000-000000000002"_s;
        for (const DiskLayout &layout : { DiskLayout{ DiskFormat::Qcow2, {}, Compression::Zstd, 7, 2 << 20 },
                 DiskLayout{ DiskFormat::Vmdk, u"streamOptimized"_s, Compression::Deflate },
                 DiskLayout{ DiskFormat::Raw } }) {
            entry.request.layout = layout;
            const Result<JournalEntry> read = journalEntryFromJson(journalEntryToJson(entry));
            QVERIFY_OK(read);
            compareEntries(*read, entry);
        }
    }
}

void TestJournalEntry::emptyEntryRoundTrips()
{
    JournalEntry entry;
    entry.id = u"x"_s;
    const Result<JournalEntry> read = journalEntryFromJson(journalEntryToJson(entry));
    QVERIFY_OK(read);
    compareEntries(*read, entry);
}

void TestJournalEntry::strangeFilesAreCorrupt_data()
{
    QTest::addColumn<QByteArray>("bytes");
    JournalEntry entry;
    entry.id = u"x"_s;
    const QByteArray good = journalEntryToJson(entry);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("zeros") << QByteArray(100, '\0');
    QTest::newRow("cut off") << good.first(good.size() / 2);
    QTest::newRow("array") << QByteArrayLiteral("[]");
    QTest::newRow("other version") << QByteArray(good).replace("\"version\":1", "\"version\":2");
    QTest::newRow("unknown kind") << QByteArray(good).replace("\"import\"", "\"teleport\"");
    QTest::newRow("unknown state") << QByteArray(good).replace("\"waiting\"", "\"dreaming\"");
    QTest::newRow("no id") << QByteArray(good).replace("\"id\":\"x\"", "\"id\":3");
}

void TestJournalEntry::strangeFilesAreCorrupt()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE_ERROR(journalEntryFromJson(bytes), ErrorCode::Corrupt);
}

QTEST_GUILESS_MAIN(TestJournalEntry)
#include "tst_journalentry.moc"
