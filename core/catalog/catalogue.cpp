#include "core/catalog/catalogue.h"

#include <algorithm>

#include <QDir>
#include <QFile>
#include <QUuid>

#include "core/catalog/catalogueprivate.h"
#include "core/support/log.h"

namespace vitrine {

namespace {

constexpr int storesLockTimeoutMs = 5000;

/// Whether blobs lie there that an empty database would make orphans of.
bool hasBlobs(const QString &root)
{
    return !QDir(root + QStringLiteral("/blobs")).isEmpty();
}

Image imageFromDraft(const ImageDraft &draft, const Actor &actor)
{
    Image image;
    image.id = draft.id.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : draft.id;
    image.name = draft.name;
    image.visibility = draft.visibility;
    image.isProtected = draft.isProtected;
    image.osHidden = draft.osHidden;
    image.owner = draft.owner.isEmpty() ? actor.project : draft.owner;
    image.diskFormat = draft.diskFormat;
    image.containerFormat = draft.containerFormat;
    image.minDisk = draft.minDisk;
    image.minRam = draft.minRam;
    image.tags = normalisedTags(draft.tags);
    image.properties = draft.properties;
    image.createdAt = QDateTime::currentDateTimeUtc();
    image.updatedAt = image.createdAt;
    return image;
}

} // namespace

Catalogue::Catalogue(std::unique_ptr<Private> givenD)
    : d(std::move(givenD))
{
}

Catalogue::~Catalogue() = default;

Result<std::unique_ptr<Catalogue>> Catalogue::open(const CatalogueOptions &options)
{
    auto layout = CatalogueLayout::open(options.root);
    if (!layout)
        return failure(layout.error());
    auto lock = CatalogueLock::open(layout->lockPath(), layout->isReadOnly());
    if (!lock)
        return failure(lock.error());
    if (const auto entered = (*lock)->enter(); !entered)
        return failure(entered.error());
    const bool isUsed = hasBlobs(layout->root()) || !layout->extraStores().isEmpty();
    if (!QFile::exists(layout->databasePath()) && isUsed) {
        return failure(ErrorCode::Corrupt,
            Private::tr(
                "The database of the catalogue in %1 is missing. Rebuild the catalogue from its data.")
                .arg(layout->root()));
    }
    auto database = Database::open(layout->databasePath());
    if (!database)
        return failure(database.error());
    auto d = std::make_unique<Private>(options, *std::move(layout), *std::move(lock), *std::move(database));
    if (const auto started = d->start(); !started)
        return failure(started.error());
    return std::unique_ptr<Catalogue>(new Catalogue(std::move(d)));
}

Result<void> Catalogue::Private::start()
{
    auto identity = currentProcessIdentity();
    if (!identity)
        return failure(identity.error());
    self = *std::move(identity);
    auto known = repository.stores();
    if (!known)
        return failure(known.error());
    // Folders that vanished from a catalogue in use are not to be replaced by empty ones.
    if (const auto opened = stores.openDefault({ .makeFolders = known->isEmpty() }); !opened)
        return opened;
    if (known->isEmpty() && !isReadOnly()) {
        const StoreInfo local{ .id = StoreSet::defaultStoreId(), .path = layout.root(), .isDefault = true };
        if (const auto inserted = repository.insertStore(local);
            !inserted && inserted.error().code != ErrorCode::Conflict)
            return inserted;
    }
    stores.setKnown(*known);
    if (isReadOnly())
        return {};
    noteStores(*known);
    if (const auto made = layout.makeBackupFolder(); !made)
        qCWarning(lcCatalog) << made.error().detail;
    removeOldLoans();
    if (options.recover)
        recover();
    return {};
}

void Catalogue::Private::noteStores(QList<StoreInfo> known)
{
    known.removeIf([](const StoreInfo &store) { return store.isDefault; });
    if (layout.isNoted(known))
        return;
    const auto turn = lock->exclusive(CatalogueLock::Purpose::Sidecars, storesLockTimeoutMs);
    const auto noted = turn ? layout.noteStores(known) : failure(turn.error());
    if (!noted)
        qCWarning(lcCatalog) << "a rebuild would not know every store:" << noted.error().detail;
}

Result<Image> Catalogue::image(const ImageId &id) const
{
    return d->imageOrTrashFor(id, Action::GetImage);
}

Result<QList<Transition>> Catalogue::history(const ImageId &id) const
{
    const auto image = d->imageOrTrashFor(id, Action::GetImage);
    if (!image)
        return failure(image.error());
    return d->repository.history(id);
}

Result<QList<Task>> Catalogue::tasks(const ImageId &image) const
{
    auto tasks = d->repository.tasks(image);
    if (tasks && !d->policy.isAdmin())
        tasks->removeIf([this](const Task &task) { return task.owner != d->policy.actor().project; });
    return tasks;
}

Result<Task> Catalogue::task(const QString &id) const
{
    auto task = d->repository.task(id);
    if (task && !d->policy.isAdmin() && task->owner != d->policy.actor().project)
        return failure(ErrorCode::NotFound, Private::tr("There is no task with the id %1.").arg(id));
    return task;
}

Result<QList<StoreInfo>> Catalogue::stores() const
{
    if (const auto known = d->repository.stores())
        d->stores.setKnown(*known);
    return d->stores.infos();
}

Result<Usage> Catalogue::usage() const
{
    return d->repository.usage();
}

Result<CatalogueInfo> Catalogue::info() const
{
    const auto usage = d->repository.usage();
    if (!usage)
        return failure(usage.error());
    return CatalogueInfo{
        .root = d->layout.root(),
        .uuid = d->layout.uuid(),
        .schemaVersion = d->database->schemaVersion(),
        .journalMode = d->database->journalMode(),
        .sqliteVersion = d->database->sqliteVersion(),
        .isReadOnly = d->isReadOnly(),
        .usage = *usage,
    };
}

RecoveryReport Catalogue::recoveryReport() const
{
    return d->report;
}

Result<QList<CatalogueEvent>> Catalogue::eventsAfter(qint64 sequence, int limit) const
{
    return d->repository.eventsAfter(sequence, limit);
}

Result<qint64> Catalogue::lastEventSequence() const
{
    return d->repository.lastEventSequence();
}

Result<qint64> Catalogue::dataVersion() const
{
    return d->database->dataVersion();
}

Result<Image> Catalogue::create(const ImageDraft &draft)
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    if (const auto allowed = d->policy.requireDraft(draft); !allowed)
        return failure(allowed.error());
    if (const auto valid = validateDraft(draft, d->options.limits); !valid)
        return failure(valid.error());
    const auto usage = d->repository.usage();
    if (!usage)
        return failure(usage.error());
    if (const auto fits = d->quota.checkImageCount(*usage); !fits)
        return failure(fits.error());
    const Image image = imageFromDraft(draft, d->options.actor);
    if (const auto inserted = d->repository.insert(image, TransitionCause::Create); !inserted)
        return failure(inserted.error());
    return d->repository.find(image.id);
}

