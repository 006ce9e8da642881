#include "core/image/conversion.h"

#include <algorithm>
#include <array>

#include "core/image/displayname.h"
#include "core/image/imageguess.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView sourceProperty("converted_from");
constexpr QLatin1StringView sourceFormatProperty("converted_from_format");
/// Nova's word for how a VMDK is laid out.
constexpr QLatin1StringView vmdkTypeProperty("vmware_disktype");

/// Beginnings of properties that speak of the bytes themselves: signatures, hashes, Glance's own notes.
constexpr std::array<QLatin1StringView, 4> aboutBytes{
    QLatin1StringView("img_signature"),
    QLatin1StringView("os_glance_"),
    QLatin1StringView("owner_specified.openstack."),
    vmdkTypeProperty,
};

bool isAboutBytes(const QString &property)
{
    return std::any_of(aboutBytes.cbegin(), aboutBytes.cend(),
        [&property](QLatin1StringView beginning) { return property.startsWith(beginning); });
}

QString nameOf(const Image &image, DiskFormat format)
{
    constexpr qsizetype longestName = 255;
    const QString suffix = u" ("_s + diskFormatName(format) + u')';
    const QString name = displayName(image);
    return name.left(longestName - suffix.size()) + suffix;
}

} // namespace

ImageDraft draftOfConverted(const Image &image, const DiskLayout &layout)
{
    ImageDraft draft;
    draft.name = nameOf(image, layout.format);
    draft.diskFormat = layout.format;
    draft.containerFormat = ContainerFormat::Bare;
    draft.visibility = image.visibility;
    draft.osHidden = image.osHidden;
    draft.owner = image.owner;
    draft.minDisk = std::max(image.minDisk, minDiskFor(image.virtualSize.value_or(0)));
    draft.minRam = image.minRam;
    draft.tags = image.tags;
    for (auto entry = image.properties.cbegin(); entry != image.properties.cend(); ++entry) {
        if (!isAboutBytes(entry.key()))
            draft.properties.insert(entry.key(), entry.value());
    }
    if (layout.format == DiskFormat::Vmdk) {
        draft.properties.insert(
            vmdkTypeProperty, layout.subformat == u"streamOptimized" ? u"streamOptimized"_s : u"sparse"_s);
    }
    draft.properties.insert(sourceProperty, image.id);
    if (image.diskFormat)
        draft.properties.insert(sourceFormatProperty, diskFormatName(*image.diskFormat));
    return draft;
}

} // namespace vitrine
