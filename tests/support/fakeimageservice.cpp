#include "tests/support/fakeimageservice.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QUuid>

#include "core/image/imagelimits.h"
#include "core/image/imagematch.h"

namespace vitrine::test {

namespace {

Error failureOf(ErrorCode code, const QString &message)
{
    return Error{ code, message, {} };
}

QString hexHash(const QByteArray &bytes, QCryptographicHash::Algorithm algorithm)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, algorithm).toHex());
}

Image imageOf(const ImageDraft &draft)
{
    Image image;
    image.id = draft.id.isNull() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : draft.id;
    image.name = draft.name;
    image.visibility = draft.visibility;
    image.isProtected = draft.isProtected;
    image.osHidden = draft.osHidden;
    image.owner = draft.owner;
    image.diskFormat = draft.diskFormat;
    image.containerFormat = draft.containerFormat;
    image.minDisk = draft.minDisk;
    image.minRam = draft.minRam;
    image.tags = draft.tags;
    image.properties = draft.properties;
    image.createdAt = QDateTime::currentDateTimeUtc();
    image.updatedAt = image.createdAt;
    return image;
}

} // namespace

FakeImageService::Turn::Turn(FakeImageService *owner, Call kind, OperationControl handed)
    : service(owner)
    , call(kind)
    , control(std::move(handed))
{
    ++service->m_callCounts[call];
}

void FakeImageService::Turn::await_suspend(std::coroutine_handle<> handle)
{
    waiter = handle;
    service->m_waiting.append(this);
    service->m_timer.start();
}

FakeImageService::FakeImageService(QObject *parent)
    : ImageService(parent)
{
    StoreInfo store;
    store.id = QStringLiteral("main");
    store.isDefault = true;
    m_stores = { store };
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &FakeImageService::deal);
}

FakeImageService::~FakeImageService()
{
    m_timer.stop();
    const QList<Turn *> rest = std::exchange(m_waiting, {});
    for (Turn *const turn : rest) {
        turn->error = failureOf(ErrorCode::Cancelled, QStringLiteral("The service is gone."));
        turn->waiter.resume();
    }
}

void FakeImageService::release(Call call)
{
    m_heldCalls.remove(call);
}

void FakeImageService::releaseOne(Call call)
{
    const auto turn = std::find_if(m_waiting.cbegin(), m_waiting.cend(),
        [call](const Turn *waiting) { return waiting->call == call && !waiting->isReleased; });
    if (turn != m_waiting.cend())
        (*turn)->isReleased = true;
}

bool FakeImageService::isStopped(const Turn &turn) const
{
    return turn.control.stop.stop_requested() && !m_unstoppable.value(turn.call, false);
}

bool FakeImageService::mayGo(const Turn &turn) const
{
    if (isStopped(turn))
        return true;
    if (turn.control.gate->isPaused())
        return false;
    return turn.isReleased || !m_heldCalls.value(turn.call, false);
}

void FakeImageService::deal()
{
    // Only those that wait now: what they lead to has its turn in the next round.
    const QList<Turn *> round = m_waiting;
    for (Turn *const turn : round) {
        if (m_waiting.contains(turn) && mayGo(*turn))
            resume(turn);
    }
    if (m_waiting.isEmpty())
        m_timer.stop();
}

void FakeImageService::resume(Turn *turn)
{
    m_waiting.removeOne(turn);
    turn->error = takeFailure(*turn);
    turn->waiter.resume();
}

std::optional<Error> FakeImageService::takeFailure(const Turn &turn)
{
    if (isStopped(turn))
        return failureOf(ErrorCode::Cancelled, QStringLiteral("Stopped."));
    QList<Error> &failures = m_failures[turn.call];
    if (failures.isEmpty())
        return std::nullopt;
    return failures.takeFirst();
}

int FakeImageService::waitingCount(Call call) const
{
    return static_cast<int>(std::count_if(
        m_waiting.cbegin(), m_waiting.cend(), [call](const Turn *turn) { return turn->call == call; }));
}

OperationControl FakeImageService::waitingControl(Call call, int index) const
{
    for (const Turn *const turn : m_waiting) {
        if (turn->call == call && index-- == 0)
            return turn->control;
    }
    return {};
}

std::optional<Image> FakeImageService::find(const ImageId &id) const
{
    const auto found = m_images.constFind(id);
    if (found == m_images.cend())
        return std::nullopt;
    return *found;
}

void FakeImageService::setStores(const QList<StoreInfo> &stores)
{
    m_stores = stores;
    QMetaObject::invokeMethod(this, &ImageService::storesChanged, Qt::QueuedConnection);
}

void FakeImageService::setImages(const QList<vitrine::Image> &images)
{
    m_listingQuery.reset();
    m_images.clear();
    for (const vitrine::Image &image : images)
        m_images.insert(image.id, image);
}

