#pragma once

#include <map>
#include <memory>
#include <shared_mutex>
#include <vector>

#include <QCoreApplication>
#include <QList>
#include <QString>

#include "core/catalog/catalogue.h"
#include "core/store/filestore.h"

namespace vitrine {

/// Tells a folder from another one that later lies at the same path.
struct FolderIdentity {
    quint64 device = 0;
    quint64 inode = 0;

    bool operator==(const FolderIdentity &) const = default;
};

/// The stores of one catalogue. "local" is the catalogue's own folder and the default; the others lie in
/// folders with a marker file that says whose they are, on disks that may be away. Safe from several threads.
class StoreSet final
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::StoreSet)

public:
    static QString defaultStoreId() { return QStringLiteral("local"); }

    StoreSet(QString root, QString catalogueUuid);
    ~StoreSet();

    /// Opens the default store.
    Result<void> openDefault(const FileStoreOptions &options);
    /// What the database knows about the further stores; replaces what was known.
    void setKnown(const QList<StoreInfo> &stores);

    /// The store, opened when its disk is there. NotFound for an unknown id, Unavailable for an absent disk.
    /// The pointer is good as long as the set.
    Result<Store *> store(const QString &id) const;
    /// All that are there now, default first.
    QList<Store *> available() const;
    /// All known ones, with space as it is now; default first.
    QList<StoreInfo> infos() const;
    /// Whether the canonical `path` lies in the folder of any store.
    bool contains(const QString &path) const;

    /// Checks that `path` may become a store of this catalogue, marks the folder as such and opens it.
    Result<StoreInfo> add(const QString &id, const QString &path, const QString &description);

private:
    struct Opened {
        std::unique_ptr<Store> store;
        FolderIdentity folder = {};
    };

    Result<Store *> openKnown(const StoreInfo &info, bool isNew = false) const;

    const QString m_root;
    const QString m_catalogueUuid;
    mutable std::shared_mutex m_mutex;
    QList<StoreInfo> m_known;
    mutable std::map<QString, Opened> m_open;
    /// Of disks that were taken out and came back: somebody may still be using them.
    mutable std::vector<std::unique_ptr<Store>> m_retired;
};

} // namespace vitrine
