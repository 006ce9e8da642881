#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

#include "core/openstack/imageapi.h"
#include "core/openstack/imageservicefeatures.h"
#include "core/openstack/imageserviceinfo.h"
#include "tests/support/corotest.h"
#include "tests/support/fakecloud.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray images = "GET /v2/images";
const QByteArray oneImage = "GET /v2/images/" + someId.toLatin1();

QString idOf(int number)
{
    return u"00000000-0000-4000-8000-%1"_s.arg(number, 12, 10, QChar(u'0'));
}

QByteArray pageOf(int first, int count, bool hasNext)
{
    QByteArrayList all;
    for (int i = first; i < first + count; ++i)
        all.append(imageJson(idOf(i), "active", "x"));
    const QByteArray next = hasNext ? R"(, "next": "/v2/images?marker=wrong")" : "";
    return "{\"images\": [" + all.join(',') + ']' + next + '}';
}

QJsonObject operation(const QString &op, const QString &path, const QJsonValue &value)
{
    return { { u"op"_s, op }, { u"path"_s, path }, { u"value"_s, value } };
}

} // namespace

class TestImageApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void listAsksWhatWasWanted();
    void pagesAreFollowedByMarker();
    void c04_loopsOfPagesEnd();
    void c04_addressOfTheNextPageIsNotTrusted();
    void c03_packedAnswerIsNotUnpacked();
    void c02_strangeAnswersAreSaid_data();
    void c02_strangeAnswersAreSaid();
    void refusalsBecomeSentences_data();
    void refusalsBecomeSentences();
    void c19_busyServerIsWaitedFor();
    void c19_nonsenseIsNoWait();
    void c21_faultsAreRepeatedThrice();
    void c21_lostAnswerMakesOneImage();
    void c21_lostAnswerOfADeleteIsNoFailure();
    void c21_lostAnswerOfAShareIsNoFailure();
    void c13_listGoesOnWithANewToken();
    void importIsAskedForOnce();
    void patchSaysOnlyWhatChanges();
    void patchLeavesTheServicesOwnAlone();
    void membersAreRead();
    void oneStoreHasNoName();
    void storesAndMethodsAreRead();
    void tasksAreNewestFirst();
    void c02_versionOneIsNotEnough();
    void emptyAnswersMayCallThemselvesWebPages();
    void versionsTellTheFeatures();
    void limitsAreRead();
    void importSaysWhatItIsFor();
    void oddNamesAreEncoded();

private:
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ImageApi> m_api;
};

void TestImageApi::init()
{
    m_api.reset();
    m_server = std::make_unique<ScriptedServer>();
    m_server->answer("POST /v3/auth/tokens", { tokenReply(*m_server) });
    m_api = std::make_unique<ImageApi>(cloudAt(*m_server), hastySettings());
}

void TestImageApi::listAsksWhatWasWanted()
{
    m_server->answer(images, { jsonReply(pageOf(0, 1, false)) });
    ImageQuery query;
    query.filters = { { FilterField::Name, FilterOperator::Equal, { u"a:b&c+d e"_s }, {} },
        { FilterField::Tag, FilterOperator::Equal, { u"one"_s }, {} },
        { FilterField::Tag, FilterOperator::Equal, { u"two"_s }, {} } };
    query.sort = { { SortField::Name, Qt::AscendingOrder } };
    query.limit = 7;
    const auto page = m_api->list(query);
    QVERIFY_OK(page);
    QCOMPARE(page->images.size(), 1);
    QVERIFY(page->nextMarker.isNull());
    const QByteArray target = m_server->questions(images).constFirst().target;
    const QUrlQuery asked(QUrl::fromEncoded(target).query(QUrl::FullyEncoded));
    QCOMPARE(asked.queryItemValue(u"name"_s, QUrl::FullyDecoded), u"eq:a:b&c+d e"_s);
    QVERIFY(target.contains("%2B") && target.contains("%26"));
    QCOMPARE(asked.allQueryItemValues(u"tag"_s), (QStringList{ u"one"_s, u"two"_s }));
    QCOMPARE(asked.queryItemValue(u"sort"_s, QUrl::FullyDecoded), u"name:asc"_s);
    QCOMPARE(asked.queryItemValue(u"limit"_s), u"7"_s);
}

