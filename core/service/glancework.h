#pragma once

#include "core/catalog/catalogue.h"
#include "core/openstack/imageapi.h"
#include "core/openstack/imageupload.h"

namespace vitrine {

// What takes several requests to a cloud. Blocking.

/// Looks at the file, sends it, and compares what the cloud says it has.
Result<Image> sendFile(
    ImageApi &api, const RemoteUpload &upload, const UploadOptions &options, const OperationControl &control);
Result<QList<StoreInfo>> storesOf(ImageApi &api);
/// Of the images that one's own project owns.
Result<Usage> usageOf(ImageApi &api);
/// Reads the data of `ids`, or of all active images, and compares their hashes.
Result<VerifyReport> verifyInGlance(ImageApi &api, QList<ImageId> ids, const OperationControl &control);

} // namespace vitrine
