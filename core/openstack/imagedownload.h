#pragma once

#include "core/openstack/imageapi.h"
#include "core/support/digest.h"

namespace vitrine {

/// What arrived.
struct RemoteData {
    qint64 size = 0;
    Digests digests;
    /// False when the service has no hash that this program knows: then nobody can say whether they are
    /// right.
    bool isVerified = false;
};

/// Writes the data of an image into the file `destination`. They are gathered in a part file beside it and
/// get the name only once their hash is the image's. A broken connection is taken up again where it broke; a
/// part that an earlier try left is taken up too, when it belongs to the same data. One that was stopped
/// leaves its part, for whoever does not want it any more to remove. Data with a wrong hash stay as
/// `destination` with ".corrupt" behind it. Blocking.
Result<RemoteData> downloadImage(ImageApi &api, const ImageId &id, const QString &destination, bool overwrite,
    const OperationControl &control);

/// Reads and compares the data without keeping them. ErrorCode::HashMismatch when they are not the image's.
Result<RemoteData> checkImageData(ImageApi &api, const ImageId &id, const OperationControl &control);

} // namespace vitrine
