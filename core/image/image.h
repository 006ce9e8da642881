#pragma once

#include <optional>

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include "core/image/formats.h"
#include "core/image/imagestatus.h"

namespace vitrine {

/// A lower-case UUID with dashes; the one key of an image everywhere.
using ImageId = QString;

/// One image record: every attribute of the Image API v2, as a plain value.
struct Image {
    ImageId id;
    QString name; ///< null when the image has none
    ImageStatus status = ImageStatus::Queued;
    Visibility visibility = Visibility::Shared;
    bool isProtected = false;
    bool osHidden = false;
    QString checksum; ///< md5, hexadecimal; null until the data are known
    QString osHashAlgo;
    QString osHashValue;
    QString owner; ///< project id; null when nobody owns it
    std::optional<qint64> size; ///< bytes stored
    std::optional<qint64> virtualSize; ///< bytes the guest sees
    std::optional<DiskFormat> diskFormat;
    std::optional<ContainerFormat> containerFormat;
    qint64 minDisk = 0; ///< GB
    qint64 minRam = 0; ///< MB
    QStringList tags; ///< sorted, without duplicates
    QMap<QString, QString> properties; ///< custom properties, values are always strings
    QDateTime createdAt; ///< UTC
    QDateTime updatedAt; ///< UTC
    QStringList stores; ///< ids of the stores that hold the data, default store first
    std::optional<QDateTime>
        purgeAt; ///< when a pending_delete image leaves the trash for good; not part of the API

    bool operator==(const Image &) const = default;
};

/// What a new image is made of. Anything not set gets Glance's default.
struct ImageDraft {
    ImageId id; ///< null: a new one is made
    QString name;
    std::optional<DiskFormat> diskFormat;
    std::optional<ContainerFormat> containerFormat;
    Visibility visibility = Visibility::Shared;
    bool isProtected = false;
    bool osHidden = false;
    QString owner; ///< null: the caller's project
    qint64 minDisk = 0;
    qint64 minRam = 0;
    QStringList tags;
    QMap<QString, QString> properties;
};

/// Changes to an image: only what is set changes, so edits made side by side do not undo each other.
struct ImagePatch {
    std::optional<QString> name = {}; ///< a null string takes the name away
    std::optional<Visibility> visibility = {};
    std::optional<bool> isProtected = {};
    std::optional<bool> osHidden = {};
    std::optional<QString> owner = {};
    std::optional<DiskFormat> diskFormat = {};
    std::optional<ContainerFormat> containerFormat = {};
    std::optional<qint64> minDisk = {};
    std::optional<qint64> minRam = {};
    std::optional<QStringList> tags = {}; ///< replaces all tags; applied before addTags and removeTags
    QStringList addTags = {};
    QStringList removeTags = {};
    std::optional<QMap<QString, QString>> properties = {}; ///< replaces all; applied before the two below
    QMap<QString, QString> setProperties = {};
    QStringList removeProperties = {};

    bool isEmpty() const;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::Image)