void FakeImageService::put(const vitrine::Image &image)
{
    const bool isKnown = m_images.contains(image.id);
    m_listingQuery.reset();
    m_images.insert(image.id, image);
    if (isKnown)
        announceChanged(image);
    else
        announceAdded(image);
}

void FakeImageService::drop(const ImageId &id)
{
    m_listingQuery.reset();
    m_images.remove(id);
    m_data.remove(id);
    announceRemoved(id);
}

void FakeImageService::announceAdded(const vitrine::Image &image)
{
    const auto announce = [this, image] { Q_EMIT imagesAdded({ image }); };
    QMetaObject::invokeMethod(this, announce, Qt::QueuedConnection);
}

void FakeImageService::announceChanged(const vitrine::Image &image)
{
    const auto announce = [this, image] { Q_EMIT imagesChanged({ image }); };
    QMetaObject::invokeMethod(this, announce, Qt::QueuedConnection);
}

void FakeImageService::announceRemoved(const ImageId &id)
{
    const auto announce = [this, id] { Q_EMIT imagesRemoved({ id }); };
    QMetaObject::invokeMethod(this, announce, Qt::QueuedConnection);
}

Result<Image> FakeImageService::require(const ImageId &id) const
{
    const std::optional<vitrine::Image> image = find(id);
    if (!image)
        return failure(ErrorCode::NotFound, QStringLiteral("There is no image ") + id);
    return *image;
}

void FakeImageService::save(const vitrine::Image &image)
{
    vitrine::Image saved = image;
    saved.updatedAt = QDateTime::currentDateTimeUtc();
    m_listingQuery.reset();
    m_images.insert(saved.id, saved);
    announceChanged(saved);
}

Result<Image> FakeImageService::move(const ImageId &id, ImageStatus to, TransitionCause cause)
{
    Result<vitrine::Image> image = require(id);
    if (!image)
        return image;
    if (!isTransitionAllowed(image->status, to)) {
        return failure(ErrorCode::Conflict,
            QStringLiteral("An image that is %1 cannot become %2.")
                .arg(imageStatusName(image->status), imageStatusName(to)));
    }
    Transition step;
    step.sequence = ++m_sequence;
    step.imageId = id;
    step.time = QDateTime::currentDateTimeUtc();
    step.from = image->status;
    step.to = to;
    step.cause = cause;
    m_history[id].append(step);
    image->status = to;
    if (to == ImageStatus::Queued) {
        image->size.reset();
        image->virtualSize.reset();
    }
    if (to == ImageStatus::PendingDelete)
        image->purgeAt = QDateTime::currentDateTimeUtc().addDays(7);
    else
        image->purgeAt.reset();
    save(*image);
    return image;
}

Result<Image> FakeImageService::store(const ImageId &id, const QByteArray &bytes)
{
    Result<vitrine::Image> image = require(id);
    if (!image)
        return image;
    image->size = bytes.size();
    image->checksum = hexHash(bytes, QCryptographicHash::Md5);
    image->osHashAlgo = QStringLiteral("sha512");
    image->osHashValue = hexHash(bytes, QCryptographicHash::Sha512);
    image->stores = { m_stores.constFirst().id };
    m_data.insert(id, bytes);
    save(*image);
    return image;
}

QList<Image> FakeImageService::listing(ImageQuery query)
{
    query.marker.clear();
    query.limit = 0;
    if (m_listingQuery == query)
        return m_listing;
    QList<vitrine::Image> found;
    for (const vitrine::Image &image : std::as_const(m_images)) {
        if (matches(image, query))
            found.append(image);
    }
    const QList<SortKey> keys = fullSortOf(query);
    std::sort(found.begin(), found.end(), [&keys](const vitrine::Image &left, const vitrine::Image &right) {
        return comesBefore(left, right, keys);
    });
    m_listingQuery = query;
    m_listing = found;
    return found;
}

QCoro::Task<Result<ImagePage>> FakeImageService::listImages(ImageQuery query)
{
    Turn turn(this, Call::ListImages);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const QList<vitrine::Image> found = listing(query);
    qsizetype first = 0;
    if (!query.marker.isNull()) {
        const auto marker = std::find_if(found.cbegin(), found.cend(),
            [&query](const vitrine::Image &image) { return image.id == query.marker; });
        if (marker == found.cend())
            co_return failure(ErrorCode::BadRequest, QStringLiteral("There is no marker ") + query.marker);
        first = marker - found.cbegin() + 1;
    }
    ImagePage page;
    page.images = found.mid(first, std::min(query.limit, ImageQuery::maxPageSize));
    if (first + page.images.size() < found.size() && !page.images.isEmpty())
        page.nextMarker = page.images.constLast().id;
    co_return page;
}

QCoro::Task<Result<qint64>> FakeImageService::countImages(ImageQuery query)
{
    Turn turn(this, Call::CountImages);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const qint64 count = std::count_if(m_images.cbegin(), m_images.cend(),
        [&query](const vitrine::Image &image) { return matches(image, query); });
    co_return count;
}