void TestImageApi::pagesAreFollowedByMarker()
{
    m_server->answer(images, [](const HttpQuestion &question) {
        const bool isSecond = question.target.contains(QByteArray("marker=" + idOf(2).toLatin1()));
        return jsonReply(isSecond ? pageOf(3, 2, false) : pageOf(0, 3, true));
    });
    const auto all = m_api->listAll({});
    QVERIFY_OK(all);
    QCOMPARE(all->size(), 5);
    QVERIFY(m_server->questions(images).constFirst().target.contains("limit=1000"));
}

void TestImageApi::c04_loopsOfPagesEnd()
{
    m_server->answer(images, { jsonReply(pageOf(0, 3, true)) });
    QCOMPARE_ERROR(m_api->listAll({}), ErrorCode::Unavailable);
    QCOMPARE(m_server->count(images), 2);
    m_server->answer(images, { jsonReply(R"({"images": [], "next": "/v2/images?marker=x"})") });
    const auto none = m_api->listAll({});
    QVERIFY_OK(none);
    QVERIFY(none->isEmpty());
}

void TestImageApi::c04_addressOfTheNextPageIsNotTrusted()
{
    ScriptedServer theirs;
    m_server->answer(images, [&theirs](const HttpQuestion &question) {
        const bool isSecond = question.target.contains("marker=");
        const QByteArray next = R"(, "next": ")" + theirs.url(u"/v2/images"_s).toLatin1() + R"("})";
        return jsonReply(isSecond ? pageOf(3, 1, false) : QByteArray(pageOf(0, 3, false).chopped(1) + next));
    });
    const auto all = m_api->listAll({});
    QVERIFY_OK(all);
    QCOMPARE(all->size(), 4);
    QVERIFY(theirs.questions().isEmpty());
}

void TestImageApi::c03_packedAnswerIsNotUnpacked()
{
    HttpReply packed = jsonReply(qCompress(QByteArray(1 << 20, ' ')));
    packed.headers.emplaceBack("Content-Encoding", "gzip");
    m_server->answer(images, { packed });
    const auto page = m_api->list({});
    QCOMPARE_ERROR(page, ErrorCode::Unavailable);
    QVERIFY(!m_server->questions(images).constFirst().headers.contains("accept-encoding"));
}

void TestImageApi::c02_strangeAnswersAreSaid_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("web page") << QByteArray("<html><body>Log in, please</body></html>");
    QTest::newRow("cut") << QByteArray("{\"images\": [");
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("no images") << QByteArray("{}");
    QTest::newRow("images are a text") << QByteArray(R"({"images": "none"})");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("c03 very deep") << QByteArray(100'000, '[');
}

void TestImageApi::c02_strangeAnswersAreSaid()
{
    QFETCH(const QByteArray, body);
    m_server->answer(images, { jsonReply(body) });
    const auto page = m_api->list({});
    QCOMPARE_ERROR(page, ErrorCode::Unavailable);
    QVERIFY2(page.error().message.contains(u"no image service"), qPrintable(page.error().message));
    QVERIFY(page.error().message.size() < 500);
}

void TestImageApi::refusalsBecomeSentences_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("json") << 403 << QByteArray(R"({"message": "protected<br /><br />\n", "code": "403"})")
                          << ErrorCode::Forbidden << u"protected"_s;
    QTest::newRow("html") << 409
                          << QByteArray("<html><head><title>409 Conflict</title></head><body><h1>409</h1>\n"
                                        "in use &amp; locked</body></html>")
                          << ErrorCode::Conflict << u"in use & locked"_s;
    QTest::newRow("text") << 400 << QByteArray("400 Bad Request\n\nno such key") << ErrorCode::BadRequest
                          << u"400 Bad Request no such key"_s;
    QTest::newRow("nothing") << 404 << QByteArray() << ErrorCode::NotFound << u"HTTP 404"_s;
    QTest::newRow("c17 quota") << 413 << QByteArray("over 128 tags") << ErrorCode::LimitExceeded
                               << u"over 128 tags"_s;
    QTest::newRow("c18 format") << 415 << QByteArray("not qcow2") << ErrorCode::UnsupportedFormat
                                << u"not qcow2"_s;
    QTest::newRow("c29 hidden direction") << 400
                                          << QByteArray("a\xe2\x80\xae"
                                                        "b\x07")
                                          << ErrorCode::BadRequest << u"refused: ab"_s;
}

