#include "core/image/formats.h"

#include "core/image/enumnames.h"

namespace vitrine {

namespace {

constexpr EnumNames<DiskFormat, 11> diskFormatNames{ {
    { DiskFormat::Ami, "ami" },
    { DiskFormat::Ari, "ari" },
    { DiskFormat::Aki, "aki" },
    { DiskFormat::Vhd, "vhd" },
    { DiskFormat::Vhdx, "vhdx" },
    { DiskFormat::Vmdk, "vmdk" },
    { DiskFormat::Raw, "raw" },
    { DiskFormat::Qcow2, "qcow2" },
    { DiskFormat::Vdi, "vdi" },
    { DiskFormat::Iso, "iso" },
    { DiskFormat::Ploop, "ploop" },
} };

constexpr EnumNames<ContainerFormat, 8> containerFormatNames{ {
    { ContainerFormat::Ami, "ami" },
    { ContainerFormat::Ari, "ari" },
    { ContainerFormat::Aki, "aki" },
    { ContainerFormat::Bare, "bare" },
    { ContainerFormat::Ovf, "ovf" },
    { ContainerFormat::Ova, "ova" },
    { ContainerFormat::Docker, "docker" },
    { ContainerFormat::Compressed, "compressed" },
} };

constexpr EnumNames<Visibility, 4> visibilityNames{ {
    { Visibility::Private, "private" },
    { Visibility::Shared, "shared" },
    { Visibility::Community, "community" },
    { Visibility::Public, "public" },
} };

} // namespace

const QList<DiskFormat> &allDiskFormats()
{
    static const QList<DiskFormat> formats = valuesOf(diskFormatNames);
    return formats;
}

const QList<ContainerFormat> &allContainerFormats()
{
    static const QList<ContainerFormat> formats = valuesOf(containerFormatNames);
    return formats;
}

const QList<Visibility> &allVisibilities()
{
    static const QList<Visibility> visibilities = valuesOf(visibilityNames);
    return visibilities;
}

QString diskFormatName(DiskFormat format)
{
    return nameOf(diskFormatNames, format);
}

std::optional<DiskFormat> diskFormatFromName(const QString &name)
{
    return valueOf(diskFormatNames, name);
}

QString containerFormatName(ContainerFormat format)
{
    return nameOf(containerFormatNames, format);
}

std::optional<ContainerFormat> containerFormatFromName(const QString &name)
{
    return valueOf(containerFormatNames, name);
}

QString visibilityName(Visibility visibility)
{
    return nameOf(visibilityNames, visibility);
}

std::optional<Visibility> visibilityFromName(const QString &name)
{
    return valueOf(visibilityNames, name);
}

} // namespace vitrine
