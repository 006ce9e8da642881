#include <memory>

#include <QTest>

#include "core/openstack/imageapi.h"
#include "tests/openstack/realcloud.h"
#include "tests/support/corotest.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

/// Every way to log in to a real Keystone, and what it says when one may not.
class TestRealLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_cloud.reset(); }

    void credentialsLogIn_data();
    void credentialsLogIn();
    void tokenLogsInAgain();
    void scopesAreWhatWasAskedFor();
    void c13_revokedTokenIsReplacedOnce();
    void c27_theClockOfTheServerIsKnown();
    void c26_otherRegionNamesTheOnesThereAre();
    void e09_noProjectIsSaid();
    void e09_projectOfOthersIsSaid();
    void e09_secondFactorIsSaid();
    void e08_wrongPasswordIsSaid();
    void e09_wrongCredentialIsSaid();
    void e09_revokedCredentialIsSaid();

private:
    HttpResult ask(const QByteArray &method, const QString &path, const KeystoneToken &token,
        const QList<QPair<QByteArray, QByteArray>> &headers = {}) const;
    CloudConfig student() const { return m_cloud->cloud(u"student"_s); }

    std::unique_ptr<RealCloud> m_cloud;
};

void TestRealLogin::initTestCase()
{
    m_cloud = std::make_unique<RealCloud>();
    if (!m_cloud->problem().isNull())
        QSKIP(qPrintable(m_cloud->problem()));
}

/// Of Keystone, below /v3.
HttpResult TestRealLogin::ask(const QByteArray &method, const QString &path, const KeystoneToken &token,
    const QList<QPair<QByteArray, QByteArray>> &headers) const
{
    HttpClient http({});
    HttpRequest request;
    request.method = method;
    request.url = student().authUrl;
    request.url.setPath(u"/v3"_s + path);
    request.headers = headers;
    request.secretHeader = "X-Auth-Token";
    request.secret = token.id;
    return http.send(request);
}

void TestRealLogin::credentialsLogIn_data()
{
    QTest::addColumn<QString>("cloud");
    QTest::newRow("password") << u"student"_s;
    QTest::newRow("application credential by id") << u"byid"_s;
    QTest::newRow("application credential by name") << u"byname"_s;
}

void TestRealLogin::credentialsLogIn()
{
    QFETCH(const QString, cloud);
    ImageApi api(m_cloud->cloud(cloud));
    const auto token = api.session().token({});
    QVERIFY_OK(token);
    QCOMPARE(token->projectName, u"lab"_s);
    QVERIFY(token->roles.contains(u"member"_s));
    QVERIFY(token->expiresAt && !token->isStale(QDateTime::currentDateTimeUtc()));
    QVERIFY_OK(api.list({}));
}

void TestRealLogin::tokenLogsInAgain()
{
    const auto first = ImageApi(student()).session().token({});
    QVERIFY_OK(first);
    CloudConfig cloud = student();
    cloud.authType = CloudConfig::AuthType::Token;
    cloud.password = Secret();
    cloud.token = first->id;
    ImageApi api(cloud);
    QVERIFY_OK(api.list({}));
    QCOMPARE(api.session().token({})->projectId, first->projectId);
    // It lives no longer than the one it was made from.
    QVERIFY(*api.session().token({})->expiresAt <= *first->expiresAt);
    cloud.token = Secret(u"gAAAAA-no-such-token"_s);
    const auto refused = ImageApi(cloud).list({});
    QCOMPARE_ERROR(refused, ErrorCode::Unauthorized);
    QVERIFY2(refused.error().message.contains(u"token"), qPrintable(refused.error().message));
}

void TestRealLogin::scopesAreWhatWasAskedFor()
{
    const auto system = ImageApi(m_cloud->cloud(u"system"_s)).session().token({});
    QVERIFY_OK(system);
    QVERIFY(system->projectId.isEmpty() && system->roles.contains(u"admin"_s));
    const auto domain = ImageApi(m_cloud->cloud(u"domain"_s)).session().token({});
    QVERIFY_OK(domain);
    QVERIFY(domain->projectId.isEmpty() && domain->roles.contains(u"admin"_s));
    QVERIFY(!domain->endpoints.isEmpty());
}

