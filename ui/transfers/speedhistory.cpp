#include "ui/transfers/speedhistory.h"

namespace vitrine {

namespace {

constexpr qint64 stepMs = 1000;

} // namespace

void SpeedHistory::note(qint64 time, qint64 done)
{
    const qint64 passed = time - m_startTime;
    const bool isUsable = m_hasStart && done >= m_startDone;
    if (isUsable && passed < stepMs)
        return;
    if (isUsable) {
        m_speeds.push_back(static_cast<float>(done - m_startDone) * 1000 / static_cast<float>(passed));
        if (m_speeds.size() > mostSeconds)
            m_speeds.pop_front();
    }
    m_hasStart = true;
    m_startTime = time;
    m_startDone = done;
}

} // namespace vitrine
