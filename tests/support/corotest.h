#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include <QCoro/QCoroTask>
#include <QTest>

#include "core/support/result.h"

namespace vitrine::test {

namespace detail {

template<typename T>
QCoro::Task<> collect(QCoro::Task<T> task, std::shared_ptr<std::optional<T>> answer)
{
    answer->emplace(co_await task);
}

} // namespace detail

/// The answer of a task that may not have ended yet: for tests that look at what goes on meanwhile.
template<typename T>
class Answer
{
public:
    explicit Answer(QCoro::Task<T> task)
    {
        // It lives until the awaited task ends, whether this object does or not.
        const QCoro::Task<> detached = detail::collect(std::move(task), m_value);
    }

    bool isThere() const { return m_value->has_value(); }
    const T &value() const { return **m_value; }

private:
    std::shared_ptr<std::optional<T>> m_value = std::make_shared<std::optional<T>>();
};

/// Runs the event loop until the task has ended; fails the running test when that takes too long.
template<typename T>
Result<T> await(QCoro::Task<Result<T>> task, std::chrono::milliseconds limit = std::chrono::seconds(10))
{
    const Answer<Result<T>> answer(std::move(task));
    if (!QTest::qWaitFor([&answer] { return answer.isThere(); }, static_cast<int>(limit.count()))) {
        QTest::qFail("the task did not end in time", __FILE__, __LINE__);
        return failure(ErrorCode::Internal, QStringLiteral("the task did not end in time"));
    }
    return answer.value();
}

} // namespace vitrine::test

/// Compares an ErrorCode with the one in a Result that must have failed.
#define QCOMPARE_ERROR(result, expected)                                                                     \
    do {                                                                                                     \
        const auto &checked = (result);                                                                      \
        QVERIFY2(!checked.has_value(), "succeeded, but should have failed");                                 \
        QCOMPARE(vitrine::errorCodeName(checked.error().code), vitrine::errorCodeName(expected));            \
    } while (false)

/// Fails with the error's own words when the Result is not a success.
#define QVERIFY_OK(result)                                                                                   \
    do {                                                                                                     \
        const auto &checked = (result);                                                                      \
        QVERIFY2(checked.has_value(),                                                                        \
            checked.has_value()                                                                              \
                ? ""                                                                                         \
                : qPrintable(checked.error().message + QStringLiteral(" | ") + checked.error().detail));     \
    } while (false)
