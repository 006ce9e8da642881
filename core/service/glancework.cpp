#include "core/service/glancework.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/openstack/imagedownload.h"
#include "core/service/glanceimport.h"
#include "core/service/glancelisting.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(GlanceImageService)
};

Result<void> prepareWhole(ImageApi &api, const RemoteUpload &upload)
{
    return probeDiskFile(upload.path).and_then([&](const ProbeReport &report) {
        return prepareForGlance(api, upload.id, { report });
    });
}

/// Gives the file that is to be sent in place of the packed one.
Result<FileDescriptor> prepareUnpacked(
    ImageApi &api, const RemoteUpload &upload, const QString &member, const OperationControl &control)
{
    // Not the temporary folder of the system, which often lies in memory.
    const QString folder = qEnvironmentVariable("TMPDIR", u"/var/tmp"_s);
    auto disk = unpackFile(upload.path, member, folder, control);
    if (!disk)
        return failure(disk.error());
    const auto prepared = prepareForGlance(api, upload.id, { disk->report, disk->properties, disk->minRam });
    if (!prepared)
        return failure(prepared.error());
    return fileOfItsOwn(systemFileOps(), std::move(*disk), folder, control);
}

Result<Image> prepareAndSend(
    ImageApi &api, RemoteUpload upload, const UploadOptions &options, const OperationControl &control)
{
    if (!options.isUnpacked) {
        const auto prepared = prepareWhole(api, upload);
        return prepared ? uploadImage(api, upload, control) : failure(prepared.error());
    }
    const auto unpacked = prepareUnpacked(api, upload, options.member, control);
    if (!unpacked)
        return failure(unpacked.error());
    upload.path = u"/proc/self/fd/"_s + QString::number(unpacked->get());
    return uploadImage(api, upload, control);
}

} // namespace

Result<Image> sendFile(
    ImageApi &api, const RemoteUpload &upload, const UploadOptions &options, const OperationControl &control)
{
    control.progress->setPhase(OperationPhase::Preparing);
    auto image = prepareAndSend(api, upload, options, control);
    if (image && !options.expectedSha512.isEmpty() && image->osHashValue != options.expectedSha512) {
        return failure(ErrorCode::HashMismatch,
            Text::tr("“%1” does not hold the bytes that were expected. Delete the image.").arg(upload.path));
    }
    return image;
}

Result<QList<StoreInfo>> storesOf(ImageApi &api)
{
    const auto stores = api.stores();
    if (!stores)
        return failure(stores.error());
    QList<StoreInfo> infos;
    for (const RemoteStore &store : *stores) {
        StoreInfo info{ store.id, {} };
        info.description = store.description;
        info.isDefault = store.isDefault;
        infos.append(info);
    }
    return infos;
}

Result<Usage> usageOf(ImageApi &api)
{
    const auto token = api.session().token({});
    if (!token)
        return failure(token.error());
    ImageQuery own;
    own.hidden = HiddenFilter::Both;
    if (!token->projectId.isEmpty())
        own.filters = { { FilterField::Owner, FilterOperator::Equal, { token->projectId }, {} } };
    const auto images = listAllFromGlance(api, own);
    if (!images)
        return failure(images.error());
    Usage usage;
    usage.imageCount = images->size();
    for (const Image &image : *images)
        usage.storedBytes += image.size.value_or(0) * std::max<qint64>(image.stores.size(), 1);
    return usage;
}

Result<VerifyReport> verifyInGlance(ImageApi &api, QList<ImageId> ids, const OperationControl &control)
{
    if (ids.isEmpty()) {
        const auto images = listAllFromGlance(api, {});
        if (!images)
            return failure(images.error());
        for (const Image &image : *images) {
            if (image.status == ImageStatus::Active)
                ids.append(image.id);
        }
    }
    VerifyReport report;
    for (const ImageId &id : ids) {
        const auto data = checkImageData(api, id, control);
        if (!data && data.error().code != ErrorCode::HashMismatch)
            return failure(data.error());
        ++report.imagesChecked;
        if (data)
            report.bytesChecked += data->size;
        else
            report.issues.append({ HealthIssue::Kind::WrongHash, id, {}, data.error().message });
    }
    return report;
}

} // namespace vitrine
