#include "ui/life/timelinelayout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <QCoreApplication>
#include <QFontMetricsF>

#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"

namespace vitrine {

namespace {

struct TimelineLayoutText {
    Q_DECLARE_TR_FUNCTIONS(TimelineLayoutText)
};

constexpr double sideMargin = 36;
constexpr double leavingGap = 2; ///< between a node and a line that begins there
constexpr double arrivingGap = 6; ///< leaves room for the ring of the present status
constexpr double labelGap = 4; ///< between a node and its words
constexpr int columns = 5;

/// Where a status stands: columns 0 to 4, rows 0 to 2.
QPoint placeOf(ImageStatus status)
{
    switch (status) {
    case ImageStatus::Queued:
        return { 0, 1 };
    case ImageStatus::Saving:
        return { 1, 0 };
    case ImageStatus::Uploading:
        return { 1, 2 };
    case ImageStatus::Killed:
        return { 2, 0 };
    case ImageStatus::Importing:
        return { 2, 2 };
    case ImageStatus::Active:
        return { 3, 1 };
    case ImageStatus::Deactivated:
        return { 3, 0 };
    case ImageStatus::PendingDelete:
        return { 4, 1 };
    case ImageStatus::Deleted:
        return { 4, 2 };
    }
    Q_UNREACHABLE();
}

/// Where on the rims a step leaves and arrives, in degrees: 0 is right, 90 is up. A step and the way back
/// have lanes of their own, so that both can be read.
struct Lane {
    ImageStatus from;
    ImageStatus to;
    double leaves;
    double arrives;
};

using enum ImageStatus;
constexpr std::array lanes{
    Lane{ Queued, Saving, 72, 180 },
    Lane{ Saving, Queued, -90, 16 },
    Lane{ Queued, Uploading, -38, 180 },
    Lane{ Uploading, Queued, 90, -10 },
    Lane{ Queued, Importing, -24, 140 },
    Lane{ Importing, Queued, 90, 4 },
    Lane{ Queued, Active, 0, 180 },
    Lane{ Queued, Deleted, -12, 165 },
    Lane{ Saving, Active, -25, 158 },
    Lane{ Saving, Killed, 0, 180 },
    Lane{ Saving, Deleted, -50, 140 },
    Lane{ Uploading, Importing, 0, 180 },
    Lane{ Uploading, Deleted, 38, 142 },
    Lane{ Importing, Active, 12, -158 },
    Lane{ Importing, Deleted, 0, 180 },
    Lane{ Active, Deactivated, 125, -125 },
    Lane{ Deactivated, Active, -55, 55 },
    Lane{ Active, PendingDelete, 8, 172 },
    Lane{ PendingDelete, Active, -150, -30 },
    Lane{ Active, Deleted, -42, 150 },
    Lane{ Deactivated, Deleted, -40, 125 },
    Lane{ Killed, Deleted, -90, 165 },
    Lane{ PendingDelete, Deleted, -90, 90 },
};

Lane laneOf(const TimelineEdge &edge)
{
    const auto found = std::find_if(lanes.begin(), lanes.end(),
        [&edge](const Lane &lane) { return lane.from == edge.from && lane.to == edge.to; });
    // What Glance's table does not have is still drawn when a record says that it happened.
    return found == lanes.end() ? Lane{ edge.from, edge.to, 60, 120 } : *found;
}

bool isLabelAbove(ImageStatus status)
{
    return placeOf(status).y() == 0 || status == PendingDelete;
}

QPointF direction(double degrees)
{
    const double radians = degrees * std::numbers::pi / 180;
    return { std::cos(radians), -std::sin(radians) };
}

class Drafter
{
public:
    Drafter(const Timeline &timeline, const QSizeF &size, const TimelineScale &scale)
        : m_timeline(timeline)
        , m_size(size)
        , m_scale(scale)
        , m_metrics(scale.font)
        , m_boldMetrics(boldened(scale.font))
        , m_line(std::ceil(m_metrics.height()))
    {
    }

