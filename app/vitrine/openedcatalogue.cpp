#include "app/vitrine/openedcatalogue.h"

#include "app/vitrine/settingsfile.h"
#include "core/catalog/catalogue.h"

namespace vitrine {

namespace {

constexpr int gatherMs = 1'000;

} // namespace

OpenedCatalogue::OpenedCatalogue(std::shared_ptr<Catalogue> catalogue, const QString &uuid, qint64 lastEvent,
    const OpenedJournal &journal, const ServiceFinder &services)
    : m_uuid(uuid)
    , m_issues(catalogue->recoveryReport().issues)
    , m_service(std::move(catalogue), m_pool, lastEvent)
    , m_queue(m_service, journal)
{
    if (services)
        m_queue.setServices(services);
    // What comes from a cloud is fetched before it is taken in.
    m_queue.setScratchFolder(scratchFolder());
    m_queue.restore();
    m_transfers.setQueue(&m_queue);
    connect(&m_transfers, &TransfersModel::totalsChanged, this, [this](const TransferTotals &totals) {
        Q_EMIT activityChanged(totals.unfinished(), totals.bytesPerSecond);
    });
    m_diskTimer.setInterval(gatherMs);
    m_diskTimer.setSingleShot(true);
    connect(&m_diskTimer, &QTimer::timeout, this, &OpenedCatalogue::lookAtDisk);
    const auto lookSoon = [this] {
        if (!m_diskTimer.isActive())
            m_diskTimer.start();
    };
    connect(&m_service, &ImageService::imagesAdded, this, lookSoon);
    connect(&m_service, &ImageService::imagesChanged, this, lookSoon);
    connect(&m_service, &ImageService::imagesRemoved, this, lookSoon);
    connect(&m_service, &ImageService::storesChanged, this, lookSoon);
}

void OpenedCatalogue::lookAtDisk()
{
    if (m_scope.isIdle())
        m_scope.launch(runLookAtDisk());
}

ScopedTask<> OpenedCatalogue::runLookAtDisk()
{
    const Result<QList<StoreInfo>> stores = co_await m_service.stores();
    if (!stores)
        co_return;
    for (const StoreInfo &store : *stores) {
        if (store.isDefault && store.isAvailable)
            Q_EMIT diskChanged(store.totalBytes, store.freeBytes);
    }
}

} // namespace vitrine
