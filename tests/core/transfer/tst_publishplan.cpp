#include <QTest>

#include "core/transfer/journalentry.h"
#include "core/transfer/publishplan.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class TestPublishPlan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newImageIsDescribedLikeTheOld();
    void replacedImageGetsTheDate();
    void takenNameGetsANumber();
    void newestVersionsAreKept_data();
    void newestVersionsAreKept();
    void onlyHiddenVersionsOfThisNameCount();
    void nothingIsRetiredUnlessAskedFor();
    void journalKeepsTheReplacement();

private:
    static Image image(const QString &id, const QString &name, int day = 1);
    static QStringList idsOf(const QList<Image> &images);

    const PublishOptions m_options{ .today = QDate(2026, 11, 22), .keepVersions = 3, .retireOlder = true };
};

Image TestPublishPlan::image(const QString &id, const QString &name, int day)
{
    Image image;
    image.id = id;
    image.name = name;
    image.status = ImageStatus::Active;
    image.osHidden = true;
    image.createdAt = QDateTime(QDate(2026, 1, day), QTime(), Qt::UTC);
    return image;
}

QStringList TestPublishPlan::idsOf(const QList<Image> &images)
{
    QStringList ids;
    for (const Image &each : images)
        ids.append(each.id);
    return ids;
}

void TestPublishPlan::newImageIsDescribedLikeTheOld()
{
    Image old = image(u"old"_s, u"debian"_s);
    old.osHidden = false;
    old.visibility = Visibility::Public;
    old.tags = { u"lab"_s };
    old.properties = { { u"os_distro"_s, u"debian"_s }, { u"os_glance_stage_host"_s, u"x"_s } };
    old.minDisk = 10;
    old.minRam = 512;
    old.owner = u"school"_s;
    old.diskFormat = DiskFormat::Raw;
    const TransferRequest request = planPublish(old, u"/tmp/new.qcow2"_s, {}, m_options).request;
    QCOMPARE(request.kind, TransferKind::Publish);
    QCOMPARE(request.source, u"/tmp/new.qcow2"_s);
    QCOMPARE(request.draft.name, u"debian"_s);
    QCOMPARE(request.draft.visibility, Visibility::Public);
    QCOMPARE(request.draft.tags, QStringList{ u"lab"_s });
    QCOMPARE(request.draft.properties, (QMap<QString, QString>{ { u"os_distro"_s, u"debian"_s } }));
    QCOMPARE(request.draft.minDisk, 10);
    QCOMPARE(request.draft.minRam, 512);
    QCOMPARE(request.draft.owner, u"school"_s);
    QVERIFY(request.draft.osHidden);
    // The new file says what it is.
    QVERIFY(!request.draft.diskFormat);
    QVERIFY(request.draft.id.isNull());
    QCOMPARE(request.replacement->imageId, u"old"_s);
}

void TestPublishPlan::replacedImageGetsTheDate()
{
    const PublishPlan plan = planPublish(image(u"old"_s, u"debian"_s), u"/f"_s, {}, m_options);
    QCOMPARE(plan.request.replacement->newName, u"debian (2026-11-22)"_s);
}

void TestPublishPlan::takenNameGetsANumber()
{
    const QList<Image> others{ image(u"a"_s, u"debian (2026-11-22)"_s),
        image(u"b"_s, u"debian (2026-11-22 2)"_s) };
    const PublishPlan plan = planPublish(image(u"old"_s, u"debian"_s), u"/f"_s, others, m_options);
    QCOMPARE(plan.request.replacement->newName, u"debian (2026-11-22 3)"_s);
}

void TestPublishPlan::newestVersionsAreKept_data()
{
    QTest::addColumn<int>("keep");
    QTest::addColumn<QStringList>("kept");
    QTest::addColumn<QStringList>("retired");
    QTest::newRow("only what is replaced now") << 1 << QStringList() << QStringList{ u"c"_s, u"b"_s, u"a"_s };
    QTest::newRow("two") << 2 << QStringList{ u"c"_s } << QStringList{ u"b"_s, u"a"_s };
    QTest::newRow("more than there are") << 9 << QStringList{ u"c"_s, u"b"_s, u"a"_s } << QStringList();
    QTest::newRow("nonsense") << 0 << QStringList() << QStringList{ u"c"_s, u"b"_s, u"a"_s };
}

void TestPublishPlan::newestVersionsAreKept()
{
    QFETCH(int, keep);
    QFETCH(QStringList, kept);
    QFETCH(QStringList, retired);
    const QList<Image> others{ image(u"b"_s, u"debian (2026-03-01 2)"_s, 5),
        image(u"a"_s, u"debian (2026-01-01)"_s, 1), image(u"c"_s, u"debian (2026-05-01)"_s, 9) };
    PublishOptions options = m_options;
    options.keepVersions = keep;
    const PublishPlan plan = planPublish(image(u"old"_s, u"debian"_s), u"/f"_s, others, options);
    QCOMPARE(idsOf(plan.kept), kept);
    QCOMPARE(idsOf(plan.retired), retired);
    QCOMPARE(plan.request.replacement->retired, retired);
}

void TestPublishPlan::onlyHiddenVersionsOfThisNameCount()
{
    Image visible = image(u"visible"_s, u"debian (2026-01-01)"_s);
    visible.osHidden = false;
    Image protectedOne = image(u"protected"_s, u"debian (2026-01-02)"_s);
    protectedOne.isProtected = true;
    Image queued = image(u"queued"_s, u"debian (2026-01-03)"_s);
    queued.status = ImageStatus::Queued;
    const QList<Image> others{ visible, protectedOne, queued, image(u"other"_s, u"debian-12 (2026-01-01)"_s),
        image(u"note"_s, u"debian (my own)"_s), image(u"same"_s, u"debian"_s) };
    PublishOptions options = m_options;
    options.keepVersions = 1;
    const PublishPlan plan = planPublish(image(u"old"_s, u"debian"_s), u"/f"_s, others, options);
    QVERIFY(plan.kept.isEmpty());
    QVERIFY(plan.retired.isEmpty());
}

void TestPublishPlan::nothingIsRetiredUnlessAskedFor()
{
    PublishOptions options = m_options;
    options.keepVersions = 1;
    options.retireOlder = false;
    const PublishPlan plan = planPublish(
        image(u"old"_s, u"debian"_s), u"/f"_s, { image(u"a"_s, u"debian (2026-01-01)"_s) }, options);
    QCOMPARE(idsOf(plan.retired), QStringList{ u"a"_s });
    QVERIFY(plan.request.replacement->retired.isEmpty());
}

void TestPublishPlan::journalKeepsTheReplacement()
{
    JournalEntry entry;
    entry.id = u"id"_s;
    entry.request
        = planPublish(image(u"old"_s, u"debian"_s), u"/f"_s, { image(u"a"_s, u"debian (2026-01-01)"_s) },
            { .today = QDate(2026, 11, 22), .keepVersions = 1, .retireOlder = true })
              .request;
    entry.request.replacement->hasData = true;
    const Result<JournalEntry> read = journalEntryFromJson(journalEntryToJson(entry));
    QVERIFY(read.has_value());
    QCOMPARE(read->request.kind, TransferKind::Publish);
    QCOMPARE(read->request.replacement->imageId, u"old"_s);
    QCOMPARE(read->request.replacement->newName, u"debian (2026-11-22)"_s);
    QCOMPARE(read->request.replacement->retired, QStringList{ u"a"_s });
    QVERIFY(read->request.replacement->hasData);
}

QTEST_GUILESS_MAIN(TestPublishPlan)
#include "tst_publishplan.moc"
