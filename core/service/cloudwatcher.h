#pragma once

#include <chrono>
#include <functional>

#include <QCoro/QCoroTask>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace vitrine {

/// Decides when a cloud is asked for news: often while an image is on its way, seldom else, ever more seldom
/// while it cannot be reached, and never while nobody looks. Asks once at a time.
class CloudWatcher final : public QObject
{
    Q_OBJECT

public:
    struct Pace {
        std::chrono::milliseconds fast{ 2'000 };
        std::chrono::milliseconds slow{ 30'000 };
        std::chrono::milliseconds firstRetry{ 5'000 };
        std::chrono::milliseconds longestRetry{ 300'000 };
        /// A long list may keep the cloud busy for one part in so many of the time.
        int restPerWork = 4;
    };

    enum class Outcome { Quiet, Busy, Unreachable };
    using Ask = std::function<QCoro::Task<Outcome>()>;

    CloudWatcher(Ask ask, const Pace &pace, QObject *parent = nullptr);

    void setOn(bool isOn);
    bool isOn() const { return m_isOn; }
    /// Asks at once, or once more after the answer that is awaited. Does nothing while it is off.
    void lookNow();
    /// Asks before long: something was changed, and more may be. Many in a row make one question.
    void lookSoon();
    /// After so much time the next question follows; for tests. Zero while one is being asked.
    std::chrono::milliseconds nextLook() const;

Q_SIGNALS:
    void looked();

private:
    void ask();
    void take(Outcome outcome);
    std::chrono::milliseconds pauseAfter(Outcome outcome);

    const Ask m_ask;
    const Pace m_pace;
    QTimer m_timer;
    QElapsedTimer m_asking;
    bool m_isOn = false;
    bool m_isAsking = false;
    bool m_mustAskAgain = false;
    std::chrono::milliseconds m_retry;
};

} // namespace vitrine
