#include "core/transfer/transferspeed.h"

#include <cmath>

namespace vitrine {

namespace {

constexpr double slowSeconds = 10;
constexpr double fastSeconds = 2;
constexpr double etaSeconds = 4;
constexpr double settleSeconds = 3;
/// The averages must agree this well, for so long, for a time to appear, and may drift apart this far before
/// it goes. Bytes that come in bursts make them cross, but not stay together.
constexpr double agreeToShow = 0.25;
constexpr double agreeToKeep = 0.6;
constexpr double agreeSeconds = 1.5;

double weightOf(double seconds, double memory)
{
    return 1 - std::exp(-seconds / memory);
}

} // namespace

void TransferSpeed::sample(qint64 time, qint64 done, qint64 total)
{
    const double seconds = static_cast<double>(time - m_lastTime) / 1000;
    const bool isUsable = m_hasLast && seconds > 0 && done >= m_lastDone;
    if (m_hasLast && seconds <= 0)
        return;
    if (isUsable) {
        const double speed = static_cast<double>(done - m_lastDone) / seconds;
        m_elapsed += seconds;
        m_slow += weightOf(seconds, slowSeconds) * (speed - m_slow);
        m_fast += weightOf(seconds, fastSeconds) * (speed - m_fast);
        judgeStability(seconds);
        followTimeLeft(seconds, total < 0 ? -1 : total - done);
    }
    m_hasLast = true;
    m_lastTime = time;
    m_lastDone = done;
}

double TransferSpeed::bytesPerSecond() const
{
    // An average that began at zero has seen only this part of its weight.
    return m_elapsed > 0 ? m_slow / weightOf(m_elapsed, slowSeconds) : 0;
}

void TransferSpeed::judgeStability(double seconds)
{
    const double slow = bytesPerSecond();
    const double fast = m_fast / weightOf(m_elapsed, fastSeconds);
    const double difference = std::abs(fast - slow);
    m_agreed = difference <= agreeToShow * slow ? m_agreed + seconds : 0;
    if (m_elapsed < settleSeconds || slow < 1 || difference > agreeToKeep * slow)
        m_isStable = false;
    else if (m_agreed >= agreeSeconds)
        m_isStable = true;
}

void TransferSpeed::followTimeLeft(double seconds, qint64 remaining)
{
    if (!m_isStable || remaining < 0) {
        m_secondsLeft.reset();
        return;
    }
    const double estimate = static_cast<double>(remaining) / bytesPerSecond();
    if (!m_secondsLeft) {
        m_secondsLeft = estimate;
        return;
    }
    const double expected = std::max(0.0, *m_secondsLeft - seconds);
    m_secondsLeft = expected + weightOf(seconds, etaSeconds) * (estimate - expected);
}

std::optional<qint64> TransferSpeed::secondsLeft() const
{
    if (!m_secondsLeft)
        return std::nullopt;
    return static_cast<qint64>(std::ceil(*m_secondsLeft));
}

} // namespace vitrine
