#pragma once

#include <QList>
#include <QRectF>

namespace vitrine {

/// Which of `places` an arrow key leads to from number `from`: the nearest one that lies that way, with what
/// lies straight ahead first. -1 when there is none, or when `key` is no arrow key.
qsizetype nextPlace(const QList<QRectF> &places, qsizetype from, int key);

} // namespace vitrine
