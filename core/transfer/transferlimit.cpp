#include "core/transfer/transferlimit.h"

#include <algorithm>
#include <cmath>

namespace vitrine {

namespace {

constexpr double memorySeconds = 3;
constexpr double settleSeconds = 1;
/// A stage is named from this share of the time on, and stays so until it falls below the other.
constexpr double shareToShow = 0.55;
constexpr double shareToKeep = 0.45;

} // namespace

void TransferLimit::sample(qint64 time, const OperationProgress &progress)
{
    Seconds now = {};
    for (std::size_t stage = 0; stage < now.size(); ++stage) {
        const std::chrono::duration<double> spent = progress.time(static_cast<OperationStage>(stage));
        now[stage] = spent.count();
    }
    const double passed = static_cast<double>(time - m_lastTime) / 1000;
    if (m_hasLast && passed <= 0)
        return;
    if (m_hasLast) {
        const double kept = std::exp(-passed / memorySeconds);
        m_elapsed = m_elapsed * kept + passed;
        for (std::size_t stage = 0; stage < now.size(); ++stage)
            m_recent[stage] = m_recent[stage] * kept + now[stage] - m_last[stage];
        m_stage = judge();
    }
    m_hasLast = true;
    m_lastTime = time;
    m_last = now;
}

std::optional<OperationStage> TransferLimit::judge() const
{
    if (m_elapsed < settleSeconds * 0.8)
        return std::nullopt;
    const auto share = [this](std::size_t stage) { return m_recent[stage] / m_elapsed; };
    if (m_stage && share(static_cast<std::size_t>(*m_stage)) >= shareToKeep)
        return m_stage;
    const auto most = std::max_element(m_recent.cbegin(), m_recent.cend());
    const auto stage = static_cast<std::size_t>(most - m_recent.cbegin());
    return share(stage) >= shareToShow ? std::optional(static_cast<OperationStage>(stage)) : std::nullopt;
}

} // namespace vitrine
