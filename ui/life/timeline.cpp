#include "ui/life/timeline.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"

namespace vitrine {

namespace {

struct TimelineText {
    Q_DECLARE_TR_FUNCTIONS(TimelineText)
};

/// The ways that most images go; they are hinted at even when this image did not take them.
QList<TimelineEdge> usualEdges()
{
    using enum ImageStatus;
    QList<TimelineEdge> edges;
    for (const auto &[from, to] : { std::pair(Queued, Saving), std::pair(Saving, Active),
             std::pair(Saving, Killed), std::pair(Queued, Uploading), std::pair(Uploading, Importing),
             std::pair(Importing, Active), std::pair(Active, Deactivated), std::pair(Active, PendingDelete),
             std::pair(PendingDelete, Deleted) }) {
        TimelineEdge edge;
        edge.from = from;
        edge.to = to;
        edges.append(edge);
    }
    return edges;
}

TimelineEdge takeEdge(QList<TimelineEdge> &edges, ImageStatus from, ImageStatus to)
{
    const auto it = std::find_if(edges.cbegin(), edges.cend(),
        [from, to](const TimelineEdge &edge) { return edge.from == from && edge.to == to; });
    if (it != edges.cend())
        return edges.takeAt(it - edges.cbegin());
    TimelineEdge edge;
    edge.from = from;
    edge.to = to;
    return edge;
}

TimelineNode &nodeOf(Timeline &timeline, ImageStatus status)
{
    return *std::find_if(timeline.nodes.begin(), timeline.nodes.end(),
        [status](const TimelineNode &node) { return node.status == status; });
}

void addStep(Timeline &timeline, const Transition &step, const QDateTime &enteredFrom)
{
    TimelineNode &node = nodeOf(timeline, step.to);
    node.state = TimelineNode::State::Visited;
    node.lastEntered = step.time;
    ++node.count;
    if (!step.from || *step.from == step.to)
        return;
    TimelineEdge edge = takeEdge(timeline.edges, *step.from, step.to);
    edge.kind = text::isFailure(step.cause) || step.to == ImageStatus::Killed ? TimelineEdge::Kind::Failed
                                                                              : TimelineEdge::Kind::Taken;
    ++edge.count;
    edge.time = step.time;
    edge.stayed = enteredFrom.isValid() ? std::optional(qMax<qint64>(0, enteredFrom.msecsTo(step.time)))
                                        : std::nullopt;
    edge.cause = step.cause;
    edge.error = step.error;
    timeline.edges.append(edge);
}

} // namespace

Timeline timelineOf(const QList<Transition> &history, ImageStatus present)
{
    Timeline timeline;
    for (const ImageStatus status : allImageStatuses())
        timeline.nodes.append({ .status = status });
    timeline.edges = usualEdges();
    QDateTime entered;
    for (const Transition &step : history) {
        addStep(timeline, step, entered);
        entered = step.time;
    }
    for (const ImageStatus next : statusesAfter(present)) {
        TimelineNode &node = nodeOf(timeline, next);
        if (node.state == TimelineNode::State::Remote)
            node.state = TimelineNode::State::Possible;
        TimelineEdge edge = takeEdge(timeline.edges, present, next);
        if (edge.kind == TimelineEdge::Kind::Usual) {
            // Everything may be deleted: drawn only where it leads there, or the picture is all arrows.
            const bool isDrawn = next != ImageStatus::Deleted || present == ImageStatus::PendingDelete;
            edge.kind = TimelineEdge::Kind::Possible;
            if (isDrawn)
                timeline.edges.prepend(edge);
        } else {
            timeline.edges.append(edge);
        }
    }
    nodeOf(timeline, present).state = TimelineNode::State::Present;
    return timeline;
}

QStringList timelineSentences(const QList<Transition> &history)
{
    QStringList sentences;
    for (const Transition &step : history) {
        QString sentence = step.from
            //: A step in the life of an image: time, status before, status after, cause
            ? TimelineText::tr("%1 %2 to %3: %4")
                  .arg(text::clockTime(step.time), text::statusWord(*step.from), text::statusWord(step.to),
                      text::transitionCauseText(step.cause))
            //: The first step in the life of an image: time, status, cause
            : TimelineText::tr("%1 %2: %3")
                  .arg(text::clockTime(step.time), text::statusWord(step.to),
                      text::transitionCauseText(step.cause));
        if (step.bytes)
            sentence += TimelineText::tr(", %1", "an amount of bytes").arg(text::bytes(*step.bytes));
        if (!step.error.isEmpty())
            sentence += TimelineText::tr(". %1", "a sentence that says why it failed").arg(step.error);
        sentences.append(sentence);
    }
    return sentences;
}

} // namespace vitrine
