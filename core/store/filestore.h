#pragma once

#include "core/store/store.h"

namespace vitrine {

/// Makes the folders of a file store under `root` (staging, blobs, trash, lost+found; mode 0700) if they are
/// missing, checks that they lie on one file system, and opens it.
Result<std::unique_ptr<Store>> openFileStore(const QString &id, const QString &root);

} // namespace vitrine
