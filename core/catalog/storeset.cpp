#include "core/catalog/storeset.h"

#include <algorithm>
#include <mutex>

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include "core/support/durablefile.h"
#include "core/support/log.h"

namespace vitrine {

namespace {

/// What a store's marker file says.
struct StoreMarker {
    QString store;
    QString catalogue;
};

QString markerPath(const QString &folder)
{
    return folder + QStringLiteral("/VITRINE-STORE");
}

std::optional<StoreMarker> readMarker(const QString &folder)
{
    QFile file(markerPath(folder));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    return StoreMarker{ .store = json.value(QStringLiteral("store")).toString(),
        .catalogue = json.value(QStringLiteral("catalogue")).toString() };
}

Result<void> writeMarker(const QString &folder, const StoreMarker &marker)
{
    const QJsonObject json{ { QStringLiteral("store"), marker.store },
        { QStringLiteral("catalogue"), marker.catalogue } };
    return writeFileDurably(markerPath(folder), QJsonDocument(json).toJson());
}

FolderIdentity identityOf(const QString &folder)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(folder).constData(), &status) != 0)
        return {};
    return { .device = status.st_dev, .inode = status.st_ino };
}

bool isInside(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

} // namespace

StoreSet::StoreSet(QString root, QString catalogueUuid)
    : m_root(std::move(root))
    , m_catalogueUuid(std::move(catalogueUuid))
{
}

StoreSet::~StoreSet() = default;

Result<void> StoreSet::openDefault(const FileStoreOptions &options)
{
    auto opened = openFileStore(defaultStoreId(), m_root, options);
    if (!opened)
        return failure(opened.error());
    const std::unique_lock lock(m_mutex);
    m_open[defaultStoreId()].store = *std::move(opened);
    return {};
}

void StoreSet::setKnown(const QList<StoreInfo> &stores)
{
    const std::unique_lock lock(m_mutex);
    m_known.clear();
    for (const StoreInfo &store : stores) {
        if (store.id != defaultStoreId())
            m_known.append(store);
    }
}

Result<Store *> StoreSet::openKnown(const StoreInfo &info, bool isNew) const
{
    // An absent disk leaves an empty mount point: without the marker nothing may be made there.
    const auto marker = readMarker(info.path);
    const bool isOurs = marker && marker->store == info.id && marker->catalogue == m_catalogueUuid;
    const FolderIdentity folder = identityOf(info.path);
    const auto known = m_open.find(info.id);
    if (isOurs && known != m_open.end() && known->second.folder == folder)
        return known->second.store.get();
    if (isOurs) {
        auto opened = openFileStore(info.id, info.path, { .makeFolders = isNew });
        if (!opened)
            return failure(opened.error());
        // A disk that was taken out and came back is another one to the system: what was opened is dead.
        if (known != m_open.end())
            m_retired.push_back(std::move(known->second.store));
        Opened &kept = m_open[info.id];
        kept = { .store = *std::move(opened), .folder = folder };
        return kept.store.get();
    }
    return failure(ErrorCode::Unavailable,
        tr("The store “%1” is not there. Connect the disk that holds the folder %2.")
            .arg(info.id, info.path));
}

Result<Store *> StoreSet::store(const QString &id) const
{
    const std::unique_lock lock(m_mutex);
    const QString wanted = id.isEmpty() ? defaultStoreId() : id;
    if (wanted == defaultStoreId()) {
        const auto local = m_open.find(wanted);
        if (local != m_open.end())
            return local->second.store.get();
    }
    const auto info = std::find_if(
        m_known.cbegin(), m_known.cend(), [&wanted](const StoreInfo &store) { return store.id == wanted; });
    if (info == m_known.cend())
        return failure(ErrorCode::NotFound, tr("There is no store named “%1”.").arg(wanted));
    return openKnown(*info);
}

QList<Store *> StoreSet::available() const
{
    const std::unique_lock lock(m_mutex);
    QList<Store *> stores;
    if (const auto local = m_open.find(defaultStoreId()); local != m_open.end())
        stores.append(local->second.store.get());
    for (const StoreInfo &info : m_known) {
        if (const auto opened = openKnown(info))
            stores.append(*opened);
        else
            qCInfo(lcCatalog) << "store" << info.id << "is not available:" << opened.error().detail;
    }
    return stores;
}

QList<StoreInfo> StoreSet::infos() const
{
    QList<StoreInfo> infos;
    infos.append({ .id = defaultStoreId(), .path = m_root, .isDefault = true });
    {
        const std::shared_lock lock(m_mutex);
        infos.append(m_known);
    }
    for (StoreInfo &info : infos) {
        const auto opened = store(info.id);
        const auto space = opened ? (*opened)->space() : failure(opened.error());
        info.isAvailable = opened && space;
        if (!info.isAvailable)
            continue;
        info.totalBytes = space->total;
        info.freeBytes = space->free;
    }
    return infos;
}

bool StoreSet::contains(const QString &path) const
{
    const std::shared_lock lock(m_mutex);
    return isInside(path, m_root)
        || std::any_of(m_known.cbegin(), m_known.cend(),
            [&path](const StoreInfo &store) { return isInside(path, store.path); });
}

Result<StoreInfo> StoreSet::add(const QString &id, const QString &path, const QString &description)
{
    static const QRegularExpression validId(QStringLiteral("^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}$"));
    if (!validId.match(id).hasMatch()) {
        return failure(ErrorCode::BadRequest,
            tr("“%1” cannot be the name of a store: use up to 64 letters, digits, dots and dashes.").arg(id));
    }
    const QFileInfo folder(path);
    if (!folder.isDir())
        return failure(ErrorCode::BadRequest, tr("There is no folder %1. Make it first.").arg(path));
    const QString canonical = folder.canonicalFilePath();
    if (contains(canonical) || isInside(m_root, canonical)) {
        return failure(
            ErrorCode::BadRequest, tr("The folder %1 belongs to the catalogue already.").arg(path));
    }
    if (::access(QFile::encodeName(canonical).constData(), W_OK | X_OK) != 0)
        return failure(ErrorCode::ReadOnly, tr("The folder %1 cannot be written.").arg(path));
    const auto marker = readMarker(canonical);
    const bool isForeign = marker && (marker->catalogue != m_catalogueUuid || marker->store != id);
    if (isForeign || QFile::exists(canonical + QStringLiteral("/VITRINE")))
        return failure(ErrorCode::Conflict, tr("The folder %1 belongs to another catalogue.").arg(path));

    StoreInfo info{ .id = id, .path = canonical, .description = description };
    if (!marker) {
        const auto written = writeMarker(canonical, { .store = id, .catalogue = m_catalogueUuid });
        if (!written)
            return failure(written.error());
    }
    const std::unique_lock lock(m_mutex);
    const auto opened = openKnown(info, true);
    if (!opened)
        return failure(opened.error());
    m_known.append(info);
    if (const auto space = (*opened)->space()) {
        info.totalBytes = space->total;
        info.freeBytes = space->free;
    }
    return info;
}

} // namespace vitrine
