#include "ui/transfers/speedgraph.h"

#include <algorithm>

#include <QPainter>

#include "ui/transfers/speedhistory.h"

namespace vitrine {

namespace {

/// Points closer than this would only blur each other.
constexpr double stepWidth = 2;
/// A graph of a few seconds must not look as coarse as one of a minute looks fine.
constexpr std::size_t fewestSlots = 24;

} // namespace

void paintSpeedGraph(QPainter &painter, const QRectF &rect, const SpeedHistory &history, const QColor &colour)
{
    const std::deque<float> &speeds = history.speeds();
    const auto room = std::max<std::size_t>(2, static_cast<std::size_t>(rect.width() / stepWidth));
    const std::size_t shown = std::min(speeds.size(), room);
    if (shown < 2)
        return;
    const auto first = speeds.cend() - static_cast<std::ptrdiff_t>(shown);
    const float fastest = std::max(1.0F, *std::max_element(first, speeds.cend()));
    const double step = rect.width() / static_cast<double>(std::clamp(shown, fewestSlots, room) - 1);
    const bool isMirrored = painter.layoutDirection() == Qt::RightToLeft;
    const auto pointOf = [&](std::size_t place) {
        const double across = step * static_cast<double>(place);
        const double up = static_cast<double>(first[static_cast<std::ptrdiff_t>(place)] / fastest);
        return QPointF(isMirrored ? rect.right() - across : rect.left() + across,
            rect.bottom() - up * (rect.height() - 1));
    };
    QPolygonF line;
    for (std::size_t place = 0; place < shown; ++place)
        line.append(pointOf(place));
    QPolygonF area = line;
    area << QPointF(line.constLast().x(), rect.bottom()) << QPointF(line.constFirst().x(), rect.bottom());

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = colour;
    fill.setAlphaF(0.18F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area);
    painter.setPen(QPen(colour, 1.25));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.restore();
}

} // namespace vitrine
