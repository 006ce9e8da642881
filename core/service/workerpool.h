#pragma once

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

#include <QCoreApplication>
#include <QCoro/QCoroTask>

#include "core/support/result.h"

namespace vitrine {

/// Runs blocking engine calls on a bounded number of threads and resumes the awaiting coroutine on the thread
/// that asked, through its event loop. May be used from any thread.
///
/// Destroying the pool waits for the calls that run (stop long ones first) and answers those that have not
/// begun with ErrorCode::Cancelled: whoever waits on the destroying thread is resumed before the destructor
/// returns, so no coroutine is left behind. A call made after that is answered the same way.
class WorkerPool
{
    Q_DECLARE_TR_FUNCTIONS(WorkerPool)

public:
    enum class Lane {
        Short, ///< reads and small writes: nothing that a person would see a progress bar for
        Long, ///< transfers: a paused one keeps its thread
    };

    explicit WorkerPool(int shortThreads = 4, int longThreads = 32);
    ~WorkerPool();
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    /// `work` is called once on a worker thread, destroyed there, and returns a Result.
    template<typename Work>
    QCoro::Task<std::invoke_result_t<Work &>> run(Lane lane, Work work)
    {
        return runShared<std::invoke_result_t<Work &>>(m_d, lane, std::move(work));
    }

private:
    class Private;

    /// Suspends the coroutine until `body` has run or been dropped.
    class Call
    {
    public:
        Call(std::shared_ptr<Private> pool, Lane lane, std::function<void()> body);
        bool await_ready() const noexcept { return false; }
        bool await_suspend(std::coroutine_handle<> waiter);
        void await_resume() const noexcept { }

    private:
        std::shared_ptr<Private> m_pool;
        Lane m_lane;
        std::function<void()> m_body;
    };

    static Error cancelledError();

    template<typename R, typename Work>
    static QCoro::Task<R> runShared(std::shared_ptr<Private> pool, Lane lane, Work work)
    {
        const auto result = std::make_shared<std::optional<R>>();
        std::function<void()> body = [result, work = std::move(work)]() mutable { result->emplace(work()); };
        Call call(std::move(pool), lane, std::move(body));
        co_await call;
        if (!result->has_value())
            co_return failure(cancelledError());
        co_return std::move(**result);
    }

    const std::shared_ptr<Private> m_d;
};

} // namespace vitrine
