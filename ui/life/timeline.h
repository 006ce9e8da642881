#pragma once

#include <optional>

#include <QDateTime>
#include <QList>
#include <QString>

#include "core/image/imagestatus.h"
#include "core/image/transition.h"

namespace vitrine {

/// One status in the picture of an image's life.
struct TimelineNode {
    enum class State {
        Remote, ///< cannot be reached in one step
        Possible, ///< may come next
        Visited,
        Present,
    };

    ImageStatus status = ImageStatus::Queued;
    State state = State::Remote;
    QDateTime lastEntered = {}; ///< invalid when it never was
    int count = 0; ///< how often it was entered
    std::optional<double> progress = {}; ///< of the present status, 0 to 1, while bytes arrive

    bool operator==(const TimelineNode &) const = default;
};

/// One move in the picture: one that was made, the last time if it was made often, or one that may come.
struct TimelineEdge {
    enum class Kind { Usual, Possible, Taken, Failed };

    ImageStatus from = ImageStatus::Queued;
    ImageStatus to = ImageStatus::Queued;
    Kind kind = Kind::Usual;
    int count = 0; ///< how often it was made
    QDateTime time; ///< when it was made last
    std::optional<qint64> stayed; ///< milliseconds spent in `from` before it
    TransitionCause cause = TransitionCause::Create;
    QString error;

    bool wasMade() const { return kind == Kind::Taken || kind == Kind::Failed; }
    bool operator==(const TimelineEdge &) const = default;
};

struct Timeline {
    QList<TimelineNode> nodes; ///< all nine
    QList<TimelineEdge> edges; ///< those made last are last, so that they are painted on top
};

/// What the recorded steps look like in Glance's graph of states.
Timeline timelineOf(const QList<Transition> &history, ImageStatus present);

/// The same in words, one line a step, oldest first: "10:02:11 Queued to Saving: Upload".
QStringList timelineSentences(const QList<Transition> &history);

} // namespace vitrine