QCoro::Task<Result<Image>> FakeImageService::image(ImageId id)
{
    Turn turn(this, Call::Image);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> found = require(id);
    co_return found;
}

QCoro::Task<Result<QList<Transition>>> FakeImageService::history(ImageId id)
{
    Turn turn(this, Call::History);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const QList<Transition> steps = m_history.value(id);
    co_return steps;
}

QCoro::Task<Result<QList<Task>>> FakeImageService::tasks(ImageId id)
{
    Turn turn(this, Call::Tasks);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const QList<Task> tasks = m_tasks.value(id);
    co_return tasks;
}

QCoro::Task<Result<QList<StoreInfo>>> FakeImageService::stores()
{
    Turn turn(this, Call::Stores);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const QList<StoreInfo> stores = m_stores;
    co_return stores;
}

QCoro::Task<Result<Usage>> FakeImageService::usage()
{
    Turn turn(this, Call::Usage);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    vitrine::Usage usage;
    for (const vitrine::Image &image : std::as_const(m_images)) {
        const bool isTrash = image.status == ImageStatus::PendingDelete;
        (isTrash ? usage.trashCount : usage.imageCount) += 1;
        (isTrash ? usage.trashBytes : usage.storedBytes) += image.size.value_or(0);
    }
    co_return usage;
}

QCoro::Task<Result<Image>> FakeImageService::createImage(ImageDraft draft)
{
    Turn turn(this, Call::CreateImage);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<void> valid = validateDraft(draft, {});
    if (!valid)
        co_return failure(valid.error());
    const vitrine::Image image = imageOf(draft);
    // The history outlives the image, so it knows every id that was ever used.
    if (m_history.contains(image.id))
        co_return failure(ErrorCode::Conflict, QStringLiteral("The id is taken."));
    Transition step;
    step.sequence = ++m_sequence;
    step.imageId = image.id;
    step.time = image.createdAt;
    m_history[image.id].append(step);
    m_listingQuery.reset();
    m_images.insert(image.id, image);
    announceAdded(image);
    co_return image;
}

QCoro::Task<Result<Image>> FakeImageService::updateImage(ImageId id, ImagePatch patch)
{
    Turn turn(this, Call::UpdateImage);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> before = require(id);
    if (!before)
        co_return before;
    const Result<vitrine::Image> after = applyPatch(*before, patch, {});
    if (after)
        save(*after);
    co_return after;
}

QCoro::Task<Result<void>> FakeImageService::deleteImage(ImageId id)
{
    Turn turn(this, Call::DeleteImage);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> image = require(id);
    if (!image)
        co_return failure(image.error());
    if (image->isProtected)
        co_return failure(ErrorCode::Forbidden, QStringLiteral("The image is protected."));
    if (image->status == ImageStatus::Deactivated)
        co_return failure(ErrorCode::BadRequest, QStringLiteral("The image is deactivated."));
    if (image->status == ImageStatus::Active) {
        const Result<vitrine::Image> moved = move(id, ImageStatus::PendingDelete, TransitionCause::Delete);
        announceRemoved(id);
        announceAdded(*moved);
    } else {
        drop(id);
    }
    const Result<void> done;
    co_return done;
}

QCoro::Task<Result<Image>> FakeImageService::restoreImage(ImageId id)
{
    Turn turn(this, Call::RestoreImage);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> before = require(id);
    if (before && before->status != ImageStatus::PendingDelete)
        co_return failure(ErrorCode::Conflict, QStringLiteral("The image is not in the trash."));
    const Result<vitrine::Image> image = move(id, ImageStatus::Active, TransitionCause::Restore);
    if (image) {
        announceRemoved(id);
        announceAdded(*image);
    }
    co_return image;
}

QCoro::Task<Result<int>> FakeImageService::emptyTrash()
{
    Turn turn(this, Call::EmptyTrash);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    int purged = 0;
    const QList<vitrine::Image> images = m_images.values();
    for (const vitrine::Image &image : images) {
        if (image.status != ImageStatus::PendingDelete)
            continue;
        drop(image.id);
        ++purged;
    }
    co_return purged;
}

QCoro::Task<Result<Image>> FakeImageService::deactivateImage(ImageId id)
{
    Turn turn(this, Call::DeactivateImage);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> image = move(id, ImageStatus::Deactivated, TransitionCause::Deactivate);
    co_return image;
}

QCoro::Task<Result<Image>> FakeImageService::reactivateImage(ImageId id)
{
    Turn turn(this, Call::ReactivateImage);
    const std::optional<Error> error = co_await turn;
    if (error)
        co_return failure(*error);
    const Result<vitrine::Image> before = require(id);
    if (before && before->status != ImageStatus::Deactivated)
        co_return failure(ErrorCode::Conflict, QStringLiteral("The image is not deactivated."));
    const Result<vitrine::Image> image = move(id, ImageStatus::Active, TransitionCause::Reactivate);
    co_return image;
}

} // namespace vitrine::test
