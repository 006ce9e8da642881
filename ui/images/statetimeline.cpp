#include "ui/images/statetimeline.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

constexpr double nodeRadius = 12;
constexpr double sideMargin = 36;
constexpr double arrowLength = 6;
constexpr int nodeIconSize = 16;

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

/// Below a node, unless an arrow leaves it there.
bool isLabelAbove(ImageStatus status)
{
    return placeOf(status).y() == 0 || status == ImageStatus::PendingDelete;
}

QColor blended(const QPalette &palette, float share)
{
    const QColor base = palette.color(QPalette::Window);
    const QColor text = palette.color(QPalette::WindowText);
    return QColor::fromRgbF(base.redF() + (text.redF() - base.redF()) * share,
        base.greenF() + (text.greenF() - base.greenF()) * share,
        base.blueF() + (text.blueF() - base.blueF()) * share);
}

QColor colourOf(const TimelineEdge &edge, const QPalette &palette)
{
    switch (edge.kind) {
    case TimelineEdge::Kind::Usual:
        return blended(palette, 0.16F);
    case TimelineEdge::Kind::Possible:
        return blended(palette, 0.45F);
    case TimelineEdge::Kind::Taken:
        return toneColours(Tone::Info, palette).text;
    case TimelineEdge::Kind::Failed:
        return toneColours(Tone::Danger, palette).text;
    }
    Q_UNREACHABLE();
}

bool wasMade(const TimelineEdge &edge)
{
    return edge.kind == TimelineEdge::Kind::Taken || edge.kind == TimelineEdge::Kind::Failed;
}

} // namespace

StateTimeline::StateTimeline(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSizePolicy(policy);
    setAccessibleName(tr("Life of the image"));
}

void StateTimeline::setLife(const QList<Transition> &history, ImageStatus present)
{
    m_timeline = timelineOf(history, present);
    QStringList sentences = timelineSentences(history);
    sentences.append(tr("Now: %1. %2").arg(text::statusWord(present), text::statusExplanation(present)));
    setAccessibleDescription(sentences.join(u'\n'));
    update();
}

QSize StateTimeline::sizeHint() const
{
    // Labels above the first row, below the others; two lines and a time each.
    return { 360, static_cast<int>(6 * nodeRadius) + 8 * lineHeight() + 3 * 8 };
}

QSize StateTimeline::minimumSizeHint() const
{
    return { 280, sizeHint().height() };
}

QFont StateTimeline::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(qMax(7.0, small.pointSizeF() * 0.85));
    return small;
}

int StateTimeline::lineHeight() const
{
    return QFontMetrics(smallFont()).height();
}

QPointF StateTimeline::centreOf(ImageStatus status) const
{
    const QPoint place = placeOf(status);
    const double step = (width() - 2 * sideMargin) / 4;
    const double top = 2 * lineHeight() + 4 + nodeRadius;
    const double rowStep = 2 * nodeRadius + 2.5 * lineHeight() + 8;
    return { std::round(sideMargin + place.x() * step), std::round(top + place.y() * rowStep) };
}

/// A curve from rim to rim. Moves that go back, or along a column, bow aside so that both directions can be
/// seen.
QPainterPath StateTimeline::pathOf(const TimelineEdge &edge) const
{
    const QPointF from = centreOf(edge.from);
    const QPointF to = centreOf(edge.to);
    const QPointF along = to - from;
    const double length = std::hypot(along.x(), along.y());
    const bool isForward = along.x() > 0;
    const double bow = isForward ? 0 : (along.x() < 0 ? 0.18 : 0.14) * length;
    const QPointF normal(along.y() / length, -along.x() / length);
    const QPointF middle = (from + to) / 2 + normal * bow;

    const auto towards = [](const QPointF &start, const QPointF &end, double distance) {
        const QPointF way = end - start;
        return start + way * (distance / std::hypot(way.x(), way.y()));
    };
    QPainterPath path(towards(from, middle, nodeRadius + 2));
    path.quadTo(middle, towards(to, middle, nodeRadius + 3));
    return path;
}

void StateTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    for (const TimelineEdge &edge : std::as_const(m_timeline.edges))
        paintEdge(painter, edge);
    for (const TimelineNode &node : std::as_const(m_timeline.nodes)) {
        paintNode(painter, node);
        paintNodeLabel(painter, node);
    }
    for (const TimelineEdge &edge : std::as_const(m_timeline.edges))
        paintEdgeLabel(painter, edge);
}

void StateTimeline::paintEdge(QPainter &painter, const TimelineEdge &edge) const
{
    const QColor colour = colourOf(edge, palette());
    QPen pen(colour, wasMade(edge) ? 2 : 1);
    if (edge.kind == TimelineEdge::Kind::Possible)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QPainterPath path = pathOf(edge);
    painter.drawPath(path);

    const double angle = -path.angleAtPercent(1) * M_PI / 180;
    const QPointF tip = path.pointAtPercent(1);
    const auto wing = [&](double turn) {
        return tip - QPointF(std::cos(angle + turn), std::sin(angle + turn)) * arrowLength;
    };
    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    painter.drawPolyline(QPolygonF{ wing(0.5), tip, wing(-0.5) });
}

/// There is room for one label between two nodes: it belongs to the move made last.
bool StateTimeline::isOvertaken(const TimelineEdge &edge) const
{
    return std::any_of(
        m_timeline.edges.cbegin(), m_timeline.edges.cend(), [&edge](const TimelineEdge &other) {
            return other.from == edge.to && other.to == edge.from && wasMade(other) && other.time > edge.time;
        });
}

