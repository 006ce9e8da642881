#pragma once

#include <array>
#include <optional>

#include <QtGlobal>

#include "core/support/operation.h"

namespace vitrine {

/// What holds a copy up, from samples of the times it spends in its stages.
///
/// The times are forgotten over about three seconds. A stage is named only while most of the time goes into
/// it: a copy whose stages take turns is limited by none of them.
class TransferLimit
{
public:
    /// `time` in milliseconds on a clock that never jumps.
    void sample(qint64 time, const OperationProgress &progress);
    void reset() { *this = TransferLimit(); }
    std::optional<OperationStage> stage() const { return m_stage; }

private:
    using Seconds = std::array<double, operationStageCount>;

    std::optional<OperationStage> judge() const;

    bool m_hasLast = false;
    qint64 m_lastTime = 0;
    Seconds m_last = {}; ///< as the counters stood
    Seconds m_recent = {};
    double m_elapsed = 0; ///< seconds of data, forgotten likewise
    std::optional<OperationStage> m_stage;
};

} // namespace vitrine
