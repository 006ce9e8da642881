#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "core/image/imagejson.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

namespace {

Image fullImage()
{
    Image image;
    image.id = u"71c675ab-d94f-49cd-a114-e12490b328d9"_s;
    image.name = u"Übung \U0001F600"_s;
    image.status = ImageStatus::Active;
    image.visibility = Visibility::Community;
    image.isProtected = true;
    image.osHidden = true;
    image.checksum = u"d41d8cd98f00b204e9800998ecf8427e"_s;
    image.osHashAlgo = u"sha512"_s;
    image.osHashValue = QString(128, u'a');
    image.owner = u"5ef70662f8b34079a6eddb8da9d75fe8"_s;
    image.size = 9'007'199'254'740'993; // 2^53 + 1: a double cannot hold it
    image.virtualSize = 9'223'372'036'854'775'807;
    image.diskFormat = DiskFormat::Qcow2;
    image.containerFormat = ContainerFormat::Bare;
    image.minDisk = 20;
    image.minRam = 512;
    image.tags = QStringList{ u"one"_s, u"two"_s };
    image.properties = { { u"os_distro"_s, u"debian"_s }, { u"empty"_s, u""_s } };
    image.createdAt = QDateTime(QDate(2015, 11, 29), QTime(22, 21, 42), Qt::UTC);
    image.updatedAt = QDateTime(QDate(2024, 2, 29), QTime(0, 0, 0), Qt::UTC);
    image.stores = QStringList{ u"fast"_s, u"cheap"_s };
    return image;
}

QJsonObject parsed(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        QTest::qFail(qPrintable(error.errorString()), __FILE__, __LINE__);
    return document.object();
}

} // namespace

class TestImageJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullImageSurvivesTheWire();
    void emptyImageShowsEveryAttributeAsGlanceDoes();
    void sizesOf64BitsAreWrittenExactly();
    void answerOfARealServiceIsRead();
    void propertyCannotHideAnAttribute();
    void b04_wrongValuesAreRefusedByName_data();
    void b04_wrongValuesAreRefusedByName();
    void unknownValuesAreLeftOut();
    void taskSurvivesTheWire();
    void tasksOfAnImageAreReadWithTheirOwnTimes();
    void wrongTasksAreRefused();
};

void TestImageJson::fullImageSurvivesTheWire()
{
    const QByteArray wire = QJsonDocument(imageToJson(fullImage())).toJson();
    const Result<Image> image = imageFromJson(parsed(wire));
    QVERIFY2(image, image ? "" : qPrintable(image.error().detail));
    QVERIFY(*image == fullImage());
}

void TestImageJson::emptyImageShowsEveryAttributeAsGlanceDoes()
{
    Image image;
    image.id = u"71c675ab-d94f-49cd-a114-e12490b328d9"_s;
    image.createdAt = QDateTime(QDate(2015, 11, 29), QTime(22, 21, 42, 999), Qt::UTC);
    image.updatedAt = image.createdAt;
    const QJsonObject expected = parsed(R"({
        "id": "71c675ab-d94f-49cd-a114-e12490b328d9", "name": null, "status": "queued",
        "visibility": "shared", "protected": false, "os_hidden": false, "checksum": null,
        "os_hash_algo": null, "os_hash_value": null, "owner": null, "size": null, "virtual_size": null,
        "container_format": null, "disk_format": null, "created_at": "2015-11-29T22:21:42Z",
        "updated_at": "2015-11-29T22:21:42Z", "tags": [], "min_ram": 0, "min_disk": 0,
        "self": "/v2/images/71c675ab-d94f-49cd-a114-e12490b328d9",
        "file": "/v2/images/71c675ab-d94f-49cd-a114-e12490b328d9/file", "schema": "/v2/schemas/image"})");
    QCOMPARE(imageToJson(image), expected);
}

void TestImageJson::sizesOf64BitsAreWrittenExactly()
{
    const QByteArray wire = QJsonDocument(imageToJson(fullImage())).toJson(QJsonDocument::Compact);
    QVERIFY(wire.contains("\"size\":9007199254740993,"));
    QVERIFY(wire.contains("\"virtual_size\":9223372036854775807"));
    QVERIFY(wire.contains("\"stores\":\"fast,cheap\""));
}

