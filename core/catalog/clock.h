#pragma once

#include <functional>

#include <QDateTime>
#include <QString>

namespace vitrine {

/// One look at the clocks: the one on the wall, which may be set to anything, and the one that runs on.
struct ClockReading {
    QDateTime wall; ///< UTC
    QString bootId; ///< uptimes of one boot can be compared
    qint64 uptimeMs = 0; ///< since boot, sleep included
};

using Clock = std::function<ClockReading()>;

ClockReading readSystemClock();

} // namespace vitrine
