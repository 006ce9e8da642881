#include "core/image/transition.h"

#include "core/image/enumnames.h"

namespace vitrine {

namespace {

constexpr EnumNames<TransitionCause, 16> causeNames{ {
    { TransitionCause::Create, "create" },
    { TransitionCause::Upload, "upload" },
    { TransitionCause::UploadFailed, "upload_failed" },
    { TransitionCause::UploadCancelled, "upload_cancelled" },
    { TransitionCause::Stage, "stage" },
    { TransitionCause::StageFailed, "stage_failed" },
    { TransitionCause::Import, "import" },
    { TransitionCause::ImportFailed, "import_failed" },
    { TransitionCause::Deactivate, "deactivate" },
    { TransitionCause::Reactivate, "reactivate" },
    { TransitionCause::Delete, "delete" },
    { TransitionCause::Restore, "restore" },
    { TransitionCause::Purge, "purge" },
    { TransitionCause::Recovery, "recovery" },
    { TransitionCause::Rebuild, "rebuild" },
    { TransitionCause::Seen, "seen" },
} };

} // namespace

QString transitionCauseName(TransitionCause cause)
{
    return nameOf(causeNames, cause);
}

std::optional<TransitionCause> transitionCauseFromName(const QString &name)
{
    return valueOf(causeNames, name);
}

} // namespace vitrine
