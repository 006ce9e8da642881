#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include "core/catalog/clock.h"
#include "core/image/allocation.h"
#include "core/image/conversion.h"
#include "core/image/image.h"
#include "core/image/imagelimits.h"
#include "core/image/imagequery.h"
#include "core/image/member.h"
#include "core/image/task.h"
#include "core/image/transition.h"
#include "core/store/datasource.h"
#include "core/support/operation.h"
#include "core/support/result.h"

namespace vitrine {

/// Who asks. The desk has one user, an admin; the server will have others.
struct Actor {
    enum class Role { Reader, Member, Admin };

    QString project; ///< owner of what this actor makes; null when there is none
    Role role = Role::Admin;
};

struct CatalogueOptions {
    QString root; ///< the catalogue's folder; made when it is missing
    Actor actor = {};
    ImageLimits limits = {};
    int trashDays = 7;
    bool recover = true; ///< clean up after dead processes at start
    /// Bytes that an import leaves free on the disk.
    qint64 reservedSpace = 64LL << 20;
    /// Tells the time; the system's clocks when it is empty.
    Clock clock = {};
};

/// How a data stream is to be taken in.
struct UploadOptions {
    QString store = {}; ///< null: the default store
    std::optional<qint64> expectedSize = {}; ///< the stream must be exactly this long
    QString expectedSha512 = {}; ///< null: nothing to compare with
    /// Of a file: what is compressed, or lies in an archive, is taken out first.
    bool isUnpacked = false;
    QString member
        = {}; ///< which disk, or other member, of an archive that holds several; null: the only disk
};

/// Glance's import methods that make sense on a desk.
struct ImportRequest {
    enum class Method { GlanceDirect, WebDownload, CopyImage };

    Method method = Method::GlanceDirect;
    QString uri; ///< WebDownload: an http or https link
    QStringList stores; ///< CopyImage: where to; the others: where the data go, empty for the default store
};

struct ExportRequest {
    QString destination; ///< path of the file to make
    bool overwrite = false;
};

/// One conversion: of an image or a file, into a queued image or a file.
struct ConvertRequest {
    ImageId sourceImage = {}; ///< null: sourceFile
    QString sourceFile = {}; ///< path
    QString disk = {}; ///< which one of an archive that holds several; null: the only one
    ImageId newImage = {}; ///< queued and of the layout's format; null: destination
    QString store = {}; ///< for the data of newImage; null: the default store
    QString destination = {}; ///< path of the file to make
    bool overwrite = false; ///< of that file
    DiskLayout layout = {};
    qint64 size = 0; ///< of the new disk, which has zeros behind its source's; 0: as its source
    bool verify = true; ///< read the new image back and compare it with its source
    int threads = 0; ///< 0: one a core
};

struct StoreInfo {
    QString id;
    QString path;
    QString description = {};
    bool isDefault = false;
    bool isAvailable = true; ///< false: its disk is not there now
    qint64 totalBytes = 0;
    qint64 freeBytes = 0;
};

struct Usage {
    qint64 imageCount = 0;
    qint64 trashCount = 0;
    qint64 storedBytes = 0; ///< sum of sizes over images and stores, those in the trash too
    qint64 trashBytes = 0; ///< the part of it that lies in the trash
};

/// A change that some process made. Sequences grow; gaps mean nothing.
struct CatalogueEvent {
    enum class Kind { ImageAdded, ImageChanged, ImageRemoved, TaskChanged, StoresChanged };

    qint64 sequence = 0;
    QDateTime time;
    QString type; ///< Glance's notification name, such as "image.upload"
    Kind kind = Kind::ImageChanged;
    QString subject; ///< image, task or store id
};

/// What verify found wrong with one image; also what recovery reports.
struct HealthIssue {
    enum class Kind { MissingBlob, WrongSize, WrongHash, Unreadable, OrphanBlob, InvalidSidecar };

    Kind kind = Kind::MissingBlob;
    ImageId imageId; ///< null for an orphan
    QString store;
    QString message; ///< translated sentence
};

struct VerifyReport {
    int imagesChecked = 0;
    qint64 bytesChecked = 0;
    QList<HealthIssue> issues;
};

/// What recovery did at start.
struct RecoveryReport {
    int imagesRequeued = 0;
    int partsRemoved = 0;
    int orphansMoved = 0;
    int purgesFinished = 0;
    QList<HealthIssue> issues;
};

struct RebuildReport {
    int imagesRebuilt = 0;
    QList<HealthIssue> issues;
};

struct CatalogueInfo {
    QString root;
    QString uuid;
    int schemaVersion = 0;
    QString journalMode; ///< chosen at run time, see Database
    QString sqliteVersion;
    bool isReadOnly = false;
    Usage usage;
};

/// The local image service: Glance's model, rules and states over an embedded database and stores.
///
/// Blocking; every method may be called from any thread. Several processes may open one catalogue.
/// An operation that returned success survives a power cut; one that did not has changed nothing,
/// or has put the image back to `queued`.
class Catalogue
{
public:
    /// Opens or makes the catalogue at options.root and recovers what dead processes left.
    static Result<std::unique_ptr<Catalogue>> open(const CatalogueOptions &options);
    /// Makes a new database from the sidecars in the stores of `options.root`; the old one is kept in
    /// backup/.
    static Result<RebuildReport> rebuild(const CatalogueOptions &options);

