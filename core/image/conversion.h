#pragma once

#include <QStringList>

#include "core/image/disklayout.h"
#include "core/image/image.h"

namespace vitrine {

/// What a conversion would make, looked up before it is begun.
struct ConversionForecast {
    qint64 virtualSize = 0; ///< bytes the guest sees in the new image
    qint64 storedBytes = 0; ///< of these, how many are not known to be zero
    qint64 estimatedSize = 0; ///< bytes that the new image takes on the disk; from samples if compressed
    std::optional<qint64> freeBytes = {}; ///< where it will lie; none when that is not known
    /// An archive holds several disks, and none was chosen: these. Nothing else is known then.
    QStringList disks = {};
    bool isPacked = false; ///< compressed as a whole: no size is known before it is unpacked
    QStringList losses = {}; ///< what the new image will not have any more, a sentence each

    bool fits() const { return !freeBytes || estimatedSize < *freeBytes; }
};

/// How the image that a conversion makes of `image` is described: as that one, but for what was said about
/// its old bytes. Properties tell what it was made of.
ImageDraft draftOfConverted(const Image &image, const DiskLayout &layout);

} // namespace vitrine
