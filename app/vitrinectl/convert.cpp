#include <memory>

#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/convertimage.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/inputfile.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/subject.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"
#include "core/disk/convertdisk.h"

namespace vitrine::ctl {

namespace {

struct ConvertArguments {
    std::string source;
    std::string destination;
    std::string format;
    std::string subformat;
    Compression compression = Compression::None;
    int level = 0;
    qint64 clusterSize = 0;
    qint64 size = 0;
    std::vector<std::string> backing;
    int threads = 0;
    bool verify = false;
    bool overwrite = false;
    std::string store;
    std::string disk;
};

ConvertOptions optionsOf(const ConvertArguments &arguments)
{
    ConvertOptions options;
    options.layout.format = diskFormatOf(arguments.format).value_or(DiskFormat::Raw);
    options.layout.subformat = textOf(arguments.subformat);
    options.layout.compression = arguments.compression;
    if (arguments.level != 0)
        options.layout.level = arguments.level;
    options.layout.clusterSize = arguments.clusterSize;
    options.size = arguments.size;
    options.threads = arguments.threads;
    options.verify = arguments.verify;
    options.overwrite = arguments.overwrite;
    options.disk = arguments.disk.empty() ? QString() : textOf(arguments.disk);
    return options;
}

void sayWhatIsLost(const ProbeReport &source)
{
    for (const ProbeFinding &warning : source.warnings)
        say(warning.reason);
}

Result<void> convertFile(const std::string &source, const std::vector<std::string> &backing,
    const QString &destination, ConvertOptions options)
{
    const Result<InputFile> input = InputFile::find(source);
    if (!input)
        return failure(input.error());
    std::vector<Subject> below;
    for (const std::string &name : backing) {
        Result<Subject> file = openSubject(name);
        if (!file)
            return failure(file.error());
        options.backing.push_back(file->fileDescriptor());
        below.push_back(*std::move(file));
    }
    const Result<ConvertReport> report = [&] {
        const Watch watch(Words::tr("Converting %1").arg(input->name()));
        return convertDiskFile(input->path(), destination, options, watch.control());
    }();
    if (!report)
        return failure(report.error());
    sayWhatIsLost(report->source);
    say(Words::tr("%1 made: virtual size %2, %3 on disk.")
            .arg(destination, sizeText(report->virtualSize), sizeText(report->allocated)));
    return {};
}

void addLayout(CLI::App &convert, ConvertArguments &arguments)
{
    const std::map<std::string, Compression> compressions{ { "deflate", Compression::Deflate },
        { "zstd", Compression::Zstd }, { "none", Compression::None } };
    convert.add_option("--to", arguments.format, help(Words::tr("raw, qcow2, vmdk, vdi, vhd or vhdx")))
        ->type_name("FORMAT")
        ->required();
    convert
        .add_option("--subformat", arguments.subformat,
            help(Words::tr("monolithicSparse or streamOptimized of vmdk, dynamic or fixed of vhd")))
        ->type_name("SUBFORMAT");
    convert
        .add_option(
            "--compress", arguments.compression, help(Words::tr("how qcow2 is compressed, if at all")))
        ->type_name("METHOD")
        ->transform(CLI::CheckedTransformer(compressions));
    convert.add_option("--level", arguments.level, help(Words::tr("1 is fast, 12 (zstd: 19) is small")))
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 19));
    convert
        .add_option("--cluster-size", arguments.clusterSize,
            help(Words::tr("bytes of a cluster of qcow2 or a block of vhdx, such as 64k")))
        ->type_name("SIZE")
        ->transform(CLI::AsSizeValue(false));
    convert
        .add_option("--size", arguments.size,
            help(Words::tr("bytes of the new disk, such as 20G, if it is to be larger")))
        ->type_name("SIZE")
        ->transform(CLI::AsSizeValue(false));
    convert
        .add_option("--backing", arguments.backing,
            help(Words::tr("file that a qcow2 file needs below it, to make one that stands alone; once for "
                           "each file of a chain, nearest first")))
        ->type_name("FILE")
        ->allow_extra_args(false);
}

} // namespace

void addConvert(CLI::App &parent, Program &program)
{
    const auto arguments = std::make_shared<ConvertArguments>();
    CLI::App *convert = parent.add_subcommand("convert",
        help(Words::tr("Convert a disk image: a file, or an image of the catalogue, written image:NAME")));
    convert->fallthrough();
    convert
        ->add_option("source", arguments->source,
            help(Words::tr("file to convert; if there is none of that name, an image by its name or ID")))
        ->type_name("SOURCE")
        ->required();
    convert
        ->add_option("destination", arguments->destination,
            help(Words::tr("file to make, or image:NAME for a new image; the name may be left out")))
        ->type_name("DESTINATION")
        ->required();
    addLayout(*convert, *arguments);
    convert
        ->add_option(
            "--threads", arguments->threads, help(Words::tr("threads to use; one a core if not given")))
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 64));
    convert->add_flag("--verify", arguments->verify,
        help(Words::tr("read the new image back and compare it with its source; always done in the "
                       "catalogue")));
    convert->add_flag("--overwrite", arguments->overwrite, help(Words::tr("replace the file if it exists")));
    convert->add_option("--store", arguments->store, help(Words::tr("store for the data of a new image")))
        ->type_name("STORE");
    convert
        ->add_option("--disk", arguments->disk,
            help(Words::tr("which disk of an archive that holds several, by its id or file name")))
        ->type_name("DISK");
    addOutputOptions(convert, program.output, OutputKind::Show);
    convert->callback([arguments, &program] {
        requireColumns(program.output, columnsOf(imageRecord({})));
        const ConvertOptions options = optionsOf(*arguments);
        const QString destination = textOf(arguments->destination);
        if (isImageToConvert(arguments->source) || isNewImage(destination)) {
            if (!arguments->backing.empty()) {
                throw CLI::ValidationError(
                    help(Words::tr("--backing is for files that become files, not for images.")));
            }
            program.command = [source = arguments->source, destination, options,
                                  store = textOf(arguments->store)](Context context) {
                return convertInCatalogue(context, source, destination, options, store);
            };
            return;
        }
        program.offlineCommand = [arguments, destination, options](const QString &, const OutputOptions &) {
            return convertFile(arguments->source, arguments->backing, destination, options);
        };
    });
}

} // namespace vitrine::ctl
