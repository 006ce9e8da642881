#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/openstack/apisession.h"
#include "tests/support/corotest.h"
#include "tests/support/fakecloud.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray authenticate = "POST /v3/auth/tokens";

QByteArray errorJson(const QByteArray &message)
{
    return R"({"error": {"code": 401, "title": "x", "message": ")" + message + R"("}})";
}

QJsonObject authOf(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object().value(u"auth"_s).toObject();
}

HttpResponse tokenResponse(const QByteArray &expiresAt, const QDateTime &serverTime)
{
    HttpResponse response;
    response.status = 201;
    response.headers = { { "x-subject-token", "t" },
        { "date", QLocale::c().toString(serverTime, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1() } };
    response.body = R"({"token": {"expires_at": ")" + expiresAt + R"("}})";
    return response;
}

bool hasCanary(const Error &error)
{
    const QString all = error.message + error.detail;
    return all.contains(canaryPassword) || all.contains(QString::fromLatin1(canaryToken));
}

} // namespace

class TestKeystone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passwordIsSentWithItsScope();
    void applicationCredentialHasNoScope();
    void tokenIsScopedAnew();
    void domainAndSystemScope();
    void refusalsHaveTheirSentence_data();
    void refusalsHaveTheirSentence();
    void e08_refusedPasswordIsNotTriedAgain();
    void e02_missingPasswordIsSaid();
    void c13_newTokenAfterA401Once();
    void tokenIsUsedUntilItIsStale();
    void c27_otherClockCounts();
    void c27_brokenTimeIsNoTime();
    void c26_endpointIsChosen_data();
    void c26_endpointIsChosen();
    void cloudWithoutKeystone();

private:
    static Result<HttpResponse> ask(ApiSession &session)
    {
        ApiCall call;
        call.path = u"/v2/images"_s;
        return session.call(call, {});
    }
};

void TestKeystone::passwordIsSentWithItsScope()
{
    ScriptedServer server;
    server.answer(authenticate, { tokenReply(server) });
    server.answer("GET /v2/images", { jsonReply("{}") });
    ApiSession session(cloudAt(server), hastySettings());
    const auto token = session.token({});
    QVERIFY_OK(token);
    QCOMPARE(token->projectId, u"p1"_s);
    QCOMPARE(token->roles, QStringList{ u"member"_s });
    const QJsonObject auth = authOf(server.questions(authenticate).constFirst().body);
    QCOMPARE(auth[u"identity"][u"password"][u"user"][u"password"].toString(), canaryPassword);
    QCOMPARE(auth[u"identity"][u"password"][u"user"][u"domain"][u"id"].toString(), u"default"_s);
    QCOMPARE(auth[u"scope"][u"project"][u"name"].toString(), u"lab"_s);
    QVERIFY_OK(ask(session));
    const HttpQuestion question = server.questions("GET /v2/images").constFirst();
    QCOMPARE(question.headers.value("x-auth-token"), canaryToken);
    QVERIFY(question.headers.value("x-openstack-request-id").startsWith("req-"));
    QCOMPARE(server.count(authenticate), 1);
}

void TestKeystone::applicationCredentialHasNoScope()
{
    CloudConfig cloud;
    cloud.authType = CloudConfig::AuthType::ApplicationCredential;
    cloud.applicationCredentialId = u"i"_s;
    cloud.applicationCredentialSecret = Secret(u"s"_s);
    cloud.scope.projectName = u"lab"_s;
    QJsonObject auth = authOf(keystoneRequestOf(cloud));
    QVERIFY(!auth.contains(u"scope"_s));
    QCOMPARE(auth[u"identity"][u"application_credential"][u"id"].toString(), u"i"_s);
    QCOMPARE(auth[u"identity"][u"application_credential"][u"secret"].toString(), u"s"_s);
    cloud.applicationCredentialId.clear();
    cloud.applicationCredentialName = u"n"_s;
    cloud.userName = u"ada"_s;
    cloud.userDomainName = u"Default"_s;
    auth = authOf(keystoneRequestOf(cloud));
    QCOMPARE(auth[u"identity"][u"application_credential"][u"name"].toString(), u"n"_s);
    QCOMPARE(auth[u"identity"][u"application_credential"][u"user"][u"name"].toString(), u"ada"_s);
}

void TestKeystone::tokenIsScopedAnew()
{
    CloudConfig cloud;
    cloud.authType = CloudConfig::AuthType::Token;
    cloud.token = Secret(u"old"_s);
    cloud.scope.projectId = u"p"_s;
    const QJsonObject auth = authOf(keystoneRequestOf(cloud));
    QCOMPARE(auth[u"identity"][u"token"][u"id"].toString(), u"old"_s);
    QCOMPARE(auth[u"scope"][u"project"][u"id"].toString(), u"p"_s);
}

