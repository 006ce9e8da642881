#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include "tests/support/fakeimageservice.h"

namespace vitrine::test {

namespace {

Result<QByteArray> readAll(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotFound, QStringLiteral("There is no file ") + path);
    return file.readAll();
}

} // namespace

QCoro::Task<Result<Image>> FakeImageService::uploadFile(
    ImageId id, QString path, UploadOptions, OperationControl control)
{
    const Result<vitrine::Image> began = move(id, ImageStatus::Saving, TransitionCause::Upload);
    if (!began)
        co_return began;
    const Result<QByteArray> bytes = readAll(path);
    control.progress->setPhase(OperationPhase::Copying);
    control.progress->setTotal(bytes ? bytes->size() : -1);
    Turn turn(this, Call::UploadFile, control);
    std::optional<Error> error = co_await turn;
    if (error && error->code == ErrorCode::Cancelled && !turn.control.stop.stop_requested())
        co_return failure(*error);
    if (!error && !bytes)
        error = bytes.error();
    if (error) {
        move(id, ImageStatus::Queued, TransitionCause::UploadFailed);
        co_return failure(*error);
    }
    control.progress->setDone(bytes->size());
    const Result<vitrine::Image> stored = store(id, *bytes);
    if (!stored)
        co_return failure(ErrorCode::Gone, QStringLiteral("The image was deleted."));
    const Result<vitrine::Image> image = move(id, ImageStatus::Active, TransitionCause::Upload);
    co_return image;
}

QCoro::Task<Result<Image>> FakeImageService::stageFile(
    ImageId id, QString path, UploadOptions, OperationControl control)
{
    const Result<vitrine::Image> began = move(id, ImageStatus::Uploading, TransitionCause::Stage);
    if (!began)
        co_return began;
    const Result<QByteArray> bytes = readAll(path);
    Turn turn(this, Call::StageFile, control);
    std::optional<Error> error = co_await turn;
    if (error && error->code == ErrorCode::Cancelled && !turn.control.stop.stop_requested())
        co_return failure(*error);
    if (!error && !bytes)
        error = bytes.error();
    if (error) {
        move(id, ImageStatus::Queued, TransitionCause::StageFailed);
        co_return failure(*error);
    }
    m_data.insert(id, *bytes);
    Result<vitrine::Image> image = require(id);
    if (!image)
        co_return image;
    image->size = bytes->size();
    save(*image);
    co_return image;
}

QCoro::Task<Result<Task>> FakeImageService::importImage(
    ImageId id, ImportRequest request, OperationControl control)
{
    const bool isCopy = request.method == ImportRequest::Method::CopyImage;
    const Result<vitrine::Image> began
        = isCopy ? require(id) : move(id, ImageStatus::Importing, TransitionCause::Import);
    if (!began)
        co_return failure(began.error());
    Turn turn(this, Call::ImportImage, control);
    const std::optional<Error> error = co_await turn;
    if (error && error->code == ErrorCode::Cancelled && !turn.control.stop.stop_requested())
        co_return failure(*error);
    Task task;
    task.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    task.type = QStringLiteral("api_image_import");
    task.imageId = id;
    task.status = error ? TaskStatus::Failure : TaskStatus::Success;
    m_tasks[id].prepend(task);
    if (error) {
        if (!isCopy)
            move(id, ImageStatus::Queued, TransitionCause::ImportFailed);
        co_return failure(*error);
    }
    if (isCopy) {
        vitrine::Image image = *began;
        image.stores += request.stores;
        save(image);
    } else {
        const bool isLink = request.method == ImportRequest::Method::WebDownload;
        const QByteArray bytes = isLink ? request.uri.toUtf8() : m_data.value(id);
        store(id, bytes);
        const Result<vitrine::Image> image = move(id, ImageStatus::Active, TransitionCause::Import);
        if (!image)
            co_return failure(image.error());
    }
    co_return task;
}

QCoro::Task<Result<void>> FakeImageService::exportImage(
    ImageId id, ExportRequest request, OperationControl control)
{
    Turn turn(this, Call::ExportImage, control);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> image = require(id);
    if (!image)
        co_return failure(image.error());
    if (image->status != ImageStatus::Active)
        co_return failure(ErrorCode::Forbidden, QStringLiteral("The image has no data to export."));
    if (!request.overwrite && QFileInfo::exists(request.destination))
        co_return failure(ErrorCode::Conflict, QStringLiteral("The file exists."));
    QFile file(request.destination);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(m_data.value(id)) < 0)
        co_return failure(ErrorCode::IoError, file.errorString());
    const Result<void> done;
    co_return done;
}

QCoro::Task<Result<QString>> FakeImageService::lendFile(ImageId id, QString fileName)
{
    Turn turn(this, Call::LendFile);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> image = require(id);
    if (!image)
        co_return failure(image.error());
    const QDir folder(m_outgoing.filePath(id));
    folder.mkpath(QStringLiteral("."));
    QFile file(folder.filePath(fileName));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(m_data.value(id)) < 0)
        co_return failure(ErrorCode::IoError, file.errorString());
    const Result<QString> path = file.fileName();
    co_return path;
}

QCoro::Task<Result<std::shared_ptr<const DataSource>>> FakeImageService::openData(ImageId id)
{
    Turn turn(this, Call::OpenData);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> image = requireData(id);
    if (!image)
        co_return failure(image.error());
    const Result<QString> path = co_await lendFile(id, QStringLiteral("data"));
    if (!path)
        co_return failure(path.error());
    auto data = openFileSource(*path);
    if (!data)
        co_return failure(data.error());
    co_return std::shared_ptr<const DataSource>(std::move(*data));
}

QCoro::Task<Result<VerifyReport>> FakeImageService::verifyImages(QList<ImageId> ids, OperationControl control)
{
    Turn turn(this, Call::VerifyImages, control);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    VerifyReport report;
    report.imagesChecked = static_cast<int>(ids.isEmpty() ? m_images.size() : ids.size());
    for (const ImageId &id : std::as_const(ids)) {
        if (m_damaged.contains(id))
            report.issues.append({ HealthIssue::Kind::WrongHash, id, m_stores.constFirst().id,
                QStringLiteral("The data are damaged.") });
    }
    co_return report;
}

} // namespace vitrine::test
