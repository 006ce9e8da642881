#include "ui/text/imagetext.h"

#include <QCoreApplication>

#include "ui/text/datetext.h"
#include "ui/text/numbertext.h"
#include "ui/text/statustext.h"

namespace vitrine::text {

namespace {

struct ImageText {
    Q_DECLARE_TR_FUNCTIONS(ImageText)
};

} // namespace

QString imageName(const Image &image)
{
    return image.name.isEmpty() ? ImageText::tr("Unnamed image") : image.name;
}

QString visibilityWord(Visibility visibility)
{
    switch (visibility) {
    case Visibility::Private:
        //: Image visibility
        return ImageText::tr("Private");
    case Visibility::Shared:
        //: Image visibility
        return ImageText::tr("Shared");
    case Visibility::Community:
        //: Image visibility
        return ImageText::tr("Community");
    case Visibility::Public:
        //: Image visibility
        return ImageText::tr("Public");
    }
    Q_UNREACHABLE();
}

QString visibilityExplanation(Visibility visibility)
{
    switch (visibility) {
    case Visibility::Private:
        return ImageText::tr("Only its owner can see and use it.");
    case Visibility::Shared:
        return ImageText::tr("Its owner and the projects that it is shared with can use it.");
    case Visibility::Community:
        return ImageText::tr("Everybody can use it, but it is not in everybody's list.");
    case Visibility::Public:
        return ImageText::tr("Everybody can see and use it.");
    }
    Q_UNREACHABLE();
}

QString diskFormatWord(std::optional<DiskFormat> format)
{
    // Upper-case abbreviations as their makers write them; they are names and not translated.
    if (!format)
        return dash();
    switch (*format) {
    case DiskFormat::Raw:
        //: Disk format: a plain copy of a disk
        return ImageText::tr("Raw");
    case DiskFormat::Ploop:
        return QStringLiteral("Ploop");
    default:
        return diskFormatName(*format).toUpper();
    }
}

QString diskFormatExplanation(DiskFormat format)
{
    switch (format) {
    case DiskFormat::Ami:
        return ImageText::tr("Amazon machine image: the disk of an Amazon-style virtual machine.");
    case DiskFormat::Ari:
        return ImageText::tr("Amazon ramdisk image: the first files an Amazon-style machine loads.");
    case DiskFormat::Aki:
        return ImageText::tr("Amazon kernel image: the kernel an Amazon-style machine starts.");
    case DiskFormat::Vhd:
        return ImageText::tr("Virtual disk of older Hyper-V, Xen and VirtualBox.");
    case DiskFormat::Vhdx:
        return ImageText::tr("Virtual disk of Hyper-V.");
    case DiskFormat::Vmdk:
        return ImageText::tr("Virtual disk of VMware.");
    case DiskFormat::Raw:
        return ImageText::tr("The plain bytes of a disk, without any packing.");
    case DiskFormat::Qcow2:
        return ImageText::tr("Virtual disk of QEMU and KVM that grows as it is filled.");
    case DiskFormat::Vdi:
        return ImageText::tr("Virtual disk of VirtualBox.");
    case DiskFormat::Iso:
        return ImageText::tr("Image of an optical disc, such as an installer.");
    case DiskFormat::Ploop:
        return ImageText::tr("Virtual disk of Virtuozzo containers.");
    }
    Q_UNREACHABLE();
}

QString containerFormatWord(std::optional<ContainerFormat> format)
{
    if (!format)
        return dash();
    switch (*format) {
    case ContainerFormat::Bare:
        //: Container format: no container around the disk
        return ImageText::tr("Bare");
    case ContainerFormat::Docker:
        return QStringLiteral("Docker");
    case ContainerFormat::Compressed:
        //: Container format
        return ImageText::tr("Compressed");
    default:
        return containerFormatName(*format).toUpper();
    }
}

QString imageSentence(const Image &image, const QDateTime &now)
{
    QStringList parts{ imageName(image), statusWord(image.status) };
    if (image.diskFormat) {
        //: Part of a spoken row; %1 is a disk format
        parts.append(ImageText::tr("format %1").arg(diskFormatWord(image.diskFormat)));
    }
    if (image.size) {
        //: Part of a spoken row; %1 is an amount of bytes
        parts.append(ImageText::tr("size %1").arg(bytes(*image.size)));
    }
    if (image.virtualSize) {
        //: Part of a spoken row; %1 is an amount of bytes
        parts.append(ImageText::tr("virtual size %1").arg(bytes(*image.virtualSize)));
    }
    parts.append(visibilityWord(image.visibility));
    if (image.isProtected) {
        //: An image that cannot be deleted
        parts.append(ImageText::tr("protected"));
    }
    if (image.osHidden) {
        //: An image that is left out of listings
        parts.append(ImageText::tr("hidden"));
    }
    //: Part of a spoken row; %1 is a time such as "5 min ago"
    parts.append(ImageText::tr("changed %1").arg(relativeDate(image.updatedAt, now)));
    //: Separates the parts of a spoken row
    return parts.join(ImageText::tr(", "));
}

} // namespace vitrine::text
