#include "core/store/httpsource.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include <QCoreApplication>
#include <QUrl>

#include "core/support/curltransfer.h"
#include "core/support/webaddress.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::HttpSource)
};

constexpr int maximumRedirects = 5;

Result<QUrl> checkedUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return failure(ErrorCode::BadRequest, Text::tr("This is not a complete web address. Check it."));
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1) {
        return failure(ErrorCode::BadRequest,
            Text::tr("“%1” is not an http or https address. Choose another one.").arg(shownAddress(url)));
    }
    if (!url.userInfo().isEmpty()) {
        return failure(ErrorCode::BadRequest,
            Text::tr("The address “%1” holds a user name or password. Leave them out.")
                .arg(shownAddress(url)));
    }
    return url;
}

Error statusError(long status, const QString &shown)
{
    const QString detail = u"HTTP status %1"_s.arg(status);
    if (status == 404 || status == 410)
        return { ErrorCode::NotFound, Text::tr("There is nothing at “%1”. Check the address.").arg(shown),
            detail };
    if (status == 401 || status == 403) {
        return { ErrorCode::Forbidden,
            Text::tr("The server does not let you read “%1”. Ask for an address that needs no password.")
                .arg(shown),
            detail };
    }
    if (status >= 500) {
        return { ErrorCode::Unavailable,
            Text::tr("The server of “%1” has a problem (%2). Try again later.").arg(shown).arg(status),
            detail };
    }
    return { errorCodeOfHttpStatus(static_cast<int>(status)),
        Text::tr("The server refused to send “%1” (%2). Check the address.").arg(shown).arg(status), detail };
}

Error transferError(CURLcode code, const QString &shown, const char *technical)
{
    const QString detail
        = u"%1: %2"_s.arg(QString::fromLatin1(curl_easy_strerror(code)), QString::fromUtf8(technical));
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return { ErrorCode::Unavailable,
            Text::tr("The server of “%1” was not found. Check the address and the network.").arg(shown),
            detail };
    case CURLE_COULDNT_CONNECT:
        return { ErrorCode::Unavailable,
            Text::tr("The server of “%1” does not answer. Check the address, or try again later.").arg(shown),
            detail };
    case CURLE_OPERATION_TIMEDOUT:
        return { ErrorCode::Unavailable,
            Text::tr("“%1” came too slowly or not at all. Try again later.").arg(shown), detail };
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
        return { ErrorCode::Unavailable,
            Text::tr("The connection broke before all of “%1” had come. Try again.").arg(shown), detail };
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
        return { ErrorCode::Forbidden,
            Text::tr(
                "The server of “%1” could not prove who it is. Do not trust it without asking its owner.")
                .arg(shown),
            detail };
    default:
        return { ErrorCode::Unavailable, Text::tr("“%1” could not be fetched. Try again later.").arg(shown),
            detail };
    }
}

class HttpSource final : public DataSource
{
public:
    HttpSource(QUrl url, OperationControl control, const HttpTimeouts &timeouts)
        : m_url(std::move(url))
        , m_control(std::move(control))
        , m_timeouts(timeouts)
        , m_multi(curl_multi_init())
    {
    }

    ~HttpSource() override { disconnect(); }

    QString displayName() const override { return shownAddress(m_url); }
    bool isRemote() const override { return true; }
    std::optional<qint64> size() const override { return m_size; }

    /// Until the header of the final answer is there.
    Result<void> open()
    {
        for (int redirects = 0; redirects <= maximumRedirects; ++redirects) {
            const auto target = request();
            if (!target)
                return failure(target.error());
            if (target->isEmpty())
                return {};
            if (const auto followed = follow(*target); !followed)
                return followed;
        }
        return failure(ErrorCode::BadRequest,
            Text::tr("“%1” leads from one address to the next without end. Check it.").arg(displayName()));
    }

    Result<SourceChunk> next(std::span<std::byte> buffer) override
    {
        if (buffer.empty())
            return SourceChunk{ SourceChunk::Kind::Data, 0 };
        m_target = buffer;
        m_targetFilled = 0;
        takeOverflow();
        while (m_targetFilled == 0 && !m_finished) {
            if (const auto stepped = step(); !stepped) {
                m_target = {};
                return failure(stepped.error());
            }
        }
        m_target = {};
        if (m_targetFilled > 0) {
            m_received += static_cast<qint64>(m_targetFilled);
            return SourceChunk{ SourceChunk::Kind::Data, static_cast<qint64>(m_targetFilled) };
        }
        if (m_result != CURLE_OK)
            return failure(transferError(m_result, displayName(), m_technical.data()));
        return SourceChunk{};
    }

