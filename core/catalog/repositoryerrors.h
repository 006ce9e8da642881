#pragma once

#include "core/image/image.h"
#include "core/support/result.h"

namespace vitrine {

// The refusals that several parts of the repository share.

tl::unexpected<Error> imageNotFound(const ImageId &id);
tl::unexpected<Error> imageGone(const ImageId &id);
tl::unexpected<Error> imageInTrash(const ImageId &id);
tl::unexpected<Error> imageProtected(const Image &image);
/// What was still free when the data began to come is used up.
tl::unexpected<Error> catalogueFull(qint64 totalBytes);
/// Somebody else changed the status first.
tl::unexpected<Error> statusConflict(
    const ImageId &id, ImageStatus current, ImageStatus from, ImageStatus to);
tl::unexpected<Error> claimLost(const ImageId &id);
tl::unexpected<Error> idUsed(const ImageId &id);
/// Only a shared image has members.
tl::unexpected<Error> imageNotShared(const ImageId &id);
tl::unexpected<Error> memberNotFound(const ImageId &id, const QString &project);
tl::unexpected<Error> memberExists(const ImageId &id, const QString &project);
tl::unexpected<Error> taskNotFound(const QString &id);

} // namespace vitrine