void TestImageApi::refusalsBecomeSentences()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, words);
    m_server->answer(oneImage, { jsonReply(body, status) });
    const auto image = m_api->image(someId);
    QCOMPARE_ERROR(image, code);
    QVERIFY2(image.error().message.contains(words), qPrintable(image.error().message));
    QVERIFY(!image.error().message.contains(u'<'));
    QVERIFY(image.error().detail.contains(u"req-scripted"));
    QCOMPARE(m_server->count(oneImage), 1);
}

void TestImageApi::c19_busyServerIsWaitedFor()
{
    HttpReply busy = jsonReply("{}", 503);
    busy.headers.emplaceBack("Retry-After", "1000000000");
    HttpReply limited = jsonReply("{}", 429);
    limited.headers.emplaceBack("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT");
    m_server->answer(oneImage, { busy, limited, jsonReply(imageJson(someId, "queued")) });
    QVERIFY_OK(m_api->image(someId));
    m_server->answer(oneImage, { busy });
    QCOMPARE_ERROR(m_api->image(someId), ErrorCode::Unavailable);
    QCOMPARE(m_server->count(oneImage), 3 + 6);
}

void TestImageApi::c19_nonsenseIsNoWait()
{
    HttpReply busy = jsonReply("{}", 503);
    busy.headers.emplaceBack("Retry-After", "soon");
    m_server->answer(oneImage, { busy, jsonReply(imageJson(someId, "queued")) });
    QVERIFY_OK(m_api->image(someId));
}

void TestImageApi::c21_faultsAreRepeatedThrice()
{
    m_server->answer(oneImage,
        { jsonReply("{}", 500), jsonReply("{}", 502), jsonReply("{}", 504),
            jsonReply(imageJson(someId, "queued")) });
    QVERIFY_OK(m_api->image(someId));
    m_server->answer(oneImage, { jsonReply("{}", 500) });
    QCOMPARE_ERROR(m_api->image(someId), ErrorCode::Unavailable);
    QCOMPARE(m_server->count(oneImage), 4 + 4);
}

void TestImageApi::c21_lostAnswerMakesOneImage()
{
    HttpReply lost;
    lost.cutAfter = 0;
    m_server->answer("POST /v2/images", { lost, jsonReply(R"({"message": "exists"})", 409) });
    QString id;
    m_server->answer(oneImage, { jsonReply(imageJson(someId, "queued")) });
    ImageDraft draft;
    draft.name = u"disk"_s;
    const auto refused = m_api->create(draft);
    const QList<HttpQuestion> asked = m_server->questions("POST /v2/images");
    QCOMPARE(asked.size(), 2);
    id = QJsonDocument::fromJson(asked.at(0).body)[u"id"].toString();
    QCOMPARE(QJsonDocument::fromJson(asked.at(1).body)[u"id"].toString(), id);
    // It asks for the image that it must have made.
    QCOMPARE(m_server->count("GET /v2/images/" + id.toLatin1()), 1);
    QCOMPARE_ERROR(refused, ErrorCode::NotFound);
    // An id that a person chose may be somebody else's.
    draft.id = someId;
    QCOMPARE_ERROR(m_api->create(draft), ErrorCode::Conflict);
}

void TestImageApi::c21_lostAnswerOfADeleteIsNoFailure()
{
    const QByteArray question = "DELETE /v2/images/" + someId.toLatin1();
    HttpReply lost;
    lost.cutAfter = 0;
    m_server->answer(question, { lost, jsonReply(R"({"message": "no image"})", 404) });
    QVERIFY_OK(m_api->remove(someId));
    QCOMPARE(m_server->count(question), 2);
    m_server->answer(question, { jsonReply("{}", 502), jsonReply(R"({"message": "no image"})", 404) });
    QVERIFY_OK(m_api->remove(someId));
    // Nobody asked before: it was never there.
    m_server->answer(question, { jsonReply(R"({"message": "no image"})", 404) });
    QCOMPARE_ERROR(m_api->remove(someId), ErrorCode::NotFound);
    m_server->answer(question, { jsonReply("{}", 429), jsonReply(R"({"message": "no image"})", 404) });
    QCOMPARE_ERROR(m_api->remove(someId), ErrorCode::NotFound);
}

