#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
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

/// A part of a copy for which the others may have to wait.
enum class OperationStage { DiskRead, DiskWrite, Hashing, Network };
inline constexpr std::size_t operationStageCount = 4;

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

    /// How long the thread that moves the bytes has stood in each stage. What runs beside it counts only when
    /// that thread had to wait for it.
    void addTime(OperationStage stage, std::chrono::nanoseconds time)
    {
        m_times[static_cast<std::size_t>(stage)].fetch_add(time.count(), std::memory_order_relaxed);
    }
    std::chrono::nanoseconds time(OperationStage stage) const
    {
        return std::chrono::nanoseconds(
            m_times[static_cast<std::size_t>(stage)].load(std::memory_order_relaxed));
    }

private:
    std::atomic<OperationPhase> m_phase = OperationPhase::Waiting;
    std::atomic<std::int64_t> m_total = -1;
    std::atomic<std::int64_t> m_done = 0;
    std::array<std::atomic<std::int64_t>, operationStageCount> m_times = {};
};

/// Books the time of its life to a stage.
class StageTime
{
public:
    StageTime(OperationProgress &progress, OperationStage stage)
        : m_progress(progress)
        , m_stage(stage)
    {
    }
    ~StageTime() { m_progress.addTime(m_stage, std::chrono::steady_clock::now() - m_begin); }
    StageTime(const StageTime &) = delete;
    StageTime &operator=(const StageTime &) = delete;

private:
    OperationProgress &m_progress;
    const OperationStage m_stage;
    const std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
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
