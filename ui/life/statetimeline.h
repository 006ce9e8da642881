#pragma once

#include <optional>

#include <QVariantAnimation>
#include <QWidget>

#include "ui/life/timeline.h"
#include "ui/life/timelinelayout.h"

namespace vitrine {

/// Draws the life of an image into Glance's graph of states: the way it took with times, where it is now,
/// what failed, and what may come next. It moves while bytes arrive, unless the style wants no animations.
///
/// A tool tip explains what the mouse points at or the arrow keys lead to; the accessible description says
/// the same in words.
class StateTimeline final : public QWidget
{
    Q_OBJECT

public:
    explicit StateTimeline(QWidget *parent = nullptr);

    /// `history` is oldest first.
    void setLife(const QList<Transition> &history, ImageStatus present);
    /// How much of the present status' work is done, from 0 to 1; none while nobody knows.
    void setProgress(std::optional<double> fraction);
    /// For a page that is about the picture alone.
    void setLarge(bool large);

    /// What the arrow keys led to last; none while the focus is elsewhere.
    std::optional<ImageStatus> currentStatus() const { return m_current; }
    /// For tests and for what stands beside the picture.
    const TimelineLayout &arrangement() const;
    bool isMoving() const { return m_pulse.state() == QAbstractAnimation::Running; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The mouse or the arrow keys point at this status.
    void statusPointedAt(vitrine::ImageStatus status);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    TimelineScale scale() const;
    void relayOut();
    void updatePulse();
    void updateNode();
    void describe();
    void setCurrent(std::optional<ImageStatus> status, bool explain);
    qsizetype indexOf(ImageStatus status) const;
    QRectF nodePlace(qsizetype index) const;
    std::optional<ImageStatus> statusAt(const QPointF &position) const;
    QString toolTipAt(const QPointF &position) const;
    QString toolTipOf(const TimelineNode &node) const;
    QString toolTipOf(const TimelineEdge &edge) const;

    // statetimelinepainting.cpp
    QColor shade(double share) const;
    QColor colourOf(const TimelineEdge &edge) const;
    void paintEdge(QPainter &painter, const TimelineEdge &edge, const QPainterPath &path) const;
    void paintEdgeLabel(QPainter &painter, const TimelineEdge &edge, const TimelineLayout::Edge &place) const;
    void paintNode(QPainter &painter, const TimelineNode &node, const TimelineLayout::Node &place) const;
    void paintPresence(QPainter &painter, const TimelineNode &node, const QPointF &centre) const;
    void paintNodeLabel(QPainter &painter, const TimelineNode &node, const TimelineLayout::Node &place) const;

    Timeline m_timeline;
    QStringList m_sentences;
    ImageStatus m_present = ImageStatus::Queued;
    std::optional<double> m_progress;
    std::optional<ImageStatus> m_current;
    std::optional<ImageStatus> m_pointedAt;
    mutable TimelineLayout m_layout;
    mutable bool m_isLaidOut = false;
    bool m_isLarge = false;
    QVariantAnimation m_pulse; ///< 0 to 1 and again
};

} // namespace vitrine
