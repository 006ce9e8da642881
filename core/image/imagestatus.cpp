#include "core/image/imagestatus.h"

#include "core/image/enumnames.h"

namespace vitrine {

namespace {

constexpr EnumNames<ImageStatus, 9> statusNames{ {
    { ImageStatus::Queued, "queued" },
    { ImageStatus::Saving, "saving" },
    { ImageStatus::Uploading, "uploading" },
    { ImageStatus::Importing, "importing" },
    { ImageStatus::Active, "active" },
    { ImageStatus::Deactivated, "deactivated" },
    { ImageStatus::Killed, "killed" },
    { ImageStatus::PendingDelete, "pending_delete" },
    { ImageStatus::Deleted, "deleted" },
} };

} // namespace

const QList<ImageStatus> &allImageStatuses()
{
    static const QList<ImageStatus> statuses = valuesOf(statusNames);
    return statuses;
}

QString imageStatusName(ImageStatus status)
{
    return nameOf(statusNames, status);
}

std::optional<ImageStatus> imageStatusFromName(const QString &name)
{
    return valueOf(statusNames, name);
}

const QList<ImageStatus> &statusesAfter(ImageStatus from)
{
    using enum ImageStatus;
    static const QList<ImageStatus> afterQueued{ Saving, Uploading, Importing, Active, Deleted };
    static const QList<ImageStatus> afterSaving{ Active, Killed, Deleted, Queued };
    static const QList<ImageStatus> afterUploading{ Importing, Queued, Deleted };
    static const QList<ImageStatus> afterImporting{ Active, Deleted, Queued };
    static const QList<ImageStatus> afterActive{ PendingDelete, Deleted, Deactivated };
    static const QList<ImageStatus> afterDeactivated{ Active, Deleted };
    static const QList<ImageStatus> afterKilled{ Deleted };
    static const QList<ImageStatus> afterPendingDelete{ Deleted, Active };
    static const QList<ImageStatus> afterDeleted;

    switch (from) {
    case Queued:
        return afterQueued;
    case Saving:
        return afterSaving;
    case Uploading:
        return afterUploading;
    case Importing:
        return afterImporting;
    case Active:
        return afterActive;
    case Deactivated:
        return afterDeactivated;
    case Killed:
        return afterKilled;
    case PendingDelete:
        return afterPendingDelete;
    case Deleted:
        return afterDeleted;
    }
    Q_UNREACHABLE();
}

bool isTransitionAllowed(ImageStatus from, ImageStatus to)
{
    return statusesAfter(from).contains(to);
}

bool isTransitional(ImageStatus status)
{
    return status == ImageStatus::Saving || status == ImageStatus::Uploading
        || status == ImageStatus::Importing;
}

} // namespace vitrine
