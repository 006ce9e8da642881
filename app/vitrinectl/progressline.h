#pragma once

#include <QString>

#include "core/support/operation.h"

namespace vitrine::ctl {

/// One line on standard error that is drawn over and over: phase, bytes, percent, speed, time left.
class ProgressLine
{
public:
    explicit ProgressLine(const QString &title)
        : m_title(title)
    {
    }

    /// `seconds` since the operation began.
    void draw(const OperationProgress &progress, double seconds);
    void erase();

    /// The line without its control characters.
    QString text(OperationPhase phase, qint64 done, qint64 total, double seconds);

private:
    void measureSpeed(qint64 done, double seconds);

    QString m_title;
    double m_bytesPerSecond = 0; ///< smoothed over about ten seconds
    double m_lastSeconds = 0;
    qint64 m_lastDone = 0;
    bool m_isDrawn = false;
};

} // namespace vitrine::ctl
