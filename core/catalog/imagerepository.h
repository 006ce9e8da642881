#pragma once

#include <optional>

#include <QHash>
#include <QList>
#include <QString>

#include "core/catalog/catalogue.h"
#include "core/image/member.h"
#include "core/store/store.h"

namespace vitrine {

class Database;

/// Where one copy of an image's data lies.
struct ImageLocation {
    QString store;
    BlobId blob;

    bool operator==(const ImageLocation &) const = default;
};

/// A process working on an image, as written into the uploads table: enough to tell later whether it is
/// alive.
struct WorkClaim {
    ImageId imageId;
    BlobId blob;
    QString store;
    QString kind; ///< "upload", "stage", "import", "copy"
    QString place; ///< where the pid counts: placeOf() a process; column boot_id
    qint64 pid = 0;
    qint64 pidStartTime = 0; ///< field 22 of /proc/PID/stat, clock ticks

    bool operator==(const WorkClaim &) const = default;
};

/// Attributes that data bring with them.
struct DataFacts {
    qint64 size = 0;
    std::optional<qint64> virtualSize;
    QString checksum;
    QString osHashAlgo;
    QString osHashValue;
};

/// One guarded status change with everything that belongs into its transaction.
struct StatusChange {
    ImageId imageId;
    ImageStatus from = ImageStatus::Queued; ///< compare-and-swap: must be the status in the database
    ImageStatus to = ImageStatus::Queued;
    TransitionCause cause = TransitionCause::Upload;
    std::optional<qint64> bytes = {}; ///< for the record of the transition
    QString error = {}; ///< for the record of the transition
    std::optional<DataFacts> facts = {}; ///< written with the change
    std::optional<qint64> stagedSize = {}; ///< sets size alone; `to` may be `from` then (uploading)
    std::optional<ImageLocation> addLocation = {};
    std::optional<WorkClaim> addClaim = {};
    BlobId dropClaim = {}; ///< the claim of this blob ends
    std::optional<BlobId> requireClaim = {}; ///< fails with Conflict unless this claim is still there
    std::optional<qint64> totalBytes = {}; ///< fails with LimitExceeded when `addLocation` would pass it
    std::optional<QDateTime> purgeAt = {}; ///< set with pending_delete, cleared with active
    QString event = {}; ///< Glance's notification name, such as "image.activate"
};

/// Everything that is written or read about images: the only code beside Database that speaks SQL.
///
/// Each method is one transaction. Moving to `queued` always clears size and virtual_size (guard G2), unless
/// `from` is a status in which they were never set. Edits made meanwhile are kept: a status change
/// writes only what it names. Safe from several threads.
class ImageRepository
{
public:
    explicit ImageRepository(Database &database);

    Result<Image> find(const ImageId &id) const;
    /// Whether there is or was an image of that id.
    Result<bool> wasEverUsed(const ImageId &id) const;
    Result<ImagePage> list(const ImageQuery &query) const;
    Result<qint64> count(const ImageQuery &query) const;
    /// ErrorCode::Conflict when the id was ever used, also by a purged image.
    Result<void> insert(
        const Image &image, TransitionCause cause, const QList<ImageLocation> &locations = {});
    /// Reads, applies, validates and writes in one transaction.
    Result<Image> patch(const ImageId &id, const ImagePatch &patch, const ImageLimits &limits);
    /// ErrorCode::Conflict when the image has another status than `change.from` by now, Gone when it is
    /// deleted.
    Result<Image> changeStatus(const StatusChange &change);

    Result<QList<ImageLocation>> locations(const ImageId &id) const;
    /// LimitExceeded when the sizes of all copies would pass `totalBytes`.
    Result<void> addLocation(const ImageId &id, const ImageLocation &location, const BlobId &dropClaim,
        std::optional<qint64> totalBytes = {});
    Result<void> removeLocation(const ImageId &id, const ImageLocation &location);
    /// Each location, also of images whose data are about to be unlinked.
    Result<QList<QPair<ImageId, ImageLocation>>> allLocations() const;
    /// The images with expected size and hash whose data the stores should hold, in id order after `marker`.
    Result<QList<Image>> imagesWithData(const ImageId &marker, int limit) const;

    Result<void> addClaim(const WorkClaim &claim);
    Result<void> dropClaim(const BlobId &blob);
    Result<QList<WorkClaim>> claims() const;
    /// Images in saving, uploading or importing.
    Result<QList<Image>> imagesInTransition() const;
    /// Images in pending_delete whose time has come by `now`; all of them when `now` is not valid.
    Result<QList<Image>> imagesToPurge(const QDateTime &now) const;
    /// Writes that the image is being purged: from here it cannot be restored, only finished.
    Result<void> beginPurge(const ImageId &id);
    Result<QList<ImageId>> unfinishedPurges() const;
    /// pending_delete -> deleted after the data are gone; keeps the id as used.
    Result<void> finishPurge(const ImageId &id);

    /// In the order of their projects.
    Result<QList<Member>> members(const ImageId &id) const;
    /// The shared images of which `project` is a member, and how it answered.
    Result<QHash<ImageId, MemberStatus>> sharedWith(const QString &project) const;
    /// ErrorCode::Conflict for a member already, LimitExceeded with `limit` members, Forbidden unless shared.
    Result<Member> addMember(const ImageId &id, const QString &project, int limit);
    Result<void> removeMember(const ImageId &id, const QString &project);
    /// As they were, for a new database: nothing is asked and nothing announced.
    Result<void> restoreMembers(const ImageId &id, const QList<Member> &members);
    Result<Member> setMemberStatus(const ImageId &id, const QString &project, MemberStatus status);

    Result<QList<Transition>> history(const ImageId &id) const;
    Result<void> insertTask(const Task &task);
    Result<void> updateTask(const QString &id, TaskStatus status, const QString &message);
    Result<QList<Task>> tasks(const ImageId &image) const;
    /// Those that have not ended.
    Result<QList<Task>> openTasks() const;
    /// Forgets the tasks that ended long ago.
    Result<void> dropExpiredTasks(const QDateTime &now);
    Result<Task> task(const QString &id) const;

    Result<Usage> usage() const;
    Result<QList<StoreInfo>> stores() const;
    Result<void> insertStore(const StoreInfo &store);

    Result<QList<CatalogueEvent>> eventsAfter(qint64 sequence, int limit) const;
    Result<qint64> lastEventSequence() const;

private:
    Database &m_database;
};

} // namespace vitrine
