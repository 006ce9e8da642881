#pragma once

#include <memory>

#include <QCoro/QCoroTask>
#include <QList>
#include <QString>

#include "core/service/workerpool.h"
#include "core/transfer/journalentry.h"

namespace vitrine {

class TransferJournal;

/// A journal, and what dead processes had left in its folder.
struct OpenedJournal {
    std::shared_ptr<TransferJournal> journal;
    QList<JournalEntry> entries;

    /// Blocking, on any thread.
    static OpenedJournal open(const QString &folder);
};

/// The memory of a transfer queue: one JSON file a transfer, in a folder of this process below `folder`.
///
/// The process holds a lock on its own folder for as long as it lives; the kernel lets go of it however the
/// process dies. So a folder whose lock can be had belongs to nobody, and its files may be taken over, by one
/// process only; those of a live one are never touched. Files are written behind the caller's back, newest
/// state only, and durably.
class TransferJournal
{
public:
    explicit TransferJournal(const QString &folder);
    /// Writes what has not been written yet.
    ~TransferJournal();
    TransferJournal(const TransferJournal &) = delete;
    TransferJournal &operator=(const TransferJournal &) = delete;

    /// What dead processes left, in the order of their ranks; from now on it belongs to this one. Blocking.
    QList<JournalEntry> takeOver();

    void save(const JournalEntry &entry);
    void remove(const QString &id);
    /// Ends when the newest state of `id` is durable, or could not be written, which is logged: a transfer is
    /// worth more than its journal.
    QCoro::Task<Result<void>> written(const QString &id);
    /// The same for all.
    QCoro::Task<Result<void>> allWritten();

private:
    class Writer;

    void wakeWriter();

    const QString m_folder;
    const std::shared_ptr<Writer> m_writer;
    std::unique_ptr<WorkerPool> m_workers = std::make_unique<WorkerPool>(2, 1);
};

} // namespace vitrine
