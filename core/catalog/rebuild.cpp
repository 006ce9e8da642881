#include "core/catalog/rebuild.h"

#include <algorithm>
#include <array>

#include <fcntl.h>
#include <unistd.h>

#include <QDateTime>
#include <QDir>
#include <QFile>

#include "core/catalog/cataloguelock.h"
#include "core/catalog/catalogueprivate.h"
#include "core/catalog/database.h"
#include "core/catalog/healthcheck.h"
#include "core/support/crashpoint.h"
#include "core/support/errnomessage.h"
#include "core/support/filedescriptor.h"

namespace vitrine {

namespace {

constexpr int lockTimeoutMs = 2000;
/// Files that SQLite keeps beside a database and that must move with it.
constexpr std::array<const char *, 3> companions{ "-journal", "-wal", "-shm" };

Result<void> renameFile(const QString &from, const QString &to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return errnoFailure(FileAction::Rename, to);
    return {};
}

Result<void> syncFolderOf(const QString &folder)
{
    const FileDescriptor opened(
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.isOpen() || ::fsync(opened.get()) != 0)
        return errnoFailure(FileAction::Sync, folder);
    return {};
}

} // namespace

Rebuild::Rebuild(CatalogueLayout layout)
    : m_layout(std::move(layout))
    , m_stores(m_layout.root(), m_layout.uuid())
{
}

QString Rebuild::newPath() const
{
    return m_layout.databasePath() + QStringLiteral(".rebuild");
}

void Rebuild::removeLeftovers() const
{
    QFile::remove(newPath());
    for (const char *companion : companions)
        QFile::remove(newPath() + QLatin1String(companion));
}

Result<RebuildReport> Rebuild::run()
{
    removeLeftovers();
    for (const auto step : { &Rebuild::openStores, &Rebuild::readSidecars, &Rebuild::writeDatabase,
             &Rebuild::replaceDatabase }) {
        if (const auto done = (this->*step)(); !done) {
            removeLeftovers();
            return failure(done.error());
        }
    }
    return m_report;
}

Result<void> Rebuild::openStores()
{
    if (const auto opened = m_stores.openDefault({ .makeFolders = false }); !opened)
        return opened;
    m_stores.setKnown(m_layout.extraStores());
    // What lies on a disk that is away would not be in the new database, and be lost to it for good.
    for (const StoreInfo &store : m_layout.extraStores()) {
        if (const auto opened = m_stores.store(store.id); !opened)
            return failure(opened.error());
    }
    return {};
}

Result<void> Rebuild::readSidecars()
{
    for (Store *store : m_stores.available()) {
        const auto blobs = store->blobs();
        if (!blobs)
            return failure(blobs.error());
        readStore(*store, *blobs);
    }
    for (Copies &copies : m_images) {
        std::stable_sort(copies.begin(), copies.end(),
            [](const Sidecar &a, const Sidecar &b) { return a.image.updatedAt > b.image.updatedAt; });
    }
    return {};
}

void Rebuild::readStore(const Store &store, const QList<BlobEntry> &blobs)
{
    for (const BlobEntry &entry : blobs) {
        const auto bytes = store.readSidecar(entry.id);
        const auto sidecar = bytes ? readSidecar(*bytes) : failure(bytes.error());
        const bool isOurs = sidecar && sidecar->catalogue == m_layout.uuid();
        if (!isOurs || sidecar->location.blob != entry.id) {
            const auto kind = HealthIssue::Kind::InvalidSidecar;
            m_report.issues.append({ kind, {}, store.id(), issueText(kind, entry.id, store.id()) });
            continue;
        }
        if (sidecar->facts.size != entry.size) {
            const auto kind = HealthIssue::Kind::WrongSize;
            m_report.issues.append({ kind, sidecar->image.id, store.id(),
                issueText(kind, displayName(sidecar->image), store.id()) });
        }
        // Where it lies counts, whatever it says.
        Sidecar placed = *sidecar;
        placed.location.store = store.id();
        m_images[sidecar->image.id].append(placed);
    }
}

Result<void> Rebuild::writeDatabase()
{
    const auto database = Database::open(newPath());
    if (!database)
        return failure(database.error());
    ImageRepository repository(**database);
    const StoreInfo local{ .id = StoreSet::defaultStoreId(), .path = m_layout.root(), .isDefault = true };
    for (const StoreInfo &store : QList<StoreInfo>{ local } + m_layout.extraStores()) {
        if (const auto inserted = repository.insertStore(store); !inserted)
            return inserted;
    }
    for (const Copies &copies : std::as_const(m_images)) {
        if (const auto written = writeImage(repository, copies); !written)
            return written;
        ++m_report.imagesRebuilt;
    }
    return {};
}

Result<void> Rebuild::writeImage(ImageRepository &repository, const Copies &copies)
{
    const Sidecar &latest = copies.constFirst();
    if (latest.image.status == ImageStatus::Uploading)
        return writeStaged(repository, latest);
    QList<ImageLocation> locations;
    for (const Sidecar &copy : copies) {
        if (copy.facts.osHashValue == latest.facts.osHashValue
            && copy.image.status != ImageStatus::Uploading) {
            locations.append(copy.location);
            continue;
        }
        const auto kind = HealthIssue::Kind::WrongHash;
        m_report.issues.append({ kind, latest.image.id, copy.location.store,
            issueText(kind, displayName(latest.image), copy.location.store) });
    }
    const Image image = withFacts(latest.image, latest.image.status, latest.facts, latest.location.store);
    if (const auto inserted = repository.insert(image, TransitionCause::Rebuild, locations); !inserted)
        return inserted;
    return repository.restoreMembers(image.id, latest.members);
}

Result<void> Rebuild::writeStaged(ImageRepository &repository, const Sidecar &sidecar)
{
    Image image = sidecar.image;
    image.status = ImageStatus::Queued;
    image.size.reset();
    image.virtualSize.reset();
    image.checksum.clear();
    image.osHashAlgo.clear();
    image.osHashValue.clear();
    if (const auto inserted = repository.insert(image, TransitionCause::Rebuild); !inserted)
        return inserted;
    if (const auto shared = repository.restoreMembers(image.id, sidecar.members); !shared)
        return shared;
    const auto self = currentProcessIdentity();
    if (!self)
        return failure(self.error());
    const WorkClaim claim{ .imageId = image.id,
        .blob = sidecar.location.blob,
        .store = sidecar.location.store,
        .kind = claimkind::stage,
        .place = placeOf(*self),
        .pid = self->pid,
        .pidStartTime = self->startTime };
    const auto staged = repository.changeStatus({ .imageId = image.id,
        .from = ImageStatus::Queued,
        .to = ImageStatus::Uploading,
        .cause = TransitionCause::Rebuild,
        .stagedSize = sidecar.facts.size,
        .addClaim = claim,
        .event = QStringLiteral("image.stage") });
    return staged ? Result<void>() : failure(staged.error());
}

Result<void> Rebuild::replaceDatabase()
{
    for (const char *companion : companions)
        QFile::remove(newPath() + QLatin1String(companion));
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    const QString kept
        = m_layout.backupPath() + QStringLiteral("/catalogue-") + stamp + QStringLiteral(".db");
    if (const auto made = m_layout.makeBackupFolder(); !made)
        return made;
    const QString current = m_layout.databasePath();
    // A second name first: there is a database at every moment. A journal must not meet the wrong one.
    if (QFile::exists(current)
        && ::link(QFile::encodeName(current).constData(), QFile::encodeName(kept).constData()) != 0)
        return errnoFailure(FileAction::Rename, kept);
    for (const char *companion : companions) {
        const QString file = current + QLatin1String(companion);
        if (!QFile::exists(file))
            continue;
        if (const auto moved = renameFile(file, kept + QLatin1String(companion)); !moved)
            return moved;
    }
    crashPoint("K1");
    if (const auto renamed = renameFile(newPath(), current); !renamed)
        return renamed;
    crashPoint("K2");
    return syncFolderOf(m_layout.root());
}

Result<RebuildReport> Catalogue::rebuild(const CatalogueOptions &options)
{
    auto layout = CatalogueLayout::read(options.root);
    if (!layout)
        return failure(layout.error());
    if (layout->isReadOnly()) {
        return failure(ErrorCode::ReadOnly,
            Private::tr("The catalogue in %1 cannot be rebuilt, because its folder cannot be written.")
                .arg(options.root));
    }
    if (const auto allowed = Policy(options.actor).require(Action::ManageCatalogue); !allowed)
        return failure(allowed.error());
    const auto lock = CatalogueLock::open(layout->lockPath(), false);
    if (!lock)
        return failure(lock.error());
    const auto alone = (*lock)->exclusive(CatalogueLock::Purpose::Presence, lockTimeoutMs);
    if (!alone)
        return failure(alone.error());
    return Rebuild(*std::move(layout)).run();
}

} // namespace vitrine
