#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <mutex>

#include "core/openstack/httpclient.h"
#include "core/support/webexchange.h"

namespace vitrine {

/// Tells what a cloud was asked and what it answered, with the secrets masked before anything is kept. Off,
/// and then free of cost, unless somebody observes. Any thread.
class ExchangeLog
{
public:
    using Observer = std::function<void(const WebExchange &)>;

    static constexpr qsizetype longestBody = 64 << 10;
    static constexpr std::size_t mostExchanges = 200;

    /// Called on the thread of each request. An empty one switches the log off and empties it.
    void setObserver(Observer observer);
    bool isOn() const { return m_isOn.load(std::memory_order_relaxed); }
    void record(const HttpRequest &request, const HttpResult &result, std::chrono::milliseconds duration);
    /// The latest, oldest first.
    QList<WebExchange> recent() const;

private:
    std::atomic_bool m_isOn = false;
    mutable std::mutex m_mutex;
    Observer m_observer;
    std::deque<WebExchange> m_exchanges;
    qint64 m_count = 0;
};

/// What may be shown of a request and its answer.
WebExchange shownExchange(const HttpRequest &request, const HttpResult &result);

} // namespace vitrine
