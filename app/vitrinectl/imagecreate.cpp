#include <memory>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/imagetrio.h"
#include "app/vitrinectl/inputfile.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/settleformats.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"
#include "core/image/imageguess.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CreateArguments {
    std::string name;
    std::string id;
    std::string containerFormat;
    std::string diskFormat;
    std::string file;
    std::string kernel;
    std::string ramdisk;
    std::string disk;
    std::string store;
    std::string project;
    std::optional<qint64> minDisk;
    std::optional<qint64> minRam;
    std::vector<std::string> properties;
    std::vector<std::string> tags;
    std::optional<Visibility> visibility;
    std::optional<bool> isProtected;
    std::optional<bool> isHidden;
    bool usesImport = false;
    bool isUnpacked = false;
};

struct CreateOptions {
    ImageDraft draft;
    std::string file; ///< as bytes: a file name need not be text
    std::string kernel;
    std::string ramdisk;
    UploadOptions upload;
    bool usesImport = false;
};

QString textOrNull(const std::string &argument)
{
    return argument.empty() ? QString() : textOf(argument);
}

CreateOptions optionsOf(const CreateArguments &arguments)
{
    if (arguments.name.empty() && arguments.file.empty())
        throw CLI::ValidationError(help(Words::tr("Give a name, or a file with --file.")));
    if (!arguments.kernel.empty() && !(arguments.diskFormat.empty() && arguments.containerFormat.empty()))
        throw CLI::ValidationError(help(Words::tr("With --kernel the formats are ami, aki and ari.")));
    CreateOptions options;
    options.draft.id = textOrNull(arguments.id);
    options.draft.name = textOrNull(arguments.name);
    options.draft.diskFormat = diskFormatOf(arguments.diskFormat);
    options.draft.containerFormat = containerFormatOf(arguments.containerFormat);
    options.draft.visibility = arguments.visibility.value_or(Visibility::Shared);
    options.draft.isProtected = arguments.isProtected.value_or(false);
    options.draft.osHidden = arguments.isHidden.value_or(false);
    options.draft.owner = textOrNull(arguments.project);
    options.draft.minDisk = arguments.minDisk.value_or(0);
    options.draft.minRam = arguments.minRam.value_or(0);
    options.draft.tags = textsOf(arguments.tags);
    options.draft.properties = propertiesOf(arguments.properties);
    options.file = arguments.file;
    options.kernel = arguments.kernel;
    options.ramdisk = arguments.ramdisk;
    options.upload.store = textOrNull(arguments.store);
    options.upload.isUnpacked = arguments.isUnpacked;
    options.upload.member = textOrNull(arguments.disk);
    options.usesImport = arguments.usesImport;
    return options;
}

/// The name that the window would give, so that one file makes one image whoever adds it.
QString imageNameFor(const InputFile &file)
{
    const QString name = guessImageName(file.name());
    return name.isEmpty() ? file.name() : name;
}

QCoro::Task<Result<Image>> stageAndImport(
    Context context, ImageId id, QString path, UploadOptions upload, OperationControl control)
{
    // The store is where the data are to stay, so that the import need not copy them once more.
    const Result<Image> staged = co_await context.service().stageFile(id, path, upload, control);
    if (!staged)
        co_return failure(staged.error());
    ImportRequest request;
    if (!upload.store.isNull())
        request.stores.append(upload.store);
    const Result<Task> task = co_await context.service().importImage(id, request, control);
    if (!task)
        co_return failure(task.error());
    co_return co_await context.service().image(id);
}

QCoro::Task<Result<Image>> sendFile(
    Context context, ImageId id, CreateOptions options, QString path, OperationControl control)
{
    if (options.usesImport)
        co_return co_await stageAndImport(context, id, path, options.upload, control);
    co_return co_await context.service().uploadFile(id, path, options.upload, control);
}

TrioRequest trioOf(const Context &context, const CreateOptions &options, const ImageDraft &draft)
{
    TrioRequest request;
    request.machine = draft;
    request.store = options.upload.store;
    // A catalogue can always stage; of clouds only some can.
    request.isStaged = options.usesImport || !context.session.isCloud();
    return request;
}

/// What is unpacked has formats of its own, which are found then.
Result<void> settle(ImageDraft &draft, const InputFile &file, bool isUnpacked)
{
    if (isUnpacked)
        return {};
    const Result<Formats> formats = settleFormats({ draft.diskFormat, draft.containerFormat }, file);
    if (!formats)
        return failure(formats.error());
    draft.diskFormat = formats->disk;
    draft.containerFormat = formats->container;
    return {};
}

