#pragma once

#include <vector>

#include "core/disk/diskprobe.h"
#include "core/disk/diskwriter.h"
#include "core/support/filedescriptor.h"
#include "core/support/fileops.h"
#include "core/support/operation.h"

namespace vitrine {

struct ConvertOptions {
    DiskLayout layout;
    qint64 size = 0; ///< of the new disk, which has zeros behind its source's; 0: as its source
    /// Open files that a qcow2 source is laid over, nearest first: see openDiskChain().
    std::vector<int> backing = {};
    int threads = 0; ///< 0: one a core
    bool verify = false; ///< read the new image back and compare it before it gets its name
    bool overwrite = false; ///< false: an existing file is ErrorCode::Conflict
    QString disk = {}; ///< which one of an archive that holds several
};

struct ConvertReport {
    ProbeReport source; ///< what was converted
    qint64 virtualSize = 0; ///< of the new image
    qint64 size = 0; ///< of the new file
    qint64 allocated = 0; ///< bytes that it takes on the disk
};

/// Makes the file `destination` of what is in an open disk image: part file, fsync, rename, so nothing is
/// under the final name unless all of it worked. Opens no other file. A compressed source is unpacked beside
/// the destination first, an appliance is compared with its manifest. Blocking; safe from any thread.
Result<ConvertReport> convertDisk(int sourceFile, const QString &destination, const ConvertOptions &options,
    const OperationControl &control, FileOps &ops = systemFileOps());

/// As convertDisk(), into a file that is open for reading and writing and empty: written and verified, but
/// not synced. The source must be ready to be read (convertsource.h). `name` is for messages, and for formats
/// that write their own name.
Result<ConvertReport> convertInto(int targetFile, const QString &name, int sourceFile,
    const ConvertOptions &options, const OperationControl &control, FileOps &ops = systemFileOps());

/// As convertDisk(), of a file by its name.
Result<ConvertReport> convertDiskFile(const QString &source, const QString &destination,
    const ConvertOptions &options, const OperationControl &control, FileOps &ops = systemFileOps());

/// A regular file open for reading, without waiting for a FIFO's writer.
Result<FileDescriptor> openDiskFile(const QString &path);

} // namespace vitrine
