#pragma once

#include <QByteArray>
#include <QString>

#include "core/support/fileops.h"
#include "core/support/result.h"

namespace vitrine {

/// A small file to be written whole: first under a temporary name in one folder, then renamed into another.
struct DurableWrite {
    int temporaryFolder = -1;
    QByteArray temporaryName; ///< a left-over of that name is overwritten
    int folder = -1;
    QByteArray name;
    QString path; ///< of the final file, for messages
    mode_t mode = 0600;
    bool replace = true; ///< false: an existing file is ErrorCode::Conflict
};

/// Writes, fsyncs and renames; after success the file survives a power cut once `folder` is synced too, which
/// is the caller's next step. On failure nothing is left under either name.
Result<void> writeAndRename(FileOps &ops, const DurableWrite &write, const QByteArray &bytes);

/// Replaces the small file `path`: it then holds the old or the new bytes whatever happens, and after success
/// the new ones survive a power cut.
Result<void> writeFileDurably(
    const QString &path, const QByteArray &bytes, mode_t mode = 0600, FileOps &ops = systemFileOps());

/// Makes the folder, with the ones above it that are missing, so that its name survives a power cut.
Result<void> makeFolderDurably(const QString &path, FileOps &ops = systemFileOps());

/// Removes what processes that died while they wrote `path` left beside it.
void removeLeftovers(const QString &path, FileOps &ops = systemFileOps());

} // namespace vitrine
