#include <functional>

#include <QTest>

#include "core/image/imageattributes.h"
#include "core/image/imagelimits.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

using DraftEdit = std::function<void(ImageDraft &)>;
using PatchEdit = std::function<void(ImagePatch &)>;
Q_DECLARE_METATYPE(DraftEdit)
Q_DECLARE_METATYPE(PatchEdit)

namespace {

constexpr int accepted = 0;

int statusOf(const auto &result)
{
    return result ? accepted : httpStatusOf(result.error().code);
}

QMap<QString, QString> manyProperties(int count)
{
    QMap<QString, QString> properties;
    for (int i = 0; i < count; ++i)
        properties.insert(u"key%1"_s.arg(i), u"value"_s);
    return properties;
}

QStringList manyTags(int count)
{
    QStringList tags;
    for (int i = 0; i < count; ++i)
        tags.append(u"tag%1"_s.arg(i));
    return tags;
}

Image activeImage()
{
    Image image;
    image.id = u"71c675ab-d94f-49cd-a114-e12490b328d9"_s;
    image.name = u"cirros"_s;
    image.status = ImageStatus::Active;
    image.diskFormat = DiskFormat::Qcow2;
    image.containerFormat = ContainerFormat::Bare;
    image.tags = { u"blue"_s, u"test"_s };
    image.properties = { { u"os_distro"_s, u"cirros"_s } };
    return image;
}

} // namespace

class TestImageLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draftsAreJudgedAsGlanceJudgesThem_data();
    void draftsAreJudgedAsGlanceJudgesThem();
    void patchesAreJudgedAsGlanceJudgesThem_data();
    void patchesAreJudgedAsGlanceJudgesThem();
    void patchesChangeOnlyWhatTheyName();
    void b08_anImageOverTheLimitsCanStillBeEdited();
    void b15_formatsCanBeSetWhileQueuedOrImporting();
    void propertiesOfTheServiceSurviveAReplacement();
    void patchIsEmptyOnlyWhenNothingIsSet();
    void movesAreJudgedByTableAndFormats_data();
    void movesAreJudgedByTableAndFormats();
    void messagesQuoteNamesThatLookLikePlaceholders();
};

