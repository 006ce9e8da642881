#include "ui/life/practiceimage.h"

#include <algorithm>

namespace vitrine {

void PracticeImage::begin()
{
    if (!m_now.isValid())
        m_now = QDateTime::currentDateTimeUtc();
    m_history.clear();
    m_status = ImageStatus::Queued;
    m_workedMs = 0;
    record(std::nullopt, practiceBeginning());
}

bool PracticeImage::take(const PracticeMove &move)
{
    if (!move.from) {
        begin();
        return true;
    }
    if (move.from != m_status || !isTransitionAllowed(m_status, move.to))
        return false;
    record(m_status, move);
    m_status = move.to;
    m_workedMs = 0;
    return true;
}

void PracticeImage::record(std::optional<ImageStatus> from, const PracticeMove &move)
{
    Transition step;
    step.sequence = m_history.size() + 1;
    step.time = m_now;
    step.from = from;
    step.to = move.to;
    step.cause = move.cause;
    step.error = move.error;
    if (const std::optional<double> done = progress(); from && done)
        step.bytes = static_cast<qint64>(*done * static_cast<double>(byteCount));
    m_history.append(step);
}

bool PracticeImage::advance(qint64 milliseconds)
{
    m_now = m_now.addMSecs(milliseconds);
    if (!isTransitional(m_status))
        return false;
    m_workedMs = std::min(arrivalMs, m_workedMs + milliseconds);
    return m_workedMs >= arrivalMs && finishingMove();
}

std::optional<double> PracticeImage::progress() const
{
    if (!isTransitional(m_status))
        return std::nullopt;
    return static_cast<double>(m_workedMs) / static_cast<double>(arrivalMs);
}

std::optional<PracticeMove> PracticeImage::finishingMove() const
{
    const QList<PracticeMove> possible = moves();
    const auto found = std::find_if(
        possible.cbegin(), possible.cend(), [](const PracticeMove &move) { return move.isByItself; });
    return found == possible.cend() ? std::nullopt : std::optional(*found);
}

bool PracticeImage::isStaged() const
{
    return m_status == ImageStatus::Uploading && m_workedMs >= arrivalMs;
}

} // namespace vitrine
