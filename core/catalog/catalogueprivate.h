#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include <QCoreApplication>

#include "core/catalog/catalogue.h"
#include "core/catalog/cataloguelayout.h"
#include "core/catalog/cataloguelock.h"
#include "core/catalog/database.h"
#include "core/catalog/guardedsource.h"
#include "core/catalog/imagerepository.h"
#include "core/catalog/intake.h"
#include "core/catalog/policy.h"
#include "core/catalog/quota.h"
#include "core/catalog/sidecar.h"
#include "core/catalog/storeset.h"
#include "core/catalog/trashclock.h"
#include "core/image/displayname.h"
#include "core/support/processidentity.h"

namespace vitrine {

/// One way for data to come in: which statuses, which records.
struct IntakeStep {
    ImageStatus from = ImageStatus::Queued;
    ImageStatus through = ImageStatus::Saving; ///< while bytes move
    TransitionCause begin = TransitionCause::Upload;
    TransitionCause failed = TransitionCause::UploadFailed;
    TransitionCause cancelled = TransitionCause::UploadCancelled;
    QString event = {}; ///< when all has arrived
    QString taskType = QStringLiteral("upload");
    WorkClaim claim = {};
    IntakeRules rules = {};
    GuardedSource::Report report = {};
};

/// What lies in a store now, and how it was described there.
struct Taken {
    DataFacts facts;
    Image described;
};

/// What the parts of the catalogue share. Its methods are spread over the .cpp files of their concern.
class Catalogue::Private final
{
    Q_DECLARE_TR_FUNCTIONS(vitrine::Catalogue)

public:
    Private(CatalogueOptions options, CatalogueLayout layout, std::unique_ptr<CatalogueLock> lock,
        std::unique_ptr<Database> database);

    // Who may do what (catalogueprivate.cpp)
    bool isReadOnly() const { return layout.isReadOnly() || database->isReadOnly(); }
    Result<void> requireWritable() const;
    /// The image, if the actor may treat it so. What lies in the trash is NotFound.
    Result<Image> imageFor(const ImageId &id, Action action) const;
    /// The same, but finds what lies in the trash too.
    Result<Image> imageOrTrashFor(const ImageId &id, Action action) const;

    /// The same for what only shared images have; Forbidden for another (members.cpp).
    Result<Image> sharedImageFor(const ImageId &id, Action action) const;
    /// Whether the image is shared with the project of the actor; false for an administrator, who need not
    /// be asked.
    Result<bool> isSharedWithActor(const Image &image) const;
    /// Writes beside the image's data, if it has any, with whom it is shared now.
    void describeMembers(const Image &image);

    // Who works on what (catalogueprivate.cpp)
    WorkClaim claimFor(
        const ImageId &image, const QString &kind, const QString &store, const BlobId &blob = {}) const;
    bool isLive(const WorkClaim &claim) const;
    Result<QList<WorkClaim>> claimsOn(const ImageId &id) const;
    /// The claim on the data that a stage left, or leaves just now, for import.
    Result<std::optional<WorkClaim>> stagedClaim(const ImageId &id) const;
    void dropClaim(const BlobId &blob);

    // Beside the data (catalogueprivate.cpp)
    Result<Sidecar> sidecarOf(const Store &store, const BlobId &blob) const;
    /// Rewrites what lies beside the image's data; failures are logged, the database rules.
    void describe(const ImageId &id);
    /// False when the blob may still be there, because its disk is away or refuses.
    bool removeBlob(const QString &store, const BlobId &blob);

    // Tasks (catalogueprivate.cpp)
    Result<Task> beginTask(const QString &type, const ImageId &image, TaskStatus status);
    void setTask(const QString &id, TaskStatus status, const QString &message);
    /// success or failure, with the reason.
    void endTask(const QString &id, const Result<void> &outcome);

    // Data in (intakesteps.cpp)
    Result<IntakeRules> rulesFor(
        const Image &image, const UploadOptions &options, const DataSource &source) const;
    /// The store that data are to go into; `unknown` is the code for a name that no store has.
    Result<Store *> storeFor(const QString &id, ErrorCode unknown) const;
    /// Stops a copy whose image was deleted meanwhile, and tells the task how far it is.
    GuardedSource::Report reportTo(const ImageId &image, const QString &task);
    /// P0: the guarded first move, with its claim.
    Result<Image> begin(const IntakeStep &step);
    /// P1-P7: bytes and sidecar are durable, the database does not know yet.
    Result<Taken> take(const Image &image, const IntakeStep &step, ImageStatus describedAs,
        DataSource &source, const OperationControl &control);
    /// P1-P9: the image is active, or queued again with nothing left behind.
    Result<Image> takeIn(
        const Image &image, const IntakeStep &step, DataSource &source, const OperationControl &control);
    /// The failing end: the image is queued again, nothing is left. Gives the error to tell the caller.
    Error rollBack(const IntakeStep &step, const Error &error);

