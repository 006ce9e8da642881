#pragma once

#include <QList>

#include "core/image/image.h"

namespace vitrine::test {

/// A UUID that holds `number`, so that ids sort like their numbers.
ImageId sampleId(int number);
/// An active image; the higher its number, the older it is, so that the default order is 0, 1, 2, ...
Image sampleImage(int number);
QList<Image> sampleImages(int count);
/// A new image of that name with a small qcow2's formats.
Image imageNamed(const QString &name, ImageStatus status = ImageStatus::Active);

} // namespace vitrine::test
