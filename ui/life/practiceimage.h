#pragma once

#include <optional>

#include "ui/life/practicemoves.h"

namespace vitrine {

/// An image that exists only to be learnt from. It obeys the real table of statuses and keeps a clock of its
/// own, in which its bytes need some seconds to arrive.
class PracticeImage
{
public:
    PracticeImage() { begin(); }

    /// Starts anew with another image.
    void begin();
    /// False, and nothing happens, when the table forbids it.
    bool take(const PracticeMove &move);
    /// Lets time pass. Gives true when the work of the status is done: then finishingMove() is due.
    bool advance(qint64 milliseconds);

    ImageStatus status() const { return m_status; }
    /// Oldest first.
    const QList<Transition> &history() const { return m_history; }
    /// How many of the bytes have arrived, 0 to 1; none where none are on their way.
    std::optional<double> progress() const;
    /// The step that follows by itself once all bytes are there.
    std::optional<PracticeMove> finishingMove() const;
    /// Bytes wait in the staging area until somebody asks for the import.
    bool isStaged() const;
    QList<PracticeMove> moves() const { return practiceMoves(m_status); }

    static constexpr qint64 arrivalMs = 6000; ///< how long bytes need, in the image's own time
    static constexpr qint64 byteCount = 2LL << 30;

private:
    void record(std::optional<ImageStatus> from, const PracticeMove &move);

    ImageStatus m_status = ImageStatus::Queued;
    QList<Transition> m_history;
    QDateTime m_now;
    qint64 m_workedMs = 0;
};

} // namespace vitrine
