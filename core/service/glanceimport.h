#pragma once

#include "core/catalog/catalogue.h"
#include "core/openstack/imageapi.h"
#include "core/service/datadescription.h"

namespace vitrine {

/// Gives a queued image the formats that it lacks, from what is to become its data, and refuses what Glance
/// would refuse after the last byte. Blocking.
Result<void> prepareForGlance(ImageApi &api, const ImageId &id, const DataDescription &data);

/// Has the cloud import, and waits until its task has ended. ErrorCode::Conflict with the task's own words
/// when it failed. Stopping ends the wait, not the import. Blocking.
Result<Task> importInGlance(
    ImageApi &api, const ImageId &id, const ImportRequest &request, const OperationControl &control);

} // namespace vitrine
