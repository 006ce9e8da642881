#pragma once

#include <map>
#include <memory>
#include <stop_token>

#include <QObject>

#include "app/vitrine/clouddirectory.h"
#include "core/openstack/imageapi.h"
#include "core/transfer/servicefinder.h"
#include "core/transfer/transferjournal.h"

class QSettings;

namespace vitrine {

class CatalogueRegistry;
class Keyring;
class OpenedCloud;

/// Logs in to clouds, off the GUI thread, and keeps them open, so that their transfers go on while something
/// else is shown; tells the registry how they are. What is chosen of a cloud, region and project, is
/// remembered in the settings.
class CloudHost final : public QObject
{
    Q_OBJECT

public:
    /// `journalFolder` is the folder in which the transfers of each cloud are written down.
    CloudHost(CatalogueRegistry &registry, CloudDirectory &clouds, Keyring &keyring, QSettings &settings,
        const QString &journalFolder);
    ~CloudHost() override;

    /// openingEnded(), openingFailed() or secretNeeded() follows, later.
    void open(const QString &id);
    /// Null while it is not open.
    OpenedCloud *opened(const QString &id) const;
    QList<OpenedCloud *> allOpened() const;
    void setParallelLimit(int limit);
    /// Where queues find what copies come from. Call before anything is opened.
    void setServices(const ServiceFinder &services) { m_services = services; }
    /// Logs in anew.
    void reopen(const QString &id);
    /// Logs in anew if it was opened with another password; not while transfers run.
    void useSecret(const QString &id, const Secret &secret);

Q_SIGNALS:
    void openingEnded(const QString &id);
    void openingFailed(const QString &id, const vitrine::Error &error);
    /// It is closed once all who listen know.
    void closing(const QString &id);
    /// Its password is not known, or was refused: then `refusal` says so.
    void secretNeeded(const QString &id, const QString &refusal);
    /// Something that was asked for cannot be done now.
    void refused(const vitrine::Error &error);

private:
    struct Loaded {
        std::shared_ptr<ImageApi> api;
        CloudFacts facts;
        OpenedJournal journal;
        std::optional<Error> offline; ///< why only what was seen last can be shown
    };

    static Result<Loaded> load(
        const CloudConfig &config, const QString &journalFolder, const std::stop_token &stop);
    static Result<CloudFacts> greet(ImageApi &api, const CloudConfig &config, const std::stop_token &stop);
    void showReach(const QString &id);
    CloudConfig chosen(const QString &id, CloudConfig config) const;
    void logIn(const QString &id, const CloudConfig &config);
    void handleLoaded(const QString &id, const Result<Loaded> &result);
    void close(const QString &id);
    void closeChanged();
    void chooseRegion(const QString &id, const QString &region);
    void chooseProject(const QString &id, const CloudProject &project);
    void refuseWhileBusy(const QString &id);

    CatalogueRegistry &m_registry;
    CloudDirectory &m_clouds;
    Keyring &m_keyring;
    QSettings &m_settings;
    const QString m_journalFolder;
    ServiceFinder m_services;
    int m_parallelLimit = 3;
    std::map<QString, std::unique_ptr<OpenedCloud>> m_opened;
    QMap<QString, CloudConfig> m_configs; ///< that the opened ones were opened with
    std::map<QString, std::stop_source> m_opening;
};

} // namespace vitrine
