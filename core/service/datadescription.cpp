#include "core/service/datadescription.h"

#include "core/disk/convertdisk.h"

namespace vitrine {

namespace {

constexpr qint64 gibibyte = 1LL << 30;

} // namespace

Result<ImagePatch> describedBy(const Image &image, const DataDescription &data)
{
    const ProbeReport &report = data.report;
    if (!report.isSafe()) {
        const ProbeFinding &finding = report.violations.constFirst();
        return failure(ErrorCode::UnsupportedFormat, finding.reason, finding.check);
    }
    ImagePatch patch;
    const bool isComplete = image.diskFormat && image.containerFormat;
    if (!image.diskFormat)
        patch.diskFormat = report.diskFormat;
    if (!image.containerFormat)
        patch.containerFormat = report.containerFormat;
    if (!isComplete && image.minDisk == 0 && report.virtualSize.value_or(0) > 0)
        patch.minDisk = (*report.virtualSize + gibibyte - 1) / gibibyte;
    if (image.minRam == 0 && data.minRam > 0)
        patch.minRam = data.minRam;
    for (auto it = data.properties.cbegin(); it != data.properties.cend(); ++it) {
        if (!image.properties.contains(it.key()))
            patch.setProperties.insert(it.key(), it.value());
    }
    return patch;
}

Result<UnpackedDisk> unpackFile(
    const QString &path, const QString &member, const QString &folder, const OperationControl &control)
{
    auto file = openDiskFile(path);
    if (!file)
        return failure(file.error());
    return unpackDisk(systemFileOps(), std::move(*file), member, folder, control);
}

} // namespace vitrine