void TestRealLogin::c13_revokedTokenIsReplacedOnce()
{
    ImageApi api(student());
    const auto first = api.session().token({});
    QVERIFY_OK(first);
    const HttpResult revoked
        = ask("DELETE", u"/auth/tokens"_s, *first, { { "X-Subject-Token", first->id.reveal().toLatin1() } });
    QVERIFY(revoked && revoked->status == 204);
    QVERIFY_OK(api.list({}));
    QVERIFY(api.session().token({})->id != first->id);
}

void TestRealLogin::c27_theClockOfTheServerIsKnown()
{
    const auto token = ImageApi(student()).session().token({});
    QVERIFY_OK(token);
    // It is this computer's: HTTP tells whole seconds.
    QVERIFY2(std::abs(token->clockOffset) < 60'000, qPrintable(QString::number(token->clockOffset)));
}

void TestRealLogin::c26_otherRegionNamesTheOnesThereAre()
{
    CloudConfig cloud = student();
    cloud.regionName = u"There"_s;
    const auto images = ImageApi(cloud).list({});
    QCOMPARE_ERROR(images, ErrorCode::NotFound);
    QVERIFY2(images.error().message.contains(u"Here/public"), qPrintable(images.error().message));
}

void TestRealLogin::e09_noProjectIsSaid()
{
    ImageApi api(m_cloud->cloud(u"stranger"_s));
    QVERIFY_OK(api.session().token({}));
    const auto images = api.list({});
    QCOMPARE_ERROR(images, ErrorCode::NotFound);
    QVERIFY2(images.error().message.contains(u"project_name"), qPrintable(images.error().message));
}

void TestRealLogin::e09_projectOfOthersIsSaid()
{
    CloudConfig cloud = m_cloud->cloud(u"stranger"_s);
    cloud.scope.projectName = u"lab"_s;
    cloud.scope.projectDomainId = u"default"_s;
    const auto images = ImageApi(cloud).list({});
    QCOMPARE_ERROR(images, ErrorCode::Unauthorized);
    QVERIFY2(images.error().message.contains(u"project"), qPrintable(images.error().message));
}

void TestRealLogin::e09_secondFactorIsSaid()
{
    const auto images = ImageApi(m_cloud->cloud(u"careful"_s)).list({});
    QCOMPARE_ERROR(images, ErrorCode::Unauthorized);
    QVERIFY2(images.error().message.contains(u"second factor"), qPrintable(images.error().message));
}

void TestRealLogin::e08_wrongPasswordIsSaid()
{
    CloudConfig cloud = student();
    cloud.password = Secret(u"canary-password"_s);
    const auto images = ImageApi(cloud).list({});
    QCOMPARE_ERROR(images, ErrorCode::Unauthorized);
    QVERIFY2(images.error().message.contains(u"“student”"), qPrintable(images.error().message));
    QVERIFY(!QString(images.error().message + images.error().detail).contains(u"canary"));
}

void TestRealLogin::e09_wrongCredentialIsSaid()
{
    CloudConfig cloud = m_cloud->cloud(u"byid"_s);
    cloud.applicationCredentialSecret = Secret(u"canary-secret"_s);
    const auto wrongSecret = ImageApi(cloud).list({});
    QCOMPARE_ERROR(wrongSecret, ErrorCode::Unauthorized);
    QVERIFY(wrongSecret.error().message.contains(u"application credential"));
    cloud.applicationCredentialId = u"no-such-id"_s;
    const auto wrongId = ImageApi(cloud).list({});
    QCOMPARE_ERROR(wrongId, ErrorCode::Unauthorized);
    QVERIFY2(
        wrongId.error().message.contains(u"application credential"), qPrintable(wrongId.error().message));
}

void TestRealLogin::e09_revokedCredentialIsSaid()
{
    const CloudConfig cloud = m_cloud->cloud(u"byid"_s);
    const auto owner = ImageApi(student()).session().token({});
    QVERIFY_OK(owner);
    const QString path
        = u"/users/%1/application_credentials/%2"_s.arg(owner->userId, cloud.applicationCredentialId);
    const HttpResult revoked = ask("DELETE", path, *owner);
    QVERIFY(revoked && revoked->status == 204);
    const auto images = ImageApi(cloud).list({});
    QCOMPARE_ERROR(images, ErrorCode::Unauthorized);
    QVERIFY2(images.error().message.contains(u"revoked"), qPrintable(images.error().message));
}

QTEST_GUILESS_MAIN(TestRealLogin)
#include "tst_reallogin.moc"
