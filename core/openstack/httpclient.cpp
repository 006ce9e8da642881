#include "core/openstack/httpclient.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <vector>

#include <QElapsedTimer>

#include "core/openstack/exchangelog.h"
#include "core/openstack/httpfailure.h"
#include "core/openstack/peercertificate.h"
#include "core/support/curltransfer.h"
#include "core/support/log.h"
#include "core/support/webaddress.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maximumRedirects = 5;
constexpr qsizetype longestBody = 32 << 20;
constexpr qsizetype longestErrorBody = 64 << 10;
constexpr qsizetype longestHeaders = 256 << 10;
constexpr long sendBuffer = 512L << 10;

struct FreeList {
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    return one.scheme() == other.scheme() && one.host() == other.host() && one.port() == other.port();
}

/// A header must stay one line.
bool isOneLine(const QByteArray &text)
{
    return std::none_of(
        text.cbegin(), text.cend(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace

QString HttpResponse::requestId() const
{
    return QString::fromLatin1(headers.value("x-openstack-request-id"));
}

bool HttpResponse::isWebPage() const
{
    // Glance calls even its empty answers so.
    constexpr int noContent = 204;
    const bool isEmpty = status == noContent || headers.value("content-length") == "0";
    return !isEmpty && headers.value("content-type").startsWith("text/html");
}

/// One request at a time, over connections that stay open between them.
class HttpClient::Channel
{
public:
    Channel()
        : m_multi(curl_multi_init())
        , m_easy(curl_easy_init())
    {
    }
    ~Channel() { detach(); }
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    /// One exchange, without following a redirect. `keyPin`: the one key that the server may have.
    HttpResult exchange(const HttpRequest &request, const HttpSettings &settings, const QByteArray &keyPin,
        const OperationControl &control, const std::atomic_bool &isClosed)
    {
        if (!m_multi || !m_easy)
            return tl::unexpected(httpFailureOf(CURLE_FAILED_INIT, request.url, {}));
        reset(request);
        if (!configure(settings, keyPin))
            return tl::unexpected(badRedirect(request.url, u"a header would span several lines"_s));
        curl_multi_add_handle(m_multi.get(), m_easy.get());
        while (!m_result) {
            if ((control.stop.stop_requested() || isClosed) && !m_failure)
                m_failure = stoppedRequest(request.url);
            if (!m_failure && std::chrono::steady_clock::now() - m_lastMove > settings.stallTimeout)
                m_failure = httpFailureOf(CURLE_OPERATION_TIMEDOUT, request.url, u"nothing moves"_s);
            if (m_failure)
                break;
            step();
        }
        if (isClosed) {
            // A name server that does not answer would else be waited for.
            curl_easy_setopt(m_easy.get(), CURLOPT_QUICK_EXIT, 1L);
        }
        detach();
        return outcome();
    }

private:
    void reset(const HttpRequest &request)
    {
        m_request = &request;
        m_response = {};
        m_failure.reset();
        m_result.reset();
        m_headerBytes = 0;
        m_sent = 0;
        m_heads = 0;
        m_begun = false;
        m_lastMove = std::chrono::steady_clock::now();
        m_technical.fill('\0');
        curl_easy_reset(m_easy.get());
    }

    bool addHeader(const QByteArray &name, const QByteArray &value)
    {
        if (!isOneLine(name) || !isOneLine(value))
            return false;
        // Curl leaves out a header without value unless it is written with a semicolon.
        const QByteArray line = value.isEmpty() ? QByteArray(name + ':') : QByteArray(name + ": " + value);
        m_headers.reset(curl_slist_append(m_headers.release(), line.constData()));
        return true;
    }

    bool configure(const HttpSettings &settings, const QByteArray &keyPin)
    {
        CURL *easy = m_easy.get();
        configureTransfer(easy, m_request->url, settings.connectTimeout,
            std::chrono::ceil<std::chrono::seconds>(settings.stallTimeout), m_technical);
        curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, sendBuffer);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Channel::receiveHeader);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Channel::receive);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
        configureTrust(settings, keyPin);
        configureBody();
        countHeads();
        m_headers.reset();
        for (const auto &[name, value] : m_request->headers) {
            if (!addHeader(name, value))
                return false;
        }
        if (!m_request->secret.isEmpty()
            && !addHeader(m_request->secretHeader, m_request->secret.reveal().toUtf8()))
            return false;
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, m_headers.get());
        return true;
    }

    void configureTrust(const HttpSettings &settings, const QByteArray &keyPin)
    {
        CURL *easy = m_easy.get();
        const bool isVerified = settings.isVerified && keyPin.isEmpty();
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, isVerified ? 1L : 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, isVerified ? 2L : 0L);
        if (!keyPin.isEmpty())
            curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, keyPin.constData());
        if (!settings.caFile.isEmpty())
            curl_easy_setopt(easy, CURLOPT_CAINFO, settings.caFile.toLocal8Bit().constData());
        if (!settings.certificateFile.isEmpty())
            curl_easy_setopt(easy, CURLOPT_SSLCERT, settings.certificateFile.toLocal8Bit().constData());
        if (!settings.keyFile.isEmpty())
            curl_easy_setopt(easy, CURLOPT_SSLKEY, settings.keyFile.toLocal8Bit().constData());
    }

    void configureBody()
    {
        CURL *easy = m_easy.get();
        const QByteArray &method = m_request->method;
        if (m_request->sender != nullptr) {
            curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
            curl_easy_setopt(
                easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(m_request->sender->size()));
            curl_easy_setopt(easy, CURLOPT_READFUNCTION, &Channel::send);
            curl_easy_setopt(easy, CURLOPT_READDATA, this);
        } else if (method != "GET") {
            // POST with a size also says Content-Length: 0 where there is no body, as the Image API wants it.
            curl_easy_setopt(easy, CURLOPT_POST, 1L);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, m_request->body.constData());
            curl_easy_setopt(
                easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request->body.size()));
        }
        if (method != "GET")
            curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method.constData());
    }

    /// Curl repeats by itself what it said on a connection that turned out to be closed.
    void countHeads()
    {
        if (m_request->sender != nullptr || m_request->receiver != nullptr || m_request->method == "GET")
            return;
        curl_easy_setopt(m_easy.get(), CURLOPT_DEBUGFUNCTION, &Channel::hear);
        curl_easy_setopt(m_easy.get(), CURLOPT_DEBUGDATA, this);
        curl_easy_setopt(m_easy.get(), CURLOPT_VERBOSE, 1L);
    }

    static int hear(CURL *, curl_infotype type, char *data, std::size_t length, void *self)
    {
        auto *channel = static_cast<Channel *>(self);
        const QByteArrayView text(data, static_cast<qsizetype>(length));
        if (type == CURLINFO_HEADER_OUT && text.startsWith(channel->m_request->method))
            ++channel->m_heads;
        return 0;
    }

    void step()
    {
        m_result = advanceTransfer(m_multi.get());
        curl_off_t sent = 0;
        if (curl_easy_getinfo(m_easy.get(), CURLINFO_SIZE_UPLOAD_T, &sent) == CURLE_OK && sent != m_sent) {
            m_sent = sent;
            m_lastMove = std::chrono::steady_clock::now();
        }
        if (!m_result && !m_failure)
            waitForNetwork(m_multi.get());
    }

    HttpResult outcome()
    {
        if (m_failure)
            return tl::unexpected(*m_failure);
        if (*m_result != CURLE_OK) {
            long tunnel = 0;
            curl_easy_getinfo(m_easy.get(), CURLINFO_HTTP_CONNECTCODE, &tunnel);
            if (tunnel >= 300)
                return tl::unexpected(refusedByProxy(m_request->url, static_cast<int>(tunnel)));
            // A server that refuses an upload answers and hangs up before it has read all of it.
            const bool isRefusal = m_response.status >= 400 && m_request->sender != nullptr;
            if (!isRefusal)
                return tl::unexpected(
                    httpFailureOf(*m_result, m_request->url, QString::fromUtf8(m_technical.data())));
        }
        if (const auto begun = begin(); !begun)
            return tl::unexpected(*m_failure);
        m_response.isRepetition = m_heads > 1;
        return std::move(m_response);
    }

    /// Tells the receiver that the body comes, at most once.
    Result<void> begin()
    {
        if (m_begun || m_request->receiver == nullptr || !m_response.isSuccess())
            return {};
        m_begun = true;
        auto begun = m_request->receiver->begin(m_response);
        if (!begun)
            m_failure = HttpFailure{ HttpFailure::Kind::Local, begun.error() };
        return begun;
    }

    static std::size_t receiveHeader(char *data, std::size_t, std::size_t length, void *self)
    {
        return static_cast<Channel *>(self)->takeHeader(QByteArray(data, static_cast<qsizetype>(length)));
    }

    std::size_t takeHeader(const QByteArray &line)
    {
        m_lastMove = std::chrono::steady_clock::now();
        m_headerBytes += line.size();
        if (m_headerBytes > longestHeaders) {
            m_failure = tooLongAnswer(m_request->url);
            return 0;
        }
        if (line.startsWith("HTTP/")) {
            m_response = {}; // after a 100 Continue comes another
            m_response.status = line.split(' ').value(1).trimmed().toInt();
        } else if (const qsizetype colon = line.indexOf(':'); colon > 0) {
            m_response.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
        }
        return static_cast<std::size_t>(line.size());
    }

    static std::size_t receive(char *data, std::size_t, std::size_t length, void *self)
    {
        auto *channel = static_cast<Channel *>(self);
        const std::size_t taken = channel->take(std::as_bytes(std::span(data, length)));
        channel->m_lastMove = std::chrono::steady_clock::now(); // now, as the receiver may have been held
        return taken;
    }

    std::size_t take(std::span<const std::byte> bytes)
    {
        if (m_request->receiver != nullptr && m_response.isSuccess())
            return hand(bytes);
        const qsizetype limit = m_response.isSuccess() ? longestBody : longestErrorBody;
        const auto length = static_cast<qsizetype>(bytes.size());
        if (m_response.body.size() + length > limit && m_response.isSuccess()) {
            m_failure = tooLongAnswer(m_request->url);
            return 0;
        }
        const qsizetype wanted = std::min(length, limit - m_response.body.size());
        m_response.body.append(reinterpret_cast<const char *>(bytes.data()), wanted);
        return bytes.size();
    }

    std::size_t hand(std::span<const std::byte> bytes)
    {
        if (!begin())
            return 0;
        if (const auto taken = m_request->receiver->take(bytes); !taken) {
            m_failure = HttpFailure{ HttpFailure::Kind::Local, taken.error() };
            return 0;
        }
        return bytes.size();
    }

    static std::size_t send(char *data, std::size_t, std::size_t length, void *self)
    {
        return static_cast<Channel *>(self)->give(std::as_writable_bytes(std::span(data, length)));
    }

    std::size_t give(std::span<std::byte> buffer)
    {
        const auto filled = m_request->sender->fill(buffer);
        m_lastMove = std::chrono::steady_clock::now();
        if (filled)
            return *filled;
        m_failure = HttpFailure{ HttpFailure::Kind::Local, filled.error() };
        return CURL_READFUNC_ABORT;
    }

    void detach()
    {
        if (m_multi && m_easy)
            curl_multi_remove_handle(m_multi.get(), m_easy.get());
    }

    CurlMulti m_multi;
    CurlEasy m_easy;
    std::unique_ptr<curl_slist, FreeList> m_headers;
    CurlErrorText m_technical = {};
    const HttpRequest *m_request = nullptr;
    HttpResponse m_response;
    std::optional<HttpFailure> m_failure;
    std::optional<CURLcode> m_result;
    qsizetype m_headerBytes = 0;
    curl_off_t m_sent = 0;
    int m_heads = 0; ///< of requests that went out
    bool m_begun = false;
    std::chrono::steady_clock::time_point m_lastMove;
};

