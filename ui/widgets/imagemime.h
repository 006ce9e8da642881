#pragma once

#include <memory>

#include <QMimeData>

#include "core/image/image.h"

namespace vitrine {

// What is dragged between the lists of this program: images, by their ids.

void putImages(QMimeData &data, const QList<ImageId> &ids);
/// Empty when something else is dragged.
QList<ImageId> imagesIn(const QMimeData &data);

} // namespace vitrine
