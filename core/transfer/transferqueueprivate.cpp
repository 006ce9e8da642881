#include "core/transfer/transferqueueprivate.h"

#include <tuple>

#include <QPointer>
#include <QUuid>

#include "core/support/log.h"

namespace vitrine {

namespace {

constexpr int tickMilliseconds = 100;

} // namespace

TransferQueue::Private::Private(
    TransferQueue *queue, ImageService &service, std::shared_ptr<TransferJournal> openedJournal)
    : q(queue)
    , keptJournal(std::move(openedJournal))
    , journal(*keptJournal)
    , steps(service, workers)
    , m_service(service)
{
    m_clock.start();
    m_ticker.setInterval(tickMilliseconds);
    m_scheduler.setSingleShot(true);
    m_announcer.setSingleShot(true);
    m_arrivalTimer.setSingleShot(true);
    QObject::connect(&m_ticker, &QTimer::timeout, q, [this] { tick(); });
    QObject::connect(&m_scheduler, &QTimer::timeout, q, [this] { schedule(); });
    QObject::connect(&m_arrivalTimer, &QTimer::timeout, q, [this] { takeArrivals(); });
    QObject::connect(&m_announcer, &QTimer::timeout, q, [this] { announceChanges(); });
}

TransferQueue::Private::~Private()
{
    for (const TransferEntryPtr &entry : list.active())
        entry->stop.request_stop();
    // What was asked for must not be lost, even if there was no time to show it.
    while (!arrivals.isEmpty())
        makeEntry(arrivals.takeFirst());
}

QString TransferQueue::Private::newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

void TransferQueue::Private::restore(const JournalEntry &entryOnDisk)
{
    const TransferEntryPtr entry = entryOfJournal(entryOnDisk);
    switch (entry->transfer.state) {
    case TransferState::Cancelled:
        // The process died while it was cleaning up.
        m_scope.launch(discard(entry, imageToDiscard(*entry)));
        return;
    case TransferState::Finished:
        journal.remove(entry->transfer.id);
        return;
    case TransferState::Running:
        entry->transfer.state = TransferState::Waiting;
        break;
    case TransferState::Waiting:
    case TransferState::Paused:
    case TransferState::Failed:
        break;
    }
    list.append(entry);
    save(entry);
    nameAfterImage(entry);
}

void TransferQueue::Private::scheduleSoon()
{
    if (!m_scheduler.isActive())
        m_scheduler.start(0);
}

void TransferQueue::Private::schedule()
{
    while (!m_isSuspended && list.runningCount() < parallelLimit) {
        const TransferEntryPtr next = list.firstWaiting();
        if (!next)
            return;
        start(next);
    }
}

void TransferQueue::Private::start(const TransferEntryPtr &entry)
{
    setState(entry, TransferState::Running);
    if (!m_ticker.isActive())
        m_ticker.start();
    if (entry->isActive()) {
        // It was paused in the middle and waited for a place: the worker is still there.
        entry->work->control.gate->resume();
        save(entry);
        return;
    }
    const bool mayHaveImage = entry->hasBegun && entry->ownsImageId;
    entry->hasBegun = true;
    entry->ending = TransferEntry::Ending::None;
    entry->stop = std::stop_source();
    entry->speed.reset();
    entry->limit.reset();
    auto work = std::make_shared<TransferWork>();
    work->id = entry->transfer.id;
    work->request = entry->transfer.request;
    work->mayHaveImage = mayHaveImage;
    work->ownsImage = entry->ownsImage;
    work->control.stop = entry->stop.get_token();
    list.setWork(entry, work);
    m_scope.launch(runEntry(entry));
}

ScopedTask<> TransferQueue::Private::runEntry(TransferEntryPtr entry)
{
    const std::shared_ptr<TransferWork> work = entry->work;
    const std::weak_ptr<TransferEntry> watched = entry;
    work->onChanged = [this, watched] {
        const TransferEntryPtr changed = watched.lock();
        changed->transfer.request = changed->work->request;
        changed->ownsImage = changed->work->ownsImage;
        changed->transfer.wasThere = changed->work->wasThere;
        save(changed);
        markChanged(changed);
    };
    save(entry);
    const Result<void> noted = co_await journal.written(entry->transfer.id);
    Result<void> result = co_await steps.run(work);
    sample(entry);
    list.setWork(entry, nullptr);
    const bool isGivenUp = !result && entry->ending == TransferEntry::Ending::Cancel;
    if (isGivenUp)
        co_await discard(entry, imageToDiscard(*entry));
    else if (!result && deletesFailed && entry->ending == TransferEntry::Ending::None)
        co_await discardFailed(entry);
    book(entry, std::move(result));
    scheduleSoon();
    finishSuspensionIfIdle();
}

void TransferQueue::Private::book(const TransferEntryPtr &entry, Result<void> result)
{
    if (result) {
        // Also when its stop came too late: then it is done, not half done.
        entry->transfer.phase = OperationPhase::Done;
        if (entry->transfer.total >= 0)
            entry->transfer.done = entry->transfer.total;
        journal.remove(entry->transfer.id);
        end(entry, TransferState::Finished);
        return;
    }
    if (entry->ending != TransferEntry::Ending::None) {
        bookStopped(entry);
        return;
    }
    entry->transfer.error = result.error();
    qCInfo(lcTransfer) << "failed:" << entry->transfer.title << result.error().message
                       << result.error().detail;
    end(entry, TransferState::Failed);
    save(entry);
}

void TransferQueue::Private::bookStopped(const TransferEntryPtr &entry)
{
    if (entry->ending == TransferEntry::Ending::Cancel) {
        end(entry, TransferState::Cancelled);
        return;
    }
    const bool wasPaused = entry->transfer.state == TransferState::Paused;
    beginAgain(entry);
    setState(entry, wasPaused ? TransferState::Paused : TransferState::Waiting);
    save(entry);
}

void TransferQueue::Private::beginAgain(const TransferEntryPtr &entry)
{
    Transfer &transfer = entry->transfer;
    transfer.phase = OperationPhase::Waiting;
    transfer.done = 0;
    transfer.total = -1;
    transfer.bytesPerSecond = 0;
    transfer.secondsLeft.reset();
    transfer.limit.reset();
    transfer.error.reset();
    transfer.endedAt = {};
}

void TransferQueue::Private::end(const TransferEntryPtr &entry, TransferState state)
{
    entry->transfer.endedAt = QDateTime::currentDateTimeUtc();
    entry->transfer.bytesPerSecond = 0;
    entry->transfer.secondsLeft.reset();
    entry->transfer.limit.reset();
    setState(entry, state);
}

bool TransferQueue::Private::keepsImage(const TransferRequest &request)
{
    return request.replacement && request.replacement->hasData;
}

ImageId TransferQueue::Private::imageToDiscard(const TransferEntry &entry)
{
    const TransferRequest &request = entry.transfer.request;
    if (keepsImage(request))
        return {};
    if (entry.ownsImage)
        return request.imageId;
    return entry.hasBegun && entry.ownsImageId ? request.draft.id : ImageId();
}

ScopedTask<> TransferQueue::Private::discard(TransferEntryPtr entry, ImageId imageId)
{
    if (!imageId.isNull()) {
        const Result<void> discarded = co_await steps.discardImage(imageId);
        if (!discarded)
            qCWarning(lcTransfer) << "cannot delete image" << imageId << discarded.error().message;
    }
    co_await steps.discardFiles(entry->transfer.id, entry->transfer.request);
    // It may have been put back into the queue meanwhile, and run already.
    const bool isOver
        = entry->transfer.state == TransferState::Cancelled || entry->ending == TransferEntry::Ending::Cancel;
    if (isOver)
        journal.remove(entry->transfer.id);
}

ScopedTask<> TransferQueue::Private::discardFailed(TransferEntryPtr entry)
{
    const ImageId image = imageToDiscard(*entry);
    if (image.isNull() || !isImport(entry->transfer.request.kind))
        co_return;
    const Result<void> discarded = co_await steps.discardImage(image);
    if (discarded)
        renew(entry);
    else
        qCWarning(lcTransfer) << "cannot delete image" << image << discarded.error().message;
}

/// Its image is deleted, and an id is never used twice.
void TransferQueue::Private::renew(const TransferEntryPtr &entry)
{
    TransferRequest &request = entry->transfer.request;
    if (entry->ownsImage)
        request.imageId = ImageId();
    if (request.imageId.isNull()) {
        request.draft.id = newId();
        entry->ownsImageId = true;
    }
    entry->ownsImage = false;
    entry->hasBegun = false;
}

void TransferQueue::Private::pause(const TransferEntryPtr &entry)
{
    const TransferState state = entry->transfer.state;
    if (state != TransferState::Waiting && state != TransferState::Running)
        return;
    if (entry->isActive())
        entry->work->control.gate->pause();
    entry->transfer.bytesPerSecond = 0;
    entry->transfer.secondsLeft.reset();
    entry->transfer.limit.reset();
    setState(entry, TransferState::Paused);
    save(entry);
    scheduleSoon();
}

void TransferQueue::Private::resume(const TransferEntryPtr &entry)
{
    if (entry->transfer.state != TransferState::Paused)
        return;
    setState(entry, TransferState::Waiting);
    save(entry);
    scheduleSoon();
}

void TransferQueue::Private::stop(const TransferEntryPtr &entry, TransferEntry::Ending ending)
{
    entry->ending = ending;
    entry->stop.request_stop();
}

void TransferQueue::Private::cancel(const TransferEntryPtr &entry)
{
    const TransferState state = entry->transfer.state;
    if (state == TransferState::Finished || state == TransferState::Cancelled)
        return;
    // Written first: should the process die now, the next one still cleans up.
    JournalEntry cancelled = journalEntryOf(*entry);
    cancelled.state = TransferState::Cancelled;
    journal.save(cancelled);
    if (entry->isActive()) {
        stop(entry, TransferEntry::Ending::Cancel);
        return;
    }
    end(entry, TransferState::Cancelled);
    m_scope.launch(discard(entry, imageToDiscard(*entry)));
}

void TransferQueue::Private::retry(const TransferEntryPtr &entry)
{
    const TransferState state = entry->transfer.state;
    if (state != TransferState::Failed && state != TransferState::Cancelled)
        return;
    const TransferRequest &request = entry->transfer.request;
    const bool wasDiscarded = isImport(request.kind) && !keepsImage(request);
    if (state == TransferState::Cancelled && wasDiscarded)
        renew(entry);
    entry->ending = TransferEntry::Ending::None;
    beginAgain(entry);
    setState(entry, TransferState::Waiting);
    save(entry);
    scheduleSoon();
}

void TransferQueue::Private::forget(const TransferEntryPtr &entry)
{
    // A cancelled one is still in the journal while its image is being deleted, and goes with that.
    if (entry->transfer.state == TransferState::Failed) {
        journal.remove(entry->transfer.id);
        // Nobody will go on with what has come so far.
        m_scope.launch(steps.discardFiles(entry->transfer.id, entry->transfer.request));
    }
    m_changed.remove(entry->transfer.id);
    list.remove(entry);
}

void TransferQueue::Private::suspendAll()
{
    if (m_isSuspended)
        return;
    m_isSuspended = true;
    const QList<TransferEntryPtr> active = list.active();
    for (const TransferEntryPtr &entry : active) {
        if (entry->ending == TransferEntry::Ending::None)
            stop(entry, TransferEntry::Ending::Suspend);
    }
    finishSuspensionIfIdle();
}

void TransferQueue::Private::finishSuspensionIfIdle()
{
    if (m_isSuspended && list.active().isEmpty() && arrivals.isEmpty())
        m_scope.launch(finishSuspension());
}

ScopedTask<> TransferQueue::Private::finishSuspension()
{
    const Result<void> noted = co_await journal.allWritten();
    if (std::exchange(m_isSuspensionAnnounced, true))
        co_return;
    // Not from within the coroutine: whoever hears this may well destroy the queue.
    const auto announce = [this, watched = QPointer<TransferQueue>(q)] {
        announceChanges();
        if (watched)
            Q_EMIT watched->suspended();
    };
    QMetaObject::invokeMethod(q, announce, Qt::QueuedConnection);
}

void TransferQueue::Private::setState(const TransferEntryPtr &entry, TransferState state)
{
    list.setState(entry, state);
    markChanged(entry);
}

void TransferQueue::Private::markChanged(const TransferEntryPtr &entry)
{
    if (!list.find(entry->transfer.id))
        return;
    m_changed.insert(entry->transfer.id);
    if (!m_announcer.isActive())
        m_announcer.start(0);
}

void TransferQueue::Private::announceChanges()
{
    m_announcer.stop();
    QList<Transfer> transfers;
    transfers.reserve(m_changed.size());
    for (const QString &id : std::exchange(m_changed, {}))
        transfers.append(list.find(id)->transfer);
    if (!transfers.isEmpty())
        Q_EMIT q->transfersChanged(transfers);
}

void TransferQueue::Private::tick()
{
    bool isRunning = false;
    for (const TransferEntryPtr &entry : list.active()) {
        isRunning = isRunning || entry->transfer.state == TransferState::Running;
        sample(entry);
    }
    if (!isRunning)
        m_ticker.stop();
    announceChanges();
}

std::optional<OperationStage> TransferQueue::Private::limitOf(const TransferEntry &entry)
{
    const Transfer &transfer = entry.transfer;
    if (transfer.state != TransferState::Running)
        return std::nullopt;
    // Flushing is by its nature a wait for the disk.
    return transfer.phase == OperationPhase::Flushing ? OperationStage::DiskWrite : entry.limit.stage();
}

void TransferQueue::Private::sample(const TransferEntryPtr &entry)
{
    Transfer &transfer = entry->transfer;
    const OperationProgress &progress = *entry->work->control.progress;
    const bool isMoving
        = transfer.state == TransferState::Running && progress.phase() == OperationPhase::Copying;
    const qint64 done = progress.done();
    if (isMoving)
        entry->speed.sample(m_clock.elapsed(), done, progress.total());
    else
        entry->speed.interrupt();
    if (isMoving)
        entry->limit.sample(m_clock.elapsed(), progress);
    else
        entry->limit.reset();
    const auto values = [&transfer] {
        return std::tuple(transfer.phase, transfer.done, transfer.total, transfer.bytesPerSecond,
            transfer.secondsLeft, transfer.limit);
    };
    const auto before = values();
    transfer.phase = progress.phase();
    transfer.done = done;
    transfer.total = progress.total();
    transfer.bytesPerSecond = isMoving ? entry->speed.bytesPerSecond() : 0;
    transfer.secondsLeft = isMoving ? entry->speed.secondsLeft() : std::nullopt;
    transfer.limit = limitOf(*entry);
    if (before != values())
        markChanged(entry);
}

} // namespace vitrine
