#include <QLocale>

#include "core/catalog/catalogueprivate.h"
#include "core/support/crashpoint.h"
#include "core/support/log.h"

namespace vitrine {

namespace {

/// The same but for what the arrival of data changes by itself.
bool isSameDescription(Image one, const Image &other)
{
    one.updatedAt = other.updatedAt;
    one.createdAt = other.createdAt;
    one.stores = other.stores;
    return one == other;
}

} // namespace

Result<Store *> Catalogue::Private::storeFor(const QString &id, ErrorCode unknown) const
{
    auto store = stores.store(id);
    if (!store && store.error().code == ErrorCode::NotFound)
        return failure(unknown, store.error().message, store.error().detail);
    return store;
}

Result<IntakeRules> Catalogue::Private::rulesFor(
    const Image &image, const UploadOptions &uploadOptions, const DataSource &source) const
{
    const auto usage = repository.usage();
    if (!usage)
        return failure(usage.error());
    if (const auto fits = quota.checkBytes(*usage, source.size().value_or(1)); !fits)
        return failure(fits.error());
    return IntakeRules{
        .reservedSpace = options.reservedSpace,
        .maximumSize = quota.largestImage(*usage),
        .expectedSize = uploadOptions.expectedSize,
        .expectedSha512 = uploadOptions.expectedSha512,
        .diskFormat = image.containerFormat ? image.diskFormat : std::nullopt,
        .containerFormat = image.containerFormat.value_or(ContainerFormat::Bare),
    };
}

GuardedSource::Report Catalogue::Private::reportTo(const ImageId &image, const QString &task)
{
    return [this, image, task](qint64 bytesRead) -> Result<void> {
        if (!task.isEmpty())
            setTask(task, TaskStatus::Processing, tr("Copied %1 MiB").arg(bytesRead >> 20));
        const auto found = repository.find(image);
        if (!found && (found.error().code == ErrorCode::NotFound || found.error().code == ErrorCode::Gone))
            return failure(
                ErrorCode::Gone, tr("The image %1 was deleted while its data arrived.").arg(image));
        return {};
    };
}

Result<Image> Catalogue::Private::begin(const IntakeStep &step)
{
    crashPoint("P0a");
    auto begun = repository.changeStatus({ .imageId = step.claim.imageId,
        .from = step.from,
        .to = step.through,
        .cause = step.begin,
        .addClaim = step.claim,
        .event = QStringLiteral("image.prepare") });
    crashPoint("P0b");
    return begun;
}

Result<Taken> Catalogue::Private::take(const Image &image, const IntakeStep &step, ImageStatus describedAs,
    DataSource &source, const OperationControl &control)
{
    const auto store = stores.store(step.claim.store);
    if (!store)
        return failure(store.error());
    Intake intake(**store, step.claim.blob, *lock);
    const auto facts = intake.copy(source, step.rules, step.report, control);
    if (!facts)
        return failure(facts.error());

    // Edits made while the bytes came in belong into the sidecar too.
    const auto latest = repository.find(image.id);
    if (!latest)
        return failure(latest.error());
    const auto members = repository.members(image.id);
    if (!members)
        return failure(members.error());
    const Image described = withFacts(*latest, describedAs, *facts, step.claim.store);
    const Sidecar sidecar{ .catalogue = layout.uuid(),
        .location = { .store = step.claim.store, .blob = step.claim.blob },
        .facts = *facts,
        .image = described,
        .members = *members };
    if (const auto committed = intake.commit(writeSidecar(sidecar), control); !committed)
        return failure(committed.error());
    return Taken{ .facts = *facts, .described = described };
}

Result<Image> Catalogue::Private::takeIn(
    const Image &image, const IntakeStep &step, DataSource &source, const OperationControl &control)
{
    const auto taken = take(image, step, ImageStatus::Active, source, control);
    if (!taken)
        return failure(rollBack(step, taken.error()));

    control.progress->setPhase(OperationPhase::Finishing);
    const ImageLocation location{ .store = step.claim.store, .blob = step.claim.blob };
    crashPoint("P8a");
    auto active = repository.changeStatus({ .imageId = image.id,
        .from = step.through,
        .to = ImageStatus::Active,
        .cause = step.begin,
        .bytes = taken->facts.size,
        .facts = taken->facts,
        .addLocation = location,
        .dropClaim = step.claim.blob,
        .requireClaim = step.claim.blob,
        .totalBytes = quota.totalBytes(),
        .event = step.event });
    crashPoint("P8b");
    if (!active) {
        // A commit whose answer was lost has happened all the same. Where that cannot be known the data and
        // their claim stay, and recovery looks again.
        const auto locations = repository.locations(image.id);
        if (!locations)
            return failure(active.error());
        if (!locations->contains(location))
            return failure(rollBack(step, active.error()));
        active = repository.find(image.id);
    }
    if (active && !isSameDescription(taken->described, *active))
        describe(image.id);
    control.progress->setPhase(OperationPhase::Done);
    crashPoint("P9");
    return active;
}

Error Catalogue::Private::rollBack(const IntakeStep &step, const Error &error)
{
    const bool isCancelled = error.code == ErrorCode::Cancelled;
    const auto queued = repository.changeStatus({ .imageId = step.claim.imageId,
        .from = step.through,
        .to = ImageStatus::Queued,
        .cause = isCancelled ? step.cancelled : step.failed,
        .error = error.message,
        .event = QStringLiteral("image.update") });
    const auto code = queued ? ErrorCode::Internal : queued.error().code;
    const bool isDeleted = !queued && (code == ErrorCode::Gone || code == ErrorCode::NotFound);
    if (!queued && !isDeleted && code != ErrorCode::Conflict) {
        // The claim stays, so that recovery finishes this when the process has ended.
        qCWarning(lcCatalog) << "image" << step.claim.imageId
                             << "could not be queued again:" << queued.error().detail;
        return error;
    }
    if (removeBlob(step.claim.store, step.claim.blob))
        dropClaim(step.claim.blob);
    if (!isDeleted || isCancelled)
        return error;
    return { ErrorCode::Gone,
        tr("The image %1 was deleted while its data arrived. The data were removed again.")
            .arg(step.claim.imageId),
        error.message };
}

} // namespace vitrine
