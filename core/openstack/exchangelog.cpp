#include "core/openstack/exchangelog.h"

#include "core/openstack/exchangemask.h"

namespace vitrine {

namespace {

QByteArray shownBody(const QByteArray &body)
{
    // Masked whole, then cut: half of a JSON text cannot be read.
    QByteArray shown = maskedBody(body);
    shown.truncate(ExchangeLog::longestBody);
    return shown;
}

} // namespace

WebExchange shownExchange(const HttpRequest &request, const HttpResult &result)
{
    WebExchange shown;
    shown.method = request.method;
    shown.url = maskedUrl(request.url);
    for (const auto &[name, value] : request.headers)
        shown.requestHeaders.emplaceBack(name, maskedHeader(name, value));
    if (!request.secret.isEmpty())
        shown.requestHeaders.emplaceBack(request.secretHeader, maskedText);
    shown.sendsImageData = request.sender != nullptr;
    shown.receivesImageData = request.receiver != nullptr;
    shown.requestBytes = request.sender != nullptr ? request.sender->size() : request.body.size();
    shown.requestBody = shownBody(request.body);
    if (!result) {
        shown.error = result.error().error.message;
        return shown;
    }
    shown.status = result->status;
    for (auto header = result->headers.cbegin(); header != result->headers.cend(); ++header)
        shown.answerHeaders.emplaceBack(header.key(), maskedHeader(header.key(), header.value()));
    shown.answerBody = shownBody(result->body);
    shown.answerBytes = shown.receivesImageData && result->isSuccess()
        ? result->headers.value("content-length").toLongLong()
        : result->body.size();
    shown.requestId = result->requestId();
    return shown;
}

void ExchangeLog::setObserver(Observer observer)
{
    const std::lock_guard lock(m_mutex);
    m_observer = std::move(observer);
    m_isOn = static_cast<bool>(m_observer);
    if (!m_isOn)
        m_exchanges.clear();
}

void ExchangeLog::record(
    const HttpRequest &request, const HttpResult &result, std::chrono::milliseconds duration)
{
    if (!isOn())
        return;
    WebExchange exchange = shownExchange(request, result);
    exchange.milliseconds = duration.count();
    exchange.begunAt = QDateTime::currentDateTimeUtc().addMSecs(-duration.count());
    // Under the lock, so that an observer that was taken off is not called any more.
    const std::lock_guard lock(m_mutex);
    if (!m_observer)
        return;
    exchange.number = ++m_count;
    m_exchanges.push_back(exchange);
    if (m_exchanges.size() > mostExchanges)
        m_exchanges.pop_front();
    m_observer(exchange);
}

QList<WebExchange> ExchangeLog::recent() const
{
    const std::lock_guard lock(m_mutex);
    return QList<WebExchange>(m_exchanges.cbegin(), m_exchanges.cend());
}

} // namespace vitrine
