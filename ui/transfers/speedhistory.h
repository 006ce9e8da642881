#pragma once

#include <deque>

#include <QtGlobal>

namespace vitrine {

/// How fast a transfer was over its last minutes, for drawing: one value a second however often it is told.
class SpeedHistory
{
public:
    static constexpr std::size_t mostSeconds = 180;

    /// `time` in milliseconds on a clock that never jumps, `done` in bytes.
    void note(qint64 time, qint64 done);
    /// The time until the next note does not count: the transfer was held, or flushes.
    void interrupt() { m_hasStart = false; }

    /// Bytes per second, the newest last; at most mostSeconds.
    const std::deque<float> &speeds() const { return m_speeds; }

private:
    bool m_hasStart = false;
    qint64 m_startTime = 0; ///< of the second that is being measured
    qint64 m_startDone = 0;
    std::deque<float> m_speeds;
};

} // namespace vitrine
