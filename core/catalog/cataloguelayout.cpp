#include "core/catalog/cataloguelayout.h"

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include "core/catalog/cataloguelock.h"
#include "core/support/durablefile.h"
#include "core/support/errnomessage.h"

namespace vitrine {

namespace {

constexpr int layoutVersion = 1;
constexpr int lockTimeoutMs = 5000;

bool isWritable(const QString &folder)
{
    return ::access(QFile::encodeName(folder).constData(), W_OK | X_OK) == 0;
}

/// What a program that died while it made a catalogue may have left does not count.
bool hasForeignEntries(const QDir &folder)
{
    QStringList entries
        = folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
    entries.removeIf([](const QString &entry) { return entry.startsWith(QStringLiteral("VITRINE.tmp")); });
    entries.removeAll(QStringLiteral("lock"));
    return !entries.isEmpty();
}

QJsonArray storesToJson(const QList<StoreInfo> &stores)
{
    QJsonArray array;
    for (const StoreInfo &store : stores) {
        array.append(QJsonObject{ { QStringLiteral("id"), store.id }, { QStringLiteral("path"), store.path },
            { QStringLiteral("description"), store.description } });
    }
    return array;
}

/// An id once only, with what was said last.
void put(QList<StoreInfo> &stores, const StoreInfo &store)
{
    stores.removeIf([&store](const StoreInfo &other) { return other.id == store.id; });
    stores.append(store);
}

QList<StoreInfo> storesFromJson(const QJsonArray &array)
{
    QList<StoreInfo> stores;
    for (const QJsonValue &value : array) {
        const QJsonObject json = value.toObject();
        put(stores,
            { .id = json.value(QStringLiteral("id")).toString(),
                .path = json.value(QStringLiteral("path")).toString(),
                .description = json.value(QStringLiteral("description")).toString() });
    }
    return stores;
}

} // namespace

Result<CatalogueLayout> CatalogueLayout::read(const QString &root)
{
    QFile marker(root + QStringLiteral("/VITRINE"));
    if (!marker.exists()) {
        return failure(ErrorCode::NotFound, tr("There is no catalogue in %1.").arg(root));
    }
    if (!marker.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::IoError,
            tr("The file %1 cannot be read. Check who owns the catalogue's folder.").arg(marker.fileName()),
            marker.errorString());
    }
    const QJsonObject json = QJsonDocument::fromJson(marker.readAll()).object();
    const int version = json.value(QStringLiteral("layout")).toInt();
    if (version > layoutVersion) {
        return failure(ErrorCode::Unavailable,
            tr("The catalogue in %1 was made by a newer Vitrine. Update this one to open it.").arg(root));
    }
    const QString uuid = json.value(QStringLiteral("uuid")).toString();
    if (version < 1 || QUuid::fromString(uuid).isNull()) {
        return failure(ErrorCode::Corrupt,
            tr("The file %1 is damaged, so that the folder cannot be opened as a catalogue.")
                .arg(marker.fileName()));
    }

    CatalogueLayout layout;
    layout.m_root = QFileInfo(root).canonicalFilePath();
    layout.m_uuid = uuid;
    layout.m_readOnly = !isWritable(layout.m_root);
    layout.m_extraStores = storesFromJson(json.value(QStringLiteral("stores")).toArray());
    return layout;
}

Result<CatalogueLayout> CatalogueLayout::open(const QString &root)
{
    if (root.isEmpty())
        return failure(ErrorCode::BadRequest, tr("Name the folder of the catalogue."));
    auto existing = read(root);
    if (existing || existing.error().code != ErrorCode::NotFound)
        return existing;

    const QDir folder(root);
    if (hasForeignEntries(folder)) {
        // Somebody may have made a catalogue of it between the two looks.
        existing = read(root);
        if (existing || existing.error().code != ErrorCode::NotFound)
            return existing;
        return failure(ErrorCode::Conflict,
            tr("The folder %1 is not empty and is no catalogue. Choose an empty folder.").arg(root));
    }
    if (!makeFolderDurably(root) || !isWritable(root)) {
        return failure(ErrorCode::ReadOnly,
            tr("The folder %1 cannot be made or written. Check who owns it, or choose another folder.")
                .arg(root));
    }
    QFile::setPermissions(root, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return create(root);
}

Result<CatalogueLayout> CatalogueLayout::create(const QString &root)
{
    CatalogueLayout layout;
    layout.m_root = QFileInfo(root).canonicalFilePath();
    layout.m_uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    // Two programs that start at once must agree on one catalogue.
    const auto lock = CatalogueLock::open(layout.lockPath(), false);
    const auto turn
        = lock ? (*lock)->exclusive(CatalogueLock::Purpose::Recovery, lockTimeoutMs) : failure(lock.error());
    if (!turn)
        return failure(turn.error());
    if (auto existing = read(root); existing || existing.error().code != ErrorCode::NotFound)
        return existing;
    if (const auto saved = layout.save(); !saved)
        return failure(saved.error());
    return layout;
}

Result<void> CatalogueLayout::makeBackupFolder() const
{
    const QByteArray path = QFile::encodeName(backupPath());
    if (::mkdir(path.constData(), 0700) != 0 && errno != EEXIST)
        return errnoFailure(FileAction::Create, backupPath());
    if (::chmod(path.constData(), 0700) != 0)
        return errnoFailure(FileAction::Create, backupPath());
    return {};
}

bool CatalogueLayout::isNoted(const QList<StoreInfo> &stores) const
{
    return std::all_of(stores.cbegin(), stores.cend(), [this](const StoreInfo &store) {
        return std::any_of(m_extraStores.cbegin(), m_extraStores.cend(), [&store](const StoreInfo &noted) {
            return noted.id == store.id && noted.path == store.path && noted.description == store.description;
        });
    });
}

Result<void> CatalogueLayout::noteStores(const QList<StoreInfo> &stores)
{
    auto current = read(m_root);
    if (!current)
        return failure(current.error());
    m_extraStores = current->m_extraStores;
    for (const StoreInfo &store : stores)
        put(m_extraStores, store);
    return save();
}

bool CatalogueLayout::contains(const QString &path) const
{
    return path == m_root || path.startsWith(m_root + u'/');
}

Result<void> CatalogueLayout::save() const
{
    const QJsonObject json{
        { QStringLiteral("layout"), layoutVersion },
        { QStringLiteral("uuid"), m_uuid },
        { QStringLiteral("stores"), storesToJson(m_extraStores) },
    };
    return writeFileDurably(markerPath(), QJsonDocument(json).toJson());
}

} // namespace vitrine
