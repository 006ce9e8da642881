#pragma once

#include <memory>
#include <utility>

#include <QTimer>

#include "app/vitrine/openedplace.h"
#include "core/service/asyncscope.h"
#include "core/service/localimageservice.h"
#include "core/service/workerpool.h"
#include "core/transfer/transferjournal.h"
#include "core/transfer/transferqueue.h"

namespace vitrine {

class Catalogue;

/// A catalogue with everything that stands on it. It works on whether it is shown or not.
class OpenedCatalogue final : public OpenedPlace
{
    Q_OBJECT

public:
    /// `lastEvent` is where the event log ended when the catalogue was opened.
    OpenedCatalogue(std::shared_ptr<Catalogue> catalogue, const QString &uuid, qint64 lastEvent,
        const OpenedJournal &journal, const ServiceFinder &services = {});

    const QString &uuid() const { return m_uuid; }
    LocalImageService &service() override { return m_service; }
    TransferQueue &queue() override { return m_queue; }
    const TransferTotals &totals() const override { return m_transfers.totals(); }
    const QString &key() const override { return m_uuid; }
    QList<HealthIssue> takeIssues() override { return std::exchange(m_issues, {}); }
    /// Asks how full the disk is.
    void lookAtDisk();

Q_SIGNALS:
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