void TestImageLimits::draftsAreJudgedAsGlanceJudgesThem_data()
{
    QTest::addColumn<DraftEdit>("edit");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, int status, DraftEdit edit) {
        QTest::newRow(name) << std::move(edit) << status;
    };
    const auto property = [&row](const char *rowName, int status, const QString &name, const QString &value) {
        row(rowName, status, [=](ImageDraft &draft) { draft.properties.insert(name, value); });
    };
    const QString emoji = u"\U0001F600"_s;

    row("empty", accepted, [](ImageDraft &) {});
    row("b06 id of the caller", accepted,
        [](ImageDraft &draft) { draft.id = u"71c675ab-d94f-49cd-a114-e12490b328d9"_s; });
    row("b06 id is no UUID", 400, [](ImageDraft &draft) { draft.id = u"../../etc/passwd"_s; });
    row("b06 id is empty", 400, [](ImageDraft &draft) { draft.id = u""_s; });
    row("b06 id without dashes", 400,
        [](ImageDraft &draft) { draft.id = u"71c675abd94f49cda114e12490b328d9"_s; });
    row("b06 id with a line feed after it", 400,
        [](ImageDraft &draft) { draft.id = u"71c675ab-d94f-49cd-a114-e12490b328d9\n"_s; });
    row("b07 name of 255", accepted, [](ImageDraft &draft) { draft.name = QString(255, u'n'); });
    row("b07 name of 256", 400, [](ImageDraft &draft) { draft.name = QString(256, u'n'); });
    row("b07 name of 255 emoji", accepted, [=](ImageDraft &draft) { draft.name = emoji.repeated(255); });
    row("b07 name of 256 emoji", 400, [=](ImageDraft &draft) { draft.name = emoji.repeated(256); });
    row("b07 owner of 256", 400, [](ImageDraft &draft) { draft.owner = QString(256, u'o'); });
    row("b07 tag of 255", accepted, [](ImageDraft &draft) { draft.tags = { QString(255, u't') }; });
    row("b07 tag of 256", 400, [](ImageDraft &draft) { draft.tags = { QString(256, u't') }; });
    row("tag is empty", 400, [](ImageDraft &draft) { draft.tags = { u""_s }; });
    property("b07 property name of 255", accepted, QString(255, u'k'), u"v"_s);
    property("b07 property name of 256", 400, QString(256, u'k'), u"v"_s);
    property("property name is empty", 400, u""_s, u"v"_s);
    row("b08 128 properties", accepted, [](ImageDraft &draft) { draft.properties = manyProperties(128); });
    row("b08 129 properties", 413, [](ImageDraft &draft) { draft.properties = manyProperties(129); });
    row("b08 128 tags", accepted, [](ImageDraft &draft) { draft.tags = manyTags(128); });
    row("b08 129 tags", 413, [](ImageDraft &draft) { draft.tags = manyTags(129); });
    row("b08 128 tags, each twice", accepted,
        [](ImageDraft &draft) { draft.tags = manyTags(128) + manyTags(128); });
    for (const char *name :
        { "status", "size", "virtual_size", "checksum", "os_hash_algo", "os_hash_value", "created_at",
            "updated_at", "direct_url", "self", "file", "schema", "stores", "location", "locations",
            "deleted", "deleted_at", "os_glance_import_task", "name", "id", "visibility", "owner",
            "protected", "os_hidden", "tags", "min_disk", "min_ram", "disk_format", "container_format" }) {
        property(qPrintable(u"b09 property "_s + QLatin1String(name)), 403, QLatin1String(name), u"v"_s);
    }
    property("property named like an attribute in capitals", accepted, u"Name"_s, u"v"_s);
    property("property os_glance without underscore", accepted, u"os_glance"_s, u"v"_s);
    row("b11 min_disk of -1", 400, [](ImageDraft &draft) { draft.minDisk = -1; });
    row("b11 min_disk of 2^31 - 1", accepted, [](ImageDraft &draft) { draft.minDisk = 2147483647; });
    row("b11 min_disk of 2^31", 400, [](ImageDraft &draft) { draft.minDisk = 2147483648; });
    row("b11 min_ram of -1", 400, [](ImageDraft &draft) { draft.minRam = -1; });
    row("b11 min_ram of 2^31", 400, [](ImageDraft &draft) { draft.minRam = 2147483648; });
    property("b52 property value of 64 KiB", accepted, u"k"_s, QString(65536, u'v'));
    property("b52 property value of 64 KiB and one", 413, u"k"_s, QString(65537, u'v'));
    property("b52 property value of 64 KiB and one in UTF-8", 413, u"k"_s, emoji.repeated(16385));
    property("b52 emoji", accepted, u"k"_s, emoji);
    property("b52 markup", accepted, u"k"_s, u"<script>alert(1)</script>"_s);
    property("b52 NUL", 400, u"k"_s, u"a"_s + QChar(u'\0') + u'b');
    property("b52 high surrogate alone", 400, u"k"_s, QString(QChar(0xd83d)));
    property("b52 low surrogate alone", 400, u"k"_s, QString(QChar(0xde00)) + u'x');
    property("b52 surrogates the wrong way round", 400, u"k"_s, QString(QChar(0xde00)) + QChar(0xd83d));
    property("b52 NUL in a property name", 400, QString(QChar(u'\0')), u"v"_s);
    row("b52 NUL in the name", 400, [](ImageDraft &draft) { draft.name = QString(QChar(u'\0')); });
    row("b52 lone surrogate in a tag", 400,
        [](ImageDraft &draft) { draft.tags = { QString(QChar(0xd800)) }; });
}

void TestImageLimits::draftsAreJudgedAsGlanceJudgesThem()
{
    QFETCH(DraftEdit, edit);
    QFETCH(int, status);
    ImageDraft draft;
    edit(draft);
    const Result<void> result = validateDraft(draft, {});
    QCOMPARE(statusOf(result), status);
    if (!result)
        QVERIFY(!result.error().message.isEmpty());
}

