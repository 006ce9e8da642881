#include <cstdio>
#include <memory>

#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/findimage.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/settleformats.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

struct SaveArguments {
    std::string image;
    std::string file;
    bool overwrite = false;
};

struct StageArguments {
    std::string image;
    std::string file;
};

struct ImportArguments {
    std::string image;
    ImportRequest::Method method = ImportRequest::Method::GlanceDirect;
    std::string uri;
    std::vector<std::string> stores;
};

Result<void> writeToStandardOutput(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::IoError, Words::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    QByteArray buffer(1 << 20, Qt::Uninitialized);
    while (true) {
        const qint64 length = file.read(buffer.data(), buffer.size());
        if (length < 0)
            return failure(
                ErrorCode::IoError, Words::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
        if (length == 0)
            break;
        const auto bytes = static_cast<std::size_t>(length);
        if (std::fwrite(buffer.constData(), 1, bytes, stdout) != bytes)
            break;
    }
    if (std::ferror(stdout) != 0 || std::fflush(stdout) != 0)
        return failure(ErrorCode::IoError, Words::tr("The output could not be written."));
    return {};
}

QCoro::Task<Result<void>> exportTo(Context context, Image image, ExportRequest request)
{
    const Watch watch(Words::tr("Exporting %1").arg(image.name.isNull() ? image.id : image.name));
    const OperationControl control = watch.control();
    const ImageId id = image.id;
    co_return co_await context.service().exportImage(id, request, control);
}

/// Through a file, so that nothing comes out that has not been checked.
QCoro::Task<Result<void>> exportToStandardOutput(Context context, Image image)
{
    if (::isatty(STDOUT_FILENO) == 1) {
        co_return failure(ErrorCode::BadRequest,
            Words::tr(
                "Image data would garble the terminal. Name a file with --file, or redirect the output."));
    }
    const QString folder = qEnvironmentVariable("TMPDIR", u"/var/tmp"_s);
    const QTemporaryDir scratch(folder + u"/vitrinectl-XXXXXX"_s);
    if (!scratch.isValid()) {
        co_return failure(ErrorCode::IoError,
            Words::tr("A temporary folder is needed in %1: %2.").arg(folder, scratch.errorString()));
    }
    ExportRequest request;
    request.destination = scratch.filePath(u"data"_s);
    const Result<void> exported = co_await exportTo(context, image, request);
    if (!exported)
        co_return exported;
    co_return writeToStandardOutput(request.destination);
}

QCoro::Task<Result<void>> saveImage(Context context, QString reference, ExportRequest request)
{
    const Result<Image> found = co_await findImage(context, reference);
    if (!found)
        co_return failure(found.error());
    const Image image = *found;
    if (request.destination.isEmpty())
        co_return co_await exportToStandardOutput(context, image);
    co_return co_await exportTo(context, image, request);
}

/// A queued image may wait for its formats until its data are there.
QCoro::Task<Result<void>> describe(Context context, Image image, Formats formats)
{
    if (image.diskFormat == formats.disk && image.containerFormat == formats.container)
        co_return Result<void>();
    ImagePatch patch;
    if (!image.diskFormat)
        patch.diskFormat = formats.disk;
    if (!image.containerFormat)
        patch.containerFormat = formats.container;
    const ImageId id = image.id;
    const Result<Image> described = co_await context.service().updateImage(id, patch);
    co_return described ? Result<void>() : failure(described.error());
}

QCoro::Task<Result<void>> stageImage(Context context, QString reference, std::string argument)
{
    const Result<InputFile> file = InputFile::find(argument);
    if (!file)
        co_return failure(file.error());
    const Result<Image> found = co_await findImage(context, reference);
    if (!found)
        co_return failure(found.error());
    const Image image = *found;
    const Result<Formats> formats = settleFormats({ image.diskFormat, image.containerFormat }, *file);
    if (!formats)
        co_return failure(formats.error());
    const Formats settled = *formats;
    const Result<void> described = co_await describe(context, image, settled);
    if (!described)
        co_return described;

    const Watch watch(Words::tr("Staging %1").arg(file->name()));
    const OperationControl control = watch.control();
    const UploadOptions options;
    const QString path = file->path();
    const ImageId id = image.id;
    const Result<Image> staged = co_await context.service().stageFile(id, path, options, control);
    co_return staged ? Result<void>() : failure(staged.error());
}

QCoro::Task<Result<void>> runImport(Context context, Image image, ImportRequest request)
{
    const Watch watch(Words::tr("Importing %1").arg(image.name.isNull() ? image.id : image.name));
    const OperationControl control = watch.control();
    const ImageId id = image.id;
    const Result<Task> task = co_await context.service().importImage(id, request, control);
    co_return task ? Result<void>() : failure(task.error());
}

/// Gives a queued image the formats that the data behind the link have. In another status the import itself
/// says what is wrong.
QCoro::Task<Result<void>> describeLink(Context context, Image image, QString link)
{
    if (image.status != ImageStatus::Queued)
        co_return Result<void>();
    const Result<Formats> formats = [&] {
        const Watch watch(Words::tr("Looking into %1").arg(link));
        return settleFormats({ image.diskFormat, image.containerFormat }, link, watch.control());
    }();
    if (!formats)
        co_return failure(formats.error());
    const Formats settled = *formats;
    co_return co_await describe(context, image, settled);
}

QCoro::Task<Result<void>> importImage(Context context, QString reference, ImportRequest request)
{
    const Result<Image> found = co_await findImage(context, reference);
    if (!found)
        co_return failure(found.error());
    const Image image = *found;
    const bool isOpen = !image.diskFormat || !image.containerFormat;
    if (request.method == ImportRequest::Method::WebDownload && isOpen) {
        const Result<void> described = co_await describeLink(context, image, request.uri);
        if (!described)
            co_return described;
    }
    const Result<void> done = co_await runImport(context, image, request);
    if (!done)
        co_return done;
    const ImageId id = image.id;
    const Result<Image> imported = co_await context.service().image(id);
    if (!imported)
        co_return failure(imported.error());
    co_return printRecord(imageRecord(*imported), context.output);
}

ImportRequest requestOf(const ImportArguments &arguments)
{
    using Method = ImportRequest::Method;
    if ((arguments.method == Method::WebDownload) == arguments.uri.empty())
        throw CLI::ValidationError(help(Words::tr("web-download needs --uri, and nothing else takes it.")));
    if (arguments.method == Method::CopyImage && arguments.stores.empty())
        throw CLI::ValidationError(help(Words::tr("copy-image needs at least one --store.")));
    ImportRequest request;
    request.method = arguments.method;
    request.uri = textOf(arguments.uri);
    request.stores = textsOf(arguments.stores);
    return request;
}

void addSave(CLI::App &image, Program &program)
{
    const auto arguments = std::make_shared<SaveArguments>();
    CLI::App *save = image.add_subcommand("save", help(Words::tr("Write the data of an image into a file")));
    addImage(save, arguments->image);
    save->add_option("--file", arguments->file, help(Words::tr("file to make; without it, standard output")))
        ->type_name("FILE");
    save->add_flag("--overwrite", arguments->overwrite, help(Words::tr("replace the file if it exists")));
    save->callback([arguments, &program] {
        ExportRequest request;
        request.destination = textOf(arguments->file);
        request.overwrite = arguments->overwrite;
        program.command = [reference = textOf(arguments->image), request](
                              Context context) { return saveImage(context, reference, request); };
    });
}

void addStage(CLI::App &image, Program &program)
{
    const auto arguments = std::make_shared<StageArguments>();
    CLI::App *stage = image.add_subcommand("stage", help(Words::tr("Put data into staging, for an import")));
    addImage(stage, arguments->image);
    stage->add_option("--file", arguments->file, help(Words::tr("file to stage")))
        ->type_name("FILE")
        ->required();
    stage->callback([arguments, &program] {
        program.command = [reference = textOf(arguments->image), file = arguments->file](
                              Context context) { return stageImage(context, reference, file); };
    });
}

void addImport(CLI::App &image, Program &program)
{
    const auto arguments = std::make_shared<ImportArguments>();
    CLI::App *import
        = image.add_subcommand("import", help(Words::tr("Import data that are staged or elsewhere")));
    addImage(import, arguments->image);
    const QList<std::pair<QString, ImportRequest::Method>> methods{
        { u"glance-direct"_s, ImportRequest::Method::GlanceDirect },
        { u"web-download"_s, ImportRequest::Method::WebDownload },
        { u"copy-image"_s, ImportRequest::Method::CopyImage },
    };
    addChoice(import, "--method", methods, arguments->method, Words::tr("how; glance-direct if not given"))
        ->type_name("METHOD");
    import->add_option("--uri", arguments->uri, help(Words::tr("link to download from")))->type_name("URI");
    addRepeatable(
        import, "--store", arguments->stores, Words::tr("store that is to hold the data; may be repeated"))
        ->type_name("STORE");
    addOutputOptions(import, program.output, OutputKind::Show);
    import->callback([arguments, &program] {
        requireColumns(program.output, columnsOf(imageRecord({})));
    program.command = [reference = textOf(arguments->image), request = requestOf(*arguments)](
                          Context context) { return importImage(context, reference, request); };
});
} // namespace

} // namespace vitrine::ctl

void addImageData(CLI::App &image, Program &program)
{
    addSave(image, program);
    addStage(image, program);
    addImport(image, program);
}

} // namespace vitrine::ctl
