#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace vitrine {

/// Counts the short changes that have been asked for and are not answered yet, so that whoever closes a cloud
/// does not cut off what a person has just typed. Any thread.
class ChangesUnderWay final : public std::enable_shared_from_this<ChangesUnderWay>
{
public:
    /// One change: it is under way until the last copy of what is returned is gone.
    std::shared_ptr<void> begin();
    /// Whether none is left. Waits for that, at most so long.
    bool waitUntilNone(std::chrono::milliseconds patience);

private:
    void end();

    std::mutex m_mutex;
    std::condition_variable m_ended;
    int m_count = 0;
};

} // namespace vitrine
