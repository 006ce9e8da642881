#pragma once

#include <map>
#include <memory>

#include <QObject>
#include <QTimer>

#include "core/support/result.h"
#include "core/transfer/servicefinder.h"
#include "core/transfer/transferjournal.h"

namespace vitrine {

class Catalogue;
class CatalogueRegistry;
class OpenedCatalogue;

/// Opens the registry's catalogues and keeps them open, so that their transfers go on while another is shown;
/// watches whether their folders are there, and tells the registry how they are.
class CatalogueHost final : public QObject
{
    Q_OBJECT

public:
    /// `journalFolder` is the folder in which the transfers of each catalogue are written down.
    CatalogueHost(CatalogueRegistry &registry, const QString &journalFolder);
    ~CatalogueHost() override;

    /// opened() or failed() follows, later.
    void open(const QString &id);
    /// Null while it is not open.
    OpenedCatalogue *opened(const QString &id) const;
    QList<OpenedCatalogue *> allOpened() const;
    void setParallelLimit(int limit);
    /// How long deleted images can be restored, in catalogues that are opened from now on.
    void setTrashDays(int days) { m_trashDays = days; }
    /// Where queues find what copies come from. Call before anything is opened.
    void setServices(const ServiceFinder &services) { m_services = services; }
    /// Looks at every catalogue's folder and disk.
    void look();

Q_SIGNALS:
    void openingEnded(const QString &id);
    void openingFailed(const QString &id, const vitrine::Error &error);
    /// Its disk has gone, or it was taken off the list: it is closed once all who listen know.
    void closing(const QString &id);
    /// What became of a folder that people chose.
    void folderTaken(const QString &id);
    void folderRefused(const vitrine::Error &error);

private:
    struct Loaded {
        std::shared_ptr<Catalogue> catalogue;
        QString uuid;
        qint64 lastEvent = 0;
        bool isReadOnly = false;
        OpenedJournal journal;
    };
    struct Sight;

    static Result<Loaded> load(
        const QString &root, bool mustExist, const QString &journalFolder, int trashDays);
    static QList<Sight> lookAt(const QStringList &ids);
    static Result<QString> folderFor(const QString &chosen);
    void handleLoaded(const QString &id, const Result<Loaded> &result);
    void handleSights(const QList<Sight> &sights);
    void handleMissing(const QString &id);
    void takeFolder(const QString &path);
    void close(const QString &id);
    void closeForgotten();

    CatalogueRegistry &m_registry;
    const QString m_journalFolder;
    ServiceFinder m_services;
    int m_parallelLimit = 3;
    int m_trashDays = 7;
    std::map<QString, std::unique_ptr<OpenedCatalogue>> m_opened;
    QStringList m_opening;
    QTimer m_lookTimer;
    bool m_isLooking = false;
};

} // namespace vitrine