Result<Image> Catalogue::update(const ImageId &id, const ImagePatch &patch)
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    const auto image = d->imageFor(id, Action::ModifyImage);
    if (!image)
        return image;
    if (const auto allowed = d->policy.requirePatch(patch, *image); !allowed)
        return failure(allowed.error());
    const auto patched = d->repository.patch(id, patch, d->options.limits);
    if (patched && !patched->stores.isEmpty())
        d->describe(id);
    return patched;
}

Result<Image> Catalogue::deactivate(const ImageId &id)
{
    return d->setActive(id, false);
}

Result<Image> Catalogue::reactivate(const ImageId &id)
{
    return d->setActive(id, true);
}

Result<Image> Catalogue::Private::setActive(const ImageId &id, bool active)
{
    if (const auto writable = requireWritable(); !writable)
        return failure(writable.error());
    const auto image = imageFor(id, active ? Action::ReactivateImage : Action::DeactivateImage);
    if (!image)
        return image;
    const auto wanted = active ? ImageStatus::Active : ImageStatus::Deactivated;
    const auto from = active ? ImageStatus::Deactivated : ImageStatus::Active;
    if (image->status == wanted)
        return image;
    if (image->status != from) {
        const QString name = displayName(*image);
        return failure(ErrorCode::Forbidden,
            active ? tr("The image “%1” is not deactivated, so it cannot be reactivated.").arg(name)
                   : tr("The image “%1” is not active, so it cannot be deactivated.").arg(name));
    }
    auto changed = repository.changeStatus({ .imageId = id,
        .from = from,
        .to = wanted,
        .cause = active ? TransitionCause::Reactivate : TransitionCause::Deactivate,
        .event = active ? QStringLiteral("image.reactivate") : QStringLiteral("image.deactivate") });
    if (changed)
        describe(id);
    return changed;
}

Result<bool> Catalogue::backUpForTheDay(const OperationControl &control)
{
    if (d->isReadOnly())
        return false;
    if (const auto made = d->layout.makeBackupFolder(); !made)
        return failure(made.error());
    const QDate today = (d->options.clock ? d->options.clock() : readSystemClock()).wall.date();
    return d->database->backUp(d->layout.backupPath(), today, control.stop);
}

Result<StoreInfo> Catalogue::addStore(const QString &id, const QString &path, const QString &description)
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    if (const auto allowed = d->policy.require(Action::ManageCatalogue); !allowed)
        return failure(allowed.error());
    const std::lock_guard lockOfThreads(d->storesMutex);
    const auto turn = d->lock->exclusive(CatalogueLock::Purpose::Sidecars, storesLockTimeoutMs);
    if (!turn)
        return failure(turn.error());
    const auto known = d->repository.stores();
    if (!known)
        return failure(known.error());
    const bool isUsed = std::any_of(
        known->cbegin(), known->cend(), [&id](const StoreInfo &store) { return store.id == id; });
    if (isUsed)
        return failure(ErrorCode::Conflict, Private::tr("There is a store “%1” already.").arg(id));
    d->stores.setKnown(*known);
    auto store = d->stores.add(id, path, description);
    if (!store)
        return store;
    // First where a rebuild looks: data must not get into a store that only a database knows.
    if (const auto noted = d->layout.noteStores({ *store }); !noted)
        return failure(noted.error());
    if (const auto inserted = d->repository.insertStore(*store); !inserted)
        return failure(inserted.error());
    return store;
}

} // namespace vitrine
