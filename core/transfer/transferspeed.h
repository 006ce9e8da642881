#pragma once

#include <optional>

#include <QtGlobal>

namespace vitrine {

/// How fast bytes move and how long it will take, from samples of a counter.
///
/// The speed is an average that forgets over about ten seconds. The time left is given only once there are
/// three seconds of data and the speed of the last moments agrees with the average; it then follows smoothly.
class TransferSpeed
{
public:
    /// `time` in milliseconds on a clock that never jumps, `done` and `total` in bytes, total -1 if unknown.
    void sample(qint64 time, qint64 done, qint64 total);
    /// The time until the next sample does not count: the transfer was held.
    void interrupt() { m_hasLast = false; }
    void reset() { *this = TransferSpeed(); }

    double bytesPerSecond() const;
    std::optional<qint64> secondsLeft() const;

private:
    void judgeStability(double seconds);
    void followTimeLeft(double seconds, qint64 remaining);

    bool m_hasLast = false;
    qint64 m_lastTime = 0;
    qint64 m_lastDone = 0;
    double m_elapsed = 0; ///< seconds of data
    double m_slow = 0; ///< average over ten seconds, biased towards zero in the beginning
    double m_fast = 0; ///< the same over two seconds
    double m_agreed = 0; ///< seconds for which the two have agreed
    bool m_isStable = false;
    std::optional<double> m_secondsLeft;
};

} // namespace vitrine
