#pragma once

#include <QDate>
#include <QList>

#include "core/image/image.h"
#include "core/transfer/transfer.h"

namespace vitrine {

/// How a file becomes the new version of an image: what is asked of the queue, and what that means for
/// others.
struct PublishPlan {
    TransferRequest request;
    QList<Image> kept; ///< older versions that stay hidden, newest first
    QList<Image> retired; ///< older versions that go to the trash, newest first
};

struct PublishOptions {
    QDate today; ///< becomes part of the name of the image that is replaced
    int keepVersions = 3; ///< replaced images to keep, the one replaced now among them; at least 1
    bool retireOlder = false; ///< whether the request has the others moved to the trash
};

/// The new image gets name, visibility, owner, min_disk, min_ram, tags and properties of `replaced` and stays
/// hidden until it is active. `candidates` is where older versions are looked for: hidden, active, not
/// protected and called as this function calls what it replaces, such as "debian-12 (2026-11-22)".
PublishPlan planPublish(const Image &replaced, const QString &file, const QList<Image> &candidates,
    const PublishOptions &options);

} // namespace vitrine
