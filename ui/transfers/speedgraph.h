#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace vitrine {

class SpeedHistory;

/// Draws the speeds as a filled line that grows from the leading edge and, once `rect` is full, runs through
/// it. Its top is the fastest second. Nothing while there are fewer than two values.
void paintSpeedGraph(
    QPainter &painter, const QRectF &rect, const SpeedHistory &history, const QColor &colour);

} // namespace vitrine
