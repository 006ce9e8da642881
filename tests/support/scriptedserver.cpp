#include "tests/support/scriptedserver.h"

#include <memory>

#include <QTcpServer>
#include <QTcpSocket>

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

QByteArray bytesOf(const HttpReply &reply)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + " Scripted\r\n";
    for (const auto &[name, value] : reply.headers)
        bytes += name + ": " + value + "\r\n";
    if (reply.isChunkedWithoutEnd) {
        const QByteArray size = QByteArray::number(reply.body.size(), 16);
        return bytes + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + reply.body + "\r\n";
    }
    const qint64 length = reply.declaredLength >= 0 ? reply.declaredLength : reply.body.size();
    if (reply.status != 204)
        bytes += "Content-Length: " + QByteArray::number(length) + "\r\n";
    bytes += "\r\n";
    return bytes + (reply.cutAfter >= 0 ? reply.body.left(reply.cutAfter) : reply.body);
}

} // namespace

HttpReply jsonReply(const QByteArray &json, int status)
{
    HttpReply reply;
    reply.status = status;
    reply.body = json;
    reply.headers = { { "Content-Type", "application/json" }, { "X-Openstack-Request-Id", "req-scripted" } };
    return reply;
}

ScriptedServer::ScriptedServer()
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
}

void ScriptedServer::answer(const QByteArray &question, std::function<HttpReply(const HttpQuestion &)> reply)
{
    const std::lock_guard lock(m_mutex);
    m_scripts[question].reply = std::move(reply);
}

void ScriptedServer::hangUpWithin(const QByteArray &question, qint64 bytes, int times)
{
    const std::lock_guard lock(m_mutex);
    m_scripts[question].hangUpWithin = bytes;
    m_scripts[question].hangUps = times;
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
    if (!server.listen(QHostAddress::LocalHost))
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
    if (hangsUp(question, arrived)) {
        socket->abort();
        return;
    }
    if (arrived < length)
        return;
    question.body = received.mid(end + 4, length);
    received.remove(0, end + 4 + length);
    const HttpReply reply = replyTo(question);
    if (reply.isSilent)
        return;
    if (reply.cutAfter == 0) {
        socket->abort();
        return;
    }
    socket->write(bytesOf(reply));
    if (reply.cutAfter > 0 || reply.declaredLength >= 0 || reply.isChunkedWithoutEnd)
        socket->disconnectFromHost();
}

bool ScriptedServer::hangsUp(const HttpQuestion &question, qint64 bodyBytes)
{
    const std::lock_guard lock(m_mutex);
    Script &script = m_scripts[question.method + ' ' + question.path()];
    if (script.hangUps == 0 || bodyBytes < script.hangUpWithin)
        return false;
    --script.hangUps;
    m_questions.append(question);
    return true;
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
        reply = script.reply;
    }
    return reply ? reply(question) : jsonReply(R"({"message": "nothing is scripted for this"})", 404);
}

} // namespace vitrine::test
