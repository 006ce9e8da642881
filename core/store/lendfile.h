#pragma once

#include <QString>

#include "core/store/datasource.h"

namespace vitrine {

/// Gives other programs the bytes of `source` as the new file `path` without copying them: by sharing its
/// blocks, else as a second name of the same file. A second name is given only while nobody may write to the
/// file, since what is written under one name is written under both; the mode is then that of the source.
/// ErrorCode::Unavailable where the disk can do neither.
Result<void> lendFile(const DataSource &source, const QString &path, FileOps &ops = systemFileOps());

} // namespace vitrine
