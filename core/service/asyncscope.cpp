#include "core/service/asyncscope.h"

namespace vitrine {

AsyncScope::~AsyncScope()
{
    cancel();
}

void AsyncScope::launch(ScopedTask<> task)
{
    const std::uint64_t key = m_nextKey++;
    auto held = std::make_unique<ScopedTask<>>(std::move(task));
    ScopedTask<> *const started = held.get();
    m_tasks.emplace(key, std::move(held));
    started->start([this, key] { m_tasks.erase(key); });
}

void AsyncScope::cancel()
{
    // Destructors in a coroutine may launch or cancel; they find the scope empty.
    const auto doomed = std::exchange(m_tasks, {});
}

} // namespace vitrine
