#pragma once

#include "core/image/image.h"
#include "core/support/result.h"

namespace vitrine {

// The refusals that several parts of the repository share.

tl::unexpected<Error> imageNotFound(const ImageId &id);
tl::unexpected<Error> imageGone(const ImageId &id);
tl::unexpected<Error> imageInTrash(const ImageId &id);
/// Somebody else changed the status first.
tl::unexpected<Error> statusConflict(
    const ImageId &id, ImageStatus current, ImageStatus from, ImageStatus to);
tl::unexpected<Error> claimLost(const ImageId &id);
tl::unexpected<Error> idUsed(const ImageId &id);
tl::unexpected<Error> taskNotFound(const QString &id);

} // namespace vitrine
