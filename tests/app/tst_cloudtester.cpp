#include <QSignalSpy>
#include <QTest>

#include "app/vitrine/cloudtester.h"
#include "core/openstack/peercertificate.h"
#include "tests/support/fakecloud.h"
#include "tests/support/tlsserver.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

/// Trying out clouds that are not there, or not to be trusted.
class CloudTesterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anUnknownCertificateIsOfferedByItsFingerprint();
    void aServerThatIsAwayOffersNothing();
    void aGoodCloudIsDescribed();

private:
    using Outcome = tl::expected<CloudTrial, CloudRefusal>;
    std::optional<Outcome> tryOut(const CloudForm &form);
    static CloudForm formFor(const QString &address);
};

CloudForm CloudTesterTest::formFor(const QString &address)
{
    CloudForm form;
    form.name = u"lab"_s;
    form.address = address;
    form.user = u"ada"_s;
    form.project = u"lab"_s;
    form.interface = u"public"_s;
    form.secret = test::canaryPassword;
    return form;
}

std::optional<CloudTesterTest::Outcome> CloudTesterTest::tryOut(const CloudForm &form)
{
    std::optional<Outcome> outcome;
    CloudTester tester;
    tester.start(form, [&outcome](const Outcome &answer) { outcome = answer; });
    (void)QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 30'000);
    return outcome;
}

void CloudTesterTest::anUnknownCertificateIsOfferedByItsFingerprint()
{
    const test::TlsServer server(u"IP:127.0.0.1"_s);
    CloudForm form = formFor(server.url().toString() + u"v3"_s);
    const auto refused = tryOut(form);
    QVERIFY(refused && !*refused);
    QCOMPARE(refused->error().error.code, ErrorCode::Forbidden);
    QCOMPARE(refused->error().fingerprint, normalFingerprint(server.fingerprint()));
    // The image service may be another server than Keystone.
    form = formFor(server.url().toString());
    form.method = CloudForm::Method::None;
    const auto alsoRefused = tryOut(form);
    QVERIFY(alsoRefused && !*alsoRefused);
    QCOMPARE(alsoRefused->error().fingerprint, refused->error().fingerprint);
    // Once it is trusted something else is wrong: it speaks no Image API.
    form.fingerprint = refused->error().fingerprint;
    const auto trusted = tryOut(form);
    QVERIFY(trusted && !*trusted);
    QVERIFY(trusted->error().fingerprint.isEmpty());
    QVERIFY(trusted->error().error.message != refused->error().error.message);
}

void CloudTesterTest::aServerThatIsAwayOffersNothing()
{
    const auto refused = tryOut(formFor(u"https://127.0.0.1:1/v3"_s));
    QVERIFY(refused && !*refused);
    QVERIFY(refused->error().fingerprint.isEmpty());
    QVERIFY(!refused->error().error.message.contains(test::canaryPassword));
}

void CloudTesterTest::aGoodCloudIsDescribed()
{
    test::ScriptedServer server;
    server.answer("POST /v3/auth/tokens", { test::tokenReply(server) });
    server.answer(
        "GET /", { test::jsonReply(R"({"versions": [{"id": "v2.15", "status": "CURRENT"}]})", 300) });
    server.answer(
        "GET /versions", { test::jsonReply(R"({"versions": [{"id": "v2.15", "status": "CURRENT"}]})", 300) });
    server.answer("GET /v2/images", { test::jsonReply(R"({"images": []})") });
    const auto trial = tryOut(formFor(server.url(u"/v3"_s)));
    QVERIFY(trial && *trial);
    QCOMPARE((*trial)->user, u"ada"_s);
    QCOMPARE((*trial)->version, u"v2.15"_s);
}

QTEST_GUILESS_MAIN(CloudTesterTest)
#include "tst_cloudtester.moc"
