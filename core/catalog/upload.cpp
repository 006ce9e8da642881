#include "core/catalog/catalogueprivate.h"
#include "core/support/log.h"

namespace vitrine {

Result<IntakeStep> Catalogue::Private::prepare(const ImageId &id, ImageStatus through,
    const DataSource &source, const UploadOptions &uploadOptions) const
{
    if (const auto writable = requireWritable(); !writable)
        return failure(writable.error());
    const auto image = imageFor(id, Action::UploadImage);
    if (!image)
        return failure(image.error());
    if (image->status != ImageStatus::Queued) {
        return failure(ErrorCode::Conflict,
            tr("The image “%1” has data already, or is about to get some.").arg(displayName(*image)));
    }
    if (const auto allowed = validateTransition(*image, through); !allowed)
        return failure(allowed.error());
    const auto store = storeFor(uploadOptions.store, ErrorCode::BadRequest);
    if (!store)
        return failure(store.error());
    const auto rules = rulesFor(*image, uploadOptions, source);
    if (!rules)
        return failure(rules.error());
    if (const auto promising = Intake::checkBefore(source, *rules, **store); !promising)
        return failure(promising.error());
    return IntakeStep{
        .through = through, .claim = claimFor(id, claimkind::upload, (*store)->id()), .rules = *rules
    };
}

Result<Image> Catalogue::Private::run(IntakeStep step, DataSource &source, const OperationControl &control)
{
    const auto begun = begin(step);
    if (!begun)
        return begun;
    const auto task = beginTask(step.taskType, begun->id, TaskStatus::Processing);
    if (!task)
        return failure(rollBack(step, task.error()));
    step.report = reportTo(begun->id, task->id);
    auto outcome = step.through == ImageStatus::Uploading ? takeStaged(*begun, step, source, control)
                                                          : takeIn(*begun, step, source, control);
    endTask(task->id, outcome ? Result<void>() : failure(outcome.error()));
    return outcome;
}

Result<Image> Catalogue::Private::takeStaged(
    const Image &image, const IntakeStep &step, DataSource &source, const OperationControl &control)
{
    const auto taken = take(image, step, ImageStatus::Uploading, source, control);
    if (!taken)
        return failure(rollBack(step, taken.error()));
    // With its size written the image has data waiting; the claim keeps them through a restart.
    auto staged = repository.changeStatus({ .imageId = image.id,
        .from = ImageStatus::Uploading,
        .to = ImageStatus::Uploading,
        .cause = TransitionCause::Stage,
        .bytes = taken->facts.size,
        .stagedSize = taken->facts.size,
        .requireClaim = step.claim.blob,
        .event = step.event });
    if (!staged)
        return failure(rollBack(step, staged.error()));
    control.progress->setPhase(OperationPhase::Done);
    return staged;
}

Result<Image> Catalogue::upload(
    const ImageId &id, DataSource &source, const UploadOptions &options, const OperationControl &control)
{
    auto step = d->prepare(id, ImageStatus::Saving, source, options);
    if (!step)
        return failure(step.error());
    step->event = QStringLiteral("image.upload");
    return d->run(*std::move(step), source, control);
}

Result<Image> Catalogue::stage(
    const ImageId &id, DataSource &source, const UploadOptions &options, const OperationControl &control)
{
    auto step = d->prepare(id, ImageStatus::Uploading, source, options);
    if (!step)
        return failure(step.error());
    step->begin = TransitionCause::Stage;
    step->failed = TransitionCause::StageFailed;
    step->claim.kind = claimkind::stage;
    step->event = QStringLiteral("image.stage");
    return d->run(*std::move(step), source, control);
}

} // namespace vitrine