void TestKeystone::domainAndSystemScope()
{
    CloudConfig cloud;
    cloud.scope.domainName = u"Earth"_s;
    QCOMPARE(authOf(keystoneRequestOf(cloud))[u"scope"][u"domain"][u"name"].toString(), u"Earth"_s);
    cloud.scope.isSystem = true;
    QVERIFY(authOf(keystoneRequestOf(cloud))[u"scope"][u"system"][u"all"].toBool());
    cloud.scope = {};
    QVERIFY(!authOf(keystoneRequestOf(cloud)).contains(u"scope"_s));
}

void TestKeystone::refusalsHaveTheirSentence_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("wrong password") << 401 << errorJson("auth") << ErrorCode::Unauthorized << u"“ada”"_s;
    QTest::newRow("forbidden") << 403 << errorJson("no role") << ErrorCode::Forbidden << u"no role"_s;
    QTest::newRow("bad scope") << 400 << errorJson("bad scope") << ErrorCode::BadRequest << u"bad scope"_s;
    QTest::newRow("server fault") << 500 << QByteArray("oops") << ErrorCode::Unavailable << u"500"_s;
    QTest::newRow("not there") << 404 << QByteArray("<h1>Not found</h1>") << ErrorCode::Unavailable
                               << u"no Keystone"_s;
    QTest::newRow("c02 a web page") << 200 << QByteArray("<html>") << ErrorCode::Unavailable
                                    << u"no Keystone"_s;
    QTest::newRow("c02 cut JSON") << 201 << QByteArray("{\"token\": {") << ErrorCode::Unavailable
                                  << u"no Keystone"_s;
}

void TestKeystone::refusalsHaveTheirSentence()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, words);
    ScriptedServer server;
    server.answer(authenticate, { jsonReply(body, status) });
    ApiSession session(cloudAt(server), hastySettings());
    const auto answer = ask(session);
    QCOMPARE_ERROR(answer, code);
    QVERIFY2(answer.error().message.contains(words), qPrintable(answer.error().message));
    QVERIFY(!hasCanary(answer.error()));
}

void TestKeystone::e08_refusedPasswordIsNotTriedAgain()
{
    ScriptedServer server;
    server.answer(authenticate, { jsonReply(errorJson("no"), 401) });
    ApiSession session(cloudAt(server), hastySettings());
    for (int i = 0; i < 5; ++i)
        QCOMPARE_ERROR(ask(session), ErrorCode::Unauthorized);
    QCOMPARE(server.count(authenticate), 1);
}

void TestKeystone::e02_missingPasswordIsSaid()
{
    ScriptedServer server;
    CloudConfig cloud = cloudAt(server);
    cloud.password = Secret();
    ApiSession session(cloud, hastySettings());
    const auto answer = ask(session);
    QCOMPARE_ERROR(answer, ErrorCode::Unauthorized);
    QVERIFY(answer.error().message.contains(u"OS_PASSWORD"));
    QCOMPARE(server.count(authenticate), 0);
}

void TestKeystone::c13_newTokenAfterA401Once()
{
    ScriptedServer server;
    server.answer(authenticate, { tokenReply(server, "first"), tokenReply(server, "second") });
    server.answer("GET /v2/images", [](const HttpQuestion &question) {
        const bool isGood = question.headers.value("x-auth-token") == "second";
        return isGood ? jsonReply("{}") : jsonReply("{}", 401);
    });
    ApiSession session(cloudAt(server), hastySettings());
    QVERIFY_OK(ask(session));
    QCOMPARE(server.count(authenticate), 2);
    server.answer("GET /v2/images", { jsonReply("{}", 401) });
    QCOMPARE_ERROR(ask(session), ErrorCode::Unauthorized);
    QCOMPARE(server.count(authenticate), 3);
}

void TestKeystone::tokenIsUsedUntilItIsStale()
{
    const QDateTime now = QDateTime::fromString(u"2026-01-02T03:04:05Z"_s, Qt::ISODate);
    const auto token = keystoneTokenOf({}, tokenResponse("2026-01-02T04:04:05.000000Z", now), now);
    QVERIFY_OK(token);
    QVERIFY(!token->isStale(now.addSecs(54 * 60)));
    QVERIFY(token->isStale(now.addSecs(56 * 60)));
    const auto brief = keystoneTokenOf({}, tokenResponse("2026-01-02T03:05:05.000000Z", now), now);
    QVERIFY(!brief->isStale(now.addSecs(20)));
    QVERIFY(brief->isStale(now.addSecs(40)));
}

