#pragma once

#include <optional>

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include "core/openstack/cloudbook.h"
#include "core/openstack/clouds.h"
#include "ui/catalogs/catalogueentry.h"

namespace vitrine {

class CatalogueRegistry;

/// One cloud that is written down somewhere.
struct KnownCloud {
    QString id; ///< see cloudId()
    CloudOrigin origin = CloudOrigin::Found;
    QString name;
    QString file; ///< it is written in; null for the environment
    QString listedFile; ///< the dropped file that leads to it
    QVariantMap settings; ///< of one's own, without its secret
    Result<CloudConfig> config = CloudConfig();
};

/// All the clouds that a person has: those which the openstack client finds, those added here, and those of
/// files that were dropped here. Reads on another thread, at once and whenever one of the files changes, and
/// tells the registry.
class CloudDirectory final : public QObject
{
    Q_OBJECT

public:
    CloudDirectory(CatalogueRegistry &registry, const CloudPlaces &places, const QString &bookPath);

    void read();
    std::optional<KnownCloud> cloud(const QString &id) const;
    bool isRead() const { return m_isRead; }

    /// Adds or changes one of one's own; `formerName` is what it was called, null for a new one.
    void save(const QString &name, const QVariantMap &settings, const QString &formerName = {});
    /// Takes one of one's own, or the file that it is in, off the list.
    void remove(const QString &id);
    /// Reads the clouds of this file from now on, where it lies.
    void addFile(const QString &path);
    bool hasOwn(const QString &name) const { return m_book.clouds.contains(name); }
    QStringList ownNames() const { return m_book.clouds.keys(); }

Q_SIGNALS:
    /// Also when nothing has changed.
    void readingEnded();
    /// The book could not be written, or a file cannot be used.
    void failed(const vitrine::Error &error);
    /// A file that was added is read; these clouds it has.
    void fileAdded(const QString &path, const QStringList &names);

private:
    struct Reading {
        QList<KnownCloud> clouds;
        QStringList watched;
        std::optional<Error> error;
        CloudBook book;
    };

    static Reading readAll(const CloudPlaces &places, const QString &bookPath);
    static void addFrom(
        Reading &reading, const Result<Clouds> &found, CloudOrigin origin, const QString &file);
    void handleRead(const Reading &reading);
    void tellOfNewFiles();
    void watch(const QStringList &paths);
    void writeBook(const CloudBook &book);

    CatalogueRegistry &m_registry;
    const CloudPlaces m_places;
    const QString m_bookPath;
    CloudBook m_book;
    QList<KnownCloud> m_clouds;
    QFileSystemWatcher m_watcher;
    QTimer m_soon; ///< gathers changes
    QMap<QString, QStringList> m_newFiles; ///< with the clouds in them, until those are listed
    std::optional<Error> m_lastError;
    bool m_isReading = false;
    bool m_isAskedAgain = false;
    bool m_isRead = false;
};

} // namespace vitrine
