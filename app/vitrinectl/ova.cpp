#include <memory>

#include <QDir>
#include <QFileInfo>

#include "app/vitrinectl/archivewords.h"
#include "app/vitrinectl/arguments.h"
#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/inputfile.h"
#include "app/vitrinectl/nouns.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"
#include "core/disk/convertdisk.h"
#include "core/disk/diskcontents.h"
#include "core/disk/ovaextract.h"
#include "core/disk/ovawriter.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

struct MakeArguments {
    std::string destination;
    std::vector<std::string> disks;
    std::string name;
    std::optional<qint64> memory;
    std::optional<qint64> cpus;
    QString firmware;
    QString diskBus = u"sata"_s;
    QString nicModel = u"e1000"_s;
    int level = 0;
    int threads = 0;
    bool overwrite = false;
};

struct ExtractArguments {
    std::string file;
    std::string destination;
    std::string disk;
    bool overwrite = false;
};

QStringList linesOf(const QList<OvaDisk> &disks)
{
    QStringList lines;
    for (const OvaDisk &disk : disks)
        lines.append(disk.id + u": "_s + disk.name + u", "_s + sizeText(static_cast<qint64>(disk.capacity)));
    return lines;
}

ScalarMap cellsOf(const QMap<QString, QString> &properties)
{
    ScalarMap cells;
    for (auto each = properties.cbegin(); each != properties.cend(); ++each)
        cells.insert(each.key(), each.value());
    return cells;
}

Record recordOf(const QString &file, const OvaArchive &ova, const QString &manifest)
{
    const OvfMachine &machine = ova.package.machine;
    return {
        { u"certificate"_s, ova.hasCertificate },
        { u"disks"_s, linesOf(ova.disks) },
        { u"file"_s, file },
        { u"manifest"_s, manifest },
        { u"members"_s, memberLines(ova.members) },
        { u"min_ram"_s, static_cast<qint64>(machine.memoryMiB) },
        { u"name"_s, textCell(machine.name) },
        { u"os"_s, textCell(machine.osText) },
        { u"properties"_s, cellsOf(propertiesOf(machine)) },
        { u"virtual_size"_s, ova.virtualSize() },
    };
}

/// A file that was found to be a safe appliance.
struct OpenAppliance {
    FileDescriptor file;
    ByteSource source;
    OvaArchive ova;
};

Result<OpenAppliance> openAppliance(const InputFile &input)
{
    auto file = openDiskFile(input.path());
    if (!file)
        return failure(file.error());
    const auto report = probeDisk(file->get());
    if (!report)
        return failure(report.error());
    if (report->detected != DetectedFormat::Ova) {
        return failure(
            ErrorCode::UnsupportedFormat, Words::tr("%1 is not an appliance (OVA).").arg(input.name()));
    }
    if (!report->isSafe())
        return failure(ErrorCode::UnsupportedFormat, report->violations.constFirst().reason);
    const ByteSource source(file->get(), 0, static_cast<quint64>(report->actualSize));
    auto ova = readOva(source);
    if (!ova)
        return failure(ova.error());
    return OpenAppliance{ std::move(*file), source, std::move(*ova) };
}

Result<void> showOva(const std::string &argument, const OutputOptions &output)
{
    const Result<InputFile> input = InputFile::find(argument);
    if (!input)
        return failure(input.error());
    const auto appliance = openAppliance(*input);
    if (!appliance)
        return failure(appliance.error());
    const Result<void> verified = [&] {
        const Watch watch(Words::tr("Checking %1").arg(input->name()));
        return verifyManifest(appliance->source, appliance->ova, watch.control());
    }();
    if (!verified && verified.error().code != ErrorCode::HashMismatch)
        return verified;
    const QString manifest = manifestWord(appliance->ova, verified);
    if (const auto printed = printRecord(recordOf(input->name(), appliance->ova, manifest), output); !printed)
        return printed;
    return verified;
}

/// Within a folder the disks get names after the archive, never those that it wishes for.
QString placeIn(const QString &folder, const QString &archive, qsizetype number)
{
    const QString base = QFileInfo(archive).completeBaseName();
    return QDir(folder).filePath(base + u"-disk"_s + QString::number(number) + u".vmdk"_s);
}