    Result<void> confirmUnchanged() override
    {
        if (m_size && *m_size != m_received)
            return failure(
                transferError(CURLE_PARTIAL_FILE, displayName(), "length differs from Content-Length"));
        return {};
    }

private:
    /// Asks m_url. Gives the address that the answer redirects to; empty when it is the real one.
    Result<QString> request()
    {
        disconnect();
        m_easy.reset(curl_easy_init());
        if (!m_easy || !m_multi)
            return failure(transferError(CURLE_FAILED_INIT, displayName(), ""));
        configure();
        curl_multi_add_handle(m_multi.get(), m_easy.get());
        while (!m_bodyBegun && !m_finished) {
            if (const auto stepped = step(); !stepped)
                return failure(stepped.error());
        }
        long status = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
        if (status == 0 && m_result != CURLE_OK)
            return failure(transferError(m_result, displayName(), m_technical.data()));
        if (status >= 400)
            return failure(statusError(status, displayName()));
        if (status >= 300) {
            curl_header *location = nullptr;
            if (curl_easy_header(m_easy.get(), "Location", 0, CURLH_HEADER, -1, &location) != CURLHE_OK)
                return failure(statusError(status, displayName()));
            return m_url.resolved(QUrl(QString::fromUtf8(location->value))).toString(QUrl::FullyEncoded);
        }
        readSize();
        return QString();
    }

    void configure()
    {
        CURL *easy = m_easy.get();
        configureTransfer(easy, m_url, m_timeouts.connect, m_timeouts.stall, m_technical);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &HttpSource::receive);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    }

    Result<void> follow(const QString &target)
    {
        const auto url = checkedUrl(target);
        if (!url)
            return failure(url.error());
        if (m_url.scheme() == "https"_L1 && url->scheme() != "https"_L1) {
            return failure(ErrorCode::Forbidden,
                Text::tr("“%1” leads to an unprotected address. Use that one yourself if you trust it.")
                    .arg(displayName()));
        }
        m_url = *url;
        return {};
    }

    void readSize()
    {
        curl_off_t length = -1;
        curl_easy_getinfo(m_easy.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
        if (length >= 0)
            m_size = length;
    }

    /// Lets curl work, or waits a moment for the network.
    Result<void> step()
    {
        if (m_control.stop.stop_requested()) {
            return failure(
                ErrorCode::Cancelled, Text::tr("The copy of “%1” was stopped.").arg(displayName()));
        }
        if (m_paused) {
            m_paused = false;
            curl_easy_pause(m_easy.get(), CURLPAUSE_CONT);
        }
        if (const auto outcome = advanceTransfer(m_multi.get())) {
            m_finished = true;
            m_result = *outcome;
        }
        if (m_targetFilled == 0 && !m_paused && !m_finished)
            waitForNetwork(m_multi.get());
        return {};
    }

    static std::size_t receive(char *data, std::size_t, std::size_t length, void *self)
    {
        return static_cast<HttpSource *>(self)->take(std::as_bytes(std::span(data, length)));
    }

    std::size_t take(std::span<const std::byte> bytes)
    {
        m_bodyBegun = true;
        if (m_target.size() == m_targetFilled) {
            m_paused = true;
            return CURL_WRITEFUNC_PAUSE;
        }
        const std::size_t fits = std::min(bytes.size(), m_target.size() - m_targetFilled);
        std::memcpy(m_target.data() + m_targetFilled, bytes.data(), fits);
        m_targetFilled += fits;
        const auto rest = bytes.subspan(fits);
        m_overflow.insert(m_overflow.end(), rest.begin(), rest.end());
        return bytes.size();
    }

    /// Bytes that came after the last buffer was full: at most one receive buffer.
    void takeOverflow()
    {
        m_targetFilled = std::min(m_overflow.size(), m_target.size());
        std::copy_n(m_overflow.begin(), m_targetFilled, m_target.begin());
        m_overflow.erase(
            m_overflow.begin(), m_overflow.begin() + static_cast<std::ptrdiff_t>(m_targetFilled));
    }

    void disconnect()
    {
        if (m_easy && m_multi)
            curl_multi_remove_handle(m_multi.get(), m_easy.get());
        m_easy.reset();
        m_bodyBegun = m_finished = m_paused = false;
        m_result = CURLE_OK;
    }

    QUrl m_url;
    const OperationControl m_control;
    const HttpTimeouts m_timeouts;
    CurlMulti m_multi;
    CurlEasy m_easy;
    CurlErrorText m_technical = {};
    std::optional<qint64> m_size;
    qint64 m_received = 0;
    std::span<std::byte> m_target;
    std::size_t m_targetFilled = 0;
    std::vector<std::byte> m_overflow;
    CURLcode m_result = CURLE_OK;
    bool m_bodyBegun = false;
    bool m_finished = false;
    bool m_paused = false;
};

} // namespace

Result<std::unique_ptr<DataSource>> openHttpSource(
    const QString &url, const OperationControl &control, const HttpTimeouts &timeouts)
{
    const auto checked = checkedUrl(url);
    if (!checked)
        return failure(checked.error());
    auto source = std::make_unique<HttpSource>(*checked, control, timeouts);
    if (const auto opened = source->open(); !opened)
        return failure(opened.error());
    return source;
}

} // namespace vitrine
