#include "core/image/imagecopy.h"

#include "core/image/imageattributes.h"

namespace vitrine {

ImageDraft draftOfCopy(const Image &image)
{
    ImageDraft draft;
    draft.name = image.name;
    draft.diskFormat = image.diskFormat;
    draft.containerFormat = image.containerFormat;
    draft.minDisk = image.minDisk;
    draft.minRam = image.minRam;
    draft.tags = image.tags;
    for (auto entry = image.properties.cbegin(); entry != image.properties.cend(); ++entry) {
        if (attributeKindOf(entry.key()) == AttributeKind::Custom)
            draft.properties.insert(entry.key(), entry.value());
    }
    return draft;
}

std::optional<ImageQuery> twinQuery(const Image &image)
{
    if (image.osHashValue.isEmpty())
        return std::nullopt;
    ImageQuery query;
    query.filters = { { FilterField::OsHashValue, FilterOperator::Equal, { image.osHashValue }, {} },
        { FilterField::Status, FilterOperator::Equal, { imageStatusName(ImageStatus::Active) }, {} } };
    query.hidden = HiddenFilter::Both;
    return query;
}

std::optional<Image> twinAmong(const QList<Image> &answer, const Image &image, const ImageId &except)
{
    for (const Image &twin : answer) {
        if (twin.id != except && twin.id != image.id && twin.osHashAlgo == image.osHashAlgo
            && twin.osHashValue == image.osHashValue)
            return twin;
    }
    return std::nullopt;
}

} // namespace vitrine
