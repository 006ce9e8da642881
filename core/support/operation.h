#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>

namespace vitrine {

/// What a long operation is doing just now.
enum class OperationPhase {
    Waiting, ///< in a queue
    Preparing, ///< opening, checking, reserving space
    Copying, ///< bytes move and are hashed
    Flushing, ///< waiting until the disk has them
    Verifying, ///< bytes are read back or compared
    Finishing, ///< names and database
    Done,
};

/// Counters that a worker thread writes and any thread may sample. No signal per chunk: a timer reads them.
class OperationProgress
{
public:
    void setPhase(OperationPhase phase) { m_phase.store(phase, std::memory_order_relaxed); }
    OperationPhase phase() const { return m_phase.load(std::memory_order_relaxed); }

    /// Total bytes, -1 while unknown.
    void setTotal(std::int64_t bytes) { m_total.store(bytes, std::memory_order_relaxed); }
    std::int64_t total() const { return m_total.load(std::memory_order_relaxed); }

    void setDone(std::int64_t bytes) { m_done.store(bytes, std::memory_order_relaxed); }
    void addDone(std::int64_t bytes) { m_done.fetch_add(bytes, std::memory_order_relaxed); }
    std::int64_t done() const { return m_done.load(std::memory_order_relaxed); }

private:
    std::atomic<OperationPhase> m_phase = OperationPhase::Waiting;
    std::atomic<std::int64_t> m_total = -1;
    std::atomic<std::int64_t> m_done = 0;
};

/// Lets any thread hold a worker at its next chunk boundary. Stopping wakes a held worker.
class PauseGate
{
public:
    void pause()
    {
        const std::lock_guard lock(m_mutex);
        m_paused = true;
    }

    void resume()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_paused = false;
        }
        m_changed.notify_all();
    }

    bool isPaused() const
    {
        const std::lock_guard lock(m_mutex);
        return m_paused;
    }

    /// Blocks while paused; returns at once when `stop` is requested.
    void wait(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, stop, [this] { return !m_paused; });
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_paused = false;
};

/// Handed into every operation that can take long. A copy refers to the same operation.
/// A default-made one runs to the end unobserved.
struct OperationControl {
    std::stop_token stop = {};
    std::shared_ptr<OperationProgress> progress = std::make_shared<OperationProgress>();
    std::shared_ptr<PauseGate> gate = std::make_shared<PauseGate>();

    /// Call at chunk boundaries: waits while paused, then says whether to go on.
    bool mayContinue() const
    {
        if (stop.stop_requested())
            return false;
        gate->wait(stop);
        return !stop.stop_requested();
    }
};

} // namespace vitrine
