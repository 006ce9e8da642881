#pragma once

#include "core/disk/unpackeddisk.h"
#include "core/image/image.h"

namespace vitrine {

/// What data say about the image that they are to become.
struct DataDescription {
    ProbeReport report;
    QMap<QString, QString> properties = {}; ///< of the appliance that they lay in
    qint64 minRam = 0; ///< MB; the same
};

/// What `data` tell and the image leaves open: its formats, with them the smallest disk, and what an
/// appliance knows of its machine. ErrorCode::UnsupportedFormat when the data are not safe.
Result<ImagePatch> describedBy(const Image &image, const DataDescription &data);

/// Opens the file and takes out of it what is to become an image, with `folder` for what is unpacked.
Result<UnpackedDisk> unpackFile(
    const QString &path, const QString &member, const QString &folder, const OperationControl &control);

} // namespace vitrine
