#include "core/transfer/transferlist.h"

#include <algorithm>

namespace vitrine {

JournalEntry journalEntryOf(const TransferEntry &entry)
{
    JournalEntry journal;
    journal.id = entry.transfer.id;
    journal.request = entry.transfer.request;
    journal.state = entry.transfer.state;
    journal.rank = entry.rank;
    journal.hasBegun = entry.hasBegun;
    journal.ownsImageId = entry.ownsImageId;
    journal.ownsImage = entry.ownsImage;
    journal.error = entry.transfer.error;
    journal.queuedAt = entry.transfer.queuedAt;
    journal.endedAt = entry.transfer.endedAt;
    return journal;
}

TransferEntryPtr entryOfJournal(const JournalEntry &journal)
{
    auto entry = std::make_shared<TransferEntry>();
    entry->transfer.id = journal.id;
    entry->transfer.request = journal.request;
    entry->transfer.title = transferTitle(journal.request);
    entry->transfer.state = journal.state;
    entry->transfer.error = journal.error;
    entry->transfer.queuedAt = journal.queuedAt;
    entry->transfer.endedAt = journal.endedAt;
    entry->rank = journal.rank;
    entry->hasBegun = journal.hasBegun;
    entry->ownsImageId = journal.ownsImageId;
    entry->ownsImage = journal.ownsImage;
    return entry;
}

bool hasEnded(TransferState state)
{
    switch (state) {
    case TransferState::Waiting:
    case TransferState::Running:
    case TransferState::Paused:
        return false;
    case TransferState::Finished:
    case TransferState::Failed:
    case TransferState::Cancelled:
        return true;
    }
    Q_UNREACHABLE();
}

QList<TransferEntryPtr> TransferList::all() const
{
    QList<TransferEntryPtr> entries;
    entries.reserve(size());
    for (const auto &[rank, entry] : m_byRank)
        entries.append(entry);
    return entries;
}

int TransferList::runningCount() const
{
    return static_cast<int>(std::count_if(m_active.cbegin(), m_active.cend(),
        [](const TransferEntryPtr &entry) { return entry->transfer.state == TransferState::Running; }));
}

TransferEntryPtr TransferList::firstWaiting() const
{
    return m_waiting.empty() ? nullptr : m_waiting.cbegin()->second;
}

int TransferList::positionOf(const TransferEntry &entry) const
{
    return static_cast<int>(std::distance(m_byRank.cbegin(), m_byRank.find(entry.rank)));
}

void TransferList::append(const TransferEntryPtr &entry)
{
    if (!m_byRank.empty() && entry->rank <= m_byRank.crbegin()->first)
        entry->rank = m_byRank.crbegin()->first + 1;
    m_byId.insert(entry->transfer.id, entry);
    m_byRank.emplace(entry->rank, entry);
    if (entry->transfer.state == TransferState::Waiting)
        m_waiting.emplace(entry->rank, entry);
}

void TransferList::remove(const TransferEntryPtr &entry)
{
    m_byId.remove(entry->transfer.id);
    m_active.remove(entry->transfer.id);
    m_byRank.erase(entry->rank);
    m_waiting.erase(entry->rank);
}

void TransferList::setState(const TransferEntryPtr &entry, TransferState state)
{
    entry->transfer.state = state;
    if (state == TransferState::Waiting)
        m_waiting.insert_or_assign(entry->rank, entry);
    else
        m_waiting.erase(entry->rank);
}

void TransferList::setWork(const TransferEntryPtr &entry, std::shared_ptr<TransferWork> work)
{
    entry->work = std::move(work);
    if (entry->isActive())
        m_active.insert(entry->transfer.id, entry);
    else
        m_active.remove(entry->transfer.id);
}

void TransferList::rerank(const TransferEntryPtr &entry, double rank)
{
    m_byRank.erase(entry->rank);
    const bool isWaiting = m_waiting.erase(entry->rank) > 0;
    entry->rank = rank;
    m_byRank.emplace(rank, entry);
    if (isWaiting)
        m_waiting.emplace(rank, entry);
}

QList<TransferEntryPtr> TransferList::move(const TransferEntryPtr &entry, int steps)
{
    QList<TransferEntryPtr> order = all();
    const qsizetype from = order.indexOf(entry);
    const qsizetype to = std::clamp<qsizetype>(from + steps, 0, order.size() - 1);
    if (from == to)
        return {};
    order.move(from, to);
    const double before = to == 0 ? order.at(1)->rank - 2 : order.at(to - 1)->rank;
    const double after = to == order.size() - 1 ? before + 2 : order.at(to + 1)->rank;
    const double between = before + (after - before) / 2;
    if (between > before && between < after) {
        rerank(entry, between);
        return { entry };
    }
    // So many moves into one gap that no number is left in it: number all anew.
    m_byRank.clear();
    m_waiting.clear();
    for (qsizetype place = 0; place < order.size(); ++place) {
        const TransferEntryPtr &moved = order.at(place);
        moved->rank = static_cast<double>(place);
        m_byRank.emplace(moved->rank, moved);
        if (moved->transfer.state == TransferState::Waiting)
            m_waiting.emplace(moved->rank, moved);
    }
    return order;
}

} // namespace vitrine
