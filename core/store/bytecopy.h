#pragma once

#include "core/store/sparsewriter.h"
#include "core/store/store.h"

namespace vitrine {

/// Reads the whole source, hashes it beside that on other threads, and writes it to `writer` unless that is
/// null. Checks the limits before and while bytes arrive, and at the end that the source did not change.
/// `crashPointName` is passed once a mebibyte.
Result<BlobDigest> copyBytes(DataSource &source, SparseWriter *writer, const BlobLimits &limits,
    const OperationControl &control, const char *crashPointName,
    OperationPhase phase = OperationPhase::Copying);

/// copyBytes() into the open, empty file `fd`. Shares the blocks of the source when both lie on one file
/// system that can do so; a source that makes its file does so in there.
Result<BlobDigest> copyToFile(DataSource &source, FileOps &ops, int fd, const QString &path,
    const BlobLimits &limits, const OperationControl &control, const char *crashPointName);

} // namespace vitrine
