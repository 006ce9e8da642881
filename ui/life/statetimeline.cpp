#include "ui/life/statetimeline.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPathStroker>
#include <QStyle>
#include <QToolTip>

#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"
#include "ui/widgets/spatialnavigation.h"

namespace vitrine {

namespace {

constexpr int pulseMs = 1600;
constexpr double reach = 5; ///< how far beside a node or a line the mouse still means it

} // namespace

StateTimeline::StateTimeline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Life of the image"));
    m_pulse.setStartValue(0.0);
    m_pulse.setEndValue(1.0);
    m_pulse.setDuration(pulseMs);
    m_pulse.setLoopCount(-1);
    connect(&m_pulse, &QVariantAnimation::valueChanged, this, &StateTimeline::updateNode);
    setLife({}, ImageStatus::Queued);
}

void StateTimeline::setLife(const QList<Transition> &history, ImageStatus present)
{
    if (present != m_present)
        m_progress.reset();
    m_present = present;
    m_timeline = timelineOf(history, present);
    m_timeline.nodes[indexOf(present)].progress = m_progress;
    m_sentences = timelineSentences(history);
    describe();
    relayOut();
    updatePulse();
}

void StateTimeline::setProgress(std::optional<double> fraction)
{
    if (fraction == m_progress)
        return;
    const auto wholePercent
        = [](const std::optional<double> &value) { return value ? text::percent(*value) : QString(); };
    const bool isWorded = wholePercent(fraction) != wholePercent(m_progress);
    m_progress = fraction;
    m_timeline.nodes[indexOf(m_present)].progress = fraction;
    if (isWorded)
        relayOut();
    else
        updateNode();
    updatePulse();
}

void StateTimeline::setLarge(bool large)
{
    m_isLarge = large;
    updateGeometry();
    relayOut();
}

TimelineScale StateTimeline::scale() const
{
    if (m_isLarge)
        return { .font = font(), .radius = 18, .iconSize = 22 };
    QFont small = font();
    small.setPointSizeF(qMax(7.0, small.pointSizeF() * 0.85));
    return { .font = small };
}

QSize StateTimeline::sizeHint() const
{
    return { m_isLarge ? 640 : 360, static_cast<int>(std::ceil(timelineHeight(scale()))) };
}

QSize StateTimeline::minimumSizeHint() const
{
    return { static_cast<int>(std::ceil(timelineMinimumWidth(scale()))), sizeHint().height() };
}

const TimelineLayout &StateTimeline::arrangement() const
{
    if (!m_isLaidOut)
        m_layout = layOutTimeline(m_timeline, size(), scale());
    m_isLaidOut = true;
    return m_layout;
}

void StateTimeline::relayOut()
{
    m_isLaidOut = false;
    update();
}

/// Something moves only where somebody works, where it is seen, and where the style allows it.
void StateTimeline::updatePulse()
{
    const bool mayMove = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    const bool moves = isVisible() && isTransitional(m_present) && mayMove;
    if (moves == isMoving())
        return;
    if (moves)
        m_pulse.start();
    else
        m_pulse.stop();
    updateNode();
}

void StateTimeline::updateNode()
{
    update(nodePlace(indexOf(m_present)).adjusted(-10, -10, 10, 10).toAlignedRect());
}

/// The present and the way here; while the arrow keys are used, first what they point at.
void StateTimeline::describe()
{
    QStringList sentences;
    if (m_current)
        sentences.append(toolTipOf(m_timeline.nodes.at(indexOf(*m_current))));
    sentences.append(tr("Now: %1. %2").arg(text::statusWord(m_present), text::statusExplanation(m_present)));
    sentences.append(m_sentences);
    setAccessibleDescription(sentences.join(u'\n'));
}

qsizetype StateTimeline::indexOf(ImageStatus status) const
{
    return allImageStatuses().indexOf(status);
}

QRectF StateTimeline::nodePlace(qsizetype index) const
{
    const double around = scale().radius;
    const QPointF centre = arrangement().nodes.at(index).centre;
    return { centre.x() - around, centre.y() - around, 2 * around, 2 * around };
}

void StateTimeline::setCurrent(std::optional<ImageStatus> status, bool explain)
{
    m_current = status;
    describe();
    update();
    if (!status)
        return;
    Q_EMIT statusPointedAt(*status);
    if (!explain)
        return;
    const qsizetype index = indexOf(*status);
    const QPoint below = nodePlace(index).bottomLeft().toPoint();
    QToolTip::showText(mapToGlobal(below), toolTipOf(m_timeline.nodes.at(index)), this);
}

