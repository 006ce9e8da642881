#pragma once

#include <memory>
#include <optional>

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

#include "core/service/asyncscope.h"
#include "core/transfer/transferarrivals.h"
#include "core/transfer/transferjournal.h"
#include "core/transfer/transferlist.h"
#include "core/transfer/transferqueue.h"

namespace vitrine {

/// The queue's working part: starts what may start, follows it, and books how it ended.
class TransferQueue::Private
{
public:
    Private(TransferQueue *queue, ImageService &service, std::shared_ptr<TransferJournal> openedJournal);
    ~Private();

    /// Also one that is still to arrive: it and those before it then do so at once.
    TransferEntryPtr find(const QString &id);
    /// Puts arrivals into the list for a few milliseconds, and goes on with the rest later.
    void takeArrivals();
    void restore(const JournalEntry &journal);

    void pause(const TransferEntryPtr &entry);
    void resume(const TransferEntryPtr &entry);
    void cancel(const TransferEntryPtr &entry);
    void retry(const TransferEntryPtr &entry);
    void forget(const TransferEntryPtr &entry);
    void suspendAll();

    void save(const TransferEntryPtr &entry) { journal.save(journalEntryOf(*entry)); }
    /// Starts what may start, once control is back in the event loop.
    void scheduleSoon();

    TransferQueue *const q;
    TransferList list;
    TransferArrivals arrivals;
    WorkerPool workers{ 1, 4 };
    const std::shared_ptr<TransferJournal> keptJournal;
    TransferJournal &journal;
    std::optional<QList<JournalEntry>> takenOver; ///< read already, and still to be restored
    int parallelLimit = 3;
    bool deletesFailed = false;
    TransferSteps steps;

private:
    static QString newId();
    TransferEntryPtr makeEntry(const TransferArrivals::Arrival &arrival);
    template<typename Predicate>
    void takeArrivalsWhile(Predicate mayGoOn);
    void nameAfterImage(const TransferEntryPtr &entry);
    void schedule();
    void start(const TransferEntryPtr &entry);
    void beginAgain(const TransferEntryPtr &entry);
    void stop(const TransferEntryPtr &entry, TransferEntry::Ending ending);

    ScopedTask<> runEntry(TransferEntryPtr entry);
    /// Once nothing runs any more and all that was asked for is in the journal.
    void finishSuspensionIfIdle();
    ScopedTask<> finishSuspension();
    ScopedTask<> fetchTitle(TransferEntryPtr entry, ImageId id);
    ScopedTask<> fetchTitleOfCopy(TransferEntryPtr entry);
    ScopedTask<> discard(TransferEntryPtr entry, ImageId imageId);
    /// For people who want no queued images of imports that failed.
    ScopedTask<> discardFailed(TransferEntryPtr entry);
    static void renew(const TransferEntryPtr &entry);
    void book(const TransferEntryPtr &entry, Result<void> result);
    void bookStopped(const TransferEntryPtr &entry);
    void end(const TransferEntryPtr &entry, TransferState state);
    /// The image that cancelling has to delete; null when there is none of its own.
    static ImageId imageToDiscard(const TransferEntry &entry);
    /// What was published may be the only version that people still see: no cancelling deletes it.
    static bool keepsImage(const TransferRequest &request);

    void tick();
    static std::optional<OperationStage> limitOf(const TransferEntry &entry);
    void sample(const TransferEntryPtr &entry);
    void setState(const TransferEntryPtr &entry, TransferState state);
    void markChanged(const TransferEntryPtr &entry);
    void announceChanges();

    ImageService &m_service;
    QTimer m_ticker;
    QTimer m_scheduler;
    QTimer m_announcer;
    QTimer m_arrivalTimer;
    QElapsedTimer m_clock;
    QSet<QString> m_changed;
    bool m_isSuspended = false;
    bool m_isSuspensionAnnounced = false;
    /// Last, so that its coroutines go before what they use.
    AsyncScope m_scope;
};

} // namespace vitrine
