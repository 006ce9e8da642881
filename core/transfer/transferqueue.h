#pragma once

#include <memory>

#include <QList>
#include <QObject>

#include "core/transfer/servicefinder.h"
#include "core/transfer/transfer.h"

namespace vitrine {

class ImageService;
struct OpenedJournal;

/// Imports, exports and copies that run beside the window, some at a time, the rest in order.
///
/// Lives on the thread of its service and must go before it. Every change is written to a journal in
/// `journalFolder`, behind the window's back since a busy disk would make it stutter; work on a transfer
/// begins only once its entry is durable, so nothing that was begun is ever forgotten. A queue made later on
/// the same folder takes over what a dead process left: interrupted work starts again, with the same image,
/// waiting work waits, failed work stays to be retried. Several processes may share the folder.
///
/// Paused transfers do not count towards the parallel limit. What is destroyed while it runs is stopped and
/// stays in the journal as interrupted.
class TransferQueue : public QObject
{
    Q_OBJECT

public:
    /// restore() then reads the folder, on the calling thread.
    TransferQueue(ImageService &service, const QString &journalFolder, QObject *parent = nullptr);
    /// With a journal that was opened and read on another thread.
    TransferQueue(ImageService &service, OpenedJournal journal, QObject *parent = nullptr);
    ~TransferQueue() override;

    /// Takes over what dead processes left. Call once, before anything else.
    void restore();

    /// In queue order: those that have been announced.
    QList<Transfer> transfers() const;
    std::optional<Transfer> transfer(const QString &id) const;
    bool hasUnfinished() const;

    QString enqueue(const TransferRequest &request);
    /// Many at once, at the end of the queue and in this order. Their ids are good at once; the rows come in
    /// batches, each a transfersAdded(), so that thousands do not hold up the event loop.
    QStringList enqueueAll(const QList<TransferRequest> &requests);
    void pause(const QString &id);
    void resume(const QString &id);
    /// Stops it and removes what it had written; an image made for it is deleted. One whose last step could
    /// not be stopped any more ends as finished.
    void cancel(const QString &id);
    /// Lets a failed or cancelled one wait again, at its old place. A failed import keeps its image.
    void retry(const QString &id);
    /// Moves a waiting one by `steps` places towards the end; negative towards the front.
    void move(const QString &id, int steps);
    /// Forgets one that has ended.
    void clear(const QString &id);
    void clearEnded();

    /// Where images are copied from, and who converts for a service that cannot. Call before restore().
    void setServices(ServiceFinder services);
    /// The folder for data that lie here for a while on the way from one service to another; made when it is
    /// needed, for this user only. Without one, what needs it fails.
    void setScratchFolder(const QString &folder);
    /// Whether an import that fails deletes the image that was made for it, instead of leaving it queued to
    /// be retried. Off in the beginning.
    void setDeletesFailed(bool deletes);

    int parallelLimit() const;
    void setParallelLimit(int limit);
    /// For quitting: stops what runs without forgetting it, so that the next start goes on, and starts
    /// nothing more. Announces suspended() when all workers have come back and the journal is written.
    void suspendAll();

Q_SIGNALS:
    /// Neighbours, the first at `position`.
    void transfersAdded(const QList<vitrine::Transfer> &transfers, int position);
    void transfersChanged(const QList<vitrine::Transfer> &transfers);
    void transferMoved(const QString &id, int position);
    void transferRemoved(const QString &id);
    void suspended();

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace vitrine
