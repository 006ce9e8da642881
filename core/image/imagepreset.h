#pragma once

#include <optional>

#include <QList>
#include <QMap>
#include <QString>

#include "core/image/formats.h"

namespace vitrine {

/// Properties that belong together for one kind of guest, as resources/presets.json lists them.
struct ImagePreset {
    QString id; ///< stable, such as "linux-uefi"
    QList<DiskFormat> formats; ///< for which it makes sense
    qint64 minDisk = 0; ///< GB; at least this much
    qint64 minRam = 0; ///< MB
    QMap<QString, QString> properties;
};

/// The presets that are compiled in, in the order in which they are offered.
const QList<ImagePreset> &imagePresets();
/// Null when there is none of that id.
const ImagePreset *findImagePreset(const QString &id);
/// Reads a list of presets; leaves out what cannot be used.
QList<ImagePreset> imagePresetsFromJson(const QByteArray &json);

} // namespace vitrine
