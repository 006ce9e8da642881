#pragma once

#include <QPainterPath>
#include <QWidget>

#include "ui/images/timeline.h"

namespace vitrine {

/// Draws the life of an image into Glance's graph of states: the way it took with times, where it is now,
/// what failed, and what may come next. Its accessible description says the same in words; a tool tip
/// explains what the mouse points at.
class StateTimeline final : public QWidget
{
    Q_OBJECT

public:
    explicit StateTimeline(QWidget *parent = nullptr);

    /// `history` is oldest first.
    void setLife(const QList<Transition> &history, ImageStatus present);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QPointF centreOf(ImageStatus status) const;
    QPainterPath pathOf(const TimelineEdge &edge) const;
    QFont smallFont() const;
    int lineHeight() const;
    QString toolTipAt(const QPointF &position) const;
    QString toolTipOf(const TimelineNode &node) const;
    QString toolTipOf(const TimelineEdge &edge) const;

    bool isOvertaken(const TimelineEdge &edge) const;
    void paintEdge(QPainter &painter, const TimelineEdge &edge) const;
    void paintEdgeLabel(QPainter &painter, const TimelineEdge &edge) const;
    void paintNode(QPainter &painter, const TimelineNode &node) const;
    void paintNodeLabel(QPainter &painter, const TimelineNode &node) const;

    Timeline m_timeline;
};

} // namespace vitrine
