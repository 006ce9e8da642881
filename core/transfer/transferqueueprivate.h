#pragma once

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

#include "core/service/asyncscope.h"
#include "core/transfer/transferjournal.h"
#include "core/transfer/transferlist.h"
#include "core/transfer/transferqueue.h"

namespace vitrine {

/// The queue's working part: starts what may start, follows it, and books how it ended.
class TransferQueue::Private
{
public:
    Private(TransferQueue *queue, ImageService &service, const QString &journalFolder);
    ~Private();

    TransferEntryPtr makeEntry(const TransferRequest &request);
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
    TransferJournal journal;
    int parallelLimit = 3;

private:
    void schedule();
    void start(const TransferEntryPtr &entry);
    void beginAgain(const TransferEntryPtr &entry);
    void stop(const TransferEntryPtr &entry, TransferEntry::Ending ending);

    ScopedTask<> runEntry(TransferEntryPtr entry);
    ScopedTask<> finishSuspension();
    ScopedTask<> discard(TransferEntryPtr entry, ImageId imageId);
    void book(const TransferEntryPtr &entry, Result<void> result);
    void bookStopped(const TransferEntryPtr &entry);
    void end(const TransferEntryPtr &entry, TransferState state);
    /// The image that cancelling has to delete; null when there is none of its own.
    static ImageId imageToDiscard(const TransferEntry &entry);

    void tick();
    void sample(const TransferEntryPtr &entry);
    void setState(const TransferEntryPtr &entry, TransferState state);
    void markChanged(const TransferEntryPtr &entry);
    void announceChanges();

    WorkerPool m_workers{ 1, 4 };
    TransferSteps m_steps;
    QTimer m_ticker;
    QTimer m_scheduler;
    QTimer m_announcer;
    QElapsedTimer m_clock;
    QSet<QString> m_changed;
    bool m_isSuspended = false;
    bool m_isSuspensionAnnounced = false;
    /// Last, so that its coroutines go before what they use.
    AsyncScope m_scope;
};

} // namespace vitrine
