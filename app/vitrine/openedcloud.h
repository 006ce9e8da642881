#pragma once

#include <memory>

#include "app/vitrine/openedplace.h"
#include "core/openstack/imageapi.h"
#include "core/service/glanceimageservice.h"
#include "core/service/workerpool.h"
#include "core/transfer/transferjournal.h"
#include "core/transfer/transferqueue.h"

namespace vitrine {

/// A cloud that one has logged in to, with everything that stands on it.
class OpenedCloud final : public OpenedPlace
{
    Q_OBJECT

public:
    OpenedCloud(std::shared_ptr<ImageApi> api, const QString &key, const OpenedJournal &journal,
        const ServiceFinder &services);
    /// Where what was seen of clouds is kept, so that there is something to show while one is away.
    static QString memoryFolder();
    /// What still runs ends behind the window's back, and waits for no answer any more.
    ~OpenedCloud() override;

    GlanceImageService &service() override { return *m_service; }
    TransferQueue &queue() override { return *m_queue; }
    const TransferTotals &totals() const override { return m_transfers.totals(); }
    const QString &key() const override { return m_key; }
    bool isCloud() const override { return true; }
    /// Only what is looked at is asked for news all the time.
    void setShown(bool isShown) override { m_service->setWatched(isShown); }

private:
    const QString m_key;
    const std::shared_ptr<ImageApi> m_api;
    std::unique_ptr<WorkerPool> m_pool;
    std::unique_ptr<GlanceImageService> m_service;
    std::unique_ptr<TransferQueue> m_queue;
    TransfersModel m_transfers;
};

} // namespace vitrine
