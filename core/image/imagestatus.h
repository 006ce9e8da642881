#pragma once

#include <optional>

#include <QList>
#include <QMetaType>
#include <QString>

namespace vitrine {

/// Glance's nine statuses (glance/domain, Image.valid_state_targets).
enum class ImageStatus {
    Queued,
    Saving,
    Uploading,
    Importing,
    Active,
    Deactivated,
    Killed,
    PendingDelete,
    Deleted,
};

/// All nine, in the order in which an image may live through them.
const QList<ImageStatus> &allImageStatuses();

/// Glance's word, such as "pending_delete".
QString imageStatusName(ImageStatus status);
std::optional<ImageStatus> imageStatusFromName(const QString &name);

/// The statuses that Glance lets an image move to from `from`.
const QList<ImageStatus> &statusesAfter(ImageStatus from);
bool isTransitionAllowed(ImageStatus from, ImageStatus to);

/// True while somebody is expected to be working on the image (saving, uploading, importing).
bool isTransitional(ImageStatus status);

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::ImageStatus)
