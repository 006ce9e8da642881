#pragma once

#include "core/image/image.h"

namespace vitrine {

/// How a person calls the image: its name, else its id.
QString displayName(const Image &image);

} // namespace vitrine
