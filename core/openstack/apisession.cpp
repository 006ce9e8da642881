#include "core/openstack/apisession.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRandomGenerator>
#include <QUuid>

#include "core/openstack/apierror.h"
#include "core/openstack/exchangelog.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int repetitionsAfterFault = 3;
constexpr int repetitionsWhenAsked = 5;
constexpr auto pauseSlice = 100ms;

tl::unexpected<HttpFailure> notBegun(const Error &error)
{
    return tl::unexpected(HttpFailure{ HttpFailure::Kind::NotReached, error });
}

/// What Retry-After says: seconds, or a date. None for anything else.
std::optional<std::chrono::milliseconds> wishedPause(const HttpResponse &response)
{
    const QByteArray wish = response.headers.value("retry-after");
    bool isNumber = false;
    const qint64 seconds = wish.toLongLong(&isNumber);
    if (isNumber && seconds >= 0)
        return std::chrono::milliseconds(std::min<qint64>(seconds, 86'400) * 1000);
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(wish), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return std::chrono::milliseconds(std::max<qint64>(QDateTime::currentDateTimeUtc().msecsTo(date), 0));
}

ApiSettings withLog(ApiSettings settings)
{
    if (!settings.http.exchanges)
        settings.http.exchanges = std::make_shared<ExchangeLog>();
    return settings;
}

} // namespace

ApiSettings ApiSettings::of(const CloudConfig &cloud)
{
    ApiSettings settings;
    settings.http.isVerified = cloud.isVerified;
    settings.http.caFile = cloud.caFile;
    settings.http.certificateFile = cloud.certificateFile;
    settings.http.keyFile = cloud.keyFile;
    settings.http.fingerprints = cloud.fingerprints;
    return settings;
}

ApiSession::ApiSession(const CloudConfig &cloud, const ApiSettings &settings)
    : m_settings(withLog(settings))
    , m_http(m_settings.http)
    , m_keystone(cloud, m_http)
{
}

Result<void> ApiSession::freshenToken(const OperationControl &control)
{
    const auto token = m_keystone.token(control);
    if (!token)
        return failure(token.error());
    if (!token->isHalfOver(QDateTime::currentDateTimeUtc()))
        return {};
    // Whoever has only a token cannot get one that lives longer.
    const auto fresh = m_keystone.tokenInsteadOf(token->id, control);
    return fresh || fresh.error().code == ErrorCode::Unauthorized ? Result<void>() : failure(fresh.error());
}

Result<void> ApiSession::renewToken(const OperationControl &control)
{
    const auto old = m_keystone.token(control);
    const auto token = old ? m_keystone.tokenInsteadOf(old->id, control) : old;
    return token ? Result<void>() : failure(token.error());
}

Result<QUrl> ApiSession::endpoint(const OperationControl &control)
{
    const auto token = m_keystone.token(control);
    if (!token)
        return failure(token.error());
    return imageEndpointOf(cloud(), token->endpoints);
}

HttpResult ApiSession::once(const ApiCall &call, const KeystoneToken &token, const OperationControl &control)
{
    const auto endpoint = imageEndpointOf(cloud(), token.endpoints);
    if (!endpoint)
        return notBegun(endpoint.error());
    HttpRequest request;
    request.method = call.method;
    request.url = *endpoint;
    // Setting a decoded path would make %2F a slash of its own.
    request.url.setPath(endpoint->path(QUrl::FullyEncoded) + call.path, QUrl::TolerantMode);
    request.url.setQuery(call.query);
    request.headers = call.headers;
    if (call.receiver == nullptr)
        request.headers.emplaceBack("Accept", "application/json");
    if (!call.contentType.isEmpty())
        request.headers.emplaceBack("Content-Type", call.contentType);
    request.headers.emplaceBack(
        "X-Openstack-Request-ID", "req-" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    request.body = call.body;
    request.sender = call.sender;
    request.receiver = call.receiver;
    m_keystone.sign(request, token);
    return m_http.send(request, control);
}

/// None when it is not to be tried again.
std::optional<std::chrono::milliseconds> ApiSession::pauseBefore(
    int repetition, const ApiCall &call, const HttpResult &result) const
{
    if (call.sender != nullptr || call.receiver != nullptr)
        return std::nullopt;
    const auto backoff = std::min(m_settings.firstPause * (1 << repetition), m_settings.longestPause);
    if (!result) {
        const bool mayHelp = result.error().kind == HttpFailure::Kind::Broken && call.isRepeatable;
        return mayHelp && repetition < repetitionsAfterFault ? std::optional(backoff) : std::nullopt;
    }
    const int status = result->status;
    if (status == 429 || status == 503) {
        if (repetition >= repetitionsWhenAsked)
            return std::nullopt;
        const auto pause = std::min(wishedPause(*result).value_or(backoff), m_settings.longestPause);
        // So that not all who were sent away come back at once.
        return pause + pause * QRandomGenerator::global()->bounded(100) / 1000;
    }
    const bool isFault = status == 500 || status == 502 || status == 504;
    return isFault && call.isRepeatable && repetition < repetitionsAfterFault ? std::optional(backoff)
                                                                              : std::nullopt;
}

bool ApiSession::pauseFor(std::chrono::milliseconds pause, const OperationControl &control) const
{
    const auto end = std::chrono::steady_clock::now() + pause;
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    // Nobody is told when the session is closed, so it is looked at now and then.
    for (auto now = std::chrono::steady_clock::now(); now < end; now = std::chrono::steady_clock::now()) {
        if (control.stop.stop_requested() || m_http.isClosed())
            break;
        never.wait_until(lock, control.stop, std::min(end, now + pauseSlice), [] { return false; });
    }
    return !control.stop.stop_requested() && !m_http.isClosed();
}

HttpResult ApiSession::exchange(const ApiCall &call, const OperationControl &control)
{
    auto token = m_keystone.token(control);
    if (!token)
        return notBegun(token.error());
    bool isRenewed = false;
    bool mayBeDone = false;
    int repetition = 0;
    while (true) {
        HttpResult result = once(call, *token, control);
        if (result)
            result->isRepetition = result->isRepetition || mayBeDone;
        if (result && result->status == 401 && !isRenewed && call.sender == nullptr
            && m_keystone.canRenew()) {
            isRenewed = true;
            token = m_keystone.tokenInsteadOf(token->id, control);
            if (!token)
                return notBegun(token.error());
            continue;
        }
        const auto pause = pauseBefore(repetition, call, result);
        if (!pause || !pauseFor(*pause, control))
            return result;
        mayBeDone = mayBeDone || !result || result->status >= 500;
        ++repetition;
    }
}

Result<HttpResponse> ApiSession::checked(const HttpResult &answer, const OperationControl &control)
{
    if (!answer)
        return failure(answer.error().error);
    if (!answer->isSuccess())
        return failure(imageErrorOf(cloud(), *answer));
    // Some gate on the way that wants people to log in says 200 to everything.
    if (answer->isWebPage())
        return failure(strangeAnswer(cloud(), endpoint(control).value_or(QUrl()), *answer));
    return *answer;
}

Result<QJsonObject> ApiSession::jsonOf(const HttpResult &answer, const OperationControl &control)
{
    const auto response = checked(answer, control);
    if (!response)
        return failure(response.error());
    const QJsonDocument document = QJsonDocument::fromJson(response->body);
    if (!document.isObject())
        return failure(strangeAnswer(cloud(), endpoint(control).value_or(QUrl()), *response));
    return document.object();
}

Result<HttpResponse> ApiSession::call(const ApiCall &call, const OperationControl &control)
{
    return checked(exchange(call, control), control);
}

Result<QJsonObject> ApiSession::json(const ApiCall &call, const OperationControl &control)
{
    return jsonOf(exchange(call, control), control);
}

} // namespace vitrine
