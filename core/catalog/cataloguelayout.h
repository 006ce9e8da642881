#pragma once

#include <QCoreApplication>
#include <QList>
#include <QString>

#include "core/catalog/catalogue.h"
#include "core/support/result.h"

namespace vitrine {

/// The catalogue's folder: where things lie in it, and the VITRINE file that says whose it is.
class CatalogueLayout final
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::CatalogueLayout)

public:
    /// Reads the folder's VITRINE file; makes folder and file when there is none. A folder with other things
    /// in it, a newer layout and a damaged file are refused.
    static Result<CatalogueLayout> open(const QString &root);
    /// Reads only: NotFound when there is no catalogue.
    static Result<CatalogueLayout> read(const QString &root);

    QString root() const { return m_root; }
    QString uuid() const { return m_uuid; }
    bool isReadOnly() const { return m_readOnly; }
    QString databasePath() const { return m_root + QStringLiteral("/catalogue.db"); }
    QString markerPath() const { return m_root + QStringLiteral("/VITRINE"); }
    QString lockPath() const { return m_root + QStringLiteral("/lock"); }
    QString backupPath() const { return m_root + QStringLiteral("/backup"); }
    /// Readable for its owner only, as the database is.
    Result<void> makeBackupFolder() const;
    /// Files for other programs, see Catalogue::lend().
    QString outgoingPath() const { return m_root + QStringLiteral("/outgoing"); }
    QString trashClockPath() const { return m_root + QStringLiteral("/trash/clock.json"); }

    /// Further stores as written down here too, for the day on which the database is lost.
    QList<StoreInfo> extraStores() const { return m_extraStores; }
    /// Whether all of these are written down as they are.
    bool isNoted(const QList<StoreInfo> &stores) const;
    /// Adds them, or replaces those of the same id. The caller keeps other processes from doing the same.
    Result<void> noteStores(const QList<StoreInfo> &stores);

    /// Whether the canonical `path` is the catalogue's folder or lies in it.
    bool contains(const QString &path) const;

private:
    static Result<CatalogueLayout> create(const QString &root);
    Result<void> save() const;

    QString m_root;
    QString m_uuid;
    bool m_readOnly = false;
    QList<StoreInfo> m_extraStores;
};

} // namespace vitrine
