#pragma once

#include <QString>

#include "core/image/image.h"

namespace vitrine {

/// The suffix that files of this image usually have, such as ".qcow2"; empty when its format is not known.
QString fileSuffix(const Image &image);

/// A file name to propose for the image: its name without anything a file system, a shell or a reader could
/// take for something else, with the right suffix, at most 255 bytes long.
QString suggestedFileName(const Image &image);

} // namespace vitrine