class HttpClient::Pool
{
public:
    std::mutex mutex;
    std::vector<std::unique_ptr<Channel>> idle;
    QMap<QString, QByteArray> keyPins; ///< by origin, of those that are trusted by their fingerprint
    std::atomic_bool isClosed = false;
};

HttpClient::HttpClient(HttpSettings settings)
    : m_settings(std::move(settings))
    , m_pool(std::make_unique<Pool>())
{
}

HttpClient::~HttpClient() = default;

void HttpClient::close()
{
    m_pool->isClosed = true;
}

bool HttpClient::isClosed() const
{
    return m_pool->isClosed;
}

std::unique_ptr<HttpClient::Channel> HttpClient::takeChannel()
{
    const std::lock_guard lock(m_pool->mutex);
    if (m_pool->idle.empty())
        return std::make_unique<Channel>();
    auto channel = std::move(m_pool->idle.back());
    m_pool->idle.pop_back();
    return channel;
}

void HttpClient::giveBack(std::unique_ptr<Channel> channel)
{
    const std::lock_guard lock(m_pool->mutex);
    m_pool->idle.push_back(std::move(channel));
}

/// Over a channel of its own, and once more when it is the fingerprint that makes the server a trusted one.
HttpResult HttpClient::exchange(const HttpRequest &request, const OperationControl &control)
{
    const QString origin = request.url.host() + u':' + QString::number(request.url.port(443));
    QByteArray keyPin;
    {
        const std::lock_guard lock(m_pool->mutex);
        keyPin = m_pool->keyPins.value(origin);
    }
    const auto begin = std::chrono::steady_clock::now();
    auto channel = takeChannel();
    HttpResult result = channel->exchange(request, m_settings, keyPin, control, m_pool->isClosed);
    if (!result && result.error().isUnknownCertificate && !isClosed()) {
        const auto certificate = peerCertificateOf(request.url, m_settings);
        if (certificate && keyPin.isEmpty() && m_settings.fingerprints.contains(certificate->fingerprint)) {
            // Nothing was sent yet.
            result = channel->exchange(
                request, m_settings, certificate->publicKeyPin, control, m_pool->isClosed);
            const std::lock_guard lock(m_pool->mutex);
            m_pool->keyPins.insert(origin, certificate->publicKeyPin);
        } else if (certificate) {
            result = tl::unexpected(withFingerprint(
                result.error(), request.url, *certificate, !m_settings.fingerprints.isEmpty()));
        }
    }
    giveBack(std::move(channel));
    if (m_settings.exchanges && m_settings.exchanges->isOn()) {
        const auto duration = std::chrono::steady_clock::now() - begin;
        m_settings.exchanges->record(
            request, result, std::chrono::duration_cast<std::chrono::milliseconds>(duration));
    }
    return result;
}

