#include "ui/life/practicemoves.h"

#include <algorithm>

#include <QCoreApplication>

namespace vitrine {

namespace {

struct PracticeText {
    Q_DECLARE_TR_FUNCTIONS(PracticeText)
};

using enum ImageStatus;
using Cause = TransitionCause;

QString call(const char *verb, const char *rest = "")
{
    return QString::fromUtf8(verb) + QStringLiteral(" /v2/images/{id}") + QString::fromUtf8(rest);
}

QString command(const char *rest)
{
    return QStringLiteral("openstack image ") + QString::fromUtf8(rest);
}

PracticeMove deletion(ImageStatus from)
{
    return { .from = from,
        .to = Deleted,
        .cause = Cause::Delete,
        //: Button
        .label = PracticeText::tr("Delete"),
        .explanation
        = PracticeText::tr("The record and whatever data there were are removed at once. Somebody "
                           "who was still sending data is told that the image is gone."),
        .call = call("DELETE"),
        .command = command("delete lab"),
        .error = {} };
}

PracticeMove fromQueued(ImageStatus to)
{
    switch (to) {
    case Saving:
        return { .from = Queued,
            .to = Saving,
            .cause = Cause::Upload,
            //: Button
            .label = PracticeText::tr("Upload a file"),
            .explanation
            = PracticeText::tr("The bytes go straight into the store and are hashed on the way."),
            .call = call("PUT", "/file"),
            .command = command("create --disk-format qcow2 --container-format bare --file disk.qcow2 lab"),
            .error = {} };
    case Uploading:
        return { .from = Queued,
            .to = Uploading,
            .cause = Cause::Stage,
            //: Button: put data into the staging area
            .label = PracticeText::tr("Stage a file"),
            .explanation
            = PracticeText::tr("The bytes go into a staging area first. There they wait until somebody asks "
                               "for the import."),
            .call = call("PUT", "/stage"),
            .command = command("stage --file disk.qcow2 lab"),
            .error = {} };
    case Importing:
        return { .from = Queued,
            .to = Importing,
            .cause = Cause::Import,
            //: Button
            .label = PracticeText::tr("Import from a link"),
            .explanation = PracticeText::tr("The service itself fetches the data from the web."),
            .call = call("POST", "/import {\"method\": {\"name\": \"web-download\", \"uri\": \"…\"}}"),
            .command = command("import --method web-download --uri https://… lab"),
            .error = {} };
    case Active:
        return { .from = Queued,
            .to = Active,
            .cause = Cause::Import,
            //: Button
            .label = PracticeText::tr("Register existing data"),
            .explanation = PracticeText::tr(
                "The data lie in a store already. The image is told where, and no byte moves."),
            .call = call("POST", "/locations"),
            .command = QStringLiteral("glance location-add --url … {id}"),
            .error = {} };
    default:
        return deletion(Queued);
    }
}

PracticeMove fromSaving(ImageStatus to)
{
    switch (to) {
    case Active:
        return { .from = Saving,
            .to = Active,
            .cause = Cause::Upload,
            //: Button
            .label = PracticeText::tr("Finish the upload"),
            .explanation = PracticeText::tr("The last byte has arrived. Size and hashes are written into the "
                                            "record, and the image can be used."),
            .call = {},
            .command = {},
            .error = {},
            .isByItself = true };
    case Queued:
        return { .from = Saving,
            .to = Queued,
            .cause = Cause::UploadFailed,
            //: Button
            .label = PracticeText::tr("Make the upload fail"),
            .explanation = PracticeText::tr("What had arrived is thrown away. The record stays, so that the "
                                            "upload can be tried again."),
            .call = {},
            .command = {},
            //: Why an upload failed
            .error = PracticeText::tr("The store is full.") };
    case Killed:
        return { .from = Saving,
            .to = Killed,
            .cause = Cause::UploadFailed,
            //: Button
            .label = PracticeText::tr("Fail like old services"),
            .explanation = PracticeText::tr(
                "Old services marked an image like this when its upload failed. Today's put it "
                "back to queued, but old catalogues still hold such images."),
            .call = {},
            .command = {},
            //: Why an upload failed
            .error = PracticeText::tr("The upload could not be repaired.") };
    default:
        return deletion(Saving);
    }
}

PracticeMove fromUploading(ImageStatus to)
{
    switch (to) {
    case Importing:
        return { .from = Uploading,
            .to = Importing,
            .cause = Cause::Import,
            //: Button
            .label = PracticeText::tr("Import"),
            .explanation
            = PracticeText::tr("The staged data are checked and moved into the store, in the background."),
            .call = call("POST", "/import {\"method\": {\"name\": \"glance-direct\"}}"),
            .command = command("import --method glance-direct lab"),
            .error = {} };
    case Queued:
        return { .from = Uploading,
            .to = Queued,
            .cause = Cause::StageFailed,
            //: Button
            .label = PracticeText::tr("Make the staging fail"),
            .explanation = PracticeText::tr("What had arrived is thrown away, and the image waits for data "
                                            "again."),
            .call = {},
            .command = {},
            //: Why staging failed
            .error = PracticeText::tr("The connection was lost.") };
    default:
        return deletion(Uploading);
    }
}

PracticeMove fromImporting(ImageStatus to)
{
    switch (to) {
    case Active:
        return { .from = Importing,
            .to = Active,
            .cause = Cause::Import,
            //: Button
            .label = PracticeText::tr("Finish the import"),
            .explanation = PracticeText::tr("The data are in the store, and the task that moved them has "
                                            "succeeded. The image can be used."),
            .call = {},
            .command = {},
            .error = {},
            .isByItself = true };
    case Queued:
        return { .from = Importing,
            .to = Queued,
            .cause = Cause::ImportFailed,
            //: Button
            .label = PracticeText::tr("Make the import fail"),
            .explanation
            = PracticeText::tr("The task has failed and says why. The image waits for data again."),
            .call = {},
            .command = {},
            //: Why an import failed
            .error = PracticeText::tr("The data are not what the record says.") };
    default:
        return deletion(Importing);
    }
}

PracticeMove fromActive(ImageStatus to)
{
    switch (to) {
    case Deactivated:
        return { .from = Active,
            .to = Deactivated,
            .cause = Cause::Deactivate,
            //: Button
            .label = PracticeText::tr("Deactivate"),
            .explanation
            = PracticeText::tr("The data stay where they are, but nobody may use them: for an image that is "
                               "under suspicion, for example."),
            .call = call("POST", "/actions/deactivate"),
            .command = command("set --deactivate lab"),
            .error = {} };
    case PendingDelete:
        return { .from = Active,
            .to = PendingDelete,
            .cause = Cause::Delete,
            //: Button
            .label = PracticeText::tr("Delete into the trash"),
            .explanation
            = PracticeText::tr("The image leaves the list, but its data are kept for some days. A "
                               "cloud does so when it is set up for delayed deletion."),
            .call = call("DELETE"),
            .command = command("delete lab"),
            .error = {} };
    default: {
        PracticeMove move = deletion(Active);
        //: Button
        move.label = PracticeText::tr("Delete for good");
        return move;
    }
    }
}

PracticeMove fromPendingDelete(ImageStatus to)
{
    if (to == Active) {
        return { .from = PendingDelete,
            .to = Active,
            .cause = Cause::Restore,
            //: Button
            .label = PracticeText::tr("Restore"),
            .explanation = PracticeText::tr("The image comes back from the trash as it was."),
            .call = {},
            .command = QStringLiteral("glance-scrubber --restore {id}"),
            .error = {} };
    }
    return { .from = PendingDelete,
        .to = Deleted,
        .cause = Cause::Purge,
        //: Button: remove from the trash for good
        .label = PracticeText::tr("Purge"),
        .explanation = PracticeText::tr("The time in the trash is up: the data are removed for good."),
        .call = {},
        .command = QStringLiteral("glance-scrubber"),
        .error = {} };
}

PracticeMove fromDeactivated(ImageStatus to)
{
    if (to != Active)
        return deletion(Deactivated);
    return { .from = Deactivated,
        .to = Active,
        .cause = Cause::Reactivate,
        //: Button
        .label = PracticeText::tr("Reactivate"),
        .explanation = PracticeText::tr("The data may be used again. They did not change meanwhile."),
        .call = call("POST", "/actions/reactivate"),
        .command = command("set --activate lab"),
        .error = {} };
}

} // namespace

PracticeMove practiceBeginning()
{
    return { .from = std::nullopt,
        .to = Queued,
        .cause = Cause::Create,
        //: Button
        .label = PracticeText::tr("Make a new image"),
        .explanation = PracticeText::tr(
            "A record is made: a name, an id, and what the data will be. There are no data yet."),
        .call = QStringLiteral("POST /v2/images"),
        .command = command("create --disk-format qcow2 --container-format bare lab"),
        .error = {} };
}

PracticeMove practiceMove(ImageStatus from, ImageStatus to)
{
    switch (from) {
    case Queued:
        return fromQueued(to);
    case Saving:
        return fromSaving(to);
    case Uploading:
        return fromUploading(to);
    case Importing:
        return fromImporting(to);
    case Active:
        return fromActive(to);
    case Deactivated:
        return fromDeactivated(to);
    case PendingDelete:
        return fromPendingDelete(to);
    case Killed:
    case Deleted:
        return deletion(from);
    }
    Q_UNREACHABLE();
}

QList<PracticeMove> practiceMoves(ImageStatus from)
{
    QList<PracticeMove> moves;
    for (const ImageStatus to : statusesAfter(from))
        moves.append(practiceMove(from, to));
    // What ends the image is never the first thing to try.
    std::stable_partition(moves.begin(), moves.end(),
        [](const PracticeMove &move) { return move.to != Deleted && move.to != Killed; });
    return moves;
}

QList<PracticeMove> practiceTour()
{
    const QList<QList<ImageStatus>> lives{
        { Queued, Saving, Queued, Saving, Active, Deactivated, Active, PendingDelete, Active, PendingDelete,
            Deleted },
        { Queued, Uploading, Importing, Active },
        { Queued, Saving, Killed, Deleted },
    };
    QList<PracticeMove> tour;
    for (const QList<ImageStatus> &life : lives) {
        tour.append(practiceBeginning());
        for (qsizetype i = 1; i < life.size(); ++i)
            tour.append(practiceMove(life.at(i - 1), life.at(i)));
    }
    return tour;
}

} // namespace vitrine
