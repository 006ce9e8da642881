#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include <QCoro/QCoroTask>

namespace vitrine {

template<typename T>
class ScopedTask;

namespace detail {

/// What a QCoro::Task leaves behind for a coroutine that may be gone by then.
template<typename T>
struct BridgeSlot {
    std::coroutine_handle<> waiter;
    std::optional<T> value;
};

template<typename T>
QCoro::Task<> bridge(QCoro::Task<T> task, std::shared_ptr<BridgeSlot<T>> slot)
{
    slot->value.emplace(co_await task);
    if (slot->waiter)
        std::exchange(slot->waiter, nullptr).resume();
}

/// Awaits a QCoro::Task without handing it our coroutine: when the frame that holds this dies, the task
/// goes on and finds nobody to resume.
template<typename T>
class BridgeAwaiter
{
public:
    explicit BridgeAwaiter(QCoro::Task<T> &&task)
    {
        // The bridge keeps itself alive until the task has ended; this handle to it is not needed.
        const QCoro::Task<> detached = bridge(std::move(task), m_slot);
    }
    BridgeAwaiter(const BridgeAwaiter &) = delete;
    BridgeAwaiter &operator=(const BridgeAwaiter &) = delete;
    ~BridgeAwaiter() { m_slot->waiter = nullptr; }

    bool await_ready() const noexcept { return m_slot->value.has_value(); }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { m_slot->waiter = waiter; }
    T await_resume() { return std::move(*m_slot->value); }

private:
    std::shared_ptr<BridgeSlot<T>> m_slot = std::make_shared<BridgeSlot<T>>();
};

class ScopedPromiseBase
{
public:
    struct FinalAwaiter {
        bool await_ready() const noexcept { return false; }
        void await_resume() const noexcept { }

        template<typename Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept
        {
            ScopedPromiseBase &promise = ended.promise();
            if (promise.continuation)
                return promise.continuation;
            // The listener destroys this very frame, so it is taken out of it first.
            const std::function<void()> listener = std::exchange(promise.onEnded, nullptr);
            if (listener)
                listener();
            return std::noop_coroutine();
        }
    };

    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    /// Nothing in this project throws across a function; what does anyhow has no one to go to.
    void unhandled_exception() const noexcept { std::terminate(); }

    template<typename T>
    BridgeAwaiter<T> await_transform(QCoro::Task<T> &&task)
    {
        return BridgeAwaiter<T>(std::move(task));
    }
    template<typename T>
    auto await_transform(ScopedTask<T> &&task)
    {
        return std::move(task).awaiter();
    }

    std::coroutine_handle<> continuation; ///< the coroutine that awaits this one
    std::function<void()> onEnded; ///< for a coroutine that none awaits
};

template<typename T>
class ScopedPromise final : public ScopedPromiseBase
{
public:
    ScopedTask<T> get_return_object();
    /// By value, so that `co_return m_member;` copies the member; QCoro's own promise moves it away.
    void return_value(T value) { m_value.emplace(std::move(value)); }
    T take() { return std::move(*m_value); }

private:
    std::optional<T> m_value;
};

template<>
class ScopedPromise<void> final : public ScopedPromiseBase
{
public:
    ScopedTask<void> get_return_object();
    void return_void() const noexcept { }
    void take() const noexcept { }
};

} // namespace detail

/// A coroutine that belongs to whoever holds this object: destroying it destroys the suspended coroutine with
/// everything in it, nested ScopedTasks too, and what it waited for goes on without it. A QCoro::Task cannot
/// do that: it would resume and touch an owner that is gone.
///
/// Starts when it is awaited by another ScopedTask or launched into an AsyncScope. Awaits QCoro::Task and
/// ScopedTask. One thread only.
template<typename T = void>
class ScopedTask
{
public:
    using promise_type = detail::ScopedPromise<T>;

    explicit ScopedTask(std::coroutine_handle<promise_type> handle)
        : m_handle(handle)
    {
    }
    ScopedTask(ScopedTask &&other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr))
    {
    }
    ScopedTask &operator=(ScopedTask &&) = delete;
    ~ScopedTask()
    {
        if (m_handle)
            m_handle.destroy();
    }

    /// Runs it up to its first suspension. `onEnded` is called when it has run to its end, not when it is
    /// destroyed, and may destroy this object.
    void start(std::function<void()> onEnded)
    {
        m_handle.promise().onEnded = std::move(onEnded);
        m_handle.resume();
    }

    auto awaiter() &&
    {
        struct Awaiter {
            std::coroutine_handle<promise_type> handle;

            bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) const noexcept
            {
                handle.promise().continuation = waiter;
                return handle;
            }
            T await_resume() const { return handle.promise().take(); }
        };
        return Awaiter{ m_handle };
    }

private:
    std::coroutine_handle<promise_type> m_handle;
};

namespace detail {

template<typename T>
ScopedTask<T> ScopedPromise<T>::get_return_object()
{
    return ScopedTask<T>(std::coroutine_handle<ScopedPromise>::from_promise(*this));
}

inline ScopedTask<void> ScopedPromise<void>::get_return_object()
{
    return ScopedTask<void>(std::coroutine_handle<ScopedPromise>::from_promise(*this));
}

} // namespace detail

} // namespace vitrine
