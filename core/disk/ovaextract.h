#pragma once

#include "core/disk/ovaarchive.h"
#include "core/support/fileops.h"

namespace vitrine {

struct ExtractedDisk {
    OvaDisk disk;
    qint64 size = 0; ///< of the file that was made
    bool isVerified = false; ///< the manifest has a hash of it
};

/// Makes the file `destination` of a disk in an open appliance, as it lies there but for a compression of the
/// whole. Compared with the manifest on the way: ErrorCode::HashMismatch, and then nothing is there. Part
/// file, fsync, rename. `disk` as for chooseDisk(). Blocking; safe from any thread.
Result<ExtractedDisk> extractDisk(int archive, const QString &disk, const QString &destination,
    bool overwrite, const OperationControl &control, FileOps &ops = systemFileOps());

} // namespace vitrine
