#include "app/vitrinectl/convertimage.h"

#include <memory>

#include <QFile>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/findimage.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/inputfile.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"
#include "core/image/imageguess.h"

namespace vitrine::ctl {

namespace {

constexpr QLatin1StringView imagePrefix("image:");

/// What is to be converted, and how an image made of it is described.
struct Source {
    std::shared_ptr<const InputFile> file = {};
    ImageId image = {};
    QString name = {};
    ImageDraft draft = {};
};

Result<Source> sourceFile(const std::string &argument, const DiskLayout &layout)
{
    Result<InputFile> file = InputFile::find(argument);
    if (!file)
        return failure(file.error());
    const Result<ProbeReport> report = probeDiskFile(file->path());
    if (!report)
        return failure(report.error());
    Source source;
    source.name = file->name();
    source.draft.name = guessImageName(file->name());
    source.draft.diskFormat = layout.format;
    source.draft.containerFormat = ContainerFormat::Bare;
    // How large the disk under a compression is, nobody knows yet.
    if (report->containerFormat != ContainerFormat::Compressed)
        source.draft.minDisk = minDiskFor(report->virtualSize.value_or(0));
    source.file = std::make_shared<const InputFile>(std::move(*file));
    return source;
}

QCoro::Task<Result<Source>> sourceImage(Context context, QString argument, DiskLayout layout)
{
    const QString reference = withoutImagePrefix(argument);
    const Result<Image> image = co_await findImage(context, reference);
    if (!image)
        co_return failure(image.error());
    Source source;
    source.image = image->id;
    source.name = image->name.isEmpty() ? image->id : image->name;
    source.draft = draftOfConverted(*image, layout);
    co_return source;
}

QCoro::Task<Result<void>> run(Context context, QString name, ConvertRequest request)
{
    const Watch watch(Words::tr("Converting %1").arg(name));
    const OperationControl control = watch.control();
    const Result<ConversionForecast> forecast
        = co_await context.service().forecastConversion(request, control);
    if (!forecast)
        co_return failure(forecast.error());
    for (const QString &loss : forecast->losses)
        say(loss);
    if (!forecast->fits()) {
        say(Words::tr("Warning: the new image takes about %1, and only %2 are free.")
                .arg(sizeText(forecast->estimatedSize), sizeText(*forecast->freeBytes)));
    }
    co_return co_await context.service().convertImage(request, control);
}

QCoro::Task<Result<void>> intoImage(Context context, QString name, ImageDraft draft, ConvertRequest request)
{
    const Result<Image> created = co_await context.service().createImage(draft);
    if (!created)
        co_return failure(created.error());
    const ImageId id = created->id;
    request.newImage = id;
    const Result<void> converted = co_await run(context, name, request);
    if (!converted) {
        // Nobody asked for an image without data.
        const Result<void> deleted = co_await context.service().deleteImage(id);
        if (!deleted)
            say(deleted.error().message);
        co_return converted;
    }
    const Result<Image> image = co_await context.service().image(id);
    if (!image)
        co_return failure(image.error());
    co_return printRecord(imageRecord(*image), context.output);
}

QCoro::Task<Result<void>> intoFile(Context context, QString name, ConvertRequest request)
{
    const Result<void> converted = co_await run(context, name, request);
    if (converted)
        say(Words::tr("%1 made.").arg(request.destination));
    co_return converted;
}

} // namespace

bool isImageToConvert(const std::string &argument)
{
    const QByteArrayView name(argument.data(), std::ssize(argument));
    if (name.startsWith(imagePrefix))
        return true;
    return !name.contains('/') && !QFile::exists(QFile::decodeName(name.toByteArray()));
}

QString withoutImagePrefix(const QString &reference)
{
    return reference.startsWith(imagePrefix) ? reference.mid(imagePrefix.size()) : reference;
}

bool isNewImage(const QString &argument)
{
    return argument.startsWith(imagePrefix);
}

QCoro::Task<Result<void>> convertInCatalogue(
    Context context, std::string argument, QString destination, ConvertOptions options, QString store)
{
    Result<Source> source = failure(ErrorCode::Internal, {});
    if (isImageToConvert(argument)) {
        const QString reference = textOf(argument);
        source = co_await sourceImage(context, reference, options.layout);
    } else {
        source = sourceFile(argument, options.layout);
    }
    if (!source)
        co_return failure(source.error());

    ConvertRequest request;
    request.sourceImage = source->image;
    request.sourceFile = source->file ? source->file->path() : QString();
    request.store = store;
    request.overwrite = options.overwrite;
    request.layout = options.layout;
    request.disk = options.disk;
    request.size = options.size;
    request.threads = options.threads;
    const QString name = source->name;
    if (!isNewImage(destination)) {
        request.destination = destination;
        co_return co_await intoFile(context, name, request);
    }
    ImageDraft draft = source->draft;
    if (const QString newName = withoutImagePrefix(destination); !newName.isEmpty())
        draft.name = newName;
    draft.minDisk = std::max(draft.minDisk, minDiskFor(options.size));
    co_return co_await intoImage(context, name, draft, request);
}

} // namespace vitrine::ctl
