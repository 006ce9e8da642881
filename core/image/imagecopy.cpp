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

} // namespace vitrine