void TestImageJson::answerOfARealServiceIsRead()
{
    const Result<Image> image = imageFromJson(parsed(R"({
        "status": "active", "name": "", "tags": ["b", "a", "b"], "container_format": "bare",
        "created_at": "2014-11-07T17:07:06Z", "size": 1e3, "disk_format": "root-tar",
        "updated_at": "2014-11-07T17:19:09.5", "visibility": "public", "locations": [],
        "self": "/v2/images/x", "min_disk": 0, "protected": false, "direct_url": "file:///x",
        "id": "781B3762-9469-4CEC-B58D-3349E5DE4E9C", "file": "/v2/images/x/file",
        "checksum": "afab0f79bac770d61d24b4d0560b5f70", "owner": null, "schema": "/v2/schemas/image",
        "min_ram": 0, "os_glance_import_task": "t", "kernel_id": null, "deleted": "no"})"));
    QVERIFY2(image, image ? "" : qPrintable(image.error().detail));
    QVERIFY(image->name.isEmpty());
    QVERIFY(!image->name.isNull());
    QVERIFY(image->owner.isNull());
    const QStringList tags{ u"a"_s, u"b"_s };
    QCOMPARE(image->tags, tags);
    QCOMPARE(image->size, std::optional<qint64>(1000));
    QCOMPARE(image->diskFormat, std::nullopt);
    QCOMPARE(image->updatedAt, QDateTime(QDate(2014, 11, 7), QTime(17, 19, 9, 500), Qt::UTC));
    const QMap<QString, QString> properties{ { u"kernel_id"_s, u""_s },
        { u"os_glance_import_task"_s, u"t"_s } };
    QCOMPARE(image->properties, properties);
    QVERIFY(!image->osHidden);
}

void TestImageJson::propertyCannotHideAnAttribute()
{
    Image image = fullImage();
    image.properties.insert(u"id"_s, u"evil"_s);
    image.properties.insert(u"status"_s, u"queued"_s);
    const QJsonObject json = imageToJson(image);
    QCOMPARE(json.value(u"id").toString(), image.id);
    QCOMPARE(json.value(u"status").toString(), u"active"_s);
}

void TestImageJson::b04_wrongValuesAreRefusedByName_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const QString &key, const char *value) {
        QTest::newRow(name) << key << QByteArray(value);
    };
    row("id is missing", u"id"_s, "null");
    row("id is a path", u"id"_s, R"("../../etc/passwd")");
    row("id is a number", u"id"_s, "7");
    row("status is missing", u"status"_s, "null");
    row("status is unknown", u"status"_s, R"("melting")");
    row("status in capitals", u"status"_s, R"("ACTIVE")");
    row("b11 visibility is unknown", u"visibility"_s, R"("secret")");
    row("name is a number", u"name"_s, "5");
    row("name is an object", u"name"_s, "{}");
    row("size is negative", u"size"_s, "-1");
    row("size is a string", u"size"_s, R"("12")");
    row("size is a fraction", u"size"_s, "1.5");
    row("size is 2^63", u"size"_s, "9223372036854775808");
    row("size is beyond a double", u"size"_s, "1e300");
    row("b11 min_disk is a string", u"min_disk"_s, R"("1")");
    row("min_ram is negative", u"min_ram"_s, "-2");
    row("protected is a string", u"protected"_s, R"("true")");
    row("os_hidden is a number", u"os_hidden"_s, "1");
    row("tags are an object", u"tags"_s, "{}");
    row("a tag is a number", u"tags"_s, "[1]");
    row("time is a word", u"created_at"_s, R"("yesterday")");
    row("time does not exist", u"updated_at"_s, R"("2015-02-30T00:00:00Z")");
    row("stores are an array", u"stores"_s, "[]");
    row("disk_format is a number", u"disk_format"_s, "1");
    row("b52 NUL in a property", u"os_distro"_s, R"("a\u0000b")");
    row("b52 lone surrogate in a property", u"os_distro"_s, R"("\ud800")");
    row("b52 lone surrogate in a tag", u"tags"_s, R"(["\udc00"])");
}

