#pragma once

#include <optional>

#include <QList>
#include <QMetaType>
#include <QString>

namespace vitrine {

/// Glance's default disk_formats.
enum class DiskFormat { Ami, Ari, Aki, Vhd, Vhdx, Vmdk, Raw, Qcow2, Vdi, Iso, Ploop };
/// Glance's default container_formats.
enum class ContainerFormat { Ami, Ari, Aki, Bare, Ovf, Ova, Docker, Compressed };
enum class Visibility { Private, Shared, Community, Public };

const QList<DiskFormat> &allDiskFormats();
const QList<ContainerFormat> &allContainerFormats();
const QList<Visibility> &allVisibilities();

QString diskFormatName(DiskFormat format);
std::optional<DiskFormat> diskFormatFromName(const QString &name);
QString containerFormatName(ContainerFormat format);
std::optional<ContainerFormat> containerFormatFromName(const QString &name);
QString visibilityName(Visibility visibility);
std::optional<Visibility> visibilityFromName(const QString &name);

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::DiskFormat)
Q_DECLARE_METATYPE(vitrine::ContainerFormat)
Q_DECLARE_METATYPE(vitrine::Visibility)
