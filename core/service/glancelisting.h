#pragma once

#include "core/openstack/imageapi.h"

namespace vitrine {

/// A page of what `query` asks for, also where Glance has no words for it: the search text, hidden images
/// with the others, orders of our own. Then more is asked for and thinned out here. Blocking.
Result<ImagePage> listFromGlance(ImageApi &api, const ImageQuery &query);

/// The page that `query` asks for of all that it asks for.
ImagePage pageOfImages(const QList<Image> &sorted, const ImageQuery &query);

/// All of it.
Result<QList<Image>> listAllFromGlance(ImageApi &api, const ImageQuery &query);

} // namespace vitrine
