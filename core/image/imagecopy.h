#pragma once

#include <optional>

#include "core/image/imagequery.h"

namespace vitrine {

/// How a copy of `image` in another service is described: as that one, without what only holds where it comes
/// from: owner, protection, who may see it, and what the service itself noted.
ImageDraft draftOfCopy(const Image &image);

/// Asks a service for active images with the same data. None when the data of `image` are not known.
std::optional<ImageQuery> twinQuery(const Image &image);
/// Of the answer the first that is hashed as `image` is, and is neither `except` nor `image` itself, which an
/// administrator of the same cloud may see in another project.
std::optional<Image> twinAmong(const QList<Image> &answer, const Image &image, const ImageId &except = {});

} // namespace vitrine