void TestImageLimits::patchesAreJudgedAsGlanceJudgesThem_data()
{
    QTest::addColumn<PatchEdit>("edit");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, int status, PatchEdit edit) {
        QTest::newRow(name) << std::move(edit) << status;
    };
    row("empty", accepted, [](ImagePatch &) {});
    row("new name", accepted, [](ImagePatch &patch) { patch.name = u"n"_s; });
    row("no name", accepted, [](ImagePatch &patch) { patch.name = QString(); });
    row("b07 long name", 400, [](ImagePatch &patch) { patch.name = QString(256, u'n'); });
    row("b07 long owner", 400, [](ImagePatch &patch) { patch.owner = QString(256, u'n'); });
    row("b07 long new tag", 400, [](ImagePatch &patch) { patch.addTags = { QString(256, u'n') }; });
    row("b08 too many tags", 413, [](ImagePatch &patch) { patch.addTags = manyTags(127); });
    row("b08 just enough tags", accepted, [](ImagePatch &patch) { patch.addTags = manyTags(126); });
    row("b08 too many properties", 413, [](ImagePatch &patch) { patch.setProperties = manyProperties(128); });
    row("b08 just enough properties", accepted,
        [](ImagePatch &patch) { patch.setProperties = manyProperties(127); });
    row("b11 min_disk of -1", 400, [](ImagePatch &patch) { patch.minDisk = -1; });
    row("b11 min_ram too large", 400, [](ImagePatch &patch) { patch.minRam = 1LL << 31; });
    row("b14 removing a property that is not there", 409,
        [](ImagePatch &patch) { patch.removeProperties = { u"nope"_s }; });
    row("b14 removing an attribute", 403, [](ImagePatch &patch) { patch.removeProperties = { u"name"_s }; });
    row("b14 removing what the service keeps", 403,
        [](ImagePatch &patch) { patch.removeProperties = { u"os_glance_import_task"_s }; });
    row("removing a tag that is not there", accepted,
        [](ImagePatch &patch) { patch.removeTags = { u"nope"_s }; });
    row("b15 status as a property", 403, [](ImagePatch &patch) {
        patch.setProperties = { { u"status"_s, {} } };
    });
    row("b15 size within all properties", 403, [](ImagePatch &patch) {
        patch.properties = { { u"size"_s, u"1"_s } };
    });
    row("b15 disk_format of an active image", 403,
        [](ImagePatch &patch) { patch.diskFormat = DiskFormat::Raw; });
    row("b15 container_format of an active image", 403,
        [](ImagePatch &patch) { patch.containerFormat = ContainerFormat::Bare; });
    row("b52 NUL in a value", 400, [](ImagePatch &patch) {
        patch.setProperties = { { u"k"_s, QString(QChar(u'\0')) } };
    });
}

void TestImageLimits::patchesAreJudgedAsGlanceJudgesThem()
{
    QFETCH(PatchEdit, edit);
    QFETCH(int, status);
    ImagePatch patch;
    edit(patch);
    QCOMPARE(statusOf(applyPatch(activeImage(), patch, {})), status);
}

void TestImageLimits::patchesChangeOnlyWhatTheyName()
{
    ImagePatch patch;
    patch.name = u"new"_s;
    patch.addTags = { u"zebra"_s, u"apple"_s, u"apple"_s };
    patch.removeTags = { u"blue"_s };
    patch.setProperties = { { u"hw_disk_bus"_s, u"virtio"_s } };
    patch.removeProperties = { u"os_distro"_s };
    patch.osHidden = true;
    const Result<Image> patched = applyPatch(activeImage(), patch, {});
    QVERIFY(patched);

    Image expected = activeImage();
    expected.name = u"new"_s;
    expected.tags = QStringList{ u"apple"_s, u"test"_s, u"zebra"_s };
    expected.properties = { { u"hw_disk_bus"_s, u"virtio"_s } };
    expected.osHidden = true;
    QVERIFY(*patched == expected);
}

