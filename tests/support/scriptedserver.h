#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

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
    bool hasBadChunk = false; ///< a chunk whose size is no number
    qint64 bytesPerSecond = 0; ///< 0: as fast as it goes

    enum class Ending { Close, Reset, Stall };
    qint64 stopAfter = -1; ///< so many bytes of all of it, head included, then `ending`
    Ending ending = Ending::Close;
};

/// An HTTP server on loopback that does what a test tells it to, on a thread of its own.
class ScriptedServer final : public QThread
{
public:
    /// `port` 0: any that is free.
    explicit ScriptedServer(quint16 port = 0);
    ~ScriptedServer() override;

    QString url(const QString &path = {}) const;

    /// The answers to "METHOD /path", one after the other; the last one again and again.
    void answer(const QByteArray &question, const QList<HttpReply> &replies);
    /// An answer that depends on the question; "*" is every question for which nothing else is said.
    void answer(const QByteArray &question, std::function<HttpReply(const HttpQuestion &)> reply);
    /// Hang up when so many bytes of the body of "METHOD /path" are there, so often.
    void hangUpWithin(const QByteArray &question, qint64 bytes, int times);
    /// Read no further then, and say nothing.
    void stallWithin(const QByteArray &question, qint64 bytes, int times);
    /// Answer then, and hang up: a service that refuses does not wait for the rest.
    void answerWithin(const QByteArray &question, qint64 bytes, int times, const HttpReply &reply);

    QList<HttpQuestion> questions(const QByteArray &question) const;
    /// Everything that anybody asked.
    QList<HttpQuestion> questions() const;
    int count(const QByteArray &question) const { return static_cast<int>(questions(question).size()); }

private:
    struct Script {
        QList<HttpReply> replies;
        std::function<HttpReply(const HttpQuestion &)> reply;
        qint64 interruptWithin = -1;
        int interruptions = 0;
        HttpReply early; ///< what an interruption says
    };

    void run() override;
    void read(QTcpSocket *socket, QByteArray &received);
    void interrupt(const QByteArray &question, qint64 bytes, int times, const HttpReply &reply);
    std::optional<HttpReply> interruption(const HttpQuestion &question, qint64 bodyBytes);
    HttpReply replyTo(const HttpQuestion &question);

    mutable std::mutex m_mutex;
    std::map<QByteArray, Script> m_scripts;
    QList<HttpQuestion> m_questions;
    const quint16 m_wantedPort;
    std::atomic<quint16> m_port = 0;
};

/// All that goes over the line when nothing interrupts it.
QByteArray bytesOf(const HttpReply &reply);

/// A reply with JSON.
HttpReply jsonReply(const QByteArray &json, int status = 200);

} // namespace vitrine::test
