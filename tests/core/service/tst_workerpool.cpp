#include <atomic>
#include <semaphore>

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include "core/service/workerpool.h"
#include "tests/support/corotest.h"

using namespace vitrine;
using namespace vitrine::test;
using Lane = WorkerPool::Lane;

class TestWorkerPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsElsewhereAndResumesHere();
    void answersOnlyThroughTheEventLoop();
    void passesErrorsOn();
    void shortCallsDoNotWaitBehindLongOnes();
    void neverRunsMoreThanItsLimit();
    void destructionAnswersWhatHasNotBegun();
    void destructionWaitsForWhatRuns();
    void callsAfterDestructionBeganAreAnswered();
    void theWorkIsDestroyedBeforeTheAnswer();
    void manyCallsAllComeBack();
};

namespace {

struct Threads {
    QThread *worked = nullptr;
    QThread *resumed = nullptr;
};

QCoro::Task<Result<Threads>> noteThreads(WorkerPool *pool)
{
    const auto work = []() -> Result<QThread *> { return QThread::currentThread(); };
    const Result<QThread *> worked = co_await pool->run(Lane::Short, work);
    const Threads threads{ *worked, QThread::currentThread() };
    co_return threads;
}

QCoro::Task<Result<int>> callTwice(WorkerPool *pool)
{
    const auto one = []() -> Result<int> { return 1; };
    const Result<int> first = co_await pool->run(Lane::Short, one);
    if (!first)
        co_return failure(first.error());
    const Result<int> second = co_await pool->run(Lane::Short, one);
    co_return second;
}

} // namespace

void TestWorkerPool::runsElsewhereAndResumesHere()
{
    WorkerPool pool;
    const Result<Threads> threads = await(noteThreads(&pool));
    QVERIFY_OK(threads);
    QVERIFY(threads->worked != QThread::currentThread());
    QCOMPARE(threads->resumed, QThread::currentThread());
}

void TestWorkerPool::answersOnlyThroughTheEventLoop()
{
    WorkerPool pool;
    std::binary_semaphore ran(0);
    const Answer<Result<int>> answer(pool.run(Lane::Short, [&ran]() -> Result<int> {
        ran.release();
        return 7;
    }));
    ran.acquire();
    QVERIFY(!answer.isThere());
    QTRY_VERIFY(answer.isThere());
    QCOMPARE(*answer.value(), 7);
}

void TestWorkerPool::passesErrorsOn()
{
    WorkerPool pool;
    const Result<void> result = await(pool.run(Lane::Short,
        []() -> Result<void> { return failure(ErrorCode::StorageFull, QStringLiteral("full")); }));
    QCOMPARE_ERROR(result, ErrorCode::StorageFull);
}

void TestWorkerPool::shortCallsDoNotWaitBehindLongOnes()
{
    WorkerPool pool(1, 1);
    std::binary_semaphore mayEnd(0);
    const auto block = [&mayEnd]() -> Result<int> {
        mayEnd.acquire();
        return 1;
    };
    const Answer<Result<int>> first(pool.run(Lane::Long, block));
    const Answer<Result<int>> second(pool.run(Lane::Long, block));
    const Result<int> quick = await(pool.run(Lane::Short, []() -> Result<int> { return 2; }));
    QVERIFY_OK(quick);
    QVERIFY(!first.isThere() && !second.isThere());
    mayEnd.release();
    QTRY_VERIFY(first.isThere());
    mayEnd.release();
    QTRY_VERIFY(second.isThere());
}

void TestWorkerPool::neverRunsMoreThanItsLimit()
{
    WorkerPool pool(2, 1);
    std::atomic_int running = 0;
    std::atomic_int most = 0;
    QList<std::shared_ptr<Answer<Result<void>>>> answers;
    for (int i = 0; i < 20; ++i) {
        answers.append(std::make_shared<Answer<Result<void>>>(pool.run(Lane::Short, [&]() -> Result<void> {
            const int now = ++running;
            for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) { }
            QThread::msleep(2);
            --running;
            return {};
        })));
    }
    for (const auto &answer : answers)
        QTRY_VERIFY(answer->isThere());
    QCOMPARE(most.load(), 2);
}

void TestWorkerPool::destructionAnswersWhatHasNotBegun()
{
    auto pool = std::make_unique<WorkerPool>(1, 1);
    std::binary_semaphore began(0);
    std::binary_semaphore mayEnd(0);
    std::atomic_bool secondRan = false;
    const Answer<Result<int>> running(pool->run(Lane::Short, [&]() -> Result<int> {
        began.release();
        mayEnd.acquire();
        return 1;
    }));
    const Answer<Result<int>> waiting(pool->run(Lane::Short, [&]() -> Result<int> {
        secondRan = true;
        return 2;
    }));
    began.acquire();
    const std::unique_ptr<QThread> releaser(QThread::create([&] {
        QThread::msleep(50);
        mayEnd.release();
    }));
    releaser->start();
    pool.reset();
    // No event loop ran: the destructor itself has answered both.
    QVERIFY(running.isThere());
    QCOMPARE(*running.value(), 1);
    QVERIFY(waiting.isThere());
    QCOMPARE_ERROR(waiting.value(), ErrorCode::Cancelled);
    QVERIFY(!secondRan);
    releaser->wait();
}

void TestWorkerPool::destructionWaitsForWhatRuns()
{
    std::atomic_bool ended = false;
    {
        WorkerPool pool;
        std::binary_semaphore began(0);
        const Answer<Result<void>> answer(pool.run(Lane::Long, [&]() -> Result<void> {
            began.release();
            QThread::msleep(50);
            ended = true;
            return {};
        }));
        began.acquire();
    }
    QVERIFY(ended);
}

void TestWorkerPool::callsAfterDestructionBeganAreAnswered()
{
    auto pool = std::make_unique<WorkerPool>(1, 1);
    std::binary_semaphore began(0);
    const Answer<Result<int>> blocking(pool->run(Lane::Short, [&]() -> Result<int> {
        began.release();
        return 1;
    }));
    began.acquire();
    // Its first call comes back while the pool is being destroyed, and it makes a second one then.
    const Answer<Result<int>> twice(callTwice(pool.get()));
    pool.reset();
    QVERIFY(twice.isThere());
    QCOMPARE_ERROR(twice.value(), ErrorCode::Cancelled);
}

void TestWorkerPool::theWorkIsDestroyedBeforeTheAnswer()
{
    WorkerPool pool;
    auto resource = std::make_shared<int>(1);
    const std::weak_ptr<int> watch = resource;
    const Result<bool> alive
        = await(pool.run(Lane::Short, [held = std::move(resource)]() -> Result<bool> { return *held == 1; }));
    QVERIFY_OK(alive);
    QVERIFY(watch.expired());
}

void TestWorkerPool::manyCallsAllComeBack()
{
    WorkerPool pool;
    constexpr int count = 2000;
    QList<std::shared_ptr<Answer<Result<int>>>> answers;
    for (int i = 0; i < count; ++i) {
        answers.append(
            std::make_shared<Answer<Result<int>>>(pool.run(Lane::Short, [i]() -> Result<int> { return i; })));
    }
    for (int i = 0; i < count; ++i) {
        QTRY_VERIFY(answers.at(i)->isThere());
        QCOMPARE(*answers.at(i)->value(), i);
    }
}

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "tst_workerpool.moc"
