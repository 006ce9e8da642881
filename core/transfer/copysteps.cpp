#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "core/image/imagecopy.h"
#include "core/support/partfile.h"
#include "core/transfer/transfersteps.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

bool hasData(const Image &image)
{
    return image.status == ImageStatus::Active || image.status == ImageStatus::Deactivated;
}

ImageDraft describeCopy(const TransferRequest &request, const Image &image)
{
    ImageDraft draft = request.draft;
    if (draft.name.isEmpty()) {
        draft = draftOfCopy(image);
        draft.id = request.draft.id;
    }
    if (request.isConverted) {
        draft.diskFormat = request.layout.format;
        draft.containerFormat = ContainerFormat::Bare;
    }
    return draft;
}

QString lentName(const Image &image)
{
    return image.diskFormat ? u"data."_s + diskFormatName(*image.diskFormat) : u"data"_s;
}

/// It got its name only once it was whole and right.
bool isFetched(const QString &path, const Image &image)
{
    const QFileInfo file(path);
    return file.isFile() && image.size && file.size() == *image.size;
}

Result<void> makePrivateFolder(const QString &path)
{
    const bool isMade = QDir().mkpath(path)
        && QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (isMade)
        return {};
    return failure(ErrorCode::IoError,
        QCoreApplication::translate("TransferSteps", "The folder “%1” for data on their way cannot be made.")
            .arg(path));
}

/// Whole files of our own, and parts of files that would have become somebody's.
Result<void> removeFiles(const QStringList &files, const QStringList &parts)
{
    for (const QString &file : files)
        QFile::remove(file);
    for (const QString &part : parts)
        (void)removeAbandonedPart(part);
    return {};
}

} // namespace

QString TransferSteps::scratchPath(const QString &id, const QString &suffix) const
{
    return QDir(m_scratchFolder).filePath(id + u'.' + suffix);
}

ScopedTask<Result<void>> TransferSteps::makeScratchFolder()
{
    if (m_scratchFolder.isEmpty())
        co_return failure(ErrorCode::Internal, tr("There is no folder for data on their way."));
    QCoro::Task<Result<void>> made
        = m_workers.run(WorkerPool::Lane::Short, std::bind(&makePrivateFolder, m_scratchFolder));
    co_return co_await std::move(made);
}

ScopedTask<Result<Image>> TransferSteps::copiedImage(TransferRequest request)
{
    ImageService *const source = find(request.sourceService);
    if (source == nullptr) {
        co_return failure(ErrorCode::Unavailable,
            tr("The catalogue or cloud that the image is to be copied from is not open. Open it, then try "
               "again."),
            request.sourceService);
    }
    co_return co_await source->image(request.sourceImage);
}

ScopedTask<Result<std::optional<Image>>> TransferSteps::findTwin(Image image, ImageId except)
{
    const std::optional<ImageQuery> query = twinQuery(image);
    if (!query)
        co_return std::nullopt;
    const ImageQuery asked = *query;
    const Result<ImagePage> page = co_await m_service.listImages(asked);
    if (!page)
        co_return failure(page.error());
    co_return twinAmong(page->images, image, except);
}

ScopedTask<Result<QString>> TransferSteps::fetchData(std::shared_ptr<TransferWork> work, Image image)
{
    const TransferRequest request = work->request;
    ImageService *const source = find(request.sourceService);
    if (source == nullptr)
        co_return failure(ErrorCode::Unavailable, tr("The source of the copy has been closed."));
    const QString name = lentName(image);
    const Result<QString> lent = co_await source->lendFile(image.id, name);
    if (lent || lent.error().code != ErrorCode::Unavailable)
        co_return lent;
    ExportRequest exported;
    exported.destination = scratchPath(work->id, u"data"_s);
    if (isFetched(exported.destination, image))
        co_return exported.destination;
    const Result<void> made = co_await makeScratchFolder();
    if (!made)
        co_return failure(made.error());
    ImageService *const stillThere = find(request.sourceService);
    if (stillThere == nullptr)
        co_return failure(ErrorCode::Unavailable, tr("The source of the copy has been closed."));
    exported.overwrite = true;
    const Result<void> fetched = co_await stillThere->exportImage(image.id, exported, work->control);
    if (!fetched)
        co_return failure(fetched.error());
    co_return exported.destination;
}

