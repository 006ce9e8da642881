#pragma once

#include <QList>
#include <QRectF>

namespace vitrine {

/// Divides `area` among `weights`, which are sorted from large to small, into rectangles as square as can be
/// (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000). What weighs nothing gets an empty rectangle.
QList<QRectF> squarify(const QList<double> &weights, const QRectF &area);

} // namespace vitrine
