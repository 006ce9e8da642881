#pragma once

#include "core/image/image.h"

namespace vitrine {

/// How a copy of `image` in another service is described: as that one, without what only holds where it comes
/// from: owner, protection, who may see it, and what the service itself noted.
ImageDraft draftOfCopy(const Image &image);

} // namespace vitrine
