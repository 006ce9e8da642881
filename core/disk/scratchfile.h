#pragma once

#include <QString>

#include "core/support/filedescriptor.h"
#include "core/support/fileops.h"
#include "core/support/result.h"

namespace vitrine {

/// An empty file without a name in `folder`, for reading and writing by this user alone. It is gone with its
/// descriptor, so also when the program is killed.
Result<FileDescriptor> openScratchFile(FileOps &ops, const QString &folder);

} // namespace vitrine
