#include "core/image/imagecopy.h"

#include <memory>

#include <QTemporaryDir>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/cloudchoice.h"
#include "app/vitrinectl/findimage.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CopyArguments {
    std::string image;
    std::string cloud;
    std::string name;
    std::string store;
    bool isToCatalogue = false;
    bool allowsTwin = false;
};

struct CopyOptions {
    QString cloud; ///< empty: the catalogue
    QString name; ///< empty: as it was
    QString store;
    bool allowsTwin = false;
};

/// What holds the same data in the target already.
QCoro::Task<Result<std::optional<Image>>> findTwin(Context target, Image image, CopyOptions options)
{
    const std::optional<ImageQuery> query = options.allowsTwin ? std::nullopt : twinQuery(image);
    if (!query)
        co_return std::nullopt;
    const ImageQuery asked = *query;
    const Result<ImagePage> page = co_await target.service().listImages(asked);
    if (!page)
        co_return failure(page.error());
    co_return twinAmong(page->images, image);
}

/// A file with the data: the catalogue's own where it can be lent, else one in `folder`.
QCoro::Task<Result<QString>> fetchData(Context context, ImageId id, QString folder, OperationControl control)
{
    const QString fileName = u"data"_s;
    const Result<QString> lent = co_await context.service().lendFile(id, fileName);
    if (lent || lent.error().code != ErrorCode::Unavailable)
        co_return lent;
    ExportRequest request;
    request.destination = folder + u'/' + fileName;
    const Result<void> exported = co_await context.service().exportImage(id, request, control);
    if (!exported)
        co_return failure(exported.error());
    co_return request.destination;
}

Result<std::unique_ptr<Session>> openTarget(const Context &context, const CopyOptions &options)
{
    if (options.cloud.isEmpty())
        return Session::open(context.catalogueFolder);
    const Result<CloudConfig> cloud = chooseCloud(options.cloud);
    if (!cloud)
        return failure(cloud.error());
    return Session::openCloud(*cloud);
}

QCoro::Task<Result<Image>> makeCopy(
    Context target, Image image, CopyOptions options, QString path, OperationControl control)
{
    ImageDraft draft = draftOfCopy(image);
    if (!options.name.isEmpty())
        draft.name = options.name;
    const Result<Image> created = co_await target.service().createImage(draft);
    if (!created)
        co_return created;
    const ImageId id = created->id;
    UploadOptions upload;
    upload.store = options.store;
    if (image.osHashAlgo == u"sha512")
        upload.expectedSha512 = image.osHashValue;
    const Result<Image> sent = co_await target.service().uploadFile(id, path, upload, control);
    // A record without the data it was made for is of no use to anybody.
    if (!sent)
        (void)co_await target.service().deleteImage(id);
    co_return sent;
}

QCoro::Task<Result<void>> copyImage(Context context, QString reference, CopyOptions options)
{
    const Result<Image> found = co_await findImage(context, reference);
    if (!found)
        co_return failure(found.error());
    const Image image = *found;
    const Result<std::unique_ptr<Session>> session = openTarget(context, options);
    if (!session)
        co_return failure(session.error());
    const Context target{ **session, context.output, context.catalogueFolder };
    const Result<std::optional<Image>> twin = co_await findTwin(target, image, options);
    if (!twin)
        co_return failure(twin.error());
    if (*twin) {
        say(Words::tr("Nothing was copied: the data are there already, as image %1. Say --allow-duplicate to "
                      "copy them all the same.")
                .arg((*twin)->id));
        co_return printRecord(imageRecord(**twin), context.output);
    }
    const QString scratch = qEnvironmentVariable("TMPDIR", u"/var/tmp"_s);
    const QTemporaryDir folder(scratch + u"/vitrinectl-XXXXXX"_s);
    if (!folder.isValid()) {
        co_return failure(ErrorCode::IoError,
            Words::tr("A temporary folder is needed in %1: %2.").arg(scratch, folder.errorString()));
    }
    Result<Image> copied;
    {
        const Watch watch(Words::tr("Copying %1").arg(image.name.isNull() ? image.id : image.name));
        const OperationControl control = watch.control();
        const ImageId id = image.id;
        const QString folderPath = folder.path();
        const Result<QString> path = co_await fetchData(context, id, folderPath, control);
        if (!path)
            co_return failure(path.error());
        const QString data = *path;
        copied = co_await makeCopy(target, image, options, data, control);
    }
    if (!copied)
        co_return failure(copied.error());
    co_return printRecord(imageRecord(*copied), context.output);
}

} // namespace

void addImageCopy(CLI::App &image, Program &program)
{
    const auto arguments = std::make_shared<CopyArguments>();
    CLI::App *copy = image.add_subcommand(
        "copy", help(Words::tr("Copy an image with its data to a cloud, or from a cloud")));
    addImage(copy, arguments->image);
    CLI::Option *cloud = copy->add_option("--to-cloud", arguments->cloud, help(Words::tr("cloud to copy to")))
                             ->type_name("CLOUD");
    copy->add_flag("--to-catalog", arguments->isToCatalogue,
            help(Words::tr("copy into the catalogue of this computer")))
        ->excludes(cloud);
    copy->add_option("--name", arguments->name, help(Words::tr("name of the copy; without it, the image’s")))
        ->type_name("NAME");
    copy->add_option("--store", arguments->store, help(Words::tr("store that is to hold the data")))
        ->type_name("STORE");
    copy->add_flag("--allow-duplicate", arguments->allowsTwin,
        help(Words::tr("copy also when an image with the same data is there")));
    addOutputOptions(copy, program.output, OutputKind::Show);
    copy->callback([arguments, &program] {
        if (arguments->cloud.empty() && !arguments->isToCatalogue)
            throw CLI::ValidationError(help(Words::tr("Say where to: --to-cloud CLOUD or --to-catalog.")));
        const CopyOptions options{ textOf(arguments->cloud), textOf(arguments->name),
            textOf(arguments->store), arguments->allowsTwin };
        program.command = [reference = textOf(arguments->image), options](
                              Context context) { return copyImage(context, reference, options); };
    });
}

} // namespace vitrine::ctl
