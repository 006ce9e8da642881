#include "app/vitrinectl/watch.h"

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>

#include <unistd.h>

#include "app/vitrinectl/progressline.h"

namespace vitrine::ctl {

using namespace std::chrono_literals;

namespace {

volatile std::sig_atomic_t interrupted = 0;

void noteInterrupt(int)
{
    interrupted = 1;
}

/// A second Ctrl+C ends the program at once: SA_RESETHAND gives the signal back.
void catchSignals(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = handler == SIG_DFL ? 0 : static_cast<int>(SA_RESETHAND) | SA_RESTART;
    for (const int signal : { SIGINT, SIGTERM, SIGHUP })
        ::sigaction(signal, &action, nullptr);
}

} // namespace

Watch::Watch(const QString &title)
    : m_title(title)
{
    m_control.stop = m_interrupt.get_token();
    interrupted = 0;
    catchSignals(noteInterrupt);
    m_thread = std::jthread([this](const std::stop_token &ended) { run(ended); });
}

Watch::~Watch()
{
    m_thread.request_stop();
    m_thread.join();
    catchSignals(SIG_DFL);
}

void Watch::run(const std::stop_token &ended)
{
    const bool draws = ::isatty(STDERR_FILENO) == 1;
    ProgressLine line(m_title);
    const auto begin = std::chrono::steady_clock::now();
    std::mutex mutex;
    std::condition_variable_any wakeUp; // woken when the operation has ended
    while (!ended.stop_requested()) {
        if (interrupted != 0)
            m_interrupt.request_stop();
        if (draws) {
            const auto elapsed = std::chrono::steady_clock::now() - begin;
            line.draw(*m_control.progress, std::chrono::duration<double>(elapsed).count());
        }
        std::unique_lock lock(mutex);
        wakeUp.wait_for(lock, ended, 50ms, [] { return false; });
    }
    if (draws)
        line.erase();
}

} // namespace vitrine::ctl
