#pragma once

#include "core/store/store.h"

namespace vitrine {

struct FileStoreOptions {
    /// False for a store that was there before: an empty folder then means that its disk is missing, and is
    /// ErrorCode::Unavailable.
    bool makeFolders = true;
    FileOps *ops = &systemFileOps();
};

/// Opens a file store under `root` (staging, blobs, trash, lost+found; mode 0700), making its folders if they
/// are missing, and checks that they lie on one file system.
Result<std::unique_ptr<Store>> openFileStore(
    const QString &id, const QString &root, const FileStoreOptions &options = {});

} // namespace vitrine
