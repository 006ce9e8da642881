#pragma once

#include <QString>

#include "core/support/result.h"

namespace vitrine {

/// Writes a small, valid and empty qcow2 disk (version 3, 1 GiB virtual, 256 KiB on disk) to `path`.
Result<void> writeSampleDisk(const QString &path);

} // namespace vitrine
