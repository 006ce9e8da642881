#include "core/service/changesunderway.h"

namespace vitrine {

std::shared_ptr<void> ChangesUnderWay::begin()
{
    const std::lock_guard guard(m_mutex);
    ++m_count;
    // What is pointed to does not matter, only when it goes.
    return { this, [counter = shared_from_this()](void *) { counter->end(); } };
}

bool ChangesUnderWay::waitUntilNone(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    return m_ended.wait_for(lock, patience, [this] { return m_count == 0; });
}

void ChangesUnderWay::end()
{
    const std::lock_guard guard(m_mutex);
    --m_count;
    m_ended.notify_all();
}

} // namespace vitrine
