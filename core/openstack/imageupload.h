#pragma once

#include "core/openstack/imageapi.h"

namespace vitrine {

struct RemoteUpload {
    ImageId id;
    QString path; ///< of the file on this computer
    bool isStaged = false; ///< into staging, for an import
    QString store; ///< empty: the default one
};

/// Sends a file as the data of a queued image, hashes it beside that, and compares with what the service says
/// it stored. A lost answer is cleared up by asking; a broken upload begins anew twice, and only while the
/// image is queued. Stopping leaves the image queued. Blocking.
Result<Image> uploadImage(ImageApi &api, const RemoteUpload &upload, const OperationControl &control);

} // namespace vitrine
