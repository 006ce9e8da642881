#pragma once

#include "core/image/metadef.h"
#include "core/openstack/apisession.h"

namespace vitrine {

/// A limit that a project has in the image service, and how much of it is used.
struct RemoteLimit {
    QString name; ///< "image_count_total", "image_size_total", ...
    qint64 limit = -1; ///< -1: none. Sizes are in MiB
    qint64 usage = 0;

    bool operator==(const RemoteLimit &) const = default;
};

/// Empty when the service counts nothing, or does not tell.
Result<QList<RemoteLimit>> remoteLimits(ApiSession &session, const OperationControl &control = {});

/// What the image records of this service may hold.
struct RemoteSchema {
    QStringList diskFormats;
    QStringList containerFormats;
    /// Properties that the administrator has described.
    QList<PropertyDefinition> properties;
};

Result<RemoteSchema> remoteImageSchema(ApiSession &session, const OperationControl &control = {});

/// Every namespace of definitions that are meant for images.
Result<QList<MetadefNamespace>> remoteMetadefs(ApiSession &session, const OperationControl &control = {});

} // namespace vitrine
