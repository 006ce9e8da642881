#pragma once

#include <optional>

#include <QObject>

#include "ui/catalogs/catalogueentry.h"

class QSettings;

namespace vitrine {

/// The catalogues that people know of, and which one is shown. It only keeps the list: who opens catalogues
/// listens to its requests and reports back how they are.
class CatalogueRegistry final : public QObject
{
    Q_OBJECT

public:
    /// Reads the list from `settings`, and writes it there whenever it changes.
    explicit CatalogueRegistry(QSettings &settings, QObject *parent = nullptr);

    const QList<CatalogueEntry> &entries() const { return m_entries; }
    std::optional<CatalogueEntry> entry(const QString &id) const;
    int indexOf(const QString &id) const;
    /// How many are folders on this PC.
    int folderCount() const;
    /// The one that is shown, or is to be; null when there is none.
    QString currentId() const { return m_currentId; }

    /// An entry for the folder, at the end; the known one when the folder is listed.
    QString addFolder(const QString &path, const QString &label = {}, bool isKept = true);
    /// Puts one back where it was.
    void insert(const CatalogueEntry &entry, int position);
    /// Takes it off the list; its files stay.
    void remove(const QString &id);
    void rename(const QString &id, const QString &label);
    void setCurrent(const QString &id);
    /// These are all the clouds there are; how the known ones are is kept, and so is what people call them.
    void setClouds(const QList<CatalogueEntry> &clouds);

    // What is known about one
    void setHealth(const QString &id, CatalogueHealth health, const std::optional<Error> &error = {});
    void setUuid(const QString &id, const QString &uuid);
    void setDisk(const QString &id, qint64 totalBytes, qint64 freeBytes);
    void setActivity(const QString &id, int unfinishedTransfers, double bytesPerSecond);
    void setCloudFacts(const QString &id, const CloudFacts &facts);

    /// People want to see this one, or to try once more.
    void requestOpen(const QString &id) { Q_EMIT openRequested(id); }
    /// People have chosen a folder that holds, or is to hold, a catalogue.
    void offerFolder(const QString &path) { Q_EMIT folderOffered(path); }
    /// People have dropped or chosen a file that describes clouds: a clouds.yaml or an openrc.
    void offerCloudFile(const QString &path) { Q_EMIT cloudFileOffered(path); }
    void requestNewCloud() { Q_EMIT newCloudRequested(); }
    void requestCloudEdit(const QString &id) { Q_EMIT cloudEditRequested(id); }
    void requestCloudRemoval(const QString &id) { Q_EMIT cloudRemovalRequested(id); }
    void chooseRegion(const QString &id, const QString &region) { Q_EMIT regionChosen(id, region); }
    void chooseProject(const QString &id, const vitrine::CloudProject &project)
    {
        Q_EMIT projectChosen(id, project);
    }

    /// Where people are led to when they add a folder; null for where they were last.
    void setFolderForNew(const QString &path) { m_folderForNew = path; }
    const QString &folderForNew() const { return m_folderForNew; }

    /// A name to begin with.
    static QString labelOfFolder(const QString &path);

Q_SIGNALS:
    /// Entries were added or removed, or have changed their order.
    void listChanged();
    void entryChanged(const QString &id);
    void currentChanged(const QString &id);
    void openRequested(const QString &id);
    void folderOffered(const QString &path);
    void cloudFileOffered(const QString &path);
    void newCloudRequested();
    void cloudEditRequested(const QString &id);
    void cloudRemovalRequested(const QString &id);
    void regionChosen(const QString &id, const QString &region);
    void projectChosen(const QString &id, const vitrine::CloudProject &project);

private:
    void load();
    void save();
    template<typename Change>
    void change(const QString &id, Change change);

    QSettings &m_settings;
    QList<CatalogueEntry> m_entries;
    QString m_currentId;
    QString m_folderForNew;
};

} // namespace vitrine
