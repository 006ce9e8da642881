#pragma once

#include "core/disk/unwrap.h"
#include "core/support/filedescriptor.h"
#include "core/support/fileops.h"
#include "core/support/operation.h"

namespace vitrine {

/// Writes what a stream gives to the empty file `file`, with holes where it is zero. Progress counts the
/// bytes of the wrapped file that have been read.
Result<quint64> writeUnwrapped(
    FileOps &ops, int file, const QString &path, UnwrappedStream &stream, const OperationControl &control);

/// A compressed file has no random access: it is unpacked into a file without a name in `folder`, which is
/// where the result will lie, so that there is room for it. None when the file is not wrapped.
Result<std::optional<FileDescriptor>> unpackIfWrapped(
    FileOps &ops, int wrapped, const QString &folder, const OperationControl &control);

} // namespace vitrine
