#pragma once

#include "core/disk/bytesource.h"
#include "core/disk/diskimage.h"

namespace vitrine {

using DiskImageResult = Result<std::unique_ptr<DiskImage>>;

// One a format; the probe has found the file's headers sound and free of references to other files.

/// The bytes themselves; what lies between the end of `source` and `virtualSize` is zero.
std::unique_ptr<DiskImage> openRawImage(const ByteSource &source, qint64 virtualSize);
DiskImageResult openQcow2Image(const ByteSource &source);
DiskImageResult openVmdkImage(const ByteSource &source);
DiskImageResult openVdiImage(const ByteSource &source);
DiskImageResult openVhdImage(const ByteSource &source, qint64 virtualSize);
DiskImageResult openVhdxImage(const ByteSource &source);

} // namespace vitrine