void TestKeystone::c27_otherClockCounts()
{
    const QDateTime now = QDateTime::fromString(u"2026-01-02T03:04:05Z"_s, Qt::ISODate);
    const auto ahead = keystoneTokenOf({}, tokenResponse("2026-01-03T04:04:05.000000Z", now.addDays(1)), now);
    QVERIFY(!ahead->isStale(now.addSecs(54 * 60)));
    QVERIFY(ahead->isStale(now.addSecs(56 * 60)));
    const auto behind
        = keystoneTokenOf({}, tokenResponse("2026-01-01T04:04:05.000000Z", now.addDays(-1)), now);
    QVERIFY(!behind->isStale(now.addSecs(54 * 60)));
    QVERIFY(behind->isStale(now.addSecs(56 * 60)));
}

void TestKeystone::c27_brokenTimeIsNoTime()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const QByteArray &time : { QByteArray("soon"), QByteArray(), QByteArray("1990-01-01T00:00:00Z") }) {
        const auto token = keystoneTokenOf({}, tokenResponse(time, now), now);
        QVERIFY_OK(token);
        QVERIFY(!token->isStale(now.addYears(1)));
    }
}

void TestKeystone::c26_endpointIsChosen_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("interface");
    QTest::addColumn<QList<ServiceEndpoint>>("endpoints");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words");
    const auto at = [](const char *interface, const char *region, const char *url) {
        return ServiceEndpoint{ u"image"_s, QString::fromLatin1(interface), QString::fromLatin1(region),
            QUrl(QString::fromLatin1(url)) };
    };
    const QString none;
    using List = QList<ServiceEndpoint>;
    QTest::newRow("the only one") << none << u"public"_s << List{ at("public", "A", "http://g:9292") }
                                  << u"http://g:9292"_s << none;
    QTest::newRow("with a version") << none << u"public"_s
                                    << List{ at("public", "A", "http://g/image/v2.1/") }
                                    << u"http://g/image"_s << none;
    QTest::newRow("by region") << u"B"_s << u"public"_s
                               << List{ at("public", "A", "http://a"), at("public", "B", "http://b") }
                               << u"http://b"_s << none;
    QTest::newRow("by interface") << none << u"internal"_s
                                  << List{ at("public", "A", "http://a"), at("internal", "A", "http://b") }
                                  << u"http://b"_s << none;
    QTest::newRow("two regions") << none << u"public"_s
                                 << List{ at("public", "North", "http://a"),
                                        at("public", "South", "http://b") }
                                 << none << u"North, South"_s;
    QTest::newRow("no such region") << u"West"_s << u"public"_s << List{ at("public", "North", "http://a") }
                                    << none << u"North/public"_s;
    QTest::newRow("no image service") << none << u"public"_s << List() << none << u"no image service"_s;
    QTest::newRow("file") << none << u"public"_s << List{ at("public", "A", "file:///etc/passwd") } << none
                          << u"no web address"_s;
}

void TestKeystone::c26_endpointIsChosen()
{
    QFETCH(const QString, region);
    QFETCH(const QString, interface);
    QFETCH(const QList<ServiceEndpoint>, endpoints);
    QFETCH(const QString, url);
    QFETCH(const QString, words);
    CloudConfig cloud;
    cloud.name = u"lab"_s;
    cloud.regionName = region;
    cloud.scope.projectName = u"lab"_s;
    cloud.interface = interface;
    const auto endpoint = imageEndpointOf(cloud, endpoints);
    if (words.isNull()) {
        QVERIFY_OK(endpoint);
        QCOMPARE(endpoint->toString(), url);
        return;
    }
    QVERIFY(!endpoint.has_value());
    QVERIFY2(endpoint.error().message.contains(words), qPrintable(endpoint.error().message));
}

void TestKeystone::cloudWithoutKeystone()
{
    ScriptedServer server;
    server.answer("GET /v2/images", { jsonReply("{}") });
    CloudConfig cloud;
    cloud.name = u"open"_s;
    cloud.authType = CloudConfig::AuthType::None;
    cloud.imageEndpoint = QUrl(server.url(u"/v2"_s));
    ApiSession nobody(cloud, hastySettings());
    QVERIFY_OK(ask(nobody));
    QVERIFY(!server.questions("GET /v2/images").constLast().headers.contains("x-auth-token"));
    cloud.authType = CloudConfig::AuthType::HttpBasic;
    cloud.userName = u"ada"_s;
    cloud.password = Secret(u"secret"_s);
    ApiSession basic(cloud, hastySettings());
    QVERIFY_OK(ask(basic));
    QCOMPARE(server.questions("GET /v2/images").constLast().headers.value("authorization"),
        "Basic " + QByteArray("ada:secret").toBase64());
    server.answer("GET /v2/images", { jsonReply("{}", 401) });
    QCOMPARE_ERROR(ask(basic), ErrorCode::Unauthorized);
}

QTEST_GUILESS_MAIN(TestKeystone)
#include "tst_keystone.moc"
