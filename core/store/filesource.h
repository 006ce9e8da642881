#pragma once

#include <memory>

#include "core/store/datasource.h"
#include "core/support/filedescriptor.h"

namespace vitrine {

/// Reads an open regular file from its beginning to the length it has now.
/// `path` is for messages.
Result<std::unique_ptr<DataSource>> readOpenFile(FileOps &ops, FileDescriptor file, const QString &path);

/// Reads a stretch of it, which lies within the file.
Result<std::unique_ptr<DataSource>> readOpenFile(
    FileOps &ops, FileDescriptor file, const QString &path, qint64 start, qint64 length);

} // namespace vitrine
