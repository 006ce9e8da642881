#pragma once

#include <QString>

#include "core/image/formats.h"

namespace vitrine {

/// What runs in an image, in the words of Glance's properties os_distro, os_version and architecture. A null
/// string is not known.
struct OsDescription {
    QString distro;
    QString version;
    QString architecture;

    bool operator==(const OsDescription &) const = default;
};

/// What the names of well-known cloud images and installers tell, such as
/// "ubuntu-22.04-server-cloudimg-arm64.img".
OsDescription guessOs(const QString &fileName);
/// Each part of `better`, and where it does not know that of `fallback`.
OsDescription mergedOs(const OsDescription &better, const OsDescription &fallback);
/// Glance's os_type for an os_distro: "linux", "windows", or null when it is neither or not known.
QString osTypeOf(const QString &distro);

/// A name for the image made of this file: without the suffixes of disk formats and compression, the "(1)" of
/// a second download and characters that a name must not hold; at most 255 characters.
QString guessImageName(const QString &fileName);

/// The disk format that the suffix promises; raw when it promises none.
DiskFormat guessDiskFormat(const QString &fileName);

/// min_disk (GB) for a disk of `virtualSize` bytes: the next whole GiB.
qint64 minDiskFor(qint64 virtualSize);

} // namespace vitrine
