#pragma once

#include <memory>

#include "core/disk/diskimage.h"

namespace vitrine {

/// A disk whose holes show the one below it, and zeros where that has ended.
std::unique_ptr<DiskImage> layOver(std::unique_ptr<DiskImage> below, std::unique_ptr<DiskImage> above);

} // namespace vitrine
