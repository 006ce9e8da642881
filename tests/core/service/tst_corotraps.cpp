#include <atomic>
#include <semaphore>

#include <QTest>

#include "core/service/asyncscope.h"
#include "core/service/workerpool.h"
#include "tests/support/corotest.h"

using namespace vitrine;
using namespace vitrine::test;
using Lane = WorkerPool::Lane;

/// What GCC 12 and QCoro 0.8 do to coroutines, and that our rules and types keep us out of it.
class TestCoroTraps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returningAMemberOfAQCoroTaskMovesItAway();
    void returningACopyOfAMemberLeavesIt();
    void scopedTaskReturnsCopiesOfMembers();
    void argumentsAreDestroyedOnce();
    void aDiscardedTaskStillRunsToItsEnd();
    void scopeResumesWhileItsOwnerLives();
    void ownerMayDieWhileItsCoroutineWaits();
    void nestedCoroutinesDieWithTheOwner();
    void whatTheCoroutineHeldIsReleasedOnce();
    void coroutineThatNeverSuspendsLeavesTheScopeIdle();
    void ownerMayDieAfterThePool();
};

namespace {

/// Counts its living copies: a double destruction makes the count negative.
class Counted
{
public:
    Counted() { ++living; }
    Counted(const Counted &) { ++living; }
    Counted(Counted &&) noexcept { ++living; }
    Counted &operator=(const Counted &) = default;
    Counted &operator=(Counted &&) = default;
    ~Counted() { --living; }

    static inline std::atomic_int living = 0;
};

class Holder
{
public:
    QCoro::Task<QString> moveAway() { co_return m_text; }
    QCoro::Task<QString> copy()
    {
        const QString copy = m_text;
        co_return copy;
    }
    ScopedTask<QString> scopedCopy() { co_return m_text; }
    const QString &text() const { return m_text; }

private:
    QString m_text = QStringLiteral("kept");
};

ScopedTask<> take(Holder *holder, QString *into)
{
    *into = co_await holder->scopedCopy();
}

/// Each acquisition lets one piece of work of an Owner end.
std::counting_semaphore<> mayWork(0);

class Owner
{
public:
    explicit Owner(WorkerPool *pool)
        : m_pool(pool)
    {
    }
    void start(std::shared_ptr<QStringList> log) { m_scope.launch(steps(std::move(log), Counted())); }
    void startNested(std::shared_ptr<QStringList> log) { m_scope.launch(outer(std::move(log), Counted())); }
    bool isIdle() const { return m_scope.isIdle(); }

private:
    ScopedTask<> steps(std::shared_ptr<QStringList> log, Counted)
    {
        const Counted local;
        const auto work = []() -> Result<int> {
            mayWork.acquire();
            return 1;
        };
        const Result<int> first = co_await m_pool->run(Lane::Short, work);
        m_sum += *first;
        log->append(QStringLiteral("first"));
        const Result<int> second = co_await m_pool->run(Lane::Short, work);
        m_sum += second ? *second : 0;
        log->append(QStringLiteral("sum %1").arg(m_sum));
    }

    ScopedTask<int> inner(std::shared_ptr<QStringList> log, Counted)
    {
        const auto work = []() -> Result<int> {
            mayWork.acquire();
            return 1;
        };
        const Result<int> answer = co_await m_pool->run(Lane::Short, work);
        m_sum += *answer;
        log->append(QStringLiteral("inner"));
        co_return m_sum;
    }

    ScopedTask<> outer(std::shared_ptr<QStringList> log, Counted)
    {
        const Counted local;
        const Counted argument;
        const int sum = co_await inner(log, argument);
        log->append(QStringLiteral("outer %1").arg(sum));
    }

    WorkerPool *const m_pool;
    int m_sum = 0;
    AsyncScope m_scope;
};

QCoro::Task<Result<int>> passThrough(WorkerPool *pool, Counted argument)
{
    const Counted local = argument;
    const auto work = [local]() -> Result<int> { return 3; };
    const Result<int> answer = co_await pool->run(Lane::Short, work);
    co_return answer;
}

QCoro::Task<> note(WorkerPool *pool, std::shared_ptr<bool> ended)
{
    const auto work = []() -> Result<void> { return {}; };
    const Result<void> result = co_await pool->run(Lane::Short, work);
    *ended = result.has_value();
}

} // namespace

