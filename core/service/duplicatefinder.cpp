#include "core/service/duplicatefinder.h"

#include <QFile>
#include <QSet>

#include "core/service/imageservice.h"
#include "core/support/digest.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Sizes asked for in one query.
constexpr qsizetype sizesAtOnce = 200;

bool hasHash(const Image &image)
{
    return !image.osHashValue.isEmpty() || !image.checksum.isEmpty();
}

bool isSameData(const Image &image, const Digests &digests)
{
    if (image.osHashAlgo == "sha512"_L1 && !image.osHashValue.isEmpty())
        return image.osHashValue.compare(digests.sha512, Qt::CaseInsensitive) == 0;
    return image.checksum.compare(digests.md5, Qt::CaseInsensitive) == 0;
}

/// Nothing hashes faster than the disk reads: both hashes run beside the reading.
Result<Digests> hashFile(const QString &path, const std::stop_token &stop)
{
    const auto unread = [] { return failure(ErrorCode::IoError, u"cannot hash the file"_s); };
    QFile file(path);
    Result<std::unique_ptr<DigestPipeline>> pipeline = DigestPipeline::create();
    if (!pipeline || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return unread();
    while (!stop.stop_requested()) {
        const std::span<std::byte> buffer = (*pipeline)->buffer();
        const qint64 got
            = file.read(reinterpret_cast<char *>(buffer.data()), static_cast<qint64>(buffer.size()));
        if (got < 0)
            return unread();
        if (got == 0)
            return (*pipeline)->finish();
        (*pipeline)->pushData(static_cast<std::size_t>(got));
    }
    return failure(ErrorCode::Cancelled, u"stopped"_s);
}

ImageQuery queryForSizes(const QStringList &sizes)
{
    ImageQuery query;
    query.filters = { ImageFilter{ FilterField::Size, FilterOperator::In, sizes, {} } };
    query.hidden = HiddenFilter::Both;
    query.limit = ImageQuery::maxPageSize;
    return query;
}

} // namespace

DuplicateFinder::DuplicateFinder(ImageService &service, WorkerPool &workers, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_workers(workers)
{
}

DuplicateFinder::~DuplicateFinder()
{
    m_stop.request_stop();
}

void DuplicateFinder::look(const QList<Candidate> &files)
{
    m_waiting.append(files);
    m_unanswered += files.size();
    if (m_isRunning || m_waiting.isEmpty())
        return;
    m_isRunning = true;
    m_scope.launch(run());
}

void DuplicateFinder::cancel()
{
    m_stop.request_stop();
    m_stop = {};
    m_scope.cancel();
    m_waiting.clear();
    m_unanswered = 0;
    m_isRunning = false;
}

void DuplicateFinder::answer(const QList<FileComparison> &files)
{
    m_unanswered -= files.size();
    if (!files.isEmpty())
        Q_EMIT compared(files);
}

ScopedTask<> DuplicateFinder::run()
{
    while (!m_waiting.isEmpty()) {
        const QList<Candidate> files = m_waiting.mid(0, sizesAtOnce);
        m_waiting.remove(0, files.size());
        const ImagesOfSize images = co_await imagesOfSizes(files);
        QList<Candidate> suspects;
        QList<FileComparison> strangers;
        for (const Candidate &file : files) {
            if (images.contains(file.size))
                suspects.append(file);
            else
                strangers.append({ file.path, {}, {} });
        }
        answer(strangers);
        while (!suspects.isEmpty()) {
            const Candidate file = suspects.takeFirst();
            const FileComparison comparison = co_await compare(file, images.value(file.size));
            answer({ comparison });
        }
    }
    m_isRunning = false;
}

ScopedTask<DuplicateFinder::ImagesOfSize> DuplicateFinder::imagesOfSizes(QList<Candidate> files)
{
    QSet<QString> sizes;
    for (const Candidate &file : std::as_const(files))
        sizes.insert(QString::number(file.size));
    ImageQuery query = queryForSizes(sizes.values());
    ImagesOfSize found;
    bool isMore = true;
    while (isMore) {
        const Result<ImagePage> page = co_await m_service.listImages(query);
        if (!page)
            break;
        for (const Image &image : page->images) {
            if (image.size && hasHash(image))
                found[*image.size].append(image);
        }
        query.marker = page->nextMarker;
        isMore = !query.marker.isNull();
    }
    co_return found;
}

ScopedTask<FileComparison> DuplicateFinder::compare(Candidate file, QList<Image> images)
{
    const auto work = [path = file.path, stop = m_stop.get_token()] { return hashFile(path, stop); };
    QCoro::Task<Result<Digests>> task = m_workers.run(WorkerPool::Lane::Long, work);
    const Result<Digests> digests = co_await std::move(task);
    FileComparison comparison{ file.path, {}, {} };
    if (!digests)
        co_return comparison;
    for (const Image &image : std::as_const(images)) {
        if (!isSameData(image, *digests))
            continue;
        comparison.imageId = image.id;
        comparison.imageName = image.name;
        break;
    }
    co_return comparison;
}

} // namespace vitrine