void TestImageJson::b04_wrongValuesAreRefusedByName()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, value);
    const QJsonObject wrapped = parsed("{\"value\":" + value + "}");
    QJsonObject json = imageToJson(fullImage());
    json.insert(key, wrapped.value(u"value"));
    const Result<Image> image = imageFromJson(json);
    QVERIFY(!image);
    QCOMPARE(image.error().code, ErrorCode::BadRequest);
    QVERIFY2(image.error().message.contains(key), qPrintable(image.error().message));
    QVERIFY2(image.error().detail.startsWith(key), qPrintable(image.error().detail));
}

void TestImageJson::unknownValuesAreLeftOut()
{
    QJsonObject json = imageToJson(fullImage());
    json.insert(u"future"_s, QJsonObject{ { u"a"_s, 1 } });
    json.insert(u"count"_s, 7);
    json.insert(u"validation_data"_s, QJsonArray{ 1 });
    const Result<Image> image = imageFromJson(json);
    QVERIFY(image);
    QVERIFY(*image == fullImage());
}

void TestImageJson::taskSurvivesTheWire()
{
    Task task;
    task.id = u"ee22890e-8948-4ea6-9668-831f973c84f5"_s;
    task.type = u"api_image_import"_s;
    task.status = TaskStatus::Success;
    task.imageId = u"71c675ab-d94f-49cd-a114-e12490b328d9"_s;
    task.owner = u"me"_s;
    task.message = u"Copied 15 MiB"_s;
    task.createdAt = QDateTime(QDate(2020, 12, 18), QTime(5, 20, 38), Qt::UTC);
    task.updatedAt = task.createdAt.addSecs(1);
    task.expiresAt = task.createdAt.addDays(2);
    const QJsonObject json = taskToJson(task);
    QCOMPARE(json.value(u"result").toObject().value(u"image_id").toString(), task.imageId);
    QCOMPARE(json.value(u"expires_at").toString(), u"2020-12-20T05:20:38Z"_s);
    const Result<Task> read = taskFromJson(parsed(QJsonDocument(json).toJson()));
    QVERIFY(read);
    QVERIFY(*read == task);
}

void TestImageJson::tasksOfAnImageAreReadWithTheirOwnTimes()
{
    const Result<Task> task = taskFromJson(parsed(R"({
        "id": "ee22890e-8948-4ea6-9668-831f973c84f5", "type": "api_image_import", "status": "processing",
        "owner": "o", "expires_at": null, "created_at": "2020-12-18T05:20:38.000000",
        "updated_at": "2020-12-18T05:25:39.500000", "deleted": false, "deleted_at": null,
        "image_id": "dddddddd-d94f-49cd-a114-e12490b328d9", "input": {"import_req": {}}, "result": null,
        "message": null})"));
    QVERIFY2(task, task ? "" : qPrintable(task.error().detail));
    QCOMPARE(task->createdAt, QDateTime(QDate(2020, 12, 18), QTime(5, 20, 38), Qt::UTC));
    QCOMPARE(task->updatedAt, QDateTime(QDate(2020, 12, 18), QTime(5, 25, 39, 500), Qt::UTC));
    QCOMPARE(task->status, TaskStatus::Processing);
    QCOMPARE(task->expiresAt, std::nullopt);
    QVERIFY(task->message.isEmpty());
}

void TestImageJson::wrongTasksAreRefused()
{
    QVERIFY(!taskFromJson({}));
    QVERIFY(!taskFromJson(parsed(R"({"id": "x", "type": "import", "status": "waiting"})")));
    QVERIFY(!taskFromJson(parsed(R"({"id": 1, "type": "import", "status": "pending"})")));
    QVERIFY(taskFromJson(parsed(R"({"id": "x", "type": "import", "status": "pending"})")));
}

QTEST_GUILESS_MAIN(TestImageJson)
#include "tst_imagejson.moc"
