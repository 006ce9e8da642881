#pragma once

#include "core/support/filedescriptor.h"
#include "core/support/fileops.h"
#include "core/support/operation.h"
#include "core/support/result.h"

namespace vitrine {

/// Makes a file ready to be read as a disk: what is compressed is unpacked into a file without a name in
/// `folder`, and an appliance is compared with its manifest. None when `file` itself is to be read.
Result<std::optional<FileDescriptor>> readyToRead(
    FileOps &ops, int file, const QString &folder, const OperationControl &control);

} // namespace vitrine