void StateTimeline::paintEdgeLabel(QPainter &painter, const TimelineEdge &edge) const
{
    if (!wasMade(edge) || isOvertaken(edge))
        return;
    QStringList parts;
    if (edge.stayed)
        parts.append(text::shortDuration(*edge.stayed));
    if (edge.count > 1) {
        //: How often a step was made
        parts.append(tr("\u00d7 %1").arg(edge.count));
    }
    const QString label = parts.join(u' ');
    if (label.isEmpty())
        return;
    const QFontMetrics metrics = painter.fontMetrics();
    QRectF ground(0, 0, metrics.horizontalAdvance(label) + 6, metrics.height());
    ground.moveCenter(pathOf(edge).pointAtPercent(0.5));
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(ground, 3, 3);
    painter.setPen(colourOf(edge, palette()));
    painter.drawText(ground, Qt::AlignCenter, label);
}

void StateTimeline::paintNode(QPainter &painter, const TimelineNode &node) const
{
    const QPointF centre = centreOf(node.status);
    const ToneColours colours = toneColours(text::statusTone(node.status), palette());
    const QColor window = palette().color(QPalette::Window);
    QColor ink = colours.text;
    switch (node.state) {
    case TimelineNode::State::Present:
        painter.setPen(QPen(colours.border, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, nodeRadius + 3, nodeRadius + 3);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.text);
        ink = palette().color(QPalette::Base);
        break;
    case TimelineNode::State::Visited:
        painter.setPen(QPen(colours.border, 1));
        painter.setBrush(colours.background);
        break;
    case TimelineNode::State::Possible:
        ink = blended(palette(), 0.62F);
        painter.setPen(QPen(blended(palette(), 0.45F), 1, Qt::DashLine));
        painter.setBrush(window);
        break;
    case TimelineNode::State::Remote:
        ink = blended(palette(), 0.3F);
        painter.setPen(QPen(blended(palette(), 0.16F), 1));
        painter.setBrush(window);
        break;
    }
    painter.drawEllipse(centre, nodeRadius, nodeRadius);
    QRect icon(0, 0, nodeIconSize, nodeIconSize);
    icon.moveTopLeft(centre.toPoint() - QPoint(nodeIconSize / 2, nodeIconSize / 2));
    themedIcon(text::statusIcon(node.status), ink).paint(&painter, icon);
}

void StateTimeline::paintNodeLabel(QPainter &painter, const TimelineNode &node) const
{
    const bool isKnown
        = node.state == TimelineNode::State::Present || node.state == TimelineNode::State::Visited;
    QFont font = smallFont();
    font.setBold(node.state == TimelineNode::State::Present);
    painter.setFont(font);
    const QPointF centre = centreOf(node.status);
    const bool isAbove = isLabelAbove(node.status);
    const double room = qMin((width() - 2 * sideMargin) / 4, 2 * sideMargin) - 2;
    QString label = text::statusWord(node.status);
    const bool isOneLine = painter.fontMetrics().horizontalAdvance(label) <= room;
    if (isOneLine && node.lastEntered.isValid() && node.lastEntered.daysTo(QDateTime::currentDateTime()) == 0)
        label += u'\n' + text::clockTime(node.lastEntered);

    QRectF words(0, 0, room, 2 * lineHeight());
    words.moveCenter(centre);
    if (isAbove)
        words.moveBottom(centre.y() - nodeRadius - 4);
    else
        words.moveTop(centre.y() + nodeRadius + 4);
    painter.setPen(isKnown ? palette().color(QPalette::WindowText) : blended(palette(), 0.62F));
    const Qt::Alignment vertical = isAbove ? Qt::AlignBottom : Qt::AlignTop;
    painter.drawText(words, static_cast<int>(Qt::AlignHCenter | vertical) | Qt::TextWordWrap, label);
    painter.setFont(smallFont());
}

bool StateTimeline::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
    return true;
}

void StateTimeline::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

QString StateTimeline::toolTipAt(const QPointF &position) const
{
    for (const TimelineNode &node : m_timeline.nodes) {
        const QPointF away = position - centreOf(node.status);
        if (std::hypot(away.x(), away.y()) <= nodeRadius + 4)
            return toolTipOf(node);
    }
    QPainterPathStroker near;
    near.setWidth(10);
    for (const TimelineEdge &edge : m_timeline.edges) {
        if (wasMade(edge) && near.createStroke(pathOf(edge)).contains(position))
            return toolTipOf(edge);
    }
    return {};
}

QString StateTimeline::toolTipOf(const TimelineNode &node) const
{
    QStringList lines{ text::statusWord(node.status), text::statusExplanation(node.status) };
    if (node.lastEntered.isValid())
        lines.append(tr("Since or last at %1").arg(text::exactDate(node.lastEntered)));
    else if (node.state == TimelineNode::State::Possible)
        lines.append(tr("This may come next."));
    return lines.join(u'\n');
}

QString StateTimeline::toolTipOf(const TimelineEdge &edge) const
{
    QStringList lines{ text::transitionCauseText(edge.cause), text::exactDate(edge.time) };
    if (edge.stayed) {
        //: %1 is a status, %2 a duration
        lines.append(tr("%1 for %2").arg(text::statusWord(edge.from), text::duration(*edge.stayed)));
    }
    if (!edge.error.isEmpty())
        lines.append(edge.error);
    return lines.join(u'\n');
}

} // namespace vitrine
