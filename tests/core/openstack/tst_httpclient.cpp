#include <thread>

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include "core/openstack/httpclient.h"
#include "core/openstack/peercertificate.h"
#include "tests/support/fakecloud.h"
#include "tests/support/testfiles.h"
#include "tests/support/tlsserver.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;
using Kind = HttpFailure::Kind;

Q_DECLARE_METATYPE(vitrine::HttpFailure::Kind)

namespace {

HttpResult get(const QUrl &url, HttpSettings settings = hastySettings().http)
{
    HttpClient client(std::move(settings));
    HttpRequest request;
    request.url = url;
    request.secretHeader = "X-Auth-Token";
    request.secret = Secret(QString::fromLatin1(canaryToken));
    return client.send(request);
}

HttpReply redirectTo(const QString &target, int status = 302)
{
    HttpReply reply;
    reply.status = status;
    reply.headers = { { "Location", target.toLatin1() } };
    return reply;
}

QUrl closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QUrl(u"http://127.0.0.1:%1/v3"_s.arg(server.serverPort()));
}

} // namespace

class TestHttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAnswerComesWhole();
    void c01_failuresToReachAreSaid_data();
    void c01_failuresToReachAreSaid();
    void c03_endlessAnswerIsCutOff();
    void c22_redirectsAreFollowed();
    void c22_secretsStayWithTheirServer();
    void c22_redirectLoopEnds();
    void c22_bodiesAreNotRedirected();
    void c23_silenceEnds();
    void c24_floodOfHeadersEnds();
    void c25_cutAnswersAreBroken_data();
    void c25_cutAnswersAreBroken();
    void c30_unknownCertificateIsRefused();
    void c30_certificateForAnotherNameIsRefused();
    void c30_expiredCertificateIsRefused();
    void c30_fingerprintIsShownAndTrusted();
    void e05_uselessCertificateFileIsSaid();
    void e15_proxyOfTheEnvironmentIsUsed();
    void c01_proxyThatWantsALoginIsSaid();
    void stoppingEndsSilence();
    void headersStayOneLine();

private:
    ScriptedServer m_plain;
};

void TestHttpClient::initTestCase()
{
    for (const char *name : { "http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY" })
        qunsetenv(name);
}

void TestHttpClient::anAnswerComesWhole()
{
    ScriptedServer server;
    server.answer("GET /x", { jsonReply("[1]", 300) });
    const auto answer = get(QUrl(server.url(u"/x?a=b"_s)));
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 300);
    QCOMPARE(answer->body, "[1]");
    QCOMPARE(answer->requestId(), u"req-scripted"_s);
    QCOMPARE(server.questions("GET /x").constFirst().target, "/x?a=b");
}

void TestHttpClient::c01_failuresToReachAreSaid_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("refused") << closedPort() << Kind::NotReached;
    QUrl plain(m_plain.url());
    plain.setScheme(u"https"_s);
    QTest::newRow("no TLS there") << plain << Kind::Broken;
    QTest::newRow("unknown name") << QUrl(u"http://nowhere.invalid/"_s) << Kind::NotReached;
}

void TestHttpClient::c01_failuresToReachAreSaid()
{
    QFETCH(const QUrl, url);
    QFETCH(const Kind, kind);
    const auto answer = get(url);
    QVERIFY(!answer.has_value());
    QCOMPARE(static_cast<int>(answer.error().kind), static_cast<int>(kind));
    QCOMPARE(
        answer.error().error.code, kind == Kind::Untrusted ? ErrorCode::Forbidden : ErrorCode::Unavailable);
    QVERIFY(answer.error().error.message.contains(url.host()));
}

void TestHttpClient::c03_endlessAnswerIsCutOff()
{
    ScriptedServer server;
    server.answer("GET /x", { jsonReply(QByteArray(33 << 20, ' ')) });
    const auto answer = get(QUrl(server.url(u"/x"_s)));
    QVERIFY(!answer.has_value());
    QCOMPARE(static_cast<int>(answer.error().kind), static_cast<int>(Kind::Refused));
}

void TestHttpClient::c22_redirectsAreFollowed()
{
    ScriptedServer server;
    server.answer("GET /old", { redirectTo(u"/new"_s, 307) });
    server.answer("GET /new", { jsonReply("{}") });
    const auto answer = get(QUrl(server.url(u"/old"_s)));
    QVERIFY(answer.has_value());
    QCOMPARE(answer->status, 200);
    QCOMPARE(server.questions("GET /new").constFirst().headers.value("x-auth-token"), canaryToken);
}

