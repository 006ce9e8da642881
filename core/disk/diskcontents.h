#pragma once

#include "core/disk/diskimage.h"
#include "core/image/diskcontents.h"

namespace vitrine {

/// Looks into partitions and file systems. Reads a few megabytes whatever the bytes say, mounts nothing and
/// opens no other file. What cannot be made out stays unknown; it never fails. Blocking; safe from any
/// thread.
DiskContents lookIntoDisk(const DiskImage &image);

} // namespace vitrine
