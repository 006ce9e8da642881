#include "ui/text/statustext.h"

#include <QCoreApplication>

namespace vitrine::text {

namespace {

struct StatusText {
    Q_DECLARE_TR_FUNCTIONS(StatusText)
};

} // namespace

QString statusWord(ImageStatus status)
{
    switch (status) {
    case ImageStatus::Queued:
        //: Image status: a record without data yet
        return StatusText::tr("Queued");
    case ImageStatus::Saving:
        //: Image status: data are being written
        return StatusText::tr("Saving");
    case ImageStatus::Uploading:
        //: Image status: data are on their way into the staging area
        return StatusText::tr("Uploading");
    case ImageStatus::Importing:
        //: Image status: staged or linked data are being taken in
        return StatusText::tr("Importing");
    case ImageStatus::Active:
        //: Image status: ready for use
        return StatusText::tr("Active");
    case ImageStatus::Deactivated:
        //: Image status: data are kept but may not be used
        return StatusText::tr("Deactivated");
    case ImageStatus::Killed:
        //: Image status: an upload failed beyond repair
        return StatusText::tr("Killed");
    case ImageStatus::PendingDelete:
        //: Image status: in the trash
        return StatusText::tr("Pending delete");
    case ImageStatus::Deleted:
        //: Image status: gone
        return StatusText::tr("Deleted");
    }
    Q_UNREACHABLE();
}

QString statusExplanation(ImageStatus status)
{
    switch (status) {
    case ImageStatus::Queued:
        return StatusText::tr("The image has a name and an id but no data yet. Give it a file to fill it.");
    case ImageStatus::Saving:
        return StatusText::tr("The data are being copied into the store and hashed right now.");
    case ImageStatus::Uploading:
        return StatusText::tr(
            "The data are being copied into the staging area. An import takes them from there.");
    case ImageStatus::Importing:
        return StatusText::tr("The staged or linked data are being checked and moved into the store.");
    case ImageStatus::Active:
        return StatusText::tr(
            "The data are complete and their hashes are known. The image is ready for use.");
    case ImageStatus::Deactivated:
        return StatusText::tr("The data are kept, but nobody may use them until the image is reactivated.");
    case ImageStatus::Killed:
        return StatusText::tr("The upload failed in a way that cannot be repaired. All that can be done is "
                              "to delete the image.");
    case ImageStatus::PendingDelete:
        return StatusText::tr(
            "The image lies in the trash. It can be restored until its data are removed for good.");
    case ImageStatus::Deleted:
        return StatusText::tr("The image and its data are gone. Only this record of its life is left.");
    }
    Q_UNREACHABLE();
}

QString statusIcon(ImageStatus status)
{
    return QStringLiteral("status-") + imageStatusName(status).replace(u'_', u'-');
}

Tone statusTone(ImageStatus status)
{
    switch (status) {
    case ImageStatus::Queued:
        return Tone::Neutral;
    case ImageStatus::Saving:
    case ImageStatus::Uploading:
    case ImageStatus::Importing:
        return Tone::Info;
    case ImageStatus::Active:
        return Tone::Success;
    case ImageStatus::Deactivated:
    case ImageStatus::PendingDelete:
        return Tone::Warning;
    case ImageStatus::Killed:
        return Tone::Danger;
    case ImageStatus::Deleted:
        return Tone::Muted;
    }
    Q_UNREACHABLE();
}

QString taskStatusWord(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Pending:
        //: Task status
        return StatusText::tr("Pending");
    case TaskStatus::Processing:
        //: Task status
        return StatusText::tr("Processing");
    case TaskStatus::Success:
        //: Task status
        return StatusText::tr("Succeeded");
    case TaskStatus::Failure:
        //: Task status
        return StatusText::tr("Failed");
    }
    Q_UNREACHABLE();
}

QString taskTypeWord(const QString &type)
{
    if (type == QLatin1String("api_image_import")) {
        //: A kind of task, a noun
        return StatusText::tr("Import");
    }
    if (type == QLatin1String("upload")) {
        //: A kind of task, a noun
        return StatusText::tr("Upload");
    }
    if (type == QLatin1String("export")) {
        //: A kind of task, a noun
        return StatusText::tr("Export");
    }
    if (type == QLatin1String("verify")) {
        //: A kind of task, a noun
        return StatusText::tr("Check of the data");
    }
    return type;
}

QString transitionCauseText(TransitionCause cause)
{
    switch (cause) {
    case TransitionCause::Create:
        //: What happened to an image
        return StatusText::tr("Created");
    case TransitionCause::Upload:
        //: What happened to an image: somebody gives it data
        return StatusText::tr("Upload");
    case TransitionCause::UploadFailed:
        return StatusText::tr("Upload failed");
    case TransitionCause::UploadCancelled:
        return StatusText::tr("Upload cancelled");
    case TransitionCause::Stage:
        //: What happened to an image: data go into the staging area
        return StatusText::tr("Staging");
    case TransitionCause::StageFailed:
        return StatusText::tr("Staging failed");
    case TransitionCause::Import:
        //: What happened to an image: staged or linked data are taken in
        return StatusText::tr("Import");
    case TransitionCause::ImportFailed:
        return StatusText::tr("Import failed");
    case TransitionCause::Deactivate:
        //: What happened to an image
        return StatusText::tr("Deactivated");
    case TransitionCause::Reactivate:
        //: What happened to an image
        return StatusText::tr("Reactivated");
    case TransitionCause::Delete:
        //: What happened to an image
        return StatusText::tr("Deleted");
    case TransitionCause::Restore:
        //: What happened to an image: it was taken out of the trash
        return StatusText::tr("Restored");
    case TransitionCause::Purge:
        //: What happened to an image: its data were removed from the trash
        return StatusText::tr("Removed for good");
    case TransitionCause::Recovery:
        //: What happened to an image: cleaned up after a crash
        return StatusText::tr("Interrupted");
    case TransitionCause::Rebuild:
        //: What happened to an image: its record was read back from the store
        return StatusText::tr("Record rebuilt");
    case TransitionCause::Seen:
        //: What happened to an image: it was found changed in its cloud, by whom is not known
        return StatusText::tr("Seen in the cloud");
    }
    Q_UNREACHABLE();
}

bool isFailure(TransitionCause cause)
{
    switch (cause) {
    case TransitionCause::UploadFailed:
    case TransitionCause::UploadCancelled:
    case TransitionCause::StageFailed:
    case TransitionCause::ImportFailed:
    case TransitionCause::Recovery:
        return true;
    default:
        return false;
    }
}

QString phaseText(OperationPhase phase)
{
    switch (phase) {
    case OperationPhase::Waiting:
        //: Phase of a transfer
        return StatusText::tr("Waiting");
    case OperationPhase::Preparing:
        //: Phase of a transfer
        return StatusText::tr("Preparing");
    case OperationPhase::Copying:
        //: Phase of a transfer
        return StatusText::tr("Copying and hashing");
    case OperationPhase::Flushing:
        //: Phase of a transfer
        return StatusText::tr("Waiting for the disk");
    case OperationPhase::Verifying:
        //: Phase of a transfer
        return StatusText::tr("Verifying");
    case OperationPhase::Finishing:
        //: Phase of a transfer
        return StatusText::tr("Finishing");
    case OperationPhase::Done:
        //: Phase of a transfer
        return StatusText::tr("Done");
    }
    Q_UNREACHABLE();
}

} // namespace vitrine::text
