#pragma once

#include <QMap>

#include "core/disk/diskprobe.h"
#include "core/support/filedescriptor.h"
#include "core/support/fileops.h"
#include "core/support/operation.h"

namespace vitrine {

/// What was taken out of a compressed file or an archive: a stretch of an open file.
struct UnpackedDisk {
    FileDescriptor file;
    quint64 offset = 0;
    quint64 size = 0;
    ProbeReport report; ///< of the stretch alone
    QMap<QString, QString> properties = {}; ///< that the description of an appliance speaks of
    qint64 minRam = 0; ///< MB; the same
};

/// Takes off the compression, into a file without a name in `folder`, and finds the disk in an archive, which
/// stays where it lies; with `member` any other file of it. An appliance is compared with its manifest. A
/// file that is neither compressed nor an archive is given back as it is.
Result<UnpackedDisk> unpackDisk(FileOps &ops, FileDescriptor file, const QString &member,
    const QString &folder, const OperationControl &control);

/// The same as a file that holds nothing else: that one, or a copy without a name in `folder`.
Result<FileDescriptor> fileOfItsOwn(
    FileOps &ops, UnpackedDisk disk, const QString &folder, const OperationControl &control);

} // namespace vitrine
