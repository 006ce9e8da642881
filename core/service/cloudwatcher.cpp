#include "core/service/cloudwatcher.h"

#include <algorithm>

#include <QCoro/QCoroTask>

namespace vitrine {

CloudWatcher::CloudWatcher(Ask ask, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_ask(std::move(ask))
    , m_pace(pace)
    , m_retry(pace.firstRetry)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CloudWatcher::ask);
}

void CloudWatcher::setOn(bool isOn)
{
    if (std::exchange(m_isOn, isOn) == isOn)
        return;
    m_retry = m_pace.firstRetry;
    if (isOn)
        lookNow();
    else
        m_timer.stop();
}

void CloudWatcher::lookNow()
{
    if (!m_isOn)
        return;
    m_mustAskAgain = m_isAsking;
    // Not from within the call of whoever asks for it.
    if (!m_isAsking)
        m_timer.start(0);
}

void CloudWatcher::lookSoon()
{
    if (!m_isOn)
        return;
    const auto soon = m_pace.fast / 4;
    m_mustAskAgain = m_isAsking;
    if (!m_isAsking && m_timer.remainingTimeAsDuration() > soon)
        m_timer.start(soon);
}

std::chrono::milliseconds CloudWatcher::nextLook() const
{
    return std::chrono::milliseconds(std::max(m_timer.remainingTime(), 0));
}

void CloudWatcher::ask()
{
    if (m_isAsking || !m_isOn)
        return;
    m_isAsking = true;
    m_mustAskAgain = false;
    m_asking.start();
    QCoro::connect(m_ask(), this, [this](Outcome outcome) { take(outcome); });
}

void CloudWatcher::take(Outcome outcome)
{
    m_isAsking = false;
    if (m_isOn) {
        const auto pause = pauseAfter(outcome);
        m_timer.start(m_mustAskAgain ? std::min(pause, m_pace.fast / 4) : pause);
    }
    Q_EMIT looked();
}

std::chrono::milliseconds CloudWatcher::pauseAfter(Outcome outcome)
{
    if (outcome == Outcome::Unreachable) {
        const auto pause = m_retry;
        m_retry = std::min(m_retry * 2, m_pace.longestRetry);
        return pause;
    }
    m_retry = m_pace.firstRetry;
    const auto rest = std::chrono::milliseconds(m_asking.elapsed() * m_pace.restPerWork);
    return std::max(outcome == Outcome::Busy ? m_pace.fast : m_pace.slow, rest);
}

} // namespace vitrine
