#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "core/image/image.h"

namespace vitrine {

/// The body of POST /v2/images. The draft must have an id, so that asking twice makes one image.
QJsonObject createBodyOf(const ImageDraft &draft);

/// The operations (application/openstack-images-v2.1-json-patch) that make `patch` of an image that is as
/// `current` says. What the service keeps for itself is left alone.
QJsonArray patchOperationsOf(const Image &current, const ImagePatch &patch);

} // namespace vitrine
