#pragma once

#include <memory>

#include "core/openstack/imageapi.h"
#include "core/service/cloudstate.h"
#include "core/service/cloudwatcher.h"

namespace vitrine {

/// Reads the list of a cloud once, and puts into `state` what is different now. Hidden images are asked for
/// unless only other images are on their way: then now and then, and when one may have become hidden.
/// Blocking.
CloudWatcher::Outcome lookAtCloud(ImageApi &api, CloudState &state, const OperationControl &control);

/// Whether it means that the cloud cannot be used at all just now.
bool isUnreachable(const Error &error);

} // namespace vitrine