void TestHttpClient::c22_secretsStayWithTheirServer()
{
    ScriptedServer ours;
    ScriptedServer theirs;
    ours.answer("GET /x", { redirectTo(theirs.url(u"/y"_s)) });
    theirs.answer("GET /y", { jsonReply("{}") });
    QVERIFY(get(QUrl(ours.url(u"/x"_s))).has_value());
    QVERIFY(!theirs.questions("GET /y").constFirst().headers.contains("x-auth-token"));
    ours.answer("GET /x", { redirectTo(u"file:///etc/passwd"_s) });
    QCOMPARE(static_cast<int>(get(QUrl(ours.url(u"/x"_s))).error().kind), static_cast<int>(Kind::Refused));
}

void TestHttpClient::c22_redirectLoopEnds()
{
    ScriptedServer server;
    server.answer("GET /x", { redirectTo(u"/x"_s) });
    const auto answer = get(QUrl(server.url(u"/x"_s)));
    QCOMPARE(static_cast<int>(answer.error().kind), static_cast<int>(Kind::Refused));
    QCOMPARE(server.count("GET /x"), 6);
}

void TestHttpClient::c22_bodiesAreNotRedirected()
{
    ScriptedServer server;
    server.answer("POST /x", { redirectTo(u"/y"_s, 307) });
    HttpClient client(hastySettings().http);
    HttpRequest request;
    request.method = "POST";
    request.url = QUrl(server.url(u"/x"_s));
    request.body = "secret";
    const auto answer = client.send(request);
    QVERIFY(!answer.has_value());
    QCOMPARE(static_cast<int>(answer.error().kind), static_cast<int>(Kind::Refused));
    QCOMPARE(server.count("POST /y"), 0);
}

void TestHttpClient::c23_silenceEnds()
{
    ScriptedServer server;
    HttpReply silent;
    silent.isSilent = true;
    server.answer("GET /x", { silent });
    const auto answer = get(QUrl(server.url(u"/x"_s)));
    QVERIFY(!answer.has_value());
    QCOMPARE(static_cast<int>(answer.error().kind), static_cast<int>(Kind::Broken));
}