void TestImageApi::c21_lostAnswerOfAShareIsNoFailure()
{
    const QByteArray member = R"({"member_id": "p2", "image_id": ")" + someId.toLatin1()
        + R"(", "status": "pending", "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:05Z"})";
    const QByteArray path = "/v2/images/" + someId.toLatin1() + "/members";
    HttpReply lost;
    lost.cutAfter = 0;
    m_server->answer("POST " + path, { lost, jsonReply("{}", 409) });
    m_server->answer("GET " + path + "/p2", { jsonReply(member) });
    QVERIFY_OK(m_api->addMember(someId, u"p2"_s));
    QCOMPARE_ERROR(m_api->addMember(someId, u"p2"_s), ErrorCode::Conflict);
}

void TestImageApi::c13_listGoesOnWithANewToken()
{
    m_server->answer(
        "POST /v3/auth/tokens", { tokenReply(*m_server, "first"), tokenReply(*m_server, "second") });
    m_server->answer(images, [](const HttpQuestion &question) {
        if (!question.target.contains("marker="))
            return jsonReply(pageOf(0, 3, true));
        const bool isGood = question.headers.value("x-auth-token") == "second";
        return isGood ? jsonReply(pageOf(3, 2, false)) : jsonReply("{}", 401);
    });
    const auto all = m_api->listAll({});
    QVERIFY_OK(all);
    QCOMPARE(all->size(), 5);
    QCOMPARE(m_server->count("POST /v3/auth/tokens"), 2);
    // What was read before is not asked for again.
    QCOMPARE(m_server->count(images), 3);
}

void TestImageApi::importIsAskedForOnce()
{
    const QByteArray question = "POST /v2/images/" + someId.toLatin1() + "/import";
    m_server->answer(question, { jsonReply("{}", 500) });
    QCOMPARE_ERROR(m_api->startImport(someId, { u"web-download"_s, u"http://x/y"_s, { u"fast"_s } }),
        ErrorCode::Unavailable);
    QCOMPARE(m_server->count(question), 1);
    const QJsonDocument body = QJsonDocument::fromJson(m_server->questions(question).constFirst().body);
    QCOMPARE(body[u"method"][u"name"].toString(), u"web-download"_s);
    QCOMPARE(body[u"method"][u"uri"].toString(), u"http://x/y"_s);
    QCOMPARE(body[u"stores"].toArray(), QJsonArray{ u"fast"_s });
}

void TestImageApi::patchSaysOnlyWhatChanges()
{
    const QByteArray before = R"({"id": ")" + someId.toLatin1()
        + R"(", "name": "a", "status": "active", "tags": ["x", "y"], "keep": "1", "a/b": "2", "drop": "3"})";
    m_server->answer(oneImage, { jsonReply(before) });
    const QByteArray question = "PATCH /v2/images/" + someId.toLatin1();
    m_server->answer(question, { jsonReply(before) });
    ImagePatch patch;
    patch.name = QString();
    patch.minRam = 512;
    patch.addTags = { u"z"_s };
    patch.removeTags = { u"x"_s };
    patch.setProperties = { { u"a/b"_s, u"new"_s }, { u"keep"_s, u"1"_s } };
    patch.removeProperties = { u"drop"_s };
    QVERIFY_OK(m_api->update(someId, patch));
    const HttpQuestion asked = m_server->questions(question).constFirst();
    QCOMPARE(asked.headers.value("content-type"), "application/openstack-images-v2.1-json-patch");
    const QJsonArray expected{ operation(u"replace"_s, u"/name"_s, QJsonValue::Null),
        operation(u"replace"_s, u"/min_ram"_s, 512),
        operation(u"replace"_s, u"/tags"_s, QJsonArray{ u"y"_s, u"z"_s }),
        QJsonObject{ { u"op"_s, u"remove"_s }, { u"path"_s, u"/drop"_s } },
        operation(u"add"_s, u"/a~1b"_s, u"new"_s) };
    QCOMPARE(QJsonDocument::fromJson(asked.body).array(), expected);
    QVERIFY_OK(m_api->update(someId, {}));
    QCOMPARE(m_server->count(question), 1);
}