ScopedTask<Result<QString>> TransferSteps::convertFetched(std::shared_ptr<TransferWork> work, QString path)
{
    ImageService *const converter = find({});
    if (converter == nullptr) {
        co_return failure(ErrorCode::Unavailable,
            tr("The image is to be converted on the way, which needs a catalogue on this computer. Open one, "
               "then try again."));
    }
    const Result<void> made = co_await makeScratchFolder();
    if (!made)
        co_return failure(made.error());
    ConvertRequest request;
    request.sourceFile = path;
    request.destination = scratchPath(work->id, diskFormatName(work->request.layout.format));
    request.overwrite = true;
    request.layout = work->request.layout;
    ImageService *const stillThere = find({});
    if (stillThere == nullptr)
        co_return failure(ErrorCode::Unavailable, tr("The catalogue that converts has been closed."));
    const Result<void> converted = co_await stillThere->convertImage(request, work->control);
    if (!converted)
        co_return failure(converted.error());
    co_return request.destination;
}

ScopedTask<Result<void>> TransferSteps::copy(std::shared_ptr<TransferWork> work)
{
    work->control.progress->setPhase(OperationPhase::Preparing);
    const Result<Image> source = co_await copiedImage(work->request);
    if (!source)
        co_return failure(source.error());
    const bool looksForTwin
        = work->request.imageId.isNull() && !work->request.allowsTwin && !work->request.isConverted;
    if (looksForTwin) {
        const Result<std::optional<Image>> twin = co_await findTwin(*source, work->request.draft.id);
        if (!twin)
            co_return failure(twin.error());
        if (*twin) {
            work->request.imageId = (*twin)->id;
            work->wasThere = true;
            work->onChanged();
            co_return Result<void>();
        }
    }
    const ImageDraft draft = describeCopy(work->request, *source);
    const Result<Image> image = co_await ensureImage(work, draft);
    if (!image)
        co_return failure(image.error());
    // The program died after the data had arrived and before the queue heard of it.
    const bool isDone = work->ownsImage && hasData(*image);
    if (!isDone) {
        Result<QString> path = co_await fetchData(work, *source);
        if (path && work->request.isConverted)
            path = co_await convertFetched(work, *path);
        if (!path)
            co_return failure(path.error());
        if (work->control.stop.stop_requested())
            co_return failure(ErrorCode::Cancelled, tr("It was stopped."));
        UploadOptions options;
        options.store = work->request.store;
        if (source->osHashAlgo == u"sha512" && !work->request.isConverted)
            options.expectedSha512 = source->osHashValue;
        const QString data = *path;
        const Result<Image> sent = co_await m_service.uploadFile(image->id, data, options, work->control);
        if (!sent)
            co_return failure(sent.error());
    }
    co_await discardFiles(work->id, work->request);
    co_return Result<void>();
}

ScopedTask<> TransferSteps::discardFiles(QString id, TransferRequest request)
{
    QStringList files;
    if (request.kind == TransferKind::Copy && !m_scratchFolder.isEmpty()) {
        files.append(scratchPath(id, u"data"_s));
        if (request.isConverted)
            files.append(scratchPath(id, diskFormatName(request.layout.format)));
    }
    QStringList parts;
    for (const QString &file : std::as_const(files))
        parts.append(partPathOf(file));
    // The destination itself may be a file that was there before.
    if (request.kind == TransferKind::Export)
        parts.append(partPathOf(request.destination));
    if (parts.isEmpty())
        co_return;
    QCoro::Task<Result<void>> removed
        = m_workers.run(WorkerPool::Lane::Short, std::bind(&removeFiles, files, parts));
    (void)co_await std::move(removed);
}

} // namespace vitrine
