#pragma once

#include <optional>

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include "core/support/error.h"
#include "ui/text/tone.h"

namespace vitrine {

/// What kind of thing a catalogue is; each kind is a section of the sidebar.
enum class CatalogueKind { LocalFolder, Cloud };

/// Where a cloud is written down.
enum class CloudOrigin {
    Found, ///< where the openstack client finds it too, or in the environment
    Own, ///< in Vitrine's own file: it was added here
    Referred, ///< in a clouds.yaml that was dropped here
};

enum class CatalogueHealth {
    Closed, ///< there, but not opened yet
    Opening,
    Available,
    ReadOnly,
    Missing, ///< its folder or disk is not there now
    Failed, ///< it cannot be opened, see CatalogueEntry::error
    Offline, ///< a cloud that does not answer, see CatalogueEntry::offlineSince
    Refused, ///< a cloud that does not let one in
};

/// A project of a cloud that one may work in.
struct CloudProject {
    QString id;
    QString name;

    bool operator==(const CloudProject &) const = default;
};

/// What only a cloud has.
struct CloudFacts {
    CloudOrigin origin = CloudOrigin::Found;
    QString source; ///< the file it is written in; null for the environment
    QString user;
    QString project; ///< one's own in it, by name
    QString region;
    QStringList regions; ///< that have images
    QList<CloudProject> projects; ///< empty until they are known
    QDateTime offlineSince;

    bool operator==(const CloudFacts &) const = default;
};

/// One catalogue of the sidebar, as a value.
struct CatalogueEntry {
    QString id; ///< of a local folder: its path; of a cloud: see cloudId()
    CatalogueKind kind = CatalogueKind::LocalFolder;
    QString label;
    QString place; ///< path of the folder, or address of the cloud
    QString uuid; ///< null until it has been opened once
    bool isKept = true; ///< in the settings, for the next start

    CatalogueHealth health = CatalogueHealth::Closed;
    std::optional<Error> error; ///< why it cannot be used
    qint64 totalBytes = -1; ///< of its disk; -1 while unknown
    qint64 freeBytes = -1;
    int unfinishedTransfers = 0;
    double bytesPerSecond = 0;
    CloudFacts cloud;

    bool isCloud() const { return kind == CatalogueKind::Cloud; }
    bool isOpen() const
    {
        return health == CatalogueHealth::Available || health == CatalogueHealth::ReadOnly;
    }
    bool operator==(const CatalogueEntry &) const = default;
};

/// What the entry of a cloud is known by: its name, and the file when that was dropped here.
QString cloudId(CloudOrigin origin, const QString &name, const QString &file = {});
bool isCloudId(const QString &id);

namespace text {

QString catalogueSection(CatalogueKind kind);
QString healthWord(CatalogueHealth health, CatalogueKind kind = CatalogueKind::LocalFolder);
/// What the word means, and what can be done.
QString healthExplanation(CatalogueHealth health, CatalogueKind kind = CatalogueKind::LocalFolder);
Tone healthTone(CatalogueHealth health);

/// One line below the label: health, and what is going on or how much room is left.
QString catalogueSummary(const CatalogueEntry &entry);
/// "188 GiB of 460 GiB used"; empty while the disk is not known.
QString diskSentence(const CatalogueEntry &entry);

} // namespace text

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::CatalogueEntry)
