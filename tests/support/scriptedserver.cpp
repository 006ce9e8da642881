#include "tests/support/scriptedserver.h"

#include <memory>

#include <sys/socket.h>

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace vitrine::test {

using namespace Qt::Literals::StringLiterals;

namespace {

HttpQuestion headOf(const QByteArray &head)
{
    HttpQuestion question;
    const QList<QByteArray> lines = head.split('\n');
    question.method = lines.value(0).split(' ').value(0);
    question.target = lines.value(0).split(' ').value(1);
    for (const QByteArray &line : lines.mid(1)) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            question.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    return question;
}

/// The other side is told that the connection is no more, not that it has ended.
void reset(QTcpSocket *socket)
{
    const linger atOnce{ 1, 0 };
    ::setsockopt(
        static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof(atOnce));
    socket->abort();
}

void endAs(QTcpSocket *socket, HttpReply::Ending ending)
{
    switch (ending) {
    case HttpReply::Ending::Close:
        socket->disconnectFromHost();
        return;
    case HttpReply::Ending::Reset:
        socket->flush();
        reset(socket);
        return;
    case HttpReply::Ending::Stall:
        return;
    }
}

void writeSlowly(QTcpSocket *socket, const QByteArray &bytes, qint64 bytesPerSecond)
{
    constexpr int stepsPerSecond = 20;
    const qint64 slice = std::max<qint64>(bytesPerSecond / stepsPerSecond, 1);
    socket->write(bytes.left(slice));
    if (bytes.size() > slice) {
        QTimer::singleShot(1000 / stepsPerSecond, socket,
            [socket, rest = bytes.mid(slice), bytesPerSecond] { writeSlowly(socket, rest, bytesPerSecond); });
    }
}

void say(QTcpSocket *socket, const HttpReply &reply)
{
    if (reply.isSilent)
        return;
    if (reply.cutAfter == 0 || (reply.stopAfter == 0 && reply.ending == HttpReply::Ending::Close)) {
        socket->abort();
        return;
    }
    const QByteArray bytes = bytesOf(reply);
    if (reply.stopAfter >= 0) {
        socket->write(bytes.left(reply.stopAfter));
        endAs(socket, reply.ending);
        return;
    }
    if (reply.bytesPerSecond > 0) {
        writeSlowly(socket, bytes, reply.bytesPerSecond);
        return;
    }
    socket->write(bytes);
    if (reply.cutAfter > 0 || reply.declaredLength >= 0 || reply.isChunkedWithoutEnd || reply.hasBadChunk)
        socket->disconnectFromHost();
}

} // namespace

QByteArray bytesOf(const HttpReply &reply)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + " Scripted\r\n";
    for (const auto &[name, value] : reply.headers)
        bytes += name + ": " + value + "\r\n";
    if (reply.isChunkedWithoutEnd) {
        const QByteArray size = QByteArray::number(reply.body.size(), 16);
        return bytes + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + reply.body + "\r\n";
    }
    if (reply.hasBadChunk)
        return bytes + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n" + reply.body + "\r\n0\r\n\r\n";
    const qint64 length = reply.declaredLength >= 0 ? reply.declaredLength : reply.body.size();
    if (reply.status != 204)
        bytes += "Content-Length: " + QByteArray::number(length) + "\r\n";
    bytes += "\r\n";
    return bytes + (reply.cutAfter >= 0 ? reply.body.left(reply.cutAfter) : reply.body);
}

HttpReply jsonReply(const QByteArray &json, int status)
{
    HttpReply reply;
    reply.status = status;
    reply.body = json;
    reply.headers = { { "Content-Type", "application/json" }, { "X-Openstack-Request-Id", "req-scripted" } };
    return reply;
}

ScriptedServer::ScriptedServer(quint16 port)
    : m_wantedPort(port)
{
    start();
    while (m_port == 0)
        msleep(1);
}

ScriptedServer::~ScriptedServer()
{
    quit();
    wait();
}

QString ScriptedServer::url(const QString &path) const
{
    return u"http://127.0.0.1:%1%2"_s.arg(m_port.load()).arg(path);
}

void ScriptedServer::answer(const QByteArray &question, const QList<HttpReply> &replies)
{
    const std::lock_guard lock(m_mutex);
    m_scripts[question].replies = replies;
    m_scripts[question].reply = nullptr;
}

