#include "ui/space/spacesurvey.h"

#include <QSet>

namespace vitrine {

namespace {

/// What the stores' disks have left; stores on one disk are counted once.
qint64 freeBytesOf(const QList<StoreInfo> &stores)
{
    QSet<QPair<qint64, qint64>> disks;
    qint64 sum = 0;
    for (const StoreInfo &store : stores) {
        const QPair<qint64, qint64> disk(store.totalBytes, store.freeBytes);
        if (!store.isAvailable || disks.contains(disk))
            continue;
        disks.insert(disk);
        sum += store.freeBytes;
    }
    return sum;
}

} // namespace

SpaceSurvey::SpaceSurvey(ImageService &service, QObject *parent)
    : QObject(parent)
    , m_service(service)
{
}

void SpaceSurvey::start()
{
    m_scope.cancel();
    m_isRunning = true;
    m_scope.launch(run());
}

void SpaceSurvey::cancel()
{
    if (!m_isRunning)
        return;
    m_scope.cancel();
    end();
}

void SpaceSurvey::end()
{
    m_isRunning = false;
    Q_EMIT finished();
}

ScopedTask<> SpaceSurvey::run()
{
    Q_EMIT progressed(0, -1);
    const Result<Usage> usage = co_await m_service.usage();
    const Result<QList<StoreInfo>> stores = co_await m_service.stores();
    const qint64 total = usage ? usage->imageCount : -1;
    ImageQuery query;
    query.hidden = HiddenFilter::Both;
    query.memberStatus = QStringLiteral("all");
    query.sort = { { SortField::Size, Qt::DescendingOrder } };
    query.limit = ImageQuery::maxPageSize;
    SpaceTally tally;
    do {
        const ImageQuery asked = query;
        const Result<ImagePage> page = co_await m_service.listImages(asked);
        if (!page) {
            m_isRunning = false;
            Q_EMIT failed(page.error());
            co_return;
        }
        const bool isFirst = tally.count() == 0;
        tally.add(page->images);
        query.marker = page->nextMarker;
        Q_EMIT progressed(tally.count(), total);
        if (isFirst && !query.marker.isEmpty())
            report(tally, usage.value_or(Usage()), stores.value_or(QList<StoreInfo>()));
    } while (!query.marker.isEmpty());
    report(tally, usage.value_or(Usage()), stores.value_or(QList<StoreInfo>()));
    end();
}

void SpaceSurvey::report(const SpaceTally &tally, const Usage &usage, const QList<StoreInfo> &stores)
{
    SpaceReport report = tally.report();
    report.trashCount = usage.trashCount;
    report.trashBytes = usage.trashBytes;
    report.freeBytes = freeBytesOf(stores);
    // Before all pages are there the service's own sums are nearer to the truth.
    if (usage.imageCount > report.imageCount) {
        report.imageCount = usage.imageCount;
        report.totalSize = std::max(report.totalSize, usage.storedBytes);
    }
    Q_EMIT reported(report);
}

} // namespace vitrine
