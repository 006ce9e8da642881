#pragma once

#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include <QCoreApplication>

namespace vitrine::bench {

/// Asks the event loop for an answer every millisecond from another thread and keeps the longest wait.
class StallMeter
{
public:
    StallMeter()
        : m_thread([this](const std::stop_token &stop) { run(stop); })
    {
    }

    double longestMs() const { return double(m_longestMicroseconds.load()) / 1000; }
    void reset() { m_longestMicroseconds = 0; }

private:
    using Clock = std::chrono::steady_clock;

    void run(const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            if (!m_isWaiting.exchange(true)) {
                QMetaObject::invokeMethod(
                    qApp, [this, asked = Clock::now()] { note(Clock::now() - asked); }, Qt::QueuedConnection);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    void note(Clock::duration waited)
    {
        const qint64 microseconds = std::chrono::duration_cast<std::chrono::microseconds>(waited).count();
        m_longestMicroseconds = std::max(m_longestMicroseconds.load(), microseconds);
        m_isWaiting = false;
    }

    std::atomic<qint64> m_longestMicroseconds = 0;
    std::atomic<bool> m_isWaiting = false;
    std::jthread m_thread;
};

inline void say(const char *what, double value, const char *unit, double target)
{
    std::printf("%-58s %9.1f %-3s (wanted: at most %g)\n", what, value, unit, target);
    std::fflush(stdout);
}

} // namespace vitrine::bench
