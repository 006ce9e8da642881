#pragma once

#include <optional>

#include <QDateTime>
#include <QList>

#include "core/image/image.h"
#include "core/openstack/apisession.h"

namespace vitrine {

/// An image whose data a Glance keeps near, so as not to fetch them from a store again.
struct CachedImage {
    ImageId id;
    qint64 size = 0;
    qint64 hits = 0;
    QDateTime lastModified;
    std::optional<QDateTime> lastAccessed; ///< none: never

    bool operator==(const CachedImage &) const = default;
};

struct ImageCache {
    QList<CachedImage> cached;
    QList<ImageId> queued; ///< to be cached when the service has time
};

// For administrators: ErrorCode::Forbidden for others, ErrorCode::NotFound where the cache is switched off.
// See ImageServiceFeatures::hasCache.
Result<ImageCache> readImageCache(ApiSession &session, const OperationControl &control = {});
Result<void> queueForCache(ApiSession &session, const ImageId &id, const OperationControl &control = {});
/// Out of the cache, and out of what waits for it.
Result<void> removeFromCache(ApiSession &session, const ImageId &id, const OperationControl &control = {});
Result<void> clearImageCache(ApiSession &session, const OperationControl &control = {});

} // namespace vitrine
