#include "app/vitrine/openedcloud.h"

#include <QtConcurrent>

#include "app/vitrine/settingsfile.h"
#include "core/support/log.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// How long a cloud that is closed may take to answer the last change.
constexpr std::chrono::seconds patienceForChanges{ 3 };

CloudSettings settingsOfCloud()
{
    CloudSettings settings;
    settings.memoryFolder = OpenedCloud::memoryFolder();
    return settings;
}

} // namespace

QString OpenedCloud::memoryFolder()
{
    return stateFolder() % u"/clouds"_s;
}

OpenedCloud::OpenedCloud(std::shared_ptr<ImageApi> api, const QString &key, const OpenedJournal &journal,
    const ServiceFinder &services)
    : m_key(key)
    , m_api(std::move(api))
    , m_pool(std::make_unique<WorkerPool>())
    , m_service(std::make_unique<GlanceImageService>(m_api, *m_pool, settingsOfCloud()))
    , m_queue(std::make_unique<TransferQueue>(*m_service, journal))
{
    if (services)
        m_queue->setServices(services);
    m_queue->setScratchFolder(scratchFolder());
    m_queue->restore();
    m_transfers.setQueue(m_queue.get());
    connect(&m_transfers, &TransfersModel::totalsChanged, this, [this](const TransferTotals &totals) {
        Q_EMIT activityChanged(totals.unfinished(), totals.bytesPerSecond);
    });
}

OpenedCloud::~OpenedCloud()
{
    m_transfers.setQueue(nullptr);
    m_queue.reset();
    const std::shared_ptr<ChangesUnderWay> changes = m_service->changesUnderWay();
    m_service.reset();
    // The program itself waits for its threads at its end: what somebody has just changed may still be sent,
    // and nothing else may keep them.
    (void)QtConcurrent::run([api = m_api, changes, pool = std::shared_ptr<WorkerPool>(std::move(m_pool))] {
        if (!changes->waitUntilNone(patienceForChanges))
            qCWarning(lcOpenstack) << "a cloud was closed before it had answered a change";
        api->session().close();
    });
}

} // namespace vitrine
