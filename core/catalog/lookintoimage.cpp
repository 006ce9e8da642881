#include "core/catalog/catalogueprivate.h"
#include "core/disk/allocationmap.h"

namespace vitrine {

Result<Image> Catalogue::Private::withData(const ImageId &id) const
{
    auto image = imageFor(id, Action::DownloadImage);
    if (image && image->status != ImageStatus::Active && image->status != ImageStatus::Deactivated)
        return failure(ErrorCode::Conflict, tr("The image “%1” has no data yet.").arg(displayName(*image)));
    return image;
}

Result<std::unique_ptr<DataSource>> Catalogue::Private::openDataHere(const Image &image) const
{
    auto data = openData(image.id);
    if (data && (*data)->fileDescriptor() < 0) {
        return failure(ErrorCode::Unavailable,
            tr("The data of the image “%1” are not on this computer. Copy them to a store here first.")
                .arg(displayName(image)));
    }
    return data;
}

Result<std::shared_ptr<const DataSource>> Catalogue::openData(const ImageId &id) const
{
    return d->withData(id)
        .and_then([this](const Image &image) { return d->openDataHere(image); })
        .map([](std::unique_ptr<DataSource> data) -> std::shared_ptr<const DataSource> { return data; });
}

Result<AllocationMap> Catalogue::allocation(
    const ImageId &id, int most, const OperationControl &control) const
{
    const auto data = openData(id);
    if (!data)
        return failure(data.error());
    const auto disk = openDiskImage((*data)->fileDescriptor());
    if (!disk)
        return failure(disk.error());
    return mapAllocation(*disk->image, most, control);
}

} // namespace vitrine