void TestImageApi::patchLeavesTheServicesOwnAlone()
{
    m_server->answer(oneImage,
        { jsonReply(R"({"id": ")" + someId.toLatin1()
            + R"(", "status": "active", "os_glance_import_task": "t", "mine": "1"})") });
    const QByteArray question = "PATCH /v2/images/" + someId.toLatin1();
    m_server->answer(question, { jsonReply(imageJson(someId, "active")) });
    ImagePatch patch;
    patch.properties = QMap<QString, QString>{ { u"other"_s, u"2"_s } };
    QVERIFY_OK(m_api->update(someId, patch));
    const QByteArray body = m_server->questions(question).constFirst().body;
    QVERIFY(body.contains("/mine") && body.contains("/other"));
    QVERIFY(!body.contains("os_glance"));
}

void TestImageApi::membersAreRead()
{
    const QByteArray member = R"({"member_id": "p2", "image_id": ")" + someId.toLatin1()
        + R"(", "status": "pending", "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:05Z"})";
    const QByteArray path = "/v2/images/" + someId.toLatin1() + "/members";
    m_server->answer("GET " + path, { jsonReply("{\"members\": [" + member + "]}") });
    m_server->answer("POST " + path, { jsonReply(member) });
    m_server->answer("PUT " + path + "/p2", { jsonReply(member) });
    m_server->answer("DELETE " + path + "/p2", { jsonReply({}, 204) });
    const auto members = m_api->members(someId);
    QVERIFY_OK(members);
    QCOMPARE(members->constFirst().memberId, u"p2"_s);
    QCOMPARE(members->constFirst().status, MemberStatus::Pending);
    QVERIFY_OK(m_api->addMember(someId, u"p2"_s));
    QCOMPARE(m_server->questions("POST " + path).constFirst().body, R"({"member":"p2"})");
    QVERIFY_OK(m_api->setMemberStatus(someId, u"p2"_s, MemberStatus::Accepted));
    QCOMPARE(m_server->questions("PUT " + path + "/p2").constFirst().body, R"({"status":"accepted"})");
    QVERIFY_OK(m_api->removeMember(someId, u"p2"_s));
}

void TestImageApi::oneStoreHasNoName()
{
    const auto stores = m_api->stores();
    QVERIFY_OK(stores);
    QVERIFY(stores->isEmpty());
}

void TestImageApi::storesAndMethodsAreRead()
{
    m_server->answer("GET /v2/info/stores",
        { jsonReply(
            R"({"stores": [{"id": "fast", "default": "true"}, {"id": "slow", "read-only": true}]})") });
    m_server->answer("GET /v2/info/import",
        { jsonReply(
            R"({"import-methods": {"type": "array", "value": ["glance-direct", "web-download"]}})") });
    const auto stores = m_api->stores();
    QVERIFY_OK(stores);
    QCOMPARE(*stores, (QList<RemoteStore>{ { u"fast"_s, {}, true, false }, { u"slow"_s, {}, false, true } }));
    const auto methods = m_api->importMethods();
    QVERIFY_OK(methods);
    QCOMPARE(*methods, (QStringList{ u"glance-direct"_s, u"web-download"_s }));
}

void TestImageApi::tasksAreNewestFirst()
{
    m_server->answer("GET /v2/images/" + someId.toLatin1() + "/tasks", { jsonReply(R"({"tasks": [
        {"id": "old", "type": "api_image_import", "status": "failure", "created_at": "2026-01-02T03:04:05.000000",
         "message": "no space"},
        {"id": "new", "type": "api_image_import", "status": "success", "created_at": "2026-01-02T03:04:06.000000"}]})") });
    const auto tasks = m_api->tasks(someId);
    QVERIFY_OK(tasks);
    QCOMPARE(tasks->at(0).id, u"new"_s);
    QCOMPARE(tasks->at(1).message, u"no space"_s);
}

void TestImageApi::c02_versionOneIsNotEnough()
{
    m_server->answer("GET /", { jsonReply(R"({"versions": [{"id": "v2.15"}, {"id": "v2.0"}]})", 300) });
    QCOMPARE(m_api->versions().value_or(QStringList()), (QStringList{ u"v2.15"_s, u"v2.0"_s }));
    m_server->answer("GET /", { jsonReply(R"({"versions": [{"id": "v1.1"}]})", 300) });
    QCOMPARE_ERROR(m_api->versions(), ErrorCode::Unavailable);
}

