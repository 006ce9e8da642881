#pragma once

#include <QString>

#include "core/store/store.h"

namespace vitrine {

struct FileExport {
    QString destination;
    bool overwrite = false; ///< false: an existing file is ErrorCode::Conflict
    QString expectedSha512; ///< null: nothing to compare with
};

/// Copies `source` to a file: part file beside the destination (".part"), sparse, hashed on the way, re-read
/// nothing, compared with the expected hash, fsynced, renamed, folder fsynced. Nothing under the final name
/// unless all of that worked.
Result<BlobDigest> exportToFile(
    DataSource &source, const FileExport &request, const OperationControl &control);

/// Reads the whole source and hashes it.
Result<BlobDigest> digestOf(DataSource &source, const OperationControl &control);

} // namespace vitrine
