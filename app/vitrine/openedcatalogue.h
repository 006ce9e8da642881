#pragma once

#include <memory>
#include <utility>

#include <QObject>
#include <QTimer>

#include "core/service/asyncscope.h"
#include "core/service/localimageservice.h"
#include "core/service/workerpool.h"
#include "core/transfer/transferjournal.h"
#include "core/transfer/transferqueue.h"
#include "ui/transfers/transfersmodel.h"

namespace vitrine {

class Catalogue;

/// A catalogue with everything that stands on it. It works on whether it is shown or not.
class OpenedCatalogue final : public QObject
{
    Q_OBJECT

public:
    /// `lastEvent` is where the event log ended when the catalogue was opened.
    OpenedCatalogue(std::shared_ptr<Catalogue> catalogue, const QString &uuid, qint64 lastEvent,
        const OpenedJournal &journal);

    const QString &uuid() const { return m_uuid; }
    LocalImageService &service() { return m_service; }
    TransferQueue &queue() { return m_queue; }
    const TransferTotals &totals() const { return m_transfers.totals(); }
    /// What was found wrong when it was opened; once only, so that nobody is told twice.
    QList<HealthIssue> takeIssues() { return std::exchange(m_issues, {}); }
    /// Asks how full the disk is.
    void lookAtDisk();

Q_SIGNALS:
    void activityChanged(int unfinishedTransfers, double bytesPerSecond);
    void diskChanged(qint64 totalBytes, qint64 freeBytes);

private:
    ScopedTask<> runLookAtDisk();

    const QString m_uuid;
    QList<HealthIssue> m_issues;
    WorkerPool m_pool;
    LocalImageService m_service;
    TransferQueue m_queue;
    TransfersModel m_transfers;
    QTimer m_diskTimer; ///< gathers changes
    AsyncScope m_scope;
};

} // namespace vitrine