QCoro::Task<Result<void>> createWithFile(Context context, CreateOptions options)
{
    const Result<InputFile> file = InputFile::find(options.file);
    if (!file)
        co_return failure(file.error());
    ImageDraft draft = options.draft;
    if (draft.name.isNull())
        draft.name = imageNameFor(*file);
    if (!options.kernel.empty()) {
        const TrioArguments files{ options.file, options.kernel, options.ramdisk };
        co_return co_await createTrio(context, files, trioOf(context, options, draft));
    }
    if (!draft.diskFormat && !draft.containerFormat && options.upload.member.isNull()) {
        const std::optional<UecContents> uec = uecIn(*file);
        if (uec)
            co_return co_await createFromUec(context, options.file, *uec, trioOf(context, options, draft));
    }
    const Result<void> settled = settle(draft, *file, options.upload.isUnpacked);
    if (!settled)
        co_return settled;

    const Result<Image> created = co_await context.service().createImage(draft);
    if (!created)
        co_return failure(created.error());
    const ImageId id = created->id;
    Result<Image> sent;
    {
        const Watch watch(Words::tr("Importing %1").arg(file->name()));
        const OperationControl control = watch.control();
        const QString path = file->path();
        sent = co_await sendFile(context, id, options, path, control);
    }
    if (!sent) {
        // A record without the data it was made for is of no use to anybody.
        ImagePatch unprotect;
        unprotect.isProtected = false;
        if (draft.isProtected)
            (void)co_await context.service().updateImage(id, unprotect);
        (void)co_await context.service().deleteImage(id);
        co_return failure(sent.error());
    }
    const Record record = imageRecord(*sent);
    co_return printRecord(record, context.output);
}

QCoro::Task<Result<void>> createImage(Context context, CreateOptions options)
{
    if (!options.file.empty())
        co_return co_await createWithFile(context, options);
    const ImageDraft draft = options.draft;
    const Result<Image> created = co_await context.service().createImage(draft);
    if (!created)
        co_return failure(created.error());
    const Record record = imageRecord(*created);
    co_return printRecord(record, context.output);
}

void addDescription(CLI::App *create, CreateArguments &arguments)
{
    addNumber(create, "--min-disk", arguments.minDisk, Words::tr("smallest disk to boot from, in GB"))
        ->type_name("GB");
    addNumber(create, "--min-ram", arguments.minRam, Words::tr("least memory to boot with, in MB"))
        ->type_name("MB");
    addRepeatable(create, "--property", arguments.properties, Words::tr("set a property; may be repeated"))
        ->type_name("KEY=VALUE");
    addRepeatable(create, "--tag", arguments.tags, Words::tr("set a tag; may be repeated"))->type_name("TAG");
    create->add_option("--project", arguments.project, help(Words::tr("project that owns the image")))
        ->type_name("PROJECT");
    addVisibility(create, arguments.visibility);
    addSwitch(create, "--protected", "--unprotected", arguments.isProtected,
        Words::tr("prevent the image from being deleted"), Words::tr("allow the image to be deleted"));
    addSwitch(create, "--hidden", "--unhidden", arguments.isHidden,
        Words::tr("leave the image out of ordinary lists"), Words::tr("show the image in lists"));
}

void addUnpacking(CLI::App *create, CLI::Option *file, CreateArguments &arguments)
{
    CLI::Option *decompress = create->add_flag("--decompress", arguments.isUnpacked,
        help(Words::tr("import what is in the file: unpack gzip, bzip2, xz, zstd and zip, take the disk out "
                       "of OVA and tar")));
    decompress->needs(file);
    create
        ->add_option("--disk", arguments.disk,
            help(Words::tr("which disk of an archive that holds several, by its id or file name")))
        ->type_name("DISK")
        ->needs(decompress);
    CLI::Option *kernel = create->add_option("--kernel", arguments.kernel,
        help(Words::tr("kernel that starts the file system in --file; makes linked images (ami, aki)")));
    kernel->type_name("FILE")->needs(file)->excludes(decompress);
    create->add_option("--ramdisk", arguments.ramdisk, help(Words::tr("ramdisk of that kernel (ari)")))
        ->type_name("FILE")
        ->needs(kernel);
}

} // namespace

void addImageCreate(CLI::App &image, Program &program)
{
    CLI::App *create = image.add_subcommand(
        "create", help(Words::tr("Make an image, with the data of a file if one is given")));
    const auto arguments = std::make_shared<CreateArguments>();
    create
        ->add_option("name", arguments->name,
            help(Words::tr("name of the image; without it, the file's without its suffix")))
        ->type_name("NAME");
    create->add_option("--id", arguments->id, help(Words::tr("id to give to the image")))->type_name("ID");
    create
        ->add_option("--disk-format", arguments->diskFormat,
            help(Words::tr("format of the data; without it, what the file's content says")))
        ->type_name("FORMAT");
    create
        ->add_option("--container-format", arguments->containerFormat,
            help(Words::tr("container of the data; without it, bare or what the content says")))
        ->type_name("FORMAT");
    CLI::Option *file
        = create->add_option("--file", arguments->file, help(Words::tr("file to import")))->type_name("FILE");
    addUnpacking(create, file, *arguments);
    create->add_option("--store", arguments->store, help(Words::tr("store that is to hold the data")))
        ->type_name("STORE");
    create->add_flag(
        "--import", arguments->usesImport, help(Words::tr("stage the data first, then import them")));
    addDescription(create, *arguments);
    addOutputOptions(create, program.output, OutputKind::Show);
    create->callback([arguments, &program] {
        requireColumns(program.output, columnsOf(imageRecord({})));
        program.command
            = [options = optionsOf(*arguments)](Context context) { return createImage(context, options); };
    });
}

} // namespace vitrine::ctl
