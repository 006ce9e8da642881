#pragma once

#include <optional>

#include <QString>

#include "core/disk/bytesource.h"

namespace vitrine {

/// What a qcow2 image says about the file that its holes show.
struct BackingReference {
    QString name; ///< as it is written, which may be a path or a link; never followed
    QString format; ///< qemu's word, such as "raw"; null when it does not say

    bool operator==(const BackingReference &) const = default;
};

/// None when the bytes are no qcow2 image or one that stands alone.
std::optional<BackingReference> backingReferenceOf(const ByteSource &source);

} // namespace vitrine