    // Upload and stage (upload.cpp)
    Result<IntakeStep> prepare(
        const ImageId &id, ImageStatus through, const DataSource &source, const UploadOptions &options) const;
    Result<Image> run(IntakeStep step, DataSource &source, const OperationControl &control);
    Result<Image> takeStaged(
        const Image &image, const IntakeStep &step, DataSource &source, const OperationControl &control);

    // Import (importtask.cpp)
    Result<void> checkImport(const Image &image, const ImportRequest &request) const;
    Result<void> runImport(
        const Image &image, const ImportRequest &request, const Task &task, const OperationControl &control);
    Result<void> importStaged(
        const Image &image, const ImportRequest &request, const Task &task, const OperationControl &control);
    Result<void> moveStaged(
        const Image &image, IntakeStep step, const WorkClaim &staged, const OperationControl &control);
    Result<void> adoptStaged(const Image &image, const IntakeStep &step, const Sidecar &sidecar,
        DataSource &staged, const OperationControl &control);
    Result<void> importLink(
        const Image &image, const ImportRequest &request, const Task &task, const OperationControl &control);

    // Copies (copyimage.cpp)
    Result<WorkClaim> claimCopy(const Image &image, const QString &store);
    /// The first copy of the image's data that can be opened.
    Result<std::unique_ptr<DataSource>> openData(const ImageId &id) const;
    Result<void> copyToAll(
        const ImageId &id, const QStringList &targets, const Task &task, const OperationControl &control);
    Result<void> copyTo(
        const Image &image, const WorkClaim &claim, const Task &task, const OperationControl &control);

    // Looking into data (lookintoimage.cpp)
    /// The image, when there are data in it.
    Result<Image> withData(const ImageId &id) const;
    /// As openData(), as a file on this computer.
    Result<std::unique_ptr<DataSource>> openDataHere(const Image &image) const;

    // Data out (exportimage.cpp)
    /// The image, when its data may leave the catalogue now.
    Result<Image> exportable(const ImageId &id) const;
    /// Runs `write`, which makes the file `destination` through a part file, with a claim and a task.
    Result<void> writeOutside(const ImageId &id, const QString &destination, const QString &taskType,
        const std::function<Result<void>()> &write);
    Result<void> exportFromAny(
        const Image &image, const ExportRequest &request, const OperationControl &control);

    // Conversion (convertimage.cpp)
    /// The bytes to convert, as a file that is open.
    Result<std::unique_ptr<DataSource>> openToConvert(const ConvertRequest &request) const;
    Result<void> convertToFile(
        const ConvertRequest &request, int sourceFile, const OperationControl &control);
    Result<void> convertToImage(
        const ConvertRequest &request, const DataSource &source, const OperationControl &control);
    /// Where the store lies.
    QString folderOf(const QString &store) const;
    /// Bytes free where the request's outcome will lie; none when that cannot be told.
    std::optional<qint64> freeBytesFor(const ConvertRequest &request) const;

    /// Takes away what was lent long ago (lendimage.cpp).
    void removeOldLoans() const;

    // Life (trash.cpp)
    /// Whether the data of an image in the trash are there to be restored.
    Result<void> requireData(const Image &image) const;
    Result<void> moveToTrash(const Image &image);
    Result<void> deleteNow(const Image &image);
    /// Unlinks the data of an image that is being purged or was deleted, then writes that they are gone.
    Result<void> finishRemoval(const ImageId &id);
    Result<void> purge(const Image &image);
    /// What has lain in the trash long enough.
    Result<int> purgeRipe();
    Result<int> purgeAll(const QList<Image> &images);

    Result<Image> setActive(const ImageId &id, bool active);

    // Health (verify.cpp)
    Result<QList<Image>> imagesToVerify(const QList<ImageId> &ids) const;
    Result<VerifyReport> verifyAll(
        const QList<Image> &images, const QString &task, const OperationControl &control);
    Result<void> verifyCopy(const Image &image, const ImageLocation &location, VerifyReport &findings,
        const GuardedSource::Report &report, const OperationControl &control);

    // Start (catalogue.cpp, recovery.cpp)
    Result<void> start();
    /// Writes down for a rebuild what an earlier process did not get to.
    void noteStores(QList<StoreInfo> known);
    void recover();

    const CatalogueOptions options;
    CatalogueLayout layout;
    const Policy policy;
    const Quota quota;
    const std::unique_ptr<CatalogueLock> lock;
    const std::unique_ptr<Database> database;
    /// Locks inside: may be used from const methods and any thread.
    mutable ImageRepository repository;
    StoreSet stores;
    TrashClock trashClock;
    ProcessIdentity self;
    RecoveryReport report;
    std::mutex copyMutex;
    std::mutex storesMutex;
};

/// Words of WorkClaim::kind; they are stored, so they never change.
namespace claimkind {
inline constexpr QLatin1String upload("upload");
inline constexpr QLatin1String stage("stage");
inline constexpr QLatin1String import("import");
inline constexpr QLatin1String copy("copy");
/// The claim's store is the path of the part file instead.
inline constexpr QLatin1String exportTo("export");
} // namespace claimkind

} // namespace vitrine
