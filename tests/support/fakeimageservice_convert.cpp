#include <QFile>
#include <QFileInfo>

#include "tests/support/fakeimageservice.h"

namespace vitrine::test {

Result<QByteArray> FakeImageService::bytesToConvert(const ConvertRequest &request) const
{
    if (!request.sourceImage.isNull())
        return require(request.sourceImage).map([&](const vitrine::Image &) {
            return m_data.value(request.sourceImage);
        });
    QFile file(request.sourceFile);
    if (!QFileInfo(request.sourceFile).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotFound, QStringLiteral("There is no file ") + request.sourceFile);
    return file.readAll();
}

QCoro::Task<Result<void>> FakeImageService::convertImage(ConvertRequest request, OperationControl control)
{
    const Result<QByteArray> bytes = bytesToConvert(request);
    if (!bytes)
        co_return failure(bytes.error());
    const bool makesImage = !request.newImage.isNull();
    if (makesImage) {
        const Result<vitrine::Image> began
            = move(request.newImage, ImageStatus::Saving, TransitionCause::Upload);
        if (!began)
            co_return failure(began.error());
    }
    control.progress->setPhase(OperationPhase::Copying);
    control.progress->setTotal(bytes->size());
    Turn turn(this, Call::ConvertImage, control);
    const std::optional<Error> error = co_await turn;
    if (error && error->code == ErrorCode::Cancelled && !turn.control.stop.stop_requested())
        co_return failure(*error);
    if (error) {
        if (makesImage)
            move(request.newImage, ImageStatus::Queued, TransitionCause::UploadFailed);
        co_return failure(*error);
    }
    control.progress->setDone(bytes->size());
    const QByteArray made = diskFormatName(request.layout.format).toLatin1() + '\n' + *bytes;
    if (makesImage) {
        const Result<vitrine::Image> stored = store(request.newImage, made);
        if (!stored)
            co_return failure(ErrorCode::Gone, QStringLiteral("The image was deleted."));
        const Result<vitrine::Image> active
            = move(request.newImage, ImageStatus::Active, TransitionCause::Upload);
        co_return active ? Result<void>() : failure(active.error());
    }
    if (!request.overwrite && QFileInfo::exists(request.destination))
        co_return failure(ErrorCode::Conflict, QStringLiteral("The file exists."));
    QFile file(request.destination);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(made) < 0)
        co_return failure(ErrorCode::IoError, file.errorString());
    co_return Result<void>();
}

QCoro::Task<Result<ConversionForecast>> FakeImageService::forecastConversion(
    ConvertRequest request, OperationControl control)
{
    Turn turn(this, Call::ForecastConversion, control);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<QByteArray> bytes = bytesToConvert(request);
    if (!bytes)
        co_return failure(bytes.error());
    ConversionForecast forecast;
    forecast.virtualSize = bytes->size();
    forecast.storedBytes = bytes->size();
    forecast.estimatedSize = bytes->size() / (request.layout.compression == Compression::None ? 1 : 2);
    forecast.freeBytes = m_stores.constFirst().freeBytes;
    forecast.losses = { QStringLiteral("The snapshots inside the image are lost.") };
    co_return forecast;
}

Result<vitrine::Image> FakeImageService::requireData(const ImageId &id) const
{
    return require(id).and_then([this](const vitrine::Image &image) -> Result<vitrine::Image> {
        if (!m_data.contains(image.id) && !m_allocations.contains(image.id))
            return failure(ErrorCode::Conflict, QStringLiteral("The image has no data yet."));
        return image;
    });
}

QCoro::Task<Result<AllocationMap>> FakeImageService::allocation(ImageId id, int, OperationControl control)
{
    Turn turn(this, Call::Allocation, control);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> image = requireData(id);
    if (!image)
        co_return failure(image.error());
    if (m_allocations.contains(id))
        co_return Result<AllocationMap>(m_allocations.value(id));
    const qint64 size = m_data.value(id).size();
    co_return AllocationMap{ size, { { 0, size, AllocationKind::Data } } };
}

} // namespace vitrine::test
