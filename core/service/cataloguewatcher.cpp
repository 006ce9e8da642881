#include "core/service/cataloguewatcher.h"

#include "core/support/log.h"

namespace vitrine {

namespace {

/// Half of the second within which other processes' changes must be seen.
constexpr int lookMilliseconds = 500;

} // namespace

CatalogueWatcher::CatalogueWatcher(std::shared_ptr<Catalogue> catalogue, qint64 lastEvent, QObject *parent)
    : QObject(parent)
    , m_catalogue(std::move(catalogue))
    , m_sequence(lastEvent)
{
    m_timer.setInterval(lookMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &CatalogueWatcher::look);
    m_timer.start();
}

Result<CatalogueWatcher::Look> CatalogueWatcher::lookOnWorker(
    const Catalogue &catalogue, qint64 version, qint64 sequence)
{
    Look look;
    look.changes.sequence = sequence;
    const Result<qint64> newVersion = catalogue.dataVersion();
    if (!newVersion)
        return failure(newVersion.error());
    look.version = *newVersion;
    if (look.version == version)
        return look;
    Result<CatalogueChanges> changes = changesAfter(catalogue, sequence);
    if (!changes)
        return failure(changes.error());
    look.changes = std::move(*changes);
    // Asking is what makes a catalogue know the stores that another process added.
    if (look.changes.areStoresChanged)
        (void)catalogue.stores();
    return look;
}

void CatalogueWatcher::look()
{
    if (m_isLooking) {
        m_mustLookAgain = true;
        return;
    }
    m_isLooking = true;
    m_mustLookAgain = false;
    auto work = [catalogue = m_catalogue, version = m_version, sequence = m_sequence] {
        return lookOnWorker(*catalogue, version, sequence);
    };
    QCoro::connect(m_worker.run(WorkerPool::Lane::Short, std::move(work)), this,
        [this](const Result<Look> &look) { take(look); });
}

void CatalogueWatcher::take(const Result<Look> &look)
{
    m_isLooking = false;
    if (!look) {
        // The next look tries again from the same place.
        if (look.error().code != ErrorCode::Cancelled)
            qCWarning(lcCatalog) << "cannot see changes:" << look.error().message << look.error().detail;
        return;
    }
    m_version = look->changes.isComplete ? look->version : -1;
    const bool isNews = look->changes.sequence != m_sequence;
    m_sequence = look->changes.sequence;
    if (m_mustLookAgain || !look->changes.isComplete)
        QMetaObject::invokeMethod(this, &CatalogueWatcher::look, Qt::QueuedConnection);
    if (isNews)
        Q_EMIT changed(look->changes);
}

} // namespace vitrine
