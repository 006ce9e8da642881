#include <QUrl>

#include "core/catalog/catalogueprivate.h"
#include "core/store/filecopy.h"
#include "core/store/httpsource.h"
#include "core/support/crashpoint.h"

namespace vitrine {

namespace {

using Method = ImportRequest::Method;

QString mainStoreOf(const ImportRequest &request)
{
    return request.stores.isEmpty() ? StoreSet::defaultStoreId() : request.stores.constFirst();
}

} // namespace

Result<void> Catalogue::Private::checkImport(const Image &image, const ImportRequest &request) const
{
    const QString name = displayName(image);
    if (image.status == ImageStatus::Importing) {
        return failure(ErrorCode::Conflict,
            tr("An import into the image “%1” is running. Wait until it has ended.").arg(name));
    }
    if (request.method == Method::CopyImage) {
        if (image.status != ImageStatus::Active)
            return failure(
                ErrorCode::Conflict, tr("Only an active image can be copied; “%1” is not.").arg(name));
        return {};
    }
    if (image.status == ImageStatus::Active || image.status == ImageStatus::Deactivated)
        return failure(ErrorCode::Conflict, tr("The image “%1” has data already.").arg(name));
    if (request.method == Method::GlanceDirect && (image.status != ImageStatus::Uploading || !image.size)) {
        return failure(ErrorCode::Conflict,
            tr("The data of the image “%1” must be staged before the import.").arg(name));
    }
    if (request.method == Method::WebDownload && image.status != ImageStatus::Queued)
        return failure(ErrorCode::Conflict, tr("The image “%1” is not waiting for data.").arg(name));
    if (!image.diskFormat || !image.containerFormat) {
        return failure(ErrorCode::Conflict,
            tr("Set the disk format and the container format of the image “%1” before the import.")
                .arg(name));
    }
    if (request.method != Method::WebDownload)
        return {};
    const QUrl uri(request.uri, QUrl::StrictMode);
    const bool isHttp = uri.scheme() == QStringLiteral("http") || uri.scheme() == QStringLiteral("https");
    if (!uri.isValid() || !isHttp || uri.host().isEmpty()) {
        return failure(ErrorCode::BadRequest,
            tr("%1 is not a link to import from: it must begin with http:// or https://.")
                .arg(uri.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)));
    }
    return {};
}

Result<Task> Catalogue::import(
    const ImageId &id, const ImportRequest &request, const OperationControl &control)
{
    if (const auto writable = d->requireWritable(); !writable)
        return failure(writable.error());
    const bool isCopy = request.method == Method::CopyImage;
    const auto image = d->imageFor(id, isCopy ? Action::CopyImage : Action::UploadImage);
    if (!image)
        return failure(image.error());
    if (const auto possible = d->checkImport(*image, request); !possible)
        return failure(possible.error());
    if (isCopy && request.stores.isEmpty())
        return failure(ErrorCode::BadRequest, Private::tr("Name the stores to copy the image to."));
    for (const QString &store : request.stores) {
        const auto known = d->storeFor(store, ErrorCode::Conflict);
        if (!known)
            return failure(known.error());
        if (isCopy && image->stores.contains((*known)->id())) {
            return failure(
                ErrorCode::BadRequest, Private::tr("The image is in the store “%1” already.").arg(store));
        }
    }

    const auto task = d->beginTask(QStringLiteral("api_image_import"), id, TaskStatus::Pending);
    if (!task)
        return task;
    d->setTask(task->id, TaskStatus::Processing, {});
    const auto outcome = d->runImport(*image, request, *task, control);
    d->endTask(task->id, outcome);
    if (!outcome)
        return failure(outcome.error());
    return d->repository.task(task->id);
}

Result<void> Catalogue::Private::runImport(
    const Image &image, const ImportRequest &request, const Task &task, const OperationControl &control)
{
    if (request.method == Method::CopyImage)
        return copyToAll(image.id, request.stores, task, control);
    const auto imported = request.method == Method::GlanceDirect ? importStaged(image, request, task, control)
                                                                 : importLink(image, request, task, control);
    if (!imported || request.stores.size() < 2)
        return imported;
    return copyToAll(image.id, request.stores.mid(1), task, control);
}

Result<void> Catalogue::Private::importLink(
    const Image &image, const ImportRequest &request, const Task &task, const OperationControl &control)
{
    const auto store = storeFor(mainStoreOf(request), ErrorCode::Conflict);
    if (!store)
        return failure(store.error());
    IntakeStep step{ .through = ImageStatus::Importing,
        .begin = TransitionCause::Import,
        .failed = TransitionCause::ImportFailed,
        .cancelled = TransitionCause::ImportFailed,
        .event = QStringLiteral("image.import"),
        .claim = claimFor(image.id, claimkind::import, (*store)->id()),
        .report = reportTo(image.id, task.id) };
    const auto begun = begin(step);
    if (!begun)
        return failure(begun.error());

    const auto source = openHttpSource(request.uri, control);
    if (!source)
        return failure(rollBack(step, source.error()));
    const auto rules = rulesFor(*begun, {}, **source);
    if (!rules)
        return failure(rollBack(step, rules.error()));
    step.rules = *rules;
    if (const auto promising = Intake::checkBefore(**source, step.rules, **store); !promising)
        return failure(rollBack(step, promising.error()));
    const auto active = takeIn(*begun, step, **source, control);
    return active ? Result<void>() : failure(active.error());
}