void TestCoroTraps::returningAMemberOfAQCoroTaskMovesItAway()
{
    Holder holder;
    const QCoro::Task<QString> task = holder.moveAway();
    QVERIFY(task.isReady());
    QEXPECT_FAIL("", "QCoro 0.8 moves from an lvalue; the rule is to return a copy", Continue);
    QCOMPARE(holder.text(), QStringLiteral("kept"));
}

void TestCoroTraps::returningACopyOfAMemberLeavesIt()
{
    Holder holder;
    const QCoro::Task<QString> task = holder.copy();
    QVERIFY(task.isReady());
    QCOMPARE(holder.text(), QStringLiteral("kept"));
}

void TestCoroTraps::scopedTaskReturnsCopiesOfMembers()
{
    Holder holder;
    QString taken;
    AsyncScope scope;
    scope.launch(take(&holder, &taken));
    QCOMPARE(taken, QStringLiteral("kept"));
    QCOMPARE(holder.text(), QStringLiteral("kept"));
}

void TestCoroTraps::argumentsAreDestroyedOnce()
{
    QCOMPARE(Counted::living.load(), 0);
    {
        WorkerPool pool;
        const Counted argument;
        const Result<int> answer = await(passThrough(&pool, argument));
        QVERIFY_OK(answer);
    }
    QCOMPARE(Counted::living.load(), 0);
}

void TestCoroTraps::aDiscardedTaskStillRunsToItsEnd()
{
    WorkerPool pool;
    const auto ended = std::make_shared<bool>(false);
    {
        const QCoro::Task<> task = note(&pool, ended);
        QVERIFY(!task.isReady());
    }
    QTRY_VERIFY(*ended);
}

void TestCoroTraps::scopeResumesWhileItsOwnerLives()
{
    WorkerPool pool;
    const auto log = std::make_shared<QStringList>();
    Owner owner(&pool);
    owner.start(log);
    owner.startNested(log);
    QVERIFY(!owner.isIdle());
    mayWork.release(3);
    QTRY_VERIFY(owner.isIdle());
    QCOMPARE(log->size(), 4);
    QVERIFY(log->contains(QStringLiteral("inner")));
    QCOMPARE(Counted::living.load(), 0);
}

void TestCoroTraps::ownerMayDieWhileItsCoroutineWaits()
{
    WorkerPool pool;
    const auto log = std::make_shared<QStringList>();
    auto owner = std::make_unique<Owner>(&pool);
    owner->start(log);
    mayWork.release();
    QTRY_COMPARE(*log, QStringList{ QStringLiteral("first") });
    owner.reset();
    QCOMPARE(Counted::living.load(), 0);
    mayWork.release();
    QTest::qWait(50);
    QCOMPARE(log->size(), 1);
}

void TestCoroTraps::nestedCoroutinesDieWithTheOwner()
{
    WorkerPool pool;
    const auto log = std::make_shared<QStringList>();
    auto owner = std::make_unique<Owner>(&pool);
    owner->startNested(log);
    owner.reset();
    QCOMPARE(Counted::living.load(), 0);
    mayWork.release();
    QTest::qWait(50);
    QVERIFY(log->isEmpty());
}

void TestCoroTraps::whatTheCoroutineHeldIsReleasedOnce()
{
    WorkerPool pool;
    const auto log = std::make_shared<QStringList>();
    {
        Owner owner(&pool);
        owner.start(log);
        QVERIFY(log.use_count() > 1);
    }
    mayWork.release();
    QCOMPARE(log.use_count(), 1L);
    QCOMPARE(Counted::living.load(), 0);
}

void TestCoroTraps::coroutineThatNeverSuspendsLeavesTheScopeIdle()
{
    Holder holder;
    QString taken;
    AsyncScope scope;
    for (int i = 0; i < 100; ++i)
        scope.launch(take(&holder, &taken));
    QVERIFY(scope.isIdle());
}

void TestCoroTraps::ownerMayDieAfterThePool()
{
    const auto log = std::make_shared<QStringList>();
    auto pool = std::make_unique<WorkerPool>(1, 1);
    Owner owner(pool.get());
    owner.start(log);
    mayWork.release();
    QTRY_COMPARE(log->size(), 1);
    mayWork.release();
    pool.reset();
    // The second call was answered by the dying pool, whether it had begun or not.
    QVERIFY(owner.isIdle());
    QCOMPARE(log->size(), 2);
    while (mayWork.try_acquire()) { }
    QCOMPARE(Counted::living.load(), 0);
}

QTEST_GUILESS_MAIN(TestCoroTraps)
#include "tst_corotraps.moc"
