#include <cmath>
#include <numbers>

#include <QPainter>

#include "ui/life/statetimeline.h"
#include "ui/text/statustext.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

constexpr double arrowLength = 6;
constexpr double ringWidth = 3;
constexpr double ringGap = 4;
constexpr int fullTurn = 360 * 16; ///< in the sixteenths of a degree that QPainter counts in

} // namespace

/// Between the ground (0) and the ink of words (1).
QColor StateTimeline::shade(double share) const
{
    const QColor ground = palette().color(QPalette::Window);
    const QColor ink = palette().color(QPalette::WindowText);
    const auto between
        = [share](float from, float to) { return from + (to - from) * static_cast<float>(share); };
    return QColor::fromRgbF(between(ground.redF(), ink.redF()), between(ground.greenF(), ink.greenF()),
        between(ground.blueF(), ink.blueF()));
}

QColor StateTimeline::colourOf(const TimelineEdge &edge) const
{
    switch (edge.kind) {
    case TimelineEdge::Kind::Usual:
        return shade(0.16);
    case TimelineEdge::Kind::Possible:
        return shade(0.45);
    case TimelineEdge::Kind::Taken:
        return toneColours(Tone::Info, palette()).text;
    case TimelineEdge::Kind::Failed:
        return toneColours(Tone::Danger, palette()).text;
    }
    Q_UNREACHABLE();
}

void StateTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(scale().font);
    const TimelineLayout &places = arrangement();
    for (qsizetype i = 0; i < m_timeline.edges.size(); ++i)
        paintEdge(painter, m_timeline.edges.at(i), places.edges.at(i).path);
    for (qsizetype i = 0; i < m_timeline.nodes.size(); ++i) {
        paintNode(painter, m_timeline.nodes.at(i), places.nodes.at(i));
        paintNodeLabel(painter, m_timeline.nodes.at(i), places.nodes.at(i));
    }
    for (qsizetype i = 0; i < m_timeline.edges.size(); ++i)
        paintEdgeLabel(painter, m_timeline.edges.at(i), places.edges.at(i));
}

void StateTimeline::paintEdge(QPainter &painter, const TimelineEdge &edge, const QPainterPath &path) const
{
    QPen pen(colourOf(edge), edge.wasMade() ? 2 : 1);
    if (edge.kind == TimelineEdge::Kind::Possible)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);

    const double angle = -path.angleAtPercent(1) * std::numbers::pi / 180;
    const QPointF tip = path.pointAtPercent(1);
    const auto wing = [&](double turn) {
        return tip - QPointF(std::cos(angle + turn), std::sin(angle + turn)) * arrowLength;
    };
    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    painter.drawPolyline(QPolygonF{ wing(0.5), tip, wing(-0.5) });
}

void StateTimeline::paintEdgeLabel(
    QPainter &painter, const TimelineEdge &edge, const TimelineLayout::Edge &place) const
{
    if (place.labelPlace.isEmpty())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(place.labelPlace, 3, 3);
    QRectF words = place.labelPlace;
    if (edge.kind == TimelineEdge::Kind::Failed) {
        // Red alone would say nothing to many eyes.
        const double side = words.height();
        const QRectF mark(words.left() + 1, words.top() + 1, side - 2, side - 2);
        themedIcon(QStringLiteral("warning"), Tone::Danger).paint(&painter, mark.toAlignedRect());
        words.setLeft(mark.right());
    }
    painter.setPen(colourOf(edge));
    painter.drawText(words, Qt::AlignCenter, place.label);
}

/// What says "here": a ring, which fills while bytes arrive and else breathes while somebody works.
void StateTimeline::paintPresence(QPainter &painter, const TimelineNode &node, const QPointF &centre) const
{
    const ToneColours colours = toneColours(text::statusTone(node.status), palette());
    const double radius = scale().radius + ringGap;
    painter.setBrush(Qt::NoBrush);
    if (node.progress) {
        const QRectF ring(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
        painter.setPen(QPen(colours.border, ringWidth));
        painter.drawEllipse(ring);
        painter.setPen(QPen(colours.text, ringWidth, Qt::SolidLine, Qt::FlatCap));
        painter.drawArc(ring, fullTurn / 4, -static_cast<int>(std::lround(*node.progress * fullTurn)));
        return;
    }
    if (isMoving()) {
        const double share = m_pulse.currentValue().toDouble();
        QColor wave = colours.text;
        wave.setAlphaF(static_cast<float>(0.6 * (1 - share)));
        painter.setPen(QPen(wave, 2));
        painter.drawEllipse(centre, radius - 2 + 5 * share, radius - 2 + 5 * share);
    }
    painter.setPen(QPen(colours.border, 1));
    painter.drawEllipse(centre, radius - 1, radius - 1);
}

void StateTimeline::paintNode(
    QPainter &painter, const TimelineNode &node, const TimelineLayout::Node &place) const
{
    const TimelineScale scale = this->scale();
    const ToneColours colours = toneColours(text::statusTone(node.status), palette());
    const QColor window = palette().color(QPalette::Window);
    QColor ink = colours.text;
    switch (node.state) {
    case TimelineNode::State::Present:
        paintPresence(painter, node, place.centre);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.text);
        ink = palette().color(QPalette::Base);
        break;
    case TimelineNode::State::Visited:
        painter.setPen(QPen(colours.border, 1));
        painter.setBrush(colours.background);
        break;
    case TimelineNode::State::Possible:
        ink = shade(0.62);
        painter.setPen(QPen(shade(0.45), 1, Qt::DashLine));
        painter.setBrush(window);
        break;
    case TimelineNode::State::Remote:
        ink = shade(0.3);
        painter.setPen(QPen(shade(0.16), 1));
        painter.setBrush(window);
        break;
    }
    painter.drawEllipse(place.centre, scale.radius, scale.radius);
    QRect icon(0, 0, scale.iconSize, scale.iconSize);
    icon.moveTopLeft(place.centre.toPoint() - QPoint(scale.iconSize / 2, scale.iconSize / 2));
    themedIcon(text::statusIcon(node.status), ink).paint(&painter, icon);
    if (m_current == node.status && hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        const double around = scale.radius + 3;
        painter.drawRoundedRect(
            QRectF(place.centre.x() - around, place.centre.y() - around, 2 * around, 2 * around), 4, 4);
    }
}

void StateTimeline::paintNodeLabel(
    QPainter &painter, const TimelineNode &node, const TimelineLayout::Node &place) const
{
    const bool isPresent = node.state == TimelineNode::State::Present;
    const bool isKnown = isPresent || node.state == TimelineNode::State::Visited;
    QFont font = scale().font;
    font.setBold(isPresent);
    painter.setFont(font);
    painter.setPen(isKnown ? palette().color(QPalette::WindowText) : shade(0.62));
    const Qt::Alignment vertical = place.isLabelAbove ? Qt::AlignBottom : Qt::AlignTop;
    painter.drawText(place.labelPlace.adjusted(-2, 0, 2, 0),
        static_cast<int>(Qt::AlignHCenter | vertical) | Qt::TextDontClip, place.label);
    painter.setFont(scale().font);
}

} // namespace vitrine