void TestHttpClient::c24_floodOfHeadersEnds()
{
    ScriptedServer server;
    HttpReply reply;
    for (int i = 0; i < 10'000; ++i)
        reply.headers.emplaceBack("X-Header-" + QByteArray::number(i), QByteArray(40, 'x'));
    server.answer("GET /x", { reply });
    QVERIFY(!get(QUrl(server.url(u"/x"_s))).has_value());
}

void TestHttpClient::c25_cutAnswersAreBroken_data()
{
    QTest::addColumn<int>("cutAfter");
    QTest::addColumn<int>("declaredLength");
    QTest::addColumn<bool>("isChunked");
    QTest::newRow("no answer") << 0 << -1 << false;
    QTest::newRow("cut") << 5 << -1 << false;
    QTest::newRow("shorter than it says") << -1 << 100 << false;
    QTest::newRow("chunks without end") << -1 << -1 << true;
}

void TestHttpClient::c25_cutAnswersAreBroken()
{
    QFETCH(const int, cutAfter);
    QFETCH(const int, declaredLength);
    QFETCH(const bool, isChunked);
    ScriptedServer server;
    HttpReply reply = jsonReply("{\"images\": []}");
    reply.cutAfter = cutAfter;
    reply.declaredLength = declaredLength;
    reply.isChunkedWithoutEnd = isChunked;
    server.answer("GET /x", { reply });
    const auto answer = get(QUrl(server.url(u"/x"_s)));
    QVERIFY(!answer.has_value());
    QCOMPARE(static_cast<int>(answer.error().kind), static_cast<int>(Kind::Broken));
}

void TestHttpClient::c30_unknownCertificateIsRefused()
{
    const TlsServer server(u"IP:127.0.0.1"_s);
    const auto refused = get(server.url());
    QVERIFY(!refused.has_value());
    QCOMPARE(static_cast<int>(refused.error().kind), static_cast<int>(Kind::Untrusted));
    QVERIFY(refused.error().error.message.contains(u"cacert"));
    HttpSettings known = hastySettings().http;
    known.caFile = server.certificate();
    QVERIFY(get(server.url(), known).has_value());
    HttpSettings careless = hastySettings().http;
    careless.isVerified = false;
    QVERIFY(get(server.url(), careless).has_value());
}

void TestHttpClient::c30_certificateForAnotherNameIsRefused()
{
    const TlsServer server(u"DNS:other.example"_s);
    HttpSettings known = hastySettings().http;
    known.caFile = server.certificate();
    const auto refused = get(server.url(), known);
    QVERIFY(!refused.has_value());
    QCOMPARE(static_cast<int>(refused.error().kind), static_cast<int>(Kind::Untrusted));
}

void TestHttpClient::c30_expiredCertificateIsRefused()
{
    const TlsServer server(u"IP:127.0.0.1"_s, true);
    HttpSettings known = hastySettings().http;
    known.caFile = server.certificate();
    const auto refused = get(server.url(), known);
    QVERIFY(!refused.has_value());
    QCOMPARE(static_cast<int>(refused.error().kind), static_cast<int>(Kind::Untrusted));
    QVERIFY2(refused.error().error.detail.contains(u"expired"), qPrintable(refused.error().error.detail));
}

void TestHttpClient::c30_fingerprintIsShownAndTrusted()
{
    const TlsServer server(u"DNS:other.example"_s);
    const auto refused = get(server.url());
    QVERIFY(!refused.has_value());
    QVERIFY2(refused.error().error.message.contains(server.fingerprint()),
        qPrintable(refused.error().error.message));
    HttpSettings trusting = hastySettings().http;
    trusting.fingerprints = { normalFingerprint(server.fingerprint()) };
    HttpClient client(trusting);
    HttpRequest request;
    request.url = server.url();
    QVERIFY(client.send(request).has_value());
    QVERIFY(client.send(request).has_value());
    // Another server that nobody vouches for is not the one that was trusted.
    const TlsServer other(u"DNS:other.example"_s);
    request.url = other.url();
    const auto changed = client.send(request);
    QVERIFY(!changed.has_value());
    QCOMPARE(static_cast<int>(changed.error().kind), static_cast<int>(Kind::Untrusted));
    QVERIFY(changed.error().error.message.contains(other.fingerprint()));
    QVERIFY(changed.error().error.message.contains(u"another certificate"));
}

void TestHttpClient::e05_uselessCertificateFileIsSaid()
{
    const TlsServer server(u"IP:127.0.0.1"_s);
    QTemporaryDir folder;
    writeFile(folder.filePath(u"ca.pem"_s), "this is no certificate");
    HttpSettings settings = hastySettings().http;
    settings.caFile = folder.filePath(u"ca.pem"_s);
    const auto refused = get(server.url(), settings);
    QVERIFY(!refused.has_value());
    QVERIFY2(refused.error().error.message.contains(u"cacert"), qPrintable(refused.error().error.message));
}

void TestHttpClient::e15_proxyOfTheEnvironmentIsUsed()
{
    ScriptedServer proxy;
    proxy.answer("GET http://cloud.example/x", { jsonReply("[1]") });
    qputenv("http_proxy", proxy.url().toLatin1());
    const auto throughIt = get(QUrl(u"http://cloud.example/x"_s));
    ScriptedServer server;
    server.answer("GET /x", { jsonReply("[2]") });
    qputenv("no_proxy", "127.0.0.1");
    const auto past = get(QUrl(server.url(u"/x"_s)));
    qunsetenv("http_proxy");
    qunsetenv("no_proxy");
    QVERIFY(throughIt.has_value());
    QCOMPARE(throughIt->body, "[1]");
    QVERIFY(past.has_value());
    QCOMPARE(past->body, "[2]");
}

void TestHttpClient::c01_proxyThatWantsALoginIsSaid()
{
    ScriptedServer proxy;
    proxy.answer("CONNECT cloud.example:443", { jsonReply("{}", 407) });
    qputenv("https_proxy", proxy.url().toLatin1());
    const auto refused = get(QUrl(u"https://cloud.example/x"_s));
    qunsetenv("https_proxy");
    QVERIFY(!refused.has_value());
    QCOMPARE(static_cast<int>(refused.error().kind), static_cast<int>(Kind::NotReached));
    QVERIFY2(refused.error().error.message.contains(u"proxy"), qPrintable(refused.error().error.message));
}

void TestHttpClient::stoppingEndsSilence()
{
    ScriptedServer server;
    HttpReply silent;
    silent.isSilent = true;
    server.answer("GET /x", { silent });
    HttpClient client({});
    HttpRequest request;
    request.url = QUrl(server.url(u"/x"_s));
    std::stop_source stop;
    OperationControl control;
    control.stop = stop.get_token();
    std::jthread stopper([&] {
        while (server.count("GET /x") == 0)
            QTest::qSleep(5);
        stop.request_stop();
    });
    const auto answer = client.send(request, control);
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().error.code, ErrorCode::Cancelled);
}

void TestHttpClient::headersStayOneLine()
{
    ScriptedServer server;
    HttpClient client(hastySettings().http);
    HttpRequest request;
    request.url = QUrl(server.url(u"/x"_s));
    request.headers.emplaceBack("X-Image-Meta-Store", "fast\r\nX-Evil: yes");
    QVERIFY(!client.send(request).has_value());
    QCOMPARE(server.count("GET /x"), 0);
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