void TestImageLimits::b08_anImageOverTheLimitsCanStillBeEdited()
{
    Image image = activeImage();
    image.tags = normalisedTags(manyTags(200));
    image.properties = manyProperties(200);
    image.properties.insert(u"legacy"_s, QString(100'000, u'v'));

    ImagePatch fewer;
    fewer.name = u"n"_s;
    fewer.removeTags = { u"tag7"_s };
    fewer.removeProperties = { u"key7"_s };
    fewer.setProperties = { { u"key8"_s, u"changed"_s } };
    const Result<Image> patched = applyPatch(image, fewer, {});
    QVERIFY(patched);
    QCOMPARE(patched->tags.size(), 199);
    QCOMPARE(patched->properties.size(), 200);

    ImagePatch more;
    more.setProperties = { { u"one_more"_s, u"v"_s } };
    QCOMPARE(statusOf(applyPatch(image, more, {})), 413);
    ImageLimits unlimited;
    unlimited.properties = -1;
    QCOMPARE(statusOf(applyPatch(image, more, unlimited)), accepted);
}

void TestImageLimits::b15_formatsCanBeSetWhileQueuedOrImporting()
{
    ImagePatch patch;
    patch.diskFormat = DiskFormat::Vdi;
    for (const ImageStatus status : allImageStatuses()) {
        Image image = activeImage();
        image.status = status;
        const Result<Image> patched = applyPatch(image, patch, {});
        const bool mayChange = status == ImageStatus::Queued || status == ImageStatus::Importing;
        QCOMPARE(statusOf(patched), mayChange ? accepted : 403);
        if (patched)
            QCOMPARE(patched->diskFormat, std::optional(DiskFormat::Vdi));
    }
}

void TestImageLimits::propertiesOfTheServiceSurviveAReplacement()
{
    Image image = activeImage();
    image.properties.insert(u"os_glance_import_task"_s, u"7"_s);
    ImagePatch patch;
    patch.properties = QMap<QString, QString>{ { u"mine"_s, u"1"_s } };
    const Result<Image> patched = applyPatch(image, patch, {});
    QVERIFY(patched);
    const QMap<QString, QString> expected{ { u"mine"_s, u"1"_s }, { u"os_glance_import_task"_s, u"7"_s } };
    QCOMPARE(patched->properties, expected);
}

void TestImageLimits::patchIsEmptyOnlyWhenNothingIsSet()
{
    QVERIFY(ImagePatch().isEmpty());
    const QList<PatchEdit> edits{
        [](ImagePatch &patch) { patch.name = QString(); },
        [](ImagePatch &patch) { patch.visibility = Visibility::Public; },
        [](ImagePatch &patch) { patch.isProtected = false; },
        [](ImagePatch &patch) { patch.osHidden = false; },
        [](ImagePatch &patch) { patch.owner = QString(); },
        [](ImagePatch &patch) { patch.diskFormat = DiskFormat::Raw; },
        [](ImagePatch &patch) { patch.containerFormat = ContainerFormat::Bare; },
        [](ImagePatch &patch) { patch.minDisk = 0; },
        [](ImagePatch &patch) { patch.minRam = 0; },
        [](ImagePatch &patch) { patch.tags = QStringList(); },
        [](ImagePatch &patch) { patch.addTags = { u"t"_s }; },
        [](ImagePatch &patch) { patch.removeTags = { u"t"_s }; },
        [](ImagePatch &patch) { patch.properties = QMap<QString, QString>(); },
        [](ImagePatch &patch) {
            patch.setProperties = { { u"k"_s, u"v"_s } };
        },
        [](ImagePatch &patch) { patch.removeProperties = { u"k"_s }; },
    };
    for (const PatchEdit &edit : edits) {
        ImagePatch patch;
        edit(patch);
        QVERIFY2(!patch.isEmpty(), qPrintable(QString::number(&edit - &edits.first())));
    }
}

void TestImageLimits::movesAreJudgedByTableAndFormats_data()
{
    QTest::addColumn<ImageStatus>("from");
    QTest::addColumn<ImageStatus>("to");
    QTest::addColumn<QString>("known");
    QTest::addColumn<int>("status");
    using enum ImageStatus;
    const QString both = u"both"_s;
    const QString none = u"none"_s;
    QTest::newRow("b18 saving without formats") << Queued << Saving << none << 400;
    QTest::newRow("b18 saving with disk_format alone") << Queued << Saving << u"disk"_s << 400;
    QTest::newRow("b18 saving with container_format alone") << Queued << Saving << u"container"_s << 400;
    QTest::newRow("saving with both") << Queued << Saving << both << accepted;
    QTest::newRow("staging needs no formats") << Queued << Uploading << none << accepted;
    QTest::newRow("importing without formats") << Queued << Importing << none << 400;
    QTest::newRow("importing staged data without formats") << Uploading << Importing << none << 400;
    QTest::newRow("active at once without formats") << Queued << Active << none << 400;
    QTest::newRow("giving up needs no formats") << Uploading << ImageStatus::Queued << none << accepted;
    QTest::newRow("reactivating needs no formats") << Deactivated << Active << none << accepted;
    QTest::newRow("restoring needs no formats") << PendingDelete << Active << none << accepted;
    QTest::newRow("b19 saving an active image") << Active << Saving << both << 409;
    QTest::newRow("b19 the table comes first") << Active << Saving << none << 409;
    QTest::newRow("b39 deactivating a queued image") << Queued << Deactivated << both << 409;
    QTest::newRow("nothing leaves deleted") << Deleted << Active << both << 409;
}

void TestImageLimits::movesAreJudgedByTableAndFormats()
{
    QFETCH(ImageStatus, from);
    QFETCH(ImageStatus, to);
    QFETCH(QString, known);
    QFETCH(int, status);
    Image image;
    image.status = from;
    if (known == u"both" || known == u"disk")
        image.diskFormat = DiskFormat::Raw;
    if (known == u"both" || known == u"container")
        image.containerFormat = ContainerFormat::Bare;
    QCOMPARE(statusOf(validateTransition(image, to)), status);
}

void TestImageLimits::messagesQuoteNamesThatLookLikePlaceholders()
{
    ImageDraft draft;
    draft.tags = { u"%1 %2 "_s + QString(300, u't') };
    const Result<void> result = validateDraft(draft, {});
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(u"“%1 %2 t"), qPrintable(result.error().message));
    QVERIFY(result.error().message.contains(u"255"));
}

QTEST_GUILESS_MAIN(TestImageLimits)
#include "tst_imagelimits.moc"
