#include "core/transfer/transferqueue.h"

#include <algorithm>
#include <utility>

#include "core/transfer/transferqueueprivate.h"

namespace vitrine {

TransferQueue::TransferQueue(ImageService &service, const QString &journalFolder, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, service, std::make_shared<TransferJournal>(journalFolder)))
{
}

TransferQueue::TransferQueue(ImageService &service, OpenedJournal journal, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, service, std::move(journal.journal)))
{
    d->takenOver = std::move(journal.entries);
}

TransferQueue::~TransferQueue() = default;

void TransferQueue::restore()
{
    const auto first = static_cast<int>(d->list.size());
    const QList<JournalEntry> left
        = d->takenOver ? std::exchange(d->takenOver, std::nullopt).value() : d->journal.takeOver();
    for (const JournalEntry &entry : left)
        d->restore(entry);
    const QList<Transfer> restored = transfers().mid(first);
    if (restored.isEmpty())
        return;
    Q_EMIT transfersAdded(restored, first);
    d->scheduleSoon();
}

QList<Transfer> TransferQueue::transfers() const
{
    QList<Transfer> transfers;
    transfers.reserve(d->list.size());
    for (const TransferEntryPtr &entry : d->list.all())
        transfers.append(entry->transfer);
    return transfers;
}

std::optional<Transfer> TransferQueue::transfer(const QString &id) const
{
    const TransferEntryPtr entry = d->find(id);
    if (!entry)
        return std::nullopt;
    return entry->transfer;
}

bool TransferQueue::hasUnfinished() const
{
    if (!d->arrivals.isEmpty())
        return true;
    const QList<TransferEntryPtr> entries = d->list.all();
    return std::any_of(entries.cbegin(), entries.cend(),
        [](const TransferEntryPtr &entry) { return !hasEnded(entry->transfer.state); });
}

QString TransferQueue::enqueue(const TransferRequest &request)
{
    return enqueueAll({ request }).constFirst();
}

QStringList TransferQueue::enqueueAll(const QList<TransferRequest> &requests)
{
    QStringList ids;
    ids.reserve(requests.size());
    for (const TransferRequest &request : requests)
        ids.append(d->arrivals.add(request));
    d->takeArrivals();
    return ids;
}

void TransferQueue::pause(const QString &id)
{
    if (const TransferEntryPtr entry = d->find(id))
        d->pause(entry);
}

void TransferQueue::resume(const QString &id)
{
    if (const TransferEntryPtr entry = d->find(id))
        d->resume(entry);
}

void TransferQueue::cancel(const QString &id)
{
    if (const TransferEntryPtr entry = d->find(id))
        d->cancel(entry);
}

void TransferQueue::retry(const QString &id)
{
    if (const TransferEntryPtr entry = d->find(id))
        d->retry(entry);
}

void TransferQueue::move(const QString &id, int steps)
{
    const TransferEntryPtr entry = d->find(id);
    if (!entry || entry->transfer.state != TransferState::Waiting)
        return;
    const QList<TransferEntryPtr> moved = d->list.move(entry, steps);
    for (const TransferEntryPtr &changed : moved) {
        if (!hasEnded(changed->transfer.state) || changed->transfer.state == TransferState::Failed)
            d->save(changed);
    }
    if (!moved.isEmpty())
        Q_EMIT transferMoved(id, d->list.positionOf(*entry));
}

void TransferQueue::clear(const QString &id)
{
    const TransferEntryPtr entry = d->find(id);
    if (!entry || !hasEnded(entry->transfer.state))
        return;
    d->forget(entry);
    Q_EMIT transferRemoved(id);
}

void TransferQueue::clearEnded()
{
    for (const TransferEntryPtr &entry : d->list.all()) {
        if (hasEnded(entry->transfer.state))
            clear(entry->transfer.id);
    }
}

void TransferQueue::setServices(ServiceFinder services)
{
    d->steps.setServices(std::move(services));
}

void TransferQueue::setScratchFolder(const QString &folder)
{
    d->steps.setScratchFolder(folder);
}

void TransferQueue::setDeletesFailed(bool deletes)
{
    d->deletesFailed = deletes;
}

int TransferQueue::parallelLimit() const
{
    return d->parallelLimit;
}

void TransferQueue::setParallelLimit(int limit)
{
    d->parallelLimit = std::max(1, limit);
    d->scheduleSoon();
}

void TransferQueue::suspendAll()
{
    d->suspendAll();
}

} // namespace vitrine