void TestImageApi::versionsTellTheFeatures()
{
    const ImageServiceFeatures old = featuresOfVersions({ u"v2.3"_s, u"v2.2"_s, u"v1.1"_s });
    QCOMPARE(old.newest, u"v2.3"_s);
    QVERIFY(old.hasDeactivation && !old.hasCommunityImages && !old.hasImport && !old.hasImageTasks);
    const ImageServiceFeatures single = featuresOfVersions({ u"v2.9"_s, u"v2.15"_s, u"v2.7"_s });
    QCOMPARE(single.newest, u"v2.15"_s);
    QVERIFY(single.hasImport && single.hasHiddenImages && single.hasUsage);
    QVERIFY(!single.hasStores && !single.copiesImages && !single.hasCache);
    QVERIFY(featuresOfVersions({ u"v2.16"_s, u"v2.14"_s, u"v2.11"_s }).hasCache);
    QCOMPARE(featuresOfVersions({ u"v1.0"_s }), ImageServiceFeatures());
}

void TestImageApi::limitsAreRead()
{
    m_server->answer("GET /v2/info/usage",
        { jsonReply(
            R"({"usage": {"image_count_total": {"limit": 10, "usage": 3}, "x": {"limit": -1, "usage": 0}}})") });
    const auto limits = remoteLimits(m_api->session());
    QVERIFY_OK(limits);
    QCOMPARE(*limits, (QList<RemoteLimit>{ { u"image_count_total"_s, 10, 3 }, { u"x"_s, -1, 0 } }));
    m_server->answer("GET /v2/info/usage", { jsonReply("{}", 404) });
    QVERIFY(remoteLimits(m_api->session())->isEmpty());
}

void TestImageApi::importSaysWhatItIsFor()
{
    const QByteArray question = "POST /v2/images/" + someId.toLatin1() + "/import";
    m_server->answer(question, { jsonReply({}, 202) });
    RemoteImport everywhere;
    everywhere.method = u"copy-image"_s;
    everywhere.isForAllStores = true;
    everywhere.mustAllSucceed = false;
    QVERIFY_OK(m_api->startImport(someId, everywhere));
    RemoteImport fetch;
    fetch.method = u"glance-download"_s;
    fetch.regionName = u"North"_s;
    fetch.remoteId = someId;
    QVERIFY_OK(m_api->startImport(someId, fetch));
    const auto bodyOf = [&](int index) {
        return QJsonDocument::fromJson(m_server->questions(question).at(index).body).object();
    };
    QCOMPARE(bodyOf(0).value(u"all_stores"_s), true);
    QCOMPARE(bodyOf(0).value(u"all_stores_must_succeed"_s), false);
    QVERIFY(!bodyOf(1).contains(u"all_stores"_s) && !bodyOf(1).contains(u"stores"_s));
    QCOMPARE(bodyOf(1)[u"method"][u"glance_region"].toString(), u"North"_s);
    QCOMPARE(bodyOf(1)[u"method"][u"glance_image_id"].toString(), someId);
}

void TestImageApi::oddNamesAreEncoded()
{
    QCOMPARE(imagePath(u"../x"_s, { u"a/b c"_s }), u"/v2/images/..%2Fx/a%2Fb%20c"_s);
    (void)m_api->image(u"../../etc"_s);
    QCOMPARE(m_server->count("GET /v2/images/..%2F..%2Fetc"), 1);
}

void TestImageApi::emptyAnswersMayCallThemselvesWebPages()
{
    HttpReply gone;
    gone.status = 204;
    gone.headers = { { "Content-Type", "text/html; charset=UTF-8" } };
    m_server->answer("DELETE /v2/images/" + someId.toLatin1(), { gone });
    QVERIFY_OK(m_api->remove(someId));
    gone.status = 202;
    m_server->answer("DELETE /v2/images/" + someId.toLatin1(), { gone });
    QVERIFY_OK(m_api->remove(someId));
}

QTEST_GUILESS_MAIN(TestImageApi)
#include "tst_imageapi.moc"
