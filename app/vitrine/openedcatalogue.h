#pragma once

#include <memory>

#include <QObject>
#include <QTimer>

#include "core/service/asyncscope.h"
#include "core/service/localimageservice.h"
#include "core/service/workerpool.h"
#include "core/transfer/transferqueue.h"
#include "ui/transfers/transfersmodel.h"

namespace vitrine {

class Catalogue;

/// A catalogue with everything that stands on it. It works on whether it is shown or not.
class OpenedCatalogue final : public QObject
{
    Q_OBJECT

public:
    OpenedCatalogue(std::shared_ptr<Catalogue> catalogue, const QString &uuid, const QString &journalFolder);

    const QString &uuid() const { return m_uuid; }
    LocalImageService &service() { return m_service; }
    TransferQueue &queue() { return m_queue; }
    const TransferTotals &totals() const { return m_transfers.totals(); }
    /// Asks how full the disk is.
    void lookAtDisk();

Q_SIGNALS:
    void activityChanged(int unfinishedTransfers, double bytesPerSecond);
    void diskChanged(qint64 totalBytes, qint64 freeBytes);

private:
    ScopedTask<> runLookAtDisk();

    const QString m_uuid;
    WorkerPool m_pool;
    LocalImageService m_service;
    TransferQueue m_queue;
    TransfersModel m_transfers;
    QTimer m_diskTimer; ///< gathers changes
    AsyncScope m_scope;
};

} // namespace vitrine
