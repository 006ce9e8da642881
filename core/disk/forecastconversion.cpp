#include "core/disk/forecastconversion.h"

#include <algorithm>
#include <vector>

#include <QLocale>

#include "core/disk/compression.h"
#include "core/disk/diskerrors.h"
#include "core/disk/diskinarchive.h"
#include "core/disk/diskwriter.h"
#include "core/disk/outputfile.h"
#include "core/disk/unwrap.h"

namespace vitrine {

namespace {

constexpr qint64 sampleLength = 64 * 1024;
constexpr qint64 mostSamples = 48;

/// How a disk is stored, in few words.
struct StoredParts {
    qint64 bytes = 0; ///< not known to be zero
    qint64 packedBytes = 0; ///< the compressed ones among them
};

/// Calls `take` with every extent that is not known to be zero, in order, until it fails.
template<typename Take>
Result<void> forEachStored(const DiskImage &image, const OperationControl &control, Take take)
{
    for (qint64 offset = 0; offset < image.virtualSize();) {
        if (!control.mayContinue())
            return failure(ErrorCode::Cancelled, DiskText::tr("The operation was cancelled."));
        const Result<DiskExtent> extent = image.extentAt(offset);
        if (!extent)
            return failure(extent.error());
        offset = extent->end();
        if (extent->readsAsZero())
            continue;
        if (const Result<void> taken = take(*extent); !taken)
            return taken;
    }
    return {};
}

Result<StoredParts> storedPartsOf(const DiskImage &image, const OperationControl &control)
{
    StoredParts parts;
    const auto add = [&parts](const DiskExtent &extent) -> Result<void> {
        parts.bytes += extent.length;
        if (extent.kind == DiskExtent::Kind::Compressed)
            parts.packedBytes += extent.length;
        return {};
    };
    return forEachStored(image, control, add).map([&parts] { return parts; });
}

bool isPacked(const DiskLayout &layout)
{
    return layout.compression != Compression::None
        || (layout.format == DiskFormat::Vmdk && layout.subformat == QLatin1StringView("streamOptimized"));
}

std::size_t packedLengthOf(std::span<const std::byte> bytes, const DiskLayout &layout)
{
    if (isAllZero(bytes))
        return 0;
    std::vector<std::byte> packed(bytes.size());
    const std::size_t length = layout.compression == Compression::Zstd
        ? zstdBytes(bytes, packed, layout.level.value_or(defaultZstdLevel))
        : deflateBytes(bytes, packed, layout.level.value_or(defaultDeflateLevel), DeflateFrame::Raw);
    return length == 0 ? bytes.size() : length;
}

/// Packs samples that lie evenly over what is stored.
Result<qint64> estimatePacked(const DiskImage &image, const StoredParts &parts, const DiskLayout &layout,
    const OperationControl &control)
{
    const qint64 step = std::max(sampleLength, parts.bytes / mostSamples);
    std::vector<std::byte> sample;
    qint64 passed = 0;
    qint64 next = 0;
    qint64 read = 0;
    qint64 packed = 0;
    const auto takeSamples = [&](const DiskExtent &extent) -> Result<void> {
        for (; next < passed + extent.length; next += step) {
            const qint64 start = (extent.offset + next - passed) / sampleLength * sampleLength;
            sample.resize(static_cast<std::size_t>(std::min(sampleLength, image.virtualSize() - start)));
            if (const auto done = image.read(start, sample); !done)
                return done;
            read += std::ssize(sample);
            packed += static_cast<qint64>(packedLengthOf(sample, layout));
        }
        passed += extent.length;
        return {};
    };
    return forEachStored(image, control, takeSamples).map([&] {
        const double ratio = read == 0 ? 0 : static_cast<double>(packed) / static_cast<double>(read);
        return static_cast<qint64>(static_cast<double>(parts.bytes) * ratio);
    });
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes);
}

bool warnsOf(const ProbeReport &report, QLatin1StringView check)
{
    return std::any_of(report.warnings.cbegin(), report.warnings.cend(),
        [check](const ProbeFinding &finding) { return finding.check == check; });
}

QStringList lossesOf(const OpenedDisk &source, const StoredParts &parts, const ConversionForecast &forecast,
    const DiskLayout &layout)
{
    QStringList losses;
    if (warnsOf(source.report, QLatin1StringView("snapshots"))) {
        losses.append(DiskText::tr("The snapshots inside the image are lost: only the disk as it is now is "
                                   "converted."));
    }
    if (warnsOf(source.report, QLatin1StringView("dirty"))) {
        losses.append(DiskText::tr("The image was not closed properly. What a program had not written to it "
                                   "by then is not in the new one either."));
    }
    if (parts.packedBytes > 0 && !isPacked(layout)) {
        losses.append(DiskText::tr("The compression is lost: instead of %1 the new image takes about %2.")
                          .arg(sizeText(source.report.actualSize), sizeText(forecast.estimatedSize)));
    }
    const bool isRounded = forecast.virtualSize == wholeSectors(source.image->virtualSize());
    if (isRounded && forecast.virtualSize > source.image->virtualSize()) {
        losses.append(DiskText::tr("The disk becomes %n byte(s) larger, because this format counts in "
                                   "sectors. The new bytes are zero.",
            nullptr, static_cast<int>(forecast.virtualSize - source.image->virtualSize())));
    }
    if (source.report.detected == DetectedFormat::Iso && layout.format != DiskFormat::Raw) {
        losses.append(DiskText::tr("As %1 the disc image can only be attached as a hard disk, not as a "
                                   "disc.")
                          .arg(diskFormatName(layout.format)));
    }
    return losses;
}

} // namespace

Result<ConversionForecast> forecastConversion(int sourceFile, const DiskLayout &layout, qint64 size,
    const OperationControl &control, const QString &disk)
{
    if (const auto checked = checkLayout(layout); !checked)
        return failure(checked.error());
    const auto file = wholeFile(sourceFile);
    if (!file)
        return failure(file.error());
    ConversionForecast forecast;
    forecast.isPacked = isWrapped(*file);
    if (forecast.isPacked)
        return forecast;
    const auto source = openDiskImage(*file, disk);
    if (!source && disk.isEmpty() && source.error().detail == QLatin1StringView("several_disks")) {
        return diskNames(*file).map([&forecast](const QStringList &names) {
            forecast.disks = names;
            return forecast;
        });
    }
    if (!source)
        return failure(source.error());
    const DiskImage &image = *source->image;
    const auto virtualSize = newDiskSize(image.virtualSize(), size, layout);
    if (!virtualSize)
        return failure(virtualSize.error());
    const auto parts = storedPartsOf(image, control);
    if (!parts)
        return failure(parts.error());
    const auto estimate
        = isPacked(layout) ? estimatePacked(image, *parts, layout, control) : Result<qint64>(parts->bytes);
    if (!estimate)
        return failure(estimate.error());
    forecast.virtualSize = *virtualSize;
    forecast.storedBytes = parts->bytes;
    forecast.estimatedSize = *estimate;
    forecast.losses = lossesOf(*source, *parts, forecast, layout);
    return forecast;
}

} // namespace vitrine
