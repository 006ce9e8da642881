#pragma once

#include <QString>

#include "core/store/store.h"

namespace vitrine {

struct FileExport {
    QString destination;
    bool overwrite = false; ///< false: an existing file is ErrorCode::Conflict
    QString expectedSha512; ///< hexadecimal; null: nothing to compare with
};

/// Copies `source` to a file: part file beside the destination, sparse, hashed on the way, compared with the
/// expected hash, fsynced, renamed, folder fsynced. Nothing under the final name unless all of that worked.
/// The part of an export that died is replaced; that of a live one is ErrorCode::Unavailable.
/// ErrorCode::Conflict when source and destination are one file.
Result<BlobDigest> exportToFile(DataSource &source, const FileExport &request,
    const OperationControl &control, FileOps &ops = systemFileOps());

/// Reads the whole source and hashes it.
Result<BlobDigest> digestOf(DataSource &source, const OperationControl &control);

} // namespace vitrine