    TimelineLayout draft();

private:
    static QFont boldened(QFont font)
    {
        font.setBold(true);
        return font;
    }

    double step() const { return (m_size.width() - 2 * sideMargin) / (columns - 1); }
    QPointF centreOf(ImageStatus status) const;
    TimelineLayout::Node nodeOf(const TimelineNode &node) const;
    QString labelOf(const TimelineNode &node, double room, double &width) const;
    QPainterPath pathOf(const TimelineEdge &edge) const;
    static QStringList labelsOf(const TimelineEdge &edge);
    QRectF placeOfLabel(const TimelineEdge &edge, const QPainterPath &path, const QString &label) const;
    bool isFree(const QRectF &place) const;

    const Timeline &m_timeline;
    const QSizeF m_size;
    const TimelineScale m_scale;
    const QFontMetricsF m_metrics;
    const QFontMetricsF m_boldMetrics;
    const double m_line;
    QList<QRectF> m_taken; ///< where words and nodes are
};

QPointF Drafter::centreOf(ImageStatus status) const
{
    const QPoint place = placeOf(status);
    const double top = 2 * m_line + labelGap + 2 + m_scale.radius;
    const double rowStep = 2 * m_scale.radius + 2.5 * m_line + 2 * labelGap;
    return { std::round(sideMargin + place.x() * step()), std::round(top + place.y() * rowStep) };
}

/// The word and, where there is a line left for it, when the status was entered.
QString Drafter::labelOf(const TimelineNode &node, double room, double &width) const
{
    const bool isPresent = node.state == TimelineNode::State::Present;
    const QFontMetricsF &metrics = isPresent ? m_boldMetrics : m_metrics;
    QStringList lines{ text::statusWord(node.status) };
    if (metrics.horizontalAdvance(lines.first()) > room)
        lines = lines.first().split(u' ');
    if (isPresent && node.progress)
        lines.append(text::percent(*node.progress));
    const bool hasRoom = lines.size() == 1 || (lines.size() == 2 && placeOf(node.status).y() == 1);
    if (node.lastEntered.isValid() && hasRoom && !node.progress) {
        const bool isToday = node.lastEntered.toLocalTime().date() == QDate::currentDate();
        const QString time
            = isToday ? text::clockTime(node.lastEntered) : text::relativeDate(node.lastEntered);
        if (metrics.horizontalAdvance(time) <= room)
            lines.append(time);
    }
    width = 0;
    for (const QString &line : std::as_const(lines))
        width = std::max(width, metrics.horizontalAdvance(line));
    return lines.join(u'\n');
}

TimelineLayout::Node Drafter::nodeOf(const TimelineNode &node) const
{
    TimelineLayout::Node made;
    made.centre = centreOf(node.status);
    made.isLabelAbove = isLabelAbove(node.status);
    const double room = std::min(step(), 2 * sideMargin) - 4;
    double width = 0;
    made.label = labelOf(node, room, width);
    const double height = m_line * static_cast<double>(made.label.count(u'\n') + 1);
    made.labelPlace = QRectF(0, 0, width, height);
    made.labelPlace.moveCenter(made.centre);
    if (made.isLabelAbove)
        made.labelPlace.moveBottom(made.centre.y() - m_scale.radius - labelGap);
    else
        made.labelPlace.moveTop(made.centre.y() + m_scale.radius + labelGap);
    return made;
}

QPainterPath Drafter::pathOf(const TimelineEdge &edge) const
{
    const Lane lane = laneOf(edge);
    const QPointF from = centreOf(edge.from) + direction(lane.leaves) * (m_scale.radius + leavingGap);
    const QPointF to = centreOf(edge.to) + direction(lane.arrives) * (m_scale.radius + arrivingGap);
    const double reach = 0.45 * std::hypot(to.x() - from.x(), to.y() - from.y());
    QPainterPath path(from);
    path.cubicTo(from + direction(lane.leaves) * reach, to + direction(lane.arrives) * reach, to);
    return path;
}

/// What there is to say of a step, the most first and the least last.
QStringList Drafter::labelsOf(const TimelineEdge &edge)
{
    if (!edge.wasMade())
        return {};
    const QString stayed = edge.stayed ? text::shortDuration(*edge.stayed) : QString();
    //: How often a step was made
    const QString times = edge.count > 1 ? TimelineLayoutText::tr("\u00d7 %1").arg(edge.count) : QString();
    QStringList labels;
    if (!stayed.isEmpty() && !times.isEmpty())
        labels.append(stayed + u' ' + times);
    for (const QString &label : { times, stayed }) {
        if (!label.isEmpty())
            labels.append(label);
    }
    // A failure is at least marked.
    if (edge.kind == TimelineEdge::Kind::Failed)
        labels.append(QString());
    return labels;
}

bool Drafter::isFree(const QRectF &place) const
{
    return QRectF(QPointF(), m_size).contains(place)
        && std::none_of(m_taken.cbegin(), m_taken.cend(),
            [&place](const QRectF &taken) { return taken.intersects(place); });
}

/// On the line where that is free, else beside it. Empty when there is no room anywhere.
QRectF Drafter::placeOfLabel(const TimelineEdge &edge, const QPainterPath &path, const QString &label) const
{
    const double icon = edge.kind == TimelineEdge::Kind::Failed ? m_line : 0;
    const double words = label.isEmpty() ? 0 : m_metrics.horizontalAdvance(label) + 6;
    QRectF place(0, 0, words + icon, m_line);
    for (const double aside : { 0.0, 1.0, -1.0, 1.7, -1.7 }) {
        for (const double percent : { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74 }) {
            const QPointF normal = direction(path.angleAtPercent(percent) + 90);
            const double distance
                = std::abs(normal.x()) * place.width() / 2 + std::abs(normal.y()) * place.height() / 2 + 2;
            place.moveCenter(path.pointAtPercent(percent) + normal * distance * aside);
            if (isFree(place))
                return place;
        }
    }
    return {};
}

TimelineLayout Drafter::draft()
{
    TimelineLayout layout;
    const double around = m_scale.radius + 1;
    for (const TimelineNode &node : m_timeline.nodes) {
        layout.nodes.append(nodeOf(node));
        const TimelineLayout::Node &made = layout.nodes.constLast();
        m_taken.append(QRectF(made.centre.x() - around, made.centre.y() - around, 2 * around, 2 * around));
        m_taken.append(made.labelPlace);
    }
    layout.edges.resize(m_timeline.edges.size());
    // Those made last are last, and choose their places first.
    for (qsizetype i = m_timeline.edges.size() - 1; i >= 0; --i) {
        const TimelineEdge &edge = m_timeline.edges.at(i);
        TimelineLayout::Edge &made = layout.edges[i];
        made.path = pathOf(edge);
        for (const QString &label : labelsOf(edge)) {
            made.label = label;
            made.labelPlace = placeOfLabel(edge, made.path, label);
            if (!made.labelPlace.isEmpty())
                break;
        }
        if (!made.labelPlace.isEmpty())
            m_taken.append(made.labelPlace);
    }
    return layout;
}

} // namespace

TimelineLayout layOutTimeline(const Timeline &timeline, const QSizeF &size, const TimelineScale &scale)
{
    return Drafter(timeline, size, scale).draft();
}

double timelineHeight(const TimelineScale &scale)
{
    const double line = std::ceil(QFontMetricsF(scale.font).height());
    // Two lines of words above the first row and below the others.
    return 6 * scale.radius + 9 * line + 6 * labelGap + 4;
}

double timelineMinimumWidth(const TimelineScale &scale)
{
    return 2 * sideMargin + (columns - 1) * 4.4 * scale.radius;
}

} // namespace vitrine
