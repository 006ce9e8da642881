#pragma once

#include <map>
#include <memory>
#include <stop_token>

#include <QHash>
#include <QList>

#include "core/transfer/journalentry.h"
#include "core/transfer/transfer.h"
#include "core/transfer/transferlimit.h"
#include "core/transfer/transferspeed.h"
#include "core/transfer/transfersteps.h"

namespace vitrine {

/// A transfer with what only the queue knows about it.
struct TransferEntry {
    enum class Ending { None, Cancel, Suspend };

    Transfer transfer;
    double rank = 0;
    bool hasBegun = false;
    bool ownsImageId = false;
    bool ownsImage = false;
    Ending ending = Ending::None; ///< why it was told to stop
    std::stop_source stop;
    std::shared_ptr<TransferWork> work; ///< while a coroutine works on it, paused or not
    TransferSpeed speed;
    TransferLimit limit;

    bool isActive() const { return work != nullptr; }
};

using TransferEntryPtr = std::shared_ptr<TransferEntry>;

JournalEntry journalEntryOf(const TransferEntry &entry);
TransferEntryPtr entryOfJournal(const JournalEntry &journal);
bool hasEnded(TransferState state);

/// The transfers in their order. The next one to start is found at once however many there are.
class TransferList
{
public:
    qsizetype size() const { return m_byId.size(); }
    TransferEntryPtr find(const QString &id) const { return m_byId.value(id); }
    /// In order.
    QList<TransferEntryPtr> all() const;
    QList<TransferEntryPtr> active() const { return m_active.values(); }
    int runningCount() const;
    /// Null when none waits.
    TransferEntryPtr firstWaiting() const;
    bool hasWaiting() const { return !m_waiting.empty(); }
    /// Counts: not for use in a loop.
    int positionOf(const TransferEntry &entry) const;

    /// At the end, or at the place of its rank when it has one beyond the last.
    void append(const TransferEntryPtr &entry);
    void remove(const TransferEntryPtr &entry);
    void setState(const TransferEntryPtr &entry, TransferState state);
    void setWork(const TransferEntryPtr &entry, std::shared_ptr<TransferWork> work);
    /// Gives the entries whose rank changed.
    QList<TransferEntryPtr> move(const TransferEntryPtr &entry, int steps);

private:
    void rerank(const TransferEntryPtr &entry, double rank);

    QHash<QString, TransferEntryPtr> m_byId;
    QHash<QString, TransferEntryPtr> m_active;
    std::map<double, TransferEntryPtr> m_byRank;
    std::map<double, TransferEntryPtr> m_waiting;
};

} // namespace vitrine
