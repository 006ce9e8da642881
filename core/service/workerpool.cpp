#include "core/service/workerpool.h"

#include <mutex>
#include <unordered_set>

#include <QEvent>
#include <QObject>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>

namespace vitrine {

namespace {

class Delivery;

/// The deliveries that have not arrived yet, whatever thread they live on.
struct Register {
    std::mutex mutex;
    std::unordered_set<Delivery *> waiting;
    bool closed = false;

    bool add(Delivery *delivery)
    {
        const std::lock_guard lock(mutex);
        if (!closed)
            waiting.insert(delivery);
        return !closed;
    }

    void remove(Delivery *delivery)
    {
        const std::lock_guard lock(mutex);
        waiting.erase(delivery);
    }
};

/// Carries a coroutine back to the thread that this object lives on.
class Delivery final : public QObject
{
public:
    Delivery(std::shared_ptr<Register> owner, std::coroutine_handle<> waiter)
        : m_register(std::move(owner))
        , m_waiter(waiter)
    {
    }

    void arrive()
    {
        const std::coroutine_handle<> waiter = m_waiter;
        m_register->remove(this);
        delete this;
        waiter.resume();
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        // Not from within the event: the coroutine goes on for as long as it likes, this object ends here.
        arrive();
        return true;
    }

private:
    const std::shared_ptr<Register> m_register;
    const std::coroutine_handle<> m_waiter;
};

class Runnable final : public QRunnable
{
public:
    Runnable(std::function<void()> body, Delivery *delivery)
        : m_body(std::move(body))
        , m_delivery(delivery)
    {
    }

    void run() override
    {
        m_body();
        m_body = nullptr;
        QCoreApplication::postEvent(m_delivery, new QEvent(QEvent::User));
    }

private:
    std::function<void()> m_body;
    Delivery *const m_delivery;
};

} // namespace

class WorkerPool::Private
{
public:
    Private(int shortThreads, int longThreads)
    {
        m_short.setMaxThreadCount(shortThreads);
        m_long.setMaxThreadCount(longThreads);
        // A thread has database connections of its own, which are dear to open again and again.
        m_short.setExpiryTimeout(-1);
    }

    bool submit(Lane lane, std::function<void()> body, std::coroutine_handle<> waiter)
    {
        auto delivery = std::make_unique<Delivery>(m_register, waiter);
        if (!m_register->add(delivery.get()))
            return false;
        // From here the coroutine may be resumed, so nothing of it may be touched.
        auto runnable = std::make_unique<Runnable>(std::move(body), delivery.release());
        (lane == Lane::Short ? m_short : m_long).start(runnable.release());
        return true;
    }

    void close()
    {
        {
            const std::lock_guard lock(m_register->mutex);
            m_register->closed = true;
        }
        for (QThreadPool *const threads : { &m_short, &m_long }) {
            threads->clear();
            threads->waitForDone();
        }
        deliverRest();
    }

private:
    void deliverRest()
    {
        std::unordered_set<Delivery *> here;
        {
            const std::lock_guard lock(m_register->mutex);
            for (Delivery *const delivery : m_register->waiting) {
                if (delivery->thread() == QThread::currentThread())
                    here.insert(delivery);
                else
                    QCoreApplication::postEvent(delivery, new QEvent(QEvent::User));
            }
        }
        // Nothing else makes these arrive: their events are dealt out by this very thread, and later never
        // come, since deleting a delivery takes its events along.
        for (Delivery *const delivery : here)
            delivery->arrive();
    }

    const std::shared_ptr<Register> m_register = std::make_shared<Register>();
    QThreadPool m_short;
    QThreadPool m_long;
};

WorkerPool::Call::Call(std::shared_ptr<Private> pool, Lane lane, std::function<void()> body)
    : m_pool(std::move(pool))
    , m_lane(lane)
    , m_body(std::move(body))
{
}

bool WorkerPool::Call::await_suspend(std::coroutine_handle<> waiter)
{
    // The call lives in the coroutine's frame and may be gone before submit() returns.
    const std::shared_ptr<Private> pool = std::move(m_pool);
    return pool->submit(m_lane, std::move(m_body), waiter);
}

WorkerPool::WorkerPool(int shortThreads, int longThreads)
    : m_d(std::make_shared<Private>(shortThreads, longThreads))
{
}

WorkerPool::~WorkerPool()
{
    m_d->close();
}

Error WorkerPool::cancelledError()
{
    return Error{ ErrorCode::Cancelled, tr("The program is closing, so this was not done."),
        QStringLiteral("worker pool closed") };
}

} // namespace vitrine