Result<void> extractOne(
    const OpenAppliance &appliance, const QString &disk, const QString &destination, bool overwrite)
{
    const auto extracted = [&] {
        const Watch watch(Words::tr("Extracting %1").arg(disk));
        return extractDisk(appliance.file.get(), disk, destination, overwrite, watch.control());
    }();
    if (!extracted)
        return failure(extracted.error());
    say(extracted->isVerified ? Words::tr("%1 made of “%2”, which is what the manifest promises.")
                                    .arg(destination, extracted->disk.name)
                              : Words::tr("%1 made of “%2”, about which no manifest says anything.")
                                    .arg(destination, extracted->disk.name));
    return {};
}

Result<void> extractOva(const ExtractArguments &arguments)
{
    const Result<InputFile> input = InputFile::find(arguments.file);
    if (!input)
        return failure(input.error());
    const auto appliance = openAppliance(*input);
    if (!appliance)
        return failure(appliance.error());
    const QString destination = textOf(arguments.destination);
    const QString name = arguments.disk.empty() ? QString() : textOf(arguments.disk);
    if (!QFileInfo(destination).isDir()) {
        const auto chosen = chooseDisk(appliance->ova, name);
        if (!chosen)
            return failure(chosen.error());
        return extractOne(*appliance, chosen->name, destination, arguments.overwrite);
    }
    qsizetype number = 0;
    for (const OvaDisk &disk : appliance->ova.disks) {
        ++number;
        if (!name.isNull() && disk.name != name && disk.id != name)
            continue;
        const QString place = placeIn(destination, input->name(), number);
        if (const auto done = extractOne(*appliance, disk.name, place, arguments.overwrite); !done)
            return done;
    }
    return {};
}

/// What the first disk tells about its system goes into the description.
void describeSystem(int file, ApplianceMachine &machine)
{
    const auto disk = openDiskImage(file);
    const DiskContents contents = disk ? lookIntoDisk(*disk->image) : DiskContents();
    machine.os = cimOsOf(contents.os);
    machine.osText = contents.osName;
    if (machine.firmware.isEmpty())
        machine.firmware = contents.firmware.isEmpty() ? u"bios"_s : contents.firmware;
}

OvaOptions optionsOf(const MakeArguments &arguments)
{
    OvaOptions options;
    const QString destination = textOf(arguments.destination);
    options.machine.name
        = arguments.name.empty() ? QFileInfo(destination).completeBaseName() : textOf(arguments.name);
    options.machine.cpus = static_cast<int>(std::clamp<qint64>(arguments.cpus.value_or(1), 1, 1024));
    options.machine.memoryMiB = static_cast<quint64>(std::max<qint64>(arguments.memory.value_or(1024), 1));
    options.machine.firmware = arguments.firmware;
    options.machine.diskBus = arguments.diskBus;
    options.machine.nicModel = arguments.nicModel;
    if (arguments.level != 0)
        options.level = arguments.level;
    options.threads = arguments.threads;
    options.overwrite = arguments.overwrite;
    return options;
}

Result<void> makeOvaOf(const MakeArguments &arguments)
{
    const QString destination = textOf(arguments.destination);
    OvaOptions options = optionsOf(arguments);
    std::vector<FileDescriptor> files;
    QList<int> descriptors;
    for (const std::string &disk : arguments.disks) {
        const Result<InputFile> input = InputFile::find(disk);
        if (!input)
            return failure(input.error());
        auto file = openDiskFile(input->path());
        if (!file)
            return failure(file.error());
        descriptors.append(file->get());
        files.push_back(std::move(*file));
    }
    describeSystem(descriptors.constFirst(), options.machine);
    const auto report = [&] {
        const Watch watch(Words::tr("Making %1").arg(destination));
        return makeOva(descriptors, destination, options, watch.control());
    }();
    if (!report)
        return failure(report.error());
    say(Words::tr("%1 made: %n disk(s), %2.", nullptr, static_cast<int>(report->disks.size()))
            .arg(destination, sizeText(report->size)));
    return {};
}

