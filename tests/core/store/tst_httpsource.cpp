#include <atomic>
#include <thread>

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include "core/store/filecopy.h"
#include "core/store/httpsource.h"
#include "tests/support/testfiles.h"

using namespace vitrine;
using namespace vitrine::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray body = patternBytes(3'000'001);

QByteArray answerTo(const QByteArray &target)
{
    const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    if (target.startsWith("/ok"))
        return "HTTP/1.1 200 OK\r\n" + length + body;
    if (target == "/unknown-length")
        return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
    if (target == "/cut" || target == "/stall")
        return "HTTP/1.1 200 OK\r\n" + length + body.left(1'000'000);
    if (target == "/redirect")
        return "HTTP/1.1 302 Found\r\nLocation: /ok\r\nContent-Length: 4\r\n\r\nmove";
    if (target == "/loop")
        return "HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n";
    if (target == "/to-file")
        return "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n";
    if (target == "/broken")
        return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\nno";
    return "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found";
}

/// Answers on a thread of its own, for the source blocks the test's.
class Server final : public QThread
{
public:
    Server()
    {
        start();
        while (m_port == 0)
            msleep(1);
    }
    ~Server() override
    {
        quit();
        wait();
    }
    QString url(const QString &path) const { return u"http://127.0.0.1:%1%2"_s.arg(m_port.load()).arg(path); }

private:
    void run() override
    {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const QByteArray target = socket->readAll().split(' ').value(1);
                socket->write(answerTo(target));
                if (target != "/stall")
                    socket->disconnectFromHost();
            });
        });
        m_port = server.serverPort();
        exec();
    }

    std::atomic<quint16> m_port = 0;
};

Result<BlobDigest> fetch(const QString &url, const OperationControl &control = {})
{
    using namespace std::chrono_literals;
    const auto source = openHttpSource(url, control, { .connect = 2s, .stall = 1s });
    if (!source)
        return failure(source.error());
    return digestOf(**source, control);
}

} // namespace

class TestHttpSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBodyArrivesWhole_data();
    void aBodyArrivesWhole();
    void failuresAreSaid_data();
    void failuresAreSaid();
    void nothingListeningIsSaid();
    void stoppingEndsAStall();
    void secretsOfTheLinkAreNotShown();

private:
    Server m_server;
};

void TestHttpSource::aBodyArrivesWhole_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : { "/ok", "/unknown-length", "/redirect" })
        QTest::newRow(path) << QString::fromLatin1(path);
}

void TestHttpSource::aBodyArrivesWhole()
{
    QFETCH(const QString, path);
    const auto digest = fetch(m_server.url(path));
    QVERIFY2(digest.has_value(), digest ? "" : qPrintable(digest.error().message % digest.error().detail));
    QCOMPARE(digest->size, body.size());
    QCOMPARE(digest->sha512, sha512Of(body));
}

void TestHttpSource::failuresAreSaid_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("not there") << m_server.url(u"/missing"_s) << ErrorCode::NotFound;
    QTest::newRow("server fault") << m_server.url(u"/broken"_s) << ErrorCode::Unavailable;
    QTest::newRow("cut off") << m_server.url(u"/cut"_s) << ErrorCode::Unavailable;
    QTest::newRow("stalled") << m_server.url(u"/stall"_s) << ErrorCode::Unavailable;
    QTest::newRow("redirect loop") << m_server.url(u"/loop"_s) << ErrorCode::BadRequest;
    QTest::newRow("redirect to a file") << m_server.url(u"/to-file"_s) << ErrorCode::BadRequest;
    QTest::newRow("file") << u"file:///etc/passwd"_s << ErrorCode::BadRequest;
    QTest::newRow("ftp") << u"ftp://localhost/x"_s << ErrorCode::BadRequest;
    QTest::newRow("no scheme") << u"localhost/x"_s << ErrorCode::BadRequest;
    QTest::newRow("no host") << u"http:///x"_s << ErrorCode::BadRequest;
    QTest::newRow("user name") << u"http://user:secret@localhost/x"_s << ErrorCode::BadRequest;
}

void TestHttpSource::failuresAreSaid()
{
    QFETCH(const QString, url);
    QFETCH(const ErrorCode, code);
    const auto digest = fetch(url);
    QVERIFY(!digest.has_value());
    QVERIFY2(digest.error().code == code, qPrintable(digest.error().message % digest.error().detail));
    QVERIFY(!digest.error().message.contains(u"secret"_s));
}

void TestHttpSource::nothingListeningIsSaid()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    const auto digest = fetch(u"http://127.0.0.1:%1/x"_s.arg(port));
    QVERIFY(!digest.has_value());
    QCOMPARE(digest.error().code, ErrorCode::Unavailable);
}

void TestHttpSource::stoppingEndsAStall()
{
    std::stop_source stop;
    const OperationControl control{ .stop = stop.get_token() };
    const auto source = openHttpSource(m_server.url(u"/stall"_s), control);
    QVERIFY(source.has_value());
    Result<BlobDigest> digest;
    std::jthread reader([&] { digest = digestOf(**source, control); });
    QTest::qSleep(100);
    stop.request_stop();
    reader.join();
    QVERIFY(!digest.has_value());
    QCOMPARE(digest.error().code, ErrorCode::Cancelled);
}

void TestHttpSource::secretsOfTheLinkAreNotShown()
{
    const auto source = openHttpSource(m_server.url(u"/ok?signature=secret#part"_s), {});
    QVERIFY(source.has_value());
    QCOMPARE((*source)->displayName(), m_server.url(u"/ok"_s));
    QCOMPARE((*source)->size(), std::optional<qint64>(body.size()));
}

QTEST_GUILESS_MAIN(TestHttpSource)
#include "tst_httpsource.moc"
