#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "core/service/scopedtask.h"

namespace vitrine {

/// Holds the coroutines of one object, as that object's member. They die with it, at the point at which they
/// are suspended, so none of them ever runs with a dead owner. What they had asked a service to do is not
/// undone by that: request its stop first.
///
/// The rule: a member coroutine that uses `this` returns ScopedTask and is launched here (or awaited by one
/// that is); declare the scope as the last member. The one thing the owner must not do is to be destroyed
/// by code that its own coroutine is calling: use deleteLater() there.
class AsyncScope
{
public:
    AsyncScope() = default;
    AsyncScope(const AsyncScope &) = delete;
    AsyncScope &operator=(const AsyncScope &) = delete;
    ~AsyncScope();

    /// Starts the coroutine and keeps it until it ends or the scope does.
    void launch(ScopedTask<> task);
    /// Destroys every suspended coroutine now.
    void cancel();
    bool isIdle() const { return m_tasks.empty(); }

private:
    std::unordered_map<std::uint64_t, std::unique_ptr<ScopedTask<>>> m_tasks;
    std::uint64_t m_nextKey = 0;
};

} // namespace vitrine