void StateTimeline::keyPressEvent(QKeyEvent *event)
{
    QList<QRectF> places;
    for (qsizetype i = 0; i < m_timeline.nodes.size(); ++i)
        places.append(nodePlace(i));
    const qsizetype next = nextPlace(places, indexOf(m_current.value_or(m_present)), event->key());
    if (next >= 0)
        setCurrent(m_timeline.nodes.at(next).status, true);
    else if (event->key() == Qt::Key_Home)
        setCurrent(m_present, true);
    else
        QWidget::keyPressEvent(event);
}

void StateTimeline::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    const bool isByKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    setCurrent(m_present, isByKey);
}

void StateTimeline::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    setCurrent(std::nullopt, false);
}

void StateTimeline::mouseMoveEvent(QMouseEvent *event)
{
    QWidget::mouseMoveEvent(event);
    const std::optional<ImageStatus> status = statusAt(event->position());
    if (status == m_pointedAt)
        return;
    m_pointedAt = status;
    if (status)
        Q_EMIT statusPointedAt(*status);
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
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
        relayOut();
    }
    if (event->type() == QEvent::StyleChange)
        updatePulse();
}

void StateTimeline::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    relayOut();
}

void StateTimeline::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updatePulse();
}

void StateTimeline::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updatePulse();
}

std::optional<ImageStatus> StateTimeline::statusAt(const QPointF &position) const
{
    for (qsizetype i = 0; i < m_timeline.nodes.size(); ++i) {
        const bool isOnNode = nodePlace(i).adjusted(-reach, -reach, reach, reach).contains(position);
        if (isOnNode || arrangement().nodes.at(i).labelPlace.contains(position))
            return m_timeline.nodes.at(i).status;
    }
    return std::nullopt;
}

QString StateTimeline::toolTipAt(const QPointF &position) const
{
    // Lines and their labels run close to nodes: what is painted last is meant first.
    const QList<TimelineLayout::Edge> &places = arrangement().edges;
    for (qsizetype i = places.size() - 1; i >= 0; --i) {
        if (places.at(i).labelPlace.contains(position))
            return toolTipOf(m_timeline.edges.at(i));
    }
    if (const std::optional<ImageStatus> status = statusAt(position))
        return toolTipOf(m_timeline.nodes.at(indexOf(*status)));
    QPainterPathStroker near;
    near.setWidth(2 * reach);
    for (qsizetype i = places.size() - 1; i >= 0; --i) {
        if (near.createStroke(places.at(i).path).contains(position))
            return toolTipOf(m_timeline.edges.at(i));
    }
    return {};
}

QString StateTimeline::toolTipOf(const TimelineNode &node) const
{
    QStringList lines{ text::statusWord(node.status), text::statusExplanation(node.status) };
    if (node.state == TimelineNode::State::Present && node.lastEntered.isValid()) {
        //: %1 is a date with a clock
        lines.append(tr("In this state since %1").arg(text::exactDate(node.lastEntered)));
    } else if (node.lastEntered.isValid()) {
        //: %1 is a date with a clock
        lines.append(tr("Last entered %1").arg(text::exactDate(node.lastEntered)));
    } else if (node.state == TimelineNode::State::Possible) {
        lines.append(tr("This may come next."));
    } else {
        lines.append(tr("The image was never in this state."));
    }
    if (node.count > 1)
        lines.append(tr("Entered %n time(s)", nullptr, node.count));
    return lines.join(u'\n');
}

QString StateTimeline::toolTipOf(const TimelineEdge &edge) const
{
    //: A step from one status to the next
    QStringList lines{ tr("%1 to %2").arg(text::statusWord(edge.from), text::statusWord(edge.to)) };
    if (!edge.wasMade()) {
        lines.append(edge.kind == TimelineEdge::Kind::Possible ? tr("This may come next.")
                                                               : tr("A step that many images take."));
        return lines.join(u'\n');
    }
    //: A step in the life of an image: cause, date and clock
    lines.append(tr("%1, %2").arg(text::transitionCauseText(edge.cause), text::exactDate(edge.time)));
    if (edge.stayed) {
        //: %1 is a status, %2 a duration
        lines.append(tr("%1 for %2").arg(text::statusWord(edge.from), text::duration(*edge.stayed)));
    }
    if (edge.count > 1)
        lines.append(tr("Made %n time(s); this was the last", nullptr, edge.count));
    if (!edge.error.isEmpty())
        lines.append(edge.error);
    return lines.join(u'\n');
}

} // namespace vitrine