HttpResult HttpClient::follow(const HttpRequest &request, const OperationControl &control)
{
    HttpRequest current = request;
    HttpResult result = exchange(current, control);
    for (int redirects = 0; result && isRedirect(result->status); ++redirects) {
        const QUrl target = current.url.resolved(QUrl::fromEncoded(result->headers.value("location")));
        const bool isWeb
            = target.scheme() == u"https" || (target.scheme() == u"http" && current.url.scheme() == u"http");
        const bool isTooMuch = redirects == maximumRedirects || request.method != "GET";
        if (isTooMuch || !isWeb || target.host().isEmpty())
            return tl::unexpected(badRedirect(request.url, u"redirect to "_s + shownAddress(target)));
        if (!isSameOrigin(request.url, target))
            current.secret = Secret();
        current.url = target;
        result = exchange(current, control);
    }
    return result;
}

HttpResult HttpClient::send(const HttpRequest &request, const OperationControl &control)
{
    QElapsedTimer timer;
    timer.start();
    HttpResult result = follow(request, control);
    qCDebug(lcOpenstack) << request.method << shownAddress(request.url) << (result ? result->status : 0)
                         << (result ? result->requestId() : result.error().error.detail) << timer.elapsed()
                         << "ms";
    return result;
}

} // namespace vitrine