void ScriptedServer::answer(const QByteArray &question, std::function<HttpReply(const HttpQuestion &)> reply)
{
    const std::lock_guard lock(m_mutex);
    m_scripts[question].reply = std::move(reply);
    m_scripts[question].replies.clear();
}

void ScriptedServer::interrupt(const QByteArray &question, qint64 bytes, int times, const HttpReply &reply)
{
    const std::lock_guard lock(m_mutex);
    Script &script = m_scripts[question];
    script.interruptWithin = bytes;
    script.interruptions = times;
    script.early = reply;
}

void ScriptedServer::hangUpWithin(const QByteArray &question, qint64 bytes, int times)
{
    HttpReply nothing;
    nothing.cutAfter = 0;
    interrupt(question, bytes, times, nothing);
}

void ScriptedServer::stallWithin(const QByteArray &question, qint64 bytes, int times)
{
    HttpReply nothing;
    nothing.isSilent = true;
    interrupt(question, bytes, times, nothing);
}

void ScriptedServer::answerWithin(const QByteArray &question, qint64 bytes, int times, const HttpReply &reply)
{
    interrupt(question, bytes, times, reply);
}

QList<HttpQuestion> ScriptedServer::questions() const
{
    const std::lock_guard lock(m_mutex);
    return m_questions;
}

QList<HttpQuestion> ScriptedServer::questions(const QByteArray &question) const
{
    const std::lock_guard lock(m_mutex);
    QList<HttpQuestion> found;
    for (const HttpQuestion &asked : m_questions) {
        if (asked.method + ' ' + asked.path() == question)
            found.append(asked);
    }
    return found;
}

void ScriptedServer::run()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost, m_wantedPort))
        qFatal("cannot listen");
    connect(&server, &QTcpServer::newConnection, &server, [this, &server] {
        QTcpSocket *socket = server.nextPendingConnection();
        const auto received = std::make_shared<QByteArray>();
        connect(
            socket, &QTcpSocket::readyRead, socket, [this, socket, received] { read(socket, *received); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
    m_port = server.serverPort();
    exec();
}

void ScriptedServer::read(QTcpSocket *socket, QByteArray &received)
{
    const bool hadHead = received.contains("\r\n\r\n");
    received += socket->readAll();
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    HttpQuestion question = headOf(received.left(end).replace("\r\n", "\n"));
    if (!hadHead && question.headers.contains("expect"))
        socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    const qint64 length = question.headers.value("content-length").toLongLong();
    const qint64 arrived = received.size() - end - 4;
    if (const auto early = interruption(question, arrived)) {
        QObject::disconnect(socket, &QTcpSocket::readyRead, nullptr, nullptr);
        if (early->isSilent) {
            socket->setReadBufferSize(1); // the other side notices when the line is full
            return;
        }
        // Closing with something unread would make the answer unreadable.
        connect(socket, &QTcpSocket::readyRead, socket, [socket] { (void)socket->readAll(); });
        say(socket, *early);
        return;
    }
    if (arrived < length)
        return;
    question.body = received.mid(end + 4, length);
    received.remove(0, end + 4 + length);
    say(socket, replyTo(question));
}

std::optional<HttpReply> ScriptedServer::interruption(const HttpQuestion &question, qint64 bodyBytes)
{
    const std::lock_guard lock(m_mutex);
    Script &script = m_scripts[question.method + ' ' + question.path()];
    if (script.interruptions == 0 || bodyBytes < script.interruptWithin)
        return std::nullopt;
    --script.interruptions;
    m_questions.append(question);
    return script.early;
}

HttpReply ScriptedServer::replyTo(const HttpQuestion &question)
{
    std::function<HttpReply(const HttpQuestion &)> reply;
    {
        const std::lock_guard lock(m_mutex);
        m_questions.append(question);
        Script &script = m_scripts[question.method + ' ' + question.path()];
        if (!script.replies.isEmpty())
            return script.replies.size() > 1 ? script.replies.takeFirst() : script.replies.constFirst();
        reply = script.reply ? script.reply : m_scripts["*"].reply;
    }
    return reply ? reply(question) : jsonReply(R"({"message": "nothing is scripted for this"})", 404);
}

} // namespace vitrine::test
