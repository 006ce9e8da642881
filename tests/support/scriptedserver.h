#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QPair>
#include <QThread>

class QTcpSocket;

namespace vitrine::test {

/// What a client asked. Header names are in lower case.
struct HttpQuestion {
    QByteArray method;
    QByteArray target; ///< path and query as they were written
    QMap<QByteArray, QByteArray> headers;
    QByteArray body;

    QByteArray path() const
    {
        return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
    }
};

/// What a server does with it.
struct HttpReply {
    int status = 200;
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers;
    qint64 declaredLength = -1; ///< what Content-Length says; -1: the truth
    qint64 cutAfter = -1; ///< hang up after so many bytes of the body; 0: with no answer at all
    bool isSilent = false; ///< say nothing and keep the line open
    bool isChunkedWithoutEnd = false;
};

/// An HTTP server on loopback that does what a test tells it to, on a thread of its own.
class ScriptedServer final : public QThread
{
public:
    ScriptedServer();
    ~ScriptedServer() override;

    QString url(const QString &path = {}) const;

    /// The answers to "METHOD /path", one after the other; the last one again and again.
    void answer(const QByteArray &question, const QList<HttpReply> &replies);
    /// An answer that depends on the question.
    void answer(const QByteArray &question, std::function<HttpReply(const HttpQuestion &)> reply);
    /// Hang up when so many bytes of the body of "METHOD /path" are there, so often.
    void hangUpWithin(const QByteArray &question, qint64 bytes, int times);

    QList<HttpQuestion> questions(const QByteArray &question) const;
    int count(const QByteArray &question) const { return static_cast<int>(questions(question).size()); }

private:
    struct Script {
        QList<HttpReply> replies;
        std::function<HttpReply(const HttpQuestion &)> reply;
        qint64 hangUpWithin = -1;
        int hangUps = 0;
    };

    void run() override;
    void read(QTcpSocket *socket, QByteArray &received);
    bool hangsUp(const HttpQuestion &question, qint64 bodyBytes);
    HttpReply replyTo(const HttpQuestion &question);

    mutable std::mutex m_mutex;
    std::map<QByteArray, Script> m_scripts;
    QList<HttpQuestion> m_questions;
    std::atomic<quint16> m_port = 0;
};

/// A reply with JSON.
HttpReply jsonReply(const QByteArray &json, int status = 200);

} // namespace vitrine::test
