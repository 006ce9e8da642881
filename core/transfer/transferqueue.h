#pragma once

#include <memory>

#include <QList>
#include <QObject>

#include "core/transfer/transfer.h"

namespace vitrine {

class ImageService;

/// Imports, exports and copies that run beside the window, some at a time, the rest in order.
///
/// Lives on the thread of its service. Every change is written to a journal in `journalFolder` before it is
/// announced; a queue made later on the same folder takes over what a dead process left: interrupted work
/// starts again, waiting work waits, failed work stays to be retried.
class TransferQueue : public QObject
{
    Q_OBJECT

public:
    TransferQueue(ImageService &service, const QString &journalFolder, QObject *parent = nullptr);
    ~TransferQueue() override;

    /// Reads the journal. Call once, before anything else.
    void restore();

    /// In queue order.
    QList<Transfer> transfers() const;
    std::optional<Transfer> transfer(const QString &id) const;
    bool hasUnfinished() const;

    QString enqueue(const TransferRequest &request);
    /// Many at once, at the end of the queue and in this order: announced by one transfersAdded().
    QStringList enqueueAll(const QList<TransferRequest> &requests);
    void pause(const QString &id);
    void resume(const QString &id);
    /// Stops it and removes what it had written; an image made for it is deleted.
    void cancel(const QString &id);
    /// Puts a failed or cancelled one back into the queue.
    void retry(const QString &id);
    /// Moves a waiting one by `steps` places towards the end; negative towards the front.
    void move(const QString &id, int steps);
    /// Forgets one that has ended.
    void clear(const QString &id);
    void clearEnded();

    int parallelLimit() const;
    void setParallelLimit(int limit);
    /// Stops what runs without forgetting it, so that the next start goes on. Announces suspended() when all
    /// workers have come back.
    void suspendAll();

Q_SIGNALS:
    void transferAdded(const vitrine::Transfer &transfer, int position);
    /// The same for several neighbours, the first at `position`. Each transfer is announced by one of the
    /// two.
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
