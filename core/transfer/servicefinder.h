#pragma once

#include <functional>

#include <QString>

namespace vitrine {

class ImageService;

/// Finds another service by the id that transfers write down for it; null when it is not open or not known
/// any more. A null id means any that converts files on this computer.
using ServiceFinder = std::function<ImageService *(const QString &id)>;

} // namespace vitrine
