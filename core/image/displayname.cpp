#include "core/image/displayname.h"

namespace vitrine {

QString displayName(const Image &image)
{
    return image.name.isEmpty() ? image.id : image.name;
}

} // namespace vitrine
