#include "core/service/imageservice.h"
#include "core/transfer/transferqueueprivate.h"

namespace vitrine {

namespace {

/// Longest stretch for which arrivals may keep the event loop waiting.
constexpr qint64 arrivalSliceMs = 4;

} // namespace

template<typename Predicate>
void TransferQueue::Private::takeArrivalsWhile(Predicate mayGoOn)
{
    const auto first = static_cast<int>(list.size());
    QList<Transfer> added;
    while (!arrivals.isEmpty() && mayGoOn()) {
        const TransferEntryPtr entry = makeEntry(arrivals.takeFirst());
        nameAfterImage(entry);
        added.append(entry->transfer);
    }
    if (added.isEmpty())
        return;
    Q_EMIT q->transfersAdded(added, first);
    scheduleSoon();
}

TransferEntryPtr TransferQueue::Private::find(const QString &id)
{
    if (arrivals.contains(id))
        takeArrivalsWhile([this, &id] { return arrivals.contains(id); });
    return list.find(id);
}

void TransferQueue::Private::takeArrivals()
{
    QElapsedTimer clock;
    clock.start();
    takeArrivalsWhile([&clock] { return clock.elapsed() < arrivalSliceMs; });
    if (!arrivals.isEmpty())
        m_arrivalTimer.start(1);
    else
        finishSuspensionIfIdle();
}

TransferEntryPtr TransferQueue::Private::makeEntry(const TransferArrivals::Arrival &arrival)
{
    const TransferRequest &request = arrival.request;
    auto entry = std::make_shared<TransferEntry>();
    entry->transfer.id = arrival.id;
    entry->transfer.request = request;
    entry->transfer.title = transferTitle(request);
    entry->transfer.queuedAt = QDateTime::currentDateTimeUtc();
    // The id is chosen now and written down before anything is made under it, so that whoever goes on after a
    // crash knows which image may be there.
    const bool makesImage = isImport(request.kind) && request.imageId.isNull();
    if (makesImage && request.draft.id.isNull()) {
        entry->transfer.request.draft.id = newId();
        entry->ownsImageId = true;
    }
    list.append(entry);
    save(entry);
    return entry;
}

void TransferQueue::Private::nameAfterImage(const TransferEntryPtr &entry)
{
    const TransferRequest &request = entry->transfer.request;
    const bool isOfImage = !isImport(request.kind) && !request.imageId.isNull();
    const bool isOfSource = request.kind == TransferKind::Convert && !request.sourceImage.isNull();
    if (!request.draft.name.isNull())
        return;
    if (request.kind == TransferKind::Copy)
        m_scope.launch(fetchTitleOfCopy(entry));
    if (isOfImage || isOfSource)
        m_scope.launch(fetchTitle(entry, isOfImage ? request.imageId : request.sourceImage));
}

ScopedTask<> TransferQueue::Private::fetchTitle(TransferEntryPtr entry, ImageId id)
{
    const Result<Image> image = co_await m_service.image(id);
    if (!image || image->name.isEmpty())
        co_return;
    entry->transfer.title = image->name;
    markChanged(entry);
}

ScopedTask<> TransferQueue::Private::fetchTitleOfCopy(TransferEntryPtr entry)
{
    const TransferRequest request = entry->transfer.request;
    const Result<Image> image = co_await steps.copiedImage(request);
    if (!image || image->name.isEmpty())
        co_return;
    entry->transfer.title = image->name;
    markChanged(entry);
}

} // namespace vitrine