Result<void> Catalogue::Private::importStaged(
    const Image &image, const ImportRequest &request, const Task &task, const OperationControl &control)
{
    const auto staged = stagedClaim(image.id);
    if (!staged)
        return failure(staged.error());
    if (!*staged) {
        return failure(ErrorCode::Conflict,
            tr("The data of the image “%1” must be staged before the import.").arg(displayName(image)));
    }
    const WorkClaim claim = **staged;
    const QString target = request.stores.isEmpty() ? claim.store : request.stores.constFirst();
    IntakeStep step{ .from = ImageStatus::Uploading,
        .through = ImageStatus::Importing,
        .begin = TransitionCause::Import,
        .failed = TransitionCause::ImportFailed,
        .cancelled = TransitionCause::ImportFailed,
        .event = QStringLiteral("image.import"),
        .claim = claimFor(image.id, claimkind::import, target),
        .rules = { .reservedSpace = options.reservedSpace },
        .report = reportTo(image.id, task.id) };
    const auto begun = begin(step);
    if (!begun)
        return failure(begun.error());
    const auto moved = moveStaged(*begun, step, claim, control);
    // Active or failed: what was staged is of no more use, unless it became the image's data itself.
    const auto locations = repository.locations(image.id);
    const bool isAdopted = moved && target == claim.store;
    if (!isAdopted && locations && !locations->contains({ .store = claim.store, .blob = claim.blob })
        && removeBlob(claim.store, claim.blob))
        dropClaim(claim.blob);
    return moved;
}

Result<void> Catalogue::Private::moveStaged(
    const Image &image, IntakeStep step, const WorkClaim &staged, const OperationControl &control)
{
    const auto store = stores.store(staged.store);
    if (!store)
        return failure(rollBack(step, store.error()));
    const auto sidecar = sidecarOf(**store, staged.blob);
    if (!sidecar)
        return failure(rollBack(step, sidecar.error()));
    const auto source = (*store)->open(staged.blob);
    if (!source)
        return failure(rollBack(step, source.error()));
    if (staged.store == step.claim.store)
        return adoptStaged(image, step, *sidecar, **source, control);
    step.rules.expectedSha512 = sidecar->facts.osHashValue;
    step.rules.diskFormat = image.diskFormat;
    step.rules.containerFormat = image.containerFormat.value_or(ContainerFormat::Bare);
    const auto active = takeIn(image, step, **source, control);
    return active ? Result<void>() : failure(active.error());
}

Result<void> Catalogue::Private::adoptStaged(const Image &image, const IntakeStep &step,
    const Sidecar &sidecar, DataSource &staged, const OperationControl &control)
{
    const auto store = stores.store(sidecar.location.store);
    if (!store)
        return failure(rollBack(step, store.error()));
    GuardedSource guarded(staged, step.report);
    const auto digest = digestOf(guarded, control);
    if (!digest)
        return failure(rollBack(step, digest.error()));
    if (digest->sha512 != sidecar.facts.osHashValue) {
        return failure(rollBack(step,
            Error{ ErrorCode::Corrupt,
                tr("The staged data of the image “%1” are damaged. Stage them again.")
                    .arg(displayName(image)),
                digest->sha512 }));
    }
    const auto latest = repository.find(image.id);
    if (!latest)
        return failure(rollBack(step, latest.error()));
    const auto members = repository.members(image.id);
    if (!members)
        return failure(rollBack(step, members.error()));
    const Sidecar active{ .catalogue = layout.uuid(),
        .location = sidecar.location,
        .facts = sidecar.facts,
        .image = withFacts(*latest, ImageStatus::Active, sidecar.facts, sidecar.location.store),
        .members = *members };
    if (const auto written = (*store)->writeSidecar(sidecar.location.blob, writeSidecar(active)); !written)
        return failure(rollBack(step, written.error()));

    crashPoint("P8a");
    const auto done = repository.changeStatus({ .imageId = image.id,
        .from = ImageStatus::Importing,
        .to = ImageStatus::Active,
        .cause = TransitionCause::Import,
        .bytes = sidecar.facts.size,
        .facts = sidecar.facts,
        .addLocation = sidecar.location,
        .dropClaim = sidecar.location.blob,
        .requireClaim = sidecar.location.blob,
        .totalBytes = quota.totalBytes(),
        .event = step.event });
    crashPoint("P8b");
    if (!done) {
        const auto locations = repository.locations(image.id);
        if (!locations)
            return failure(done.error());
        if (!locations->contains(sidecar.location))
            return failure(rollBack(step, done.error()));
    }
    dropClaim(step.claim.blob);
    describe(image.id);
    return {};
}

} // namespace vitrine
