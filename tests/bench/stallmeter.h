#pragma once

#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <mutex>
#include <thread>

#include <pthread.h>
#include <time.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

namespace vitrine::bench {

/// Asks the event loop for an answer every millisecond from another thread and keeps the longest wait, both
/// by the clock and in processor time of the thread that should have answered: on a machine with other work
/// the clock tells about the machine, and the processor time about the program.
class StallMeter
{
public:
    /// On the thread with the event loop.
    StallMeter()
        : m_thread([this](const std::stop_token &stop) { run(stop); })
    {
    }

    double longestMs() const { return milliseconds(m_longest); }
    double longestProcessorMs() const { return milliseconds(m_longestProcessor); }

    /// Forgets what was, and the question that still waits for its answer.
    void reset()
    {
        const std::lock_guard guard(m_mutex);
        m_longest = {};
        m_longestProcessor = {};
        ++m_round;
    }

private:
    using Clock = std::chrono::steady_clock;

    static double milliseconds(std::chrono::nanoseconds time) { return double(time.count()) / 1e6; }

    static clockid_t processorClock()
    {
        clockid_t clock = 0;
        pthread_getcpuclockid(pthread_self(), &clock);
        return clock;
    }

    std::chrono::nanoseconds processorTime() const
    {
        timespec time{};
        clock_gettime(m_processorClock, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    }

    void run(const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            if (!m_isWaiting.exchange(true))
                ask();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    void ask()
    {
        const std::lock_guard guard(m_mutex);
        QMetaObject::invokeMethod(
            qApp,
            [this, round = m_round, asked = Clock::now(), used = processorTime()] {
                note(round, Clock::now() - asked, processorTime() - used);
            },
            Qt::QueuedConnection);
    }

    void note(int round, std::chrono::nanoseconds waited, std::chrono::nanoseconds used)
    {
        m_isWaiting = false;
        if (round != m_round)
            return;
        m_longest = std::max(m_longest, waited);
        m_longestProcessor = std::max(m_longestProcessor, used);
    }

    const clockid_t m_processorClock = processorClock();
    std::chrono::nanoseconds m_longest{};
    std::chrono::nanoseconds m_longestProcessor{};
    int m_round = 0; ///< written by the thread with the event loop
    std::mutex m_mutex;
    std::atomic<bool> m_isWaiting = false;
    std::jthread m_thread;
};

/// Runs the event loop as the program does, until `isDone` holds. False when that takes too long.
/// (QTest::qWaitFor() sleeps between two looks, which a meter takes for a stall.)
inline bool runUntil(const std::function<bool()> &isDone, qint64 timeout = 120'000)
{
    QEventLoop loop;
    QElapsedTimer clock;
    clock.start();
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isDone() || clock.hasExpired(timeout))
            loop.quit();
    });
    look.start(1);
    loop.exec();
    return isDone();
}

inline void runFor(qint64 milliseconds)
{
    runUntil([] { return false; }, milliseconds);
}

inline void say(const char *what, double value, const char *unit, double target)
{
    std::printf("%-58s %9.1f %-3s (wanted: at most %g)\n", what, value, unit, target);
    std::fflush(stdout);
}

/// The longest stall since the meter was reset.
inline void sayStall(const char *what, const StallMeter &meter, double target)
{
    std::printf("%-58s %9.1f ms  (wanted: at most %g; processor %.1f ms)\n", what, meter.longestMs(), target,
        meter.longestProcessorMs());
    std::fflush(stdout);
}

} // namespace vitrine::bench
