#include <memory>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/findimage.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

namespace {

using Step = QCoro::Task<Result<void>> (*)(Context, ImageId);

QCoro::Task<Result<void>> deleteOne(Context context, ImageId id)
{
    return context.service().deleteImage(id);
}

QCoro::Task<Result<void>> restoreOne(Context context, ImageId id)
{
    const Result<Image> image = co_await context.service().restoreImage(id);
    co_return image ? Result<void>() : failure(image.error());
}

QCoro::Task<Result<void>> deactivateOne(Context context, ImageId id)
{
    const Result<Image> image = co_await context.service().deactivateImage(id);
    co_return image ? Result<void>() : failure(image.error());
}

QCoro::Task<Result<void>> reactivateOne(Context context, ImageId id)
{
    const Result<Image> image = co_await context.service().reactivateImage(id);
    co_return image ? Result<void>() : failure(image.error());
}

QCoro::Task<Result<void>> stepOne(Context context, QString reference, Where where, Step step)
{
    const Result<Image> image = co_await findImage(context, reference, where);
    if (!image)
        co_return failure(image.error());
    const ImageId id = image->id;
    co_return co_await step(context, id);
}

/// One after the other; one that fails does not keep the others.
QCoro::Task<Result<void>> stepEach(Context context, QStringList references, Where where, Step step)
{
    QList<Error> errors;
    for (const QString &reference : references) {
        const Result<void> done = co_await stepOne(context, reference, where, step);
        if (!done)
            errors.append(done.error());
    }
    if (errors.isEmpty())
        co_return Result<void>();
    if (references.size() == 1)
        co_return failure(errors.first());
    for (const Error &error : errors)
        say(error.message);
    co_return failure(errors.first().code,
        Words::tr("%1 of %2 images could not be handled.").arg(errors.size()).arg(references.size()));
}

void addVerb(CLI::App &image, Program &program, const std::string &verb, const QString &description,
    Where where, Step step)
{
    const auto images = std::make_shared<ImageArguments>();
    CLI::App *command = image.add_subcommand(verb, help(description));
    addImages(command, *images);
    command->callback([images, &program, where, step] {
        program.command = [references = QStringList{ textOf(images->first) } + textsOf(images->others), where,
                              step](Context context) { return stepEach(context, references, where, step); };
    });
}

} // namespace

void addImageLife(CLI::App &image, Program &program)
{
    addVerb(image, program, "delete", Words::tr("Put images into the trash, from where they can be restored"),
        Where::Catalogue, deleteOne);
    addVerb(image, program, "restore", Words::tr("Take images out of the trash"), Where::Trash, restoreOne);
    addVerb(
        image, program, "deactivate", Words::tr("Lock the data of images"), Where::Catalogue, deactivateOne);
    addVerb(image, program, "reactivate", Words::tr("Unlock the data of images"), Where::Catalogue,
        reactivateOne);
}

} // namespace vitrine::ctl
