#pragma once

#include <QList>
#include <QString>

#include "core/image/disklayout.h"

namespace vitrine {

/// Something people convert an image for, and the layout that serves it best.
struct ConvertPurpose {
    QString id;
    QString title; ///< "For VirtualBox"
    QString explanation; ///< why this layout
    DiskLayout layout;
};

QList<ConvertPurpose> convertPurposes();

/// One way to lay out a format, as people choose it.
struct PackingChoice {
    QString title; ///< "Compressed (zstd)"
    DiskLayout layout;
};

/// The formats that can be made, in the order in which they are offered.
QList<DiskFormat> convertibleFormats();
/// The ways to lay out `format`, the usual one first. Never empty.
QList<PackingChoice> packingChoices(DiskFormat format);

} // namespace vitrine
