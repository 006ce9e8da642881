#include "ui/space/squarify.h"

#include <algorithm>
#include <numeric>

namespace vitrine {

namespace {

/// How far from a square the worst of a row is, when the row has this area in all and lies along `side`.
double worstRatio(double smallest, double largest, double rowArea, double side)
{
    const double square = rowArea * rowArea;
    const double along = side * side;
    return std::max(along * largest / square, square / (along * smallest));
}

/// Lays areas [first, last) along the shorter side of `rest`, and takes their strip away from it.
void placeRow(const QList<double> &areas, qsizetype first, qsizetype last, double rowArea, QRectF &rest,
    QList<QRectF> &places)
{
    const bool isColumn = rest.width() >= rest.height();
    const double side = isColumn ? rest.height() : rest.width();
    const double thickness = side > 0 ? rowArea / side : 0;
    double position = 0;
    for (qsizetype i = first; i < last; ++i) {
        const double length = thickness > 0 ? areas.at(i) / thickness : 0;
        places[i] = isColumn ? QRectF(rest.left(), rest.top() + position, thickness, length)
                             : QRectF(rest.left() + position, rest.top(), length, thickness);
        position += length;
    }
    if (isColumn)
        rest.setLeft(rest.left() + thickness);
    else
        rest.setTop(rest.top() + thickness);
}

} // namespace

QList<QRectF> squarify(const QList<double> &weights, const QRectF &area)
{
    QList<QRectF> places(weights.size());
    const double total = std::accumulate(weights.cbegin(), weights.cend(), 0.0);
    if (total <= 0 || area.isEmpty())
        return places;
    QList<double> areas;
    for (const double weight : weights) {
        if (weight > 0)
            areas.append(weight / total * area.width() * area.height());
    }
    QRectF rest = area;
    qsizetype first = 0;
    while (first < areas.size()) {
        const double side = std::min(rest.width(), rest.height());
        double rowArea = areas.at(first);
        double ratio = worstRatio(areas.at(first), areas.at(first), rowArea, side);
        qsizetype last = first + 1;
        for (; last < areas.size(); ++last) {
            const double next = worstRatio(areas.at(last), areas.at(first), rowArea + areas.at(last), side);
            if (next > ratio)
                break;
            rowArea += areas.at(last);
            ratio = next;
        }
        placeRow(areas, first, last, rowArea, rest, places);
        first = last;
    }
    return places;
}

} // namespace vitrine
