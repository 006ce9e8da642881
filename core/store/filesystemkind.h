#pragma once

#include <QString>

#include "core/support/fileops.h"

namespace vitrine {

/// What a person should know about keeping images on the file system of this open folder: on a network share
/// or a memory card's FAT the promises about power cuts and large files are weaker. Null when all is well.
QString fileSystemWarning(FileOps &ops, int folder, const QString &path);

} // namespace vitrine