    ~Catalogue();
    Catalogue(const Catalogue &) = delete;
    Catalogue &operator=(const Catalogue &) = delete;

    // Reading
    Result<ImagePage> list(const ImageQuery &query) const;
    Result<qint64> count(const ImageQuery &query) const;
    /// Hidden in the trash too; a purged or unknown id is ErrorCode::NotFound.
    Result<Image> image(const ImageId &id) const;
    Result<QList<Transition>> history(const ImageId &id) const;
    /// Newest first; of one image, or of all when `image` is null.
    Result<QList<Task>> tasks(const ImageId &image = {}) const;
    Result<Task> task(const QString &id) const;
    Result<QList<StoreInfo>> stores() const;
    Result<Usage> usage() const;
    Result<CatalogueInfo> info() const;
    RecoveryReport recoveryReport() const;
    /// Events after `sequence`, at most `limit`, oldest first.
    Result<QList<CatalogueEvent>> eventsAfter(qint64 sequence, int limit = 1000) const;
    Result<qint64> lastEventSequence() const;
    /// Cheap: a number that differs once any process has committed since the last call on this thread.
    Result<qint64> dataVersion() const;

    // Describing
    Result<Image> create(const ImageDraft &draft);
    Result<Image> update(const ImageId &id, const ImagePatch &patch);

    // Sharing: of shared images only, ErrorCode::Forbidden for others.
    /// All of them to the owner; a member sees itself alone.
    Result<QList<Member>> members(const ImageId &id) const;
    /// Conflict when it is a member already.
    Result<Member> addMember(const ImageId &id, const QString &project);
    Result<void> removeMember(const ImageId &id, const QString &project);
    /// A project answers for itself; only an administrator may do so for others.
    Result<Member> setMemberStatus(const ImageId &id, const QString &project, MemberStatus status);

    // Data in
    /// queued -> saving -> active; back to queued when it fails, with nothing left behind.
    Result<Image> upload(
        const ImageId &id, DataSource &source, const UploadOptions &options, const OperationControl &control);
    /// queued -> uploading. The data lie in staging until import.
    Result<Image> stage(
        const ImageId &id, DataSource &source, const UploadOptions &options, const OperationControl &control);
    /// Runs a whole import on the calling thread; its task can be watched from others.
    Result<Task> import(const ImageId &id, const ImportRequest &request, const OperationControl &control);

    // Data out
    Result<void> exportImage(
        const ImageId &id, const ExportRequest &request, const OperationControl &control);

    /// The data of an active image as a file called `fileName`, for another program to read or copy, without
    /// copying them: the file shares its bytes with the catalogue and can never change what is in there.
    /// Gives its path, below outgoing/; it is taken away after some hours. ErrorCode::Unavailable where the
    /// disk cannot do that: exportImage() always can.
    Result<QString> lend(const ImageId &id, const QString &fileName);

    // Looking into data
    /// An image's data as a file that is open, for reading on this computer; a deactivated image's too. What
    /// the store replaces or removes meanwhile can be read on. ErrorCode::Unavailable when they are
    /// elsewhere.
    Result<std::shared_ptr<const DataSource>> openData(const ImageId &id) const;
    /// How the disk in an image's data is stored, in at most `most` extents. ErrorCode::UnsupportedFormat
    /// when the data are no disk that can be read.
    Result<AllocationMap> allocation(const ImageId &id, int most, const OperationControl &control) const;

    // Conversion
    /// Into an image: queued -> saving -> active, back to queued when it fails, with nothing left behind. No
    /// other file than those named is ever opened: what needs one is refused.
    Result<void> convert(const ConvertRequest &request, const OperationControl &control);
    /// What convert() would make; newImage need not be there yet, and without it and a destination the new
    /// image is taken to lie in `store`.
    Result<ConversionForecast> forecast(const ConvertRequest &request, const OperationControl &control) const;

    // Life
    Result<Image> deactivate(const ImageId &id);
    Result<Image> reactivate(const ImageId &id);
    /// active -> pending_delete with a purge date; deactivated: BadRequest; the rest -> deleted at once.
    Result<void> remove(const ImageId &id);
    Result<Image> restore(const ImageId &id);
    /// Purges what is due, as open() does, or everything in the trash. Gives the number of images purged.
    Result<int> purgeExpired();
    Result<int> emptyTrash();

    // Stores and health
    Result<StoreInfo> addStore(const QString &id, const QString &path, const QString &description);
    /// Keeps a copy of the database in backup/, one a day and of seven days. False when today's is there, or
    /// the catalogue is read-only. Others can go on writing meanwhile.
    Result<bool> backUpForTheDay(const OperationControl &control = {});
    /// Re-hashes the data of `ids`, or of every image when empty.
    Result<VerifyReport> verify(const QList<ImageId> &ids, const OperationControl &control);

private:
    friend class Recovery;
    class Private;
    explicit Catalogue(std::unique_ptr<Private> d);
    const std::unique_ptr<Private> d;
};

} // namespace vitrine
