#include "core/image/conversion.h"
#include "core/image/imageguess.h"
#include "core/transfer/transfersteps.h"

namespace vitrine {

namespace {

bool hasData(const Image &image)
{
    return image.status == ImageStatus::Active || image.status == ImageStatus::Deactivated;
}

ConvertRequest conversionOf(const TransferRequest &request)
{
    ConvertRequest conversion;
    conversion.sourceImage = request.sourceImage;
    conversion.sourceFile = request.source;
    conversion.disk = request.member;
    conversion.store = request.store;
    conversion.overwrite = request.overwrite;
    conversion.layout = request.layout;
    return conversion;
}

Result<ImageDraft> draftOfFile(const TransferRequest &request)
{
    const Result<ProbeReport> report = probeDiskFile(request.source);
    if (!report)
        return failure(report.error());
    if (!report->isSafe())
        return failure(ErrorCode::UnsupportedFormat, report->violations.constFirst().reason);
    ImageDraft draft = request.draft;
    draft.name = imageNameOf(request.source);
    // How large the disk under a compression is, nobody knows yet.
    if (draft.minDisk == 0 && report->containerFormat != ContainerFormat::Compressed)
        draft.minDisk = minDiskFor(report->virtualSize.value_or(0));
    return draft;
}

} // namespace

ScopedTask<Result<ImageDraft>> TransferSteps::describeConverted(TransferRequest request)
{
    if (!request.draft.name.isEmpty())
        co_return request.draft;
    if (request.sourceImage.isNull()) {
        const auto describe = [request] { return draftOfFile(request); };
        QCoro::Task<Result<ImageDraft>> task = m_workers.run(WorkerPool::Lane::Long, describe);
        co_return co_await std::move(task);
    }
    const Result<Image> source = co_await m_service.image(request.sourceImage);
    if (!source)
        co_return failure(source.error());
    ImageDraft draft = draftOfConverted(*source, request.layout);
    draft.id = request.draft.id;
    co_return draft;
}

ScopedTask<Result<void>> TransferSteps::convert(std::shared_ptr<TransferWork> work)
{
    work->control.progress->setPhase(OperationPhase::Preparing);
    Result<ImageDraft> draft = co_await describeConverted(work->request);
    if (!draft)
        co_return failure(draft.error());
    if (work->control.stop.stop_requested())
        co_return failure(ErrorCode::Cancelled, tr("It was stopped."));
    draft->diskFormat = work->request.layout.format;
    draft->containerFormat = ContainerFormat::Bare;
    const ImageDraft described = *draft;
    const Result<Image> image = co_await ensureImage(work, described);
    if (!image)
        co_return failure(image.error());
    // The program died after the data had arrived and before the queue heard of it.
    if (work->ownsImage && hasData(*image))
        co_return Result<void>();
    ConvertRequest request = conversionOf(work->request);
    request.newImage = image->id;
    co_return co_await m_service.convertImage(request, work->control);
}

ScopedTask<Result<void>> TransferSteps::convertToFile(std::shared_ptr<TransferWork> work)
{
    ConvertRequest request = conversionOf(work->request);
    request.destination = work->request.destination;
    co_return co_await m_service.convertImage(request, work->control);
}

} // namespace vitrine
