#include "core/openstack/httpclient.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <vector>

#include <QElapsedTimer>

#include "core/openstack/exchangelog.h"
#include "core/openstack/httpfailure.h"
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

    /// One exchange, without following a redirect.
    HttpResult exchange(
        const HttpRequest &request, const HttpSettings &settings, const OperationControl &control)
    {
        if (!m_multi || !m_easy)
            return tl::unexpected(httpFailureOf(CURLE_FAILED_INIT, request.url, {}));
        reset(request);
        if (!configure(settings))
            return tl::unexpected(badRedirect(request.url, u"a header would span several lines"_s));
        curl_multi_add_handle(m_multi.get(), m_easy.get());
        while (!m_result) {
            if (control.stop.stop_requested() && !m_failure)
                m_failure = stoppedRequest(request.url);
            if (m_failure)
                break;
            step();
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
        m_begun = false;
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

    bool configure(const HttpSettings &settings)
    {
        CURL *easy = m_easy.get();
        configureTransfer(easy, m_request->url, settings.connectTimeout, settings.stallTimeout, m_technical);
        curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, sendBuffer);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Channel::receiveHeader);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Channel::receive);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
        configureTrust(settings);
        configureBody();
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

    void configureTrust(const HttpSettings &settings)
    {
        CURL *easy = m_easy.get();
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, settings.isVerified ? 1L : 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, settings.isVerified ? 2L : 0L);
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

    void step()
    {
        m_result = advanceTransfer(m_multi.get());
        if (!m_result && !m_failure)
            waitForNetwork(m_multi.get());
    }

    HttpResult outcome()
    {
        if (m_failure)
            return tl::unexpected(*m_failure);
        if (*m_result != CURLE_OK) {
            // A server that refuses an upload answers and hangs up before it has read all of it.
            const bool isRefusal = m_response.status >= 400 && m_request->sender != nullptr;
            if (!isRefusal)
                return tl::unexpected(
                    httpFailureOf(*m_result, m_request->url, QString::fromUtf8(m_technical.data())));
        }
        if (const auto begun = begin(); !begun)
            return tl::unexpected(*m_failure);
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
        return static_cast<Channel *>(self)->take(std::as_bytes(std::span(data, length)));
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
    bool m_begun = false;
};

class HttpClient::Pool
{
public:
    std::mutex mutex;
    std::vector<std::unique_ptr<Channel>> idle;
};

HttpClient::HttpClient(HttpSettings settings)
    : m_settings(std::move(settings))
    , m_pool(std::make_unique<Pool>())
{
}

HttpClient::~HttpClient() = default;

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

HttpResult HttpClient::exchange(Channel &channel, const HttpRequest &request, const OperationControl &control)
{
    const auto begin = std::chrono::steady_clock::now();
    HttpResult result = channel.exchange(request, m_settings, control);
    if (m_settings.exchanges && m_settings.exchanges->isOn()) {
        const auto duration = std::chrono::steady_clock::now() - begin;
        m_settings.exchanges->record(
            request, result, std::chrono::duration_cast<std::chrono::milliseconds>(duration));
    }
    return result;
}

HttpResult HttpClient::send(const HttpRequest &request, const OperationControl &control)
{
    QElapsedTimer timer;
    timer.start();
    auto channel = takeChannel();
    HttpRequest current = request;
    HttpResult result = exchange(*channel, current, control);
    for (int redirects = 0; result && isRedirect(result->status) && current.method == "GET"; ++redirects) {
        const QUrl target = current.url.resolved(QUrl::fromEncoded(result->headers.value("location")));
        const bool isWeb
            = target.scheme() == u"https" || (target.scheme() == u"http" && current.url.scheme() == u"http");
        if (redirects == maximumRedirects || !isWeb || target.host().isEmpty()) {
            result = tl::unexpected(badRedirect(request.url, u"redirect to "_s + shownAddress(target)));
            break;
        }
        if (!isSameOrigin(request.url, target))
            current.secret = Secret();
        current.url = target;
        result = exchange(*channel, current, control);
    }
    giveBack(std::move(channel));
    qCDebug(lcOpenstack) << request.method << shownAddress(request.url) << (result ? result->status : 0)
                         << (result ? result->requestId() : result.error().error.detail) << timer.elapsed()
                         << "ms";
    return result;
}

} // namespace vitrine
