#include <QDir>
#include <QFileInfo>

#include "core/catalog/catalogueprivate.h"
#include "core/store/filecopy.h"
#include "core/support/log.h"
#include "core/support/partfile.h"

namespace vitrine {

namespace {

/// Where the file will really lie, symbolic links resolved.
QString canonicalDestination(const QString &destination)
{
    const QFileInfo info(destination);
    if (info.exists())
        return info.canonicalFilePath();
    return QFileInfo(info.absolutePath()).canonicalFilePath() + u'/' + info.fileName();
}

/// Whether it is said about the data, and not about the place they were to go to.
bool isOfData(ErrorCode code)
{
    return code == ErrorCode::HashMismatch || code == ErrorCode::Corrupt;
}

} // namespace

Result<Image> Catalogue::Private::exportable(const ImageId &id) const
{
    const auto image = imageFor(id, Action::DownloadImage);
    if (!image)
        return failure(image.error());
    if (image->status == ImageStatus::Deactivated) {
        return failure(ErrorCode::Forbidden,
            tr("The image “%1” is deactivated. Reactivate it to export its data.").arg(displayName(*image)));
    }
    if (image->status != ImageStatus::Active)
        return failure(ErrorCode::Conflict, tr("The image “%1” has no data yet.").arg(displayName(*image)));
    return image;
}

Result<void> Catalogue::Private::writeOutside(const ImageId &id, const QString &destination,
    const QString &taskType, const std::function<Result<void>()> &write)
{
    const QString canonical = canonicalDestination(destination);
    if (destination.isEmpty() || stores.contains(canonical)) {
        return failure(ErrorCode::BadRequest,
            tr("%1 lies in the catalogue's own folder. Choose another place.").arg(destination));
    }
    // A claim belongs to an image.
    if (isReadOnly() || id.isNull())
        return write();

    // The claim tells recovery which part file to remove when this process dies.
    const WorkClaim claim = claimFor(id, claimkind::exportTo, partPathOf(canonical));
    if (const auto claimed = repository.addClaim(claim); !claimed)
        return claimed;
    const auto task = beginTask(taskType, id, TaskStatus::Processing);
    const auto outcome = task ? write() : failure(task.error());
    if (task)
        endTask(task->id, outcome);
    dropClaim(claim.blob);
    return outcome;
}

Result<void> Catalogue::exportImage(
    const ImageId &id, const ExportRequest &request, const OperationControl &control)
{
    const auto image = d->exportable(id);
    if (!image)
        return failure(image.error());
    return d->writeOutside(id, request.destination, QStringLiteral("export"),
        [&] { return d->exportFromAny(*image, request, control); });
}

Result<void> Catalogue::Private::exportFromAny(
    const Image &image, const ExportRequest &request, const OperationControl &control)
{
    const auto locations = repository.locations(image.id);
    if (!locations)
        return failure(locations.error());
    Error error{ ErrorCode::Corrupt, tr("The image has no data."), {} };
    bool isDataFault = true;
    for (const ImageLocation &location : *locations) {
        control.progress->setDone(0);
        control.progress->setTotal(image.size.value_or(-1));
        const auto store = stores.store(location.store);
        const auto source = store ? (*store)->open(location.blob) : failure(store.error());
        const FileExport file{ .destination = request.destination,
            .overwrite = request.overwrite,
            .expectedSha512 = image.osHashValue };
        const auto exported = source ? exportToFile(**source, file, control) : failure(source.error());
        if (exported) {
            control.progress->setPhase(OperationPhase::Done);
            return {};
        }
        error = exported.error();
        isDataFault = !source || isOfData(error.code);
        // Another copy may help; after a failed read or write, of which it is not known which it was, too.
        if (!isDataFault && error.code != ErrorCode::IoError)
            return failure(error);
        qCWarning(lcCatalog) << "the copy of" << image.id << "in" << location.store
                             << "failed:" << error.detail;
    }
    if (!isDataFault || (error.code != ErrorCode::NotFound && error.code != ErrorCode::HashMismatch))
        return failure(error);
    return failure(ErrorCode::Corrupt,
        tr("The data of the image “%1” are missing or damaged, so that nothing was exported. Verify the "
           "catalogue.")
            .arg(displayName(image)),
        error.detail + u' ' + error.message);
}

} // namespace vitrine
