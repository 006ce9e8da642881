#include "ui/widgets/spatialnavigation.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace vitrine {

namespace {

std::optional<QPointF> wayOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QPointF(-1, 0);
    case Qt::Key_Right:
        return QPointF(1, 0);
    case Qt::Key_Up:
        return QPointF(0, -1);
    case Qt::Key_Down:
        return QPointF(0, 1);
    default:
        return std::nullopt;
    }
}

/// How far apart two stretches of a line are; 0 when they overlap.
double gap(double lowA, double highA, double lowB, double highB)
{
    return std::max({ 0.0, lowB - highA, lowA - highB });
}

} // namespace

qsizetype nextPlace(const QList<QRectF> &places, qsizetype from, int key)
{
    const std::optional<QPointF> way = wayOf(key);
    if (!way || from < 0 || from >= places.size())
        return -1;
    const QRectF &start = places.at(from);
    qsizetype best = -1;
    double bestCost = 0;
    for (qsizetype i = 0; i < places.size(); ++i) {
        const QRectF &place = places.at(i);
        const QPointF between = place.center() - start.center();
        const double ahead = QPointF::dotProduct(between, *way);
        if (i == from || ahead < 1)
            continue;
        const bool isHorizontal = std::abs(way->x()) > 0.5;
        const double aside = isHorizontal ? gap(start.top(), start.bottom(), place.top(), place.bottom())
                                          : gap(start.left(), start.right(), place.left(), place.right());
        const double offAxis = isHorizontal ? std::abs(between.y()) : std::abs(between.x());
        const double cost = ahead + 4 * aside + 0.2 * offAxis;
        if (best < 0 || cost < bestCost) {
            best = i;
            bestCost = cost;
        }
    }
    return best;
}

} // namespace vitrine
