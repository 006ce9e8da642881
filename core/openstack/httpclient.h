#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QPair>
#include <QStringList>
#include <QUrl>

#include "core/openstack/secret.h"
#include "core/support/operation.h"
#include "core/support/result.h"

namespace vitrine {

class ExchangeLog;

/// How long to wait for a server, and what makes it a trusted one.
struct HttpSettings {
    std::chrono::milliseconds connectTimeout{ 30'000 };
    /// Until the first byte of an answer, and while less than 100 bytes a second move.
    std::chrono::milliseconds stallTimeout{ 60'000 };
    bool isVerified = true;
    QString caFile; ///< besides the system's certificates; null: only those
    QString certificateFile;
    QString keyFile;
    std::shared_ptr<ExchangeLog> exchanges; ///< is told of every request; null: nobody is
    /// Certificates that are trusted though nobody vouches for them: see normalFingerprint().
    QStringList fingerprints;
};

/// An answer. Header names are in lower case.
struct HttpResponse {
    int status = 0;
    QMap<QByteArray, QByteArray> headers;
    QByteArray body; ///< empty when a receiver took it
    /// The same was asked before and the answer was lost: it may have been done then. See ApiSession.
    bool isRepetition = false;

    bool isSuccess() const { return status >= 200 && status < 300; }
    QString requestId() const;
    /// Whether a person's browser was meant: no service answers a program like this when all is well.
    bool isWebPage() const;
};

/// Takes the body of a successful answer while it arrives.
class HttpReceiver
{
public:
    HttpReceiver() = default;
    HttpReceiver(const HttpReceiver &) = delete;
    HttpReceiver &operator=(const HttpReceiver &) = delete;
    virtual ~HttpReceiver() = default;

    /// Before the first byte: status and headers are known.
    virtual Result<void> begin(const HttpResponse &head) = 0;
    virtual Result<void> take(std::span<const std::byte> bytes) = 0;
};

/// Gives the body of a request while it is sent. Once only: such a request is never repeated.
class HttpSender
{
public:
    HttpSender() = default;
    HttpSender(const HttpSender &) = delete;
    HttpSender &operator=(const HttpSender &) = delete;
    virtual ~HttpSender() = default;

    virtual qint64 size() const = 0;
    /// How many bytes it has put into `buffer`; 0 at the end.
    virtual Result<std::size_t> fill(std::span<std::byte> buffer) = 0;
};

struct HttpRequest {
    QByteArray method = "GET";
    QUrl url;
    QList<QPair<QByteArray, QByteArray>> headers;
    /// Sent as this header, to the origin of `url` only.
    QByteArray secretHeader;
    Secret secret;
    QByteArray body;
    HttpSender *sender = nullptr; ///< instead of `body`
    HttpReceiver *receiver = nullptr;
};

/// Why there is no answer at all.
struct HttpFailure {
    enum class Kind {
        NotReached, ///< nothing was sent
        Untrusted, ///< the server could not prove who it is
        Broken, ///< the connection ended too soon, or nothing moved: what was asked may have been done
        Refused, ///< the answer is one that this program does not take
        Local, ///< the sender or the receiver failed, or the operation was stopped
    };

    Kind kind = Kind::Broken;
    Error error;
    /// Nothing is wrong but that nobody vouches for the server's certificate.
    bool isUnknownCertificate = false;
    /// Of that certificate; null when it could not be looked at.
    QString fingerprint = {};
};

using HttpResult = tl::expected<HttpResponse, HttpFailure>;

/// Speaks HTTP with one cloud, through libcurl. Blocking; any thread, several at once. Connections are kept.
///
/// At most 32 MiB of an answer without receiver are taken. GET follows five redirects, none from https to
/// http, and everything else none; secrets and bodies go to the first origin only. Never retries: see
/// ApiSession. A server whose certificate nobody vouches for is refused with its fingerprint.
class HttpClient
{
public:
    explicit HttpClient(HttpSettings settings);
    ~HttpClient();
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    HttpResult send(const HttpRequest &request, const OperationControl &control = {});
    /// Stops whatever is under way, and everything that comes after: nobody waits for an answer any more.
    void close();
    bool isClosed() const;

private:
    HttpResult follow(const HttpRequest &request, const OperationControl &control);
    HttpResult exchange(const HttpRequest &request, const OperationControl &control);
    class Channel;
    std::unique_ptr<Channel> takeChannel();
    void giveBack(std::unique_ptr<Channel> channel);

    const HttpSettings m_settings;
    class Pool;
    const std::unique_ptr<Pool> m_pool;
};

} // namespace vitrine