void addShow(CLI::App &ova, Program &program)
{
    const auto file = std::make_shared<std::string>();
    CLI::App *show
        = ova.add_subcommand("show", help(Words::tr("Show what an appliance holds, and check it")));
    show->fallthrough();
    show->add_option("file", *file, help(Words::tr("appliance (OVA)")))->type_name("FILE")->required();
    addOutputOptions(show, program.output, OutputKind::Show);
    show->callback([file, &program] {
        requireColumns(program.output, columnsOf(recordOf({}, OvaArchive{}, {})));
        program.offlineCommand
            = [name = *file](const QString &, const OutputOptions &output) { return showOva(name, output); };
    });
}

void addExtract(CLI::App &ova, Program &program)
{
    const auto arguments = std::make_shared<ExtractArguments>();
    CLI::App *extract = ova.add_subcommand("extract", help(Words::tr("Take the disks out of an appliance")));
    extract->fallthrough();
    extract->add_option("file", arguments->file, help(Words::tr("appliance (OVA)")))
        ->type_name("FILE")
        ->required();
    extract
        ->add_option("destination", arguments->destination,
            help(Words::tr("file to make of one disk, or a folder for all")))
        ->type_name("DESTINATION")
        ->required();
    extract->add_option("--disk", arguments->disk, help(Words::tr("which one, by its id or file name")))
        ->type_name("DISK");
    extract->add_flag("--overwrite", arguments->overwrite, help(Words::tr("replace the file if it exists")));
    extract->callback([arguments, &program] {
        program.offlineCommand
            = [chosen = *arguments](const QString &, const OutputOptions &) { return extractOva(chosen); };
    });
}

void addMachine(CLI::App *make, MakeArguments &arguments)
{
    make->add_option("--name", arguments.name, help(Words::tr("name of the machine")))->type_name("NAME");
    addNumber(
        make, "--memory", arguments.memory, Words::tr("memory of the machine, in MB; 1024 if not given"))
        ->type_name("MB");
    addNumber(make, "--cpus", arguments.cpus, Words::tr("processors of the machine; 1 if not given"))
        ->type_name("NUMBER");
    addChoice<QString>(make, "--firmware", { { u"bios"_s, u"bios"_s }, { u"uefi"_s, u"uefi"_s } },
        arguments.firmware, Words::tr("how the machine starts; if not given, what the disk needs"))
        ->type_name("FIRMWARE");
    addChoice<QString>(make, "--disk-bus",
        { { u"sata"_s, u"sata"_s }, { u"scsi"_s, u"scsi"_s }, { u"ide"_s, u"ide"_s } }, arguments.diskBus,
        Words::tr("what the disks are attached to"))
        ->type_name("BUS");
    addChoice<QString>(make, "--nic",
        { { u"e1000"_s, u"e1000"_s }, { u"vmxnet3"_s, u"vmxnet3"_s }, { u"virtio"_s, u"virtio"_s } },
        arguments.nicModel, Words::tr("network card of the machine"))
        ->type_name("MODEL");
}

void addMake(CLI::App &ova, Program &program)
{
    const auto arguments = std::make_shared<MakeArguments>();
    CLI::App *make
        = ova.add_subcommand("make", help(Words::tr("Make an appliance of disk images of any format")));
    make->fallthrough();
    make->add_option("destination", arguments->destination, help(Words::tr("appliance to make")))
        ->type_name("DESTINATION")
        ->required();
    make->add_option("disks", arguments->disks, help(Words::tr("disk images; the first is started from")))
        ->type_name("DISK")
        ->required();
    addMachine(make, *arguments);
    make->add_option("--level", arguments->level, help(Words::tr("1 is fast, 12 is small")))
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 12));
    make->add_option(
            "--threads", arguments->threads, help(Words::tr("threads to use; one a core if not given")))
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 64));
    make->add_flag("--overwrite", arguments->overwrite, help(Words::tr("replace the file if it exists")));
    make->callback([arguments, &program] {
        program.offlineCommand
            = [chosen = *arguments](const QString &, const OutputOptions &) { return makeOvaOf(chosen); };
    });
}

} // namespace

void addOva(CLI::App &parent, Program &program)
{
    CLI::App *ova
        = parent.add_subcommand("ova", help(Words::tr("Appliances: machines with their disks in one file")));
    ova->require_subcommand(1)->fallthrough();
    addShow(*ova, program);
    addExtract(*ova, program);
    addMake(*ova, program);
}

} // namespace vitrine::ctl
