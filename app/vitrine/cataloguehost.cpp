#include "app/vitrine/cataloguehost.h"

#include <QDir>
#include <QStorageInfo>
#include <QtConcurrent>

#include "app/vitrine/openedcatalogue.h"
#include "core/catalog/catalogue.h"
#include "core/catalog/cataloguelayout.h"
#include "core/support/log.h"
#include "ui/catalogs/catalogueregistry.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int lookMs = 5'000;

} // namespace

/// What lies in a catalogue's folder now.
struct CatalogueHost::Sight {
    QString id;
    bool isThere = false;
    qint64 totalBytes = -1;
    qint64 freeBytes = -1;
};

CatalogueHost::CatalogueHost(CatalogueRegistry &registry, const QString &journalFolder)
    : m_registry(registry)
    , m_journalFolder(journalFolder)
{
    m_lookTimer.setInterval(lookMs);
    connect(&m_lookTimer, &QTimer::timeout, this, &CatalogueHost::look);
    connect(&registry, &CatalogueRegistry::listChanged, this, &CatalogueHost::closeForgotten);
    connect(&registry, &CatalogueRegistry::listChanged, this, &CatalogueHost::look);
    connect(&registry, &CatalogueRegistry::folderOffered, this, &CatalogueHost::takeFolder);
    m_lookTimer.start();
}

CatalogueHost::~CatalogueHost() = default;

OpenedCatalogue *CatalogueHost::opened(const QString &id) const
{
    const auto found = m_opened.find(id);
    return found == m_opened.end() ? nullptr : found->second.get();
}

QList<OpenedCatalogue *> CatalogueHost::allOpened() const
{
    QList<OpenedCatalogue *> all;
    for (const auto &[id, catalogue] : m_opened)
        all.append(catalogue.get());
    return all;
}

void CatalogueHost::setParallelLimit(int limit)
{
    m_parallelLimit = limit;
    for (const auto &[id, catalogue] : m_opened)
        catalogue->queue().setParallelLimit(limit);
}

// Opening

Result<CatalogueHost::Loaded> CatalogueHost::load(
    const QString &root, bool mustExist, const QString &journalFolder, int trashDays)
{
    // What was there before must not be made anew in the empty folder that a missing disk leaves behind.
    if (mustExist) {
        const Result<CatalogueLayout> layout = CatalogueLayout::read(root);
        if (!layout && layout.error().code == ErrorCode::NotFound) {
            return failure(ErrorCode::NotFound,
                tr("The catalogue in “%1” is not there. Connect its disk, then try again.")
                    .arg(QDir::toNativeSeparators(root)),
                layout.error().detail);
        }
        if (!layout)
            return failure(layout.error());
    }
    Result<std::unique_ptr<Catalogue>> catalogue
        = Catalogue::open(CatalogueOptions{ .root = root, .trashDays = trashDays });
    if (!catalogue)
        return failure(catalogue.error());
    const Result<CatalogueInfo> info = (*catalogue)->info();
    if (!info)
        return failure(info.error());
    const Result<qint64> lastEvent = (*catalogue)->lastEventSequence();
    if (!lastEvent)
        return failure(lastEvent.error());
    // The journal lies beside the settings, not in the catalogue: that may be read-only, or open elsewhere.
    return Loaded{ std::move(*catalogue), info->uuid, *lastEvent, info->isReadOnly,
        OpenedJournal::open(journalFolder % u'/' % info->uuid) };
}

void CatalogueHost::open(const QString &id)
{
    const auto entry = m_registry.entry(id);
    if (!entry || m_opening.contains(id))
        return;
    m_opening.append(id);
    m_registry.setHealth(id, CatalogueHealth::Opening);
    QtConcurrent::run(
        &CatalogueHost::load, entry->place, !entry->uuid.isEmpty(), m_journalFolder, m_trashDays)
        .then(this, [this, id](const Result<Loaded> &result) { handleLoaded(id, result); });
}

void CatalogueHost::handleLoaded(const QString &id, const Result<Loaded> &result)
{
    m_opening.removeOne(id);
    if (m_registry.indexOf(id) < 0)
        return;
    if (!result) {
        qCWarning(lcUi) << "cannot open the catalogue:" << result.error().detail;
        const bool isAway = result.error().code == ErrorCode::NotFound;
        m_registry.setHealth(id, isAway ? CatalogueHealth::Missing : CatalogueHealth::Failed, result.error());
        Q_EMIT openingFailed(id, result.error());
        return;
    }
    auto catalogue = std::make_unique<OpenedCatalogue>(
        result->catalogue, result->uuid, result->lastEvent, result->journal, m_services);
    catalogue->queue().setParallelLimit(m_parallelLimit);
    connect(catalogue.get(), &OpenedCatalogue::activityChanged, this,
        [this, id](int unfinished, double speed) { m_registry.setActivity(id, unfinished, speed); });
    connect(catalogue.get(), &OpenedCatalogue::diskChanged, this,
        [this, id](qint64 total, qint64 free) { m_registry.setDisk(id, total, free); });
    m_registry.setUuid(id, result->uuid);
    m_registry.setHealth(id, result->isReadOnly ? CatalogueHealth::ReadOnly : CatalogueHealth::Available);
    m_registry.setActivity(id, catalogue->totals().unfinished(), catalogue->totals().bytesPerSecond);
    catalogue->lookAtDisk();
    m_opened[id] = std::move(catalogue);
    Q_EMIT openingEnded(id);
}

