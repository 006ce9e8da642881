#include "core/image/image.h"

namespace vitrine {

bool ImagePatch::isEmpty() const
{
    return !name && !visibility && !isProtected && !osHidden && !owner && !diskFormat && !containerFormat
        && !minDisk && !minRam && !tags && addTags.isEmpty() && removeTags.isEmpty() && !properties
        && setProperties.isEmpty() && removeProperties.isEmpty();
}

} // namespace vitrine
