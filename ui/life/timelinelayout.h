#pragma once

#include <QFont>
#include <QList>
#include <QPainterPath>
#include <QRectF>
#include <QString>

#include "ui/life/timeline.h"

namespace vitrine {

/// How large the picture of an image's life is drawn.
struct TimelineScale {
    QFont font; ///< of all words; the present status is written bold
    double radius = 12; ///< of a node
    int iconSize = 16;
};

/// Where everything in the picture of an image's life lies, in the widget's coordinates.
struct TimelineLayout {
    struct Node {
        QPointF centre;
        QRectF labelPlace;
        QString label; ///< lines are broken where they must be
        bool isLabelAbove = false;
    };
    struct Edge {
        QPainterPath path; ///< from rim to rim
        QRectF labelPlace; ///< empty when there is nothing to say
        QString label; ///< how long the image had stayed, and how often the step was made, as far as it fits
    };

    QList<Node> nodes; ///< in the order of Timeline::nodes
    QList<Edge> edges; ///< in the order of Timeline::edges
};

/// Lays the picture out in `size`. Labels of steps stand beside their line where the line itself has no room,
/// and are shortened or left out where there is none at all.
TimelineLayout layOutTimeline(const Timeline &timeline, const QSizeF &size, const TimelineScale &scale);
/// How high the picture is.
double timelineHeight(const TimelineScale &scale);
/// The narrowest that the picture can be read at.
double timelineMinimumWidth(const TimelineScale &scale);

} // namespace vitrine