void CatalogueHost::close(const QString &id)
{
    if (!opened(id))
        return;
    Q_EMIT closing(id);
    m_registry.setActivity(id, 0, 0);
    m_opened.erase(id);
}

void CatalogueHost::closeForgotten()
{
    QStringList forgotten;
    for (const auto &[id, catalogue] : m_opened) {
        if (m_registry.indexOf(id) < 0)
            forgotten.append(id);
    }
    for (const QString &id : std::as_const(forgotten))
        close(id);
}

// Watching the folders

QList<CatalogueHost::Sight> CatalogueHost::lookAt(const QStringList &ids)
{
    QList<Sight> sights;
    for (const QString &root : ids) {
        Sight sight{ .id = root };
        const Result<CatalogueLayout> layout = CatalogueLayout::read(root);
        // A damaged one is there all the same; opening it says what is wrong.
        sight.isThere = layout
            || (layout.error().code != ErrorCode::NotFound && layout.error().code != ErrorCode::IoError);
        const QStorageInfo disk(root);
        if (disk.isValid() && disk.bytesTotal() > 0) {
            sight.totalBytes = disk.bytesTotal();
            sight.freeBytes = disk.bytesAvailable();
        }
        sights.append(sight);
    }
    return sights;
}

void CatalogueHost::look()
{
    // A dead network disk may keep one look waiting: no second one behind it.
    if (m_isLooking)
        return;
    QStringList ids;
    for (const CatalogueEntry &entry : m_registry.entries()) {
        if (!entry.uuid.isEmpty())
            ids.append(entry.place);
    }
    if (ids.isEmpty())
        return;
    m_isLooking = true;
    QtConcurrent::run(&CatalogueHost::lookAt, ids).then(this, [this](const QList<Sight> &sights) {
        handleSights(sights);
    });
}

void CatalogueHost::handleSights(const QList<Sight> &sights)
{
    m_isLooking = false;
    for (const Sight &sight : sights) {
        const auto entry = m_registry.entry(sight.id);
        if (!entry || m_opening.contains(sight.id))
            continue;
        if (sight.isThere)
            m_registry.setDisk(sight.id, sight.totalBytes, sight.freeBytes);
        if (!sight.isThere && entry->health != CatalogueHealth::Failed)
            handleMissing(sight.id);
        else if (sight.isThere && entry->health == CatalogueHealth::Missing)
            m_registry.setHealth(sight.id, CatalogueHealth::Closed);
    }
}

void CatalogueHost::handleMissing(const QString &id)
{
    Error error;
    error.code = ErrorCode::NotFound;
    error.message = tr("The catalogue in “%1” is not there. Connect its disk, then try again.")
                        .arg(QDir::toNativeSeparators(id));
    const bool wasOpen = opened(id) != nullptr;
    close(id);
    m_registry.setHealth(id, CatalogueHealth::Missing, error);
    if (wasOpen)
        Q_EMIT openingFailed(id, error);
}

// Folders that people choose

Result<QString> CatalogueHost::folderFor(const QString &chosen)
{
    const QDir folder(chosen);
    const Result<CatalogueLayout> layout = CatalogueLayout::read(chosen);
    if (layout)
        return folder.absolutePath();
    if (layout.error().code != ErrorCode::NotFound)
        return failure(layout.error());
    if (!folder.exists() || folder.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
        return folder.absolutePath();
    // Other people's files are not mixed with those of a catalogue.
    return folder.absoluteFilePath(u"vitrine"_s);
}

void CatalogueHost::takeFolder(const QString &path)
{
    QtConcurrent::run(&CatalogueHost::folderFor, path)
        .then(this, [this, path](const Result<QString> &folder) {
            if (!folder) {
                Q_EMIT folderRefused(folder.error());
                return;
            }
            const QString id = m_registry.addFolder(*folder, CatalogueRegistry::labelOfFolder(path));
            Q_EMIT folderTaken(id);
        });
}

} // namespace vitrine
