#include "app/vitrinectl/imagetrio.h"

#include "app/vitrinectl/imagerecord.h"
#include "app/vitrinectl/output/output.h"
#include "app/vitrinectl/watch.h"
#include "app/vitrinectl/words.h"
#include "core/disk/convertdisk.h"
#include "core/disk/convertsource.h"

namespace vitrine::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

QString pathOf(const FileDescriptor &file)
{
    return u"/proc/self/fd/"_s + QString::number(file.get());
}

QString scratchFolder(const Context &context)
{
    return context.session.isCloud() ? qEnvironmentVariable("TMPDIR", u"/var/tmp"_s)
                                     : context.catalogueFolder;
}

void sayWhatWasMade(const Trio &trio)
{
    say(Words::tr("Kernel made: %1 (%2).").arg(trio.kernel.name, trio.kernel.id));
    if (trio.ramdisk)
        say(Words::tr("Ramdisk made: %1 (%2).").arg(trio.ramdisk->name, trio.ramdisk->id));
}

QCoro::Task<Result<void>> make(Context context, QString title, TrioRequest request)
{
    Result<Trio> trio = failure(ErrorCode::Internal, {});
    {
        const Watch watch(title);
        TrioImport import(context.service(), watch.control());
        trio = co_await import.run(request);
    }
    if (!trio)
        co_return failure(trio.error());
    sayWhatWasMade(*trio);
    const Record record = imageRecord(trio->machine);
    co_return printRecord(record, context.output);
}

} // namespace

std::optional<UecContents> uecIn(const InputFile &file)
{
    const Result<FileDescriptor> opened = openDiskFile(file.path());
    const auto whole = opened ? wholeFile(opened->get()) : failure(opened.error());
    return whole ? lookForUec(*whole) : std::nullopt;
}

QCoro::Task<Result<void>> createTrio(Context context, TrioArguments files, TrioRequest request)
{
    const Result<InputFile> disk = InputFile::find(files.disk);
    if (!disk)
        co_return failure(disk.error());
    const Result<InputFile> kernel = InputFile::find(files.kernel);
    if (!kernel)
        co_return failure(kernel.error());
    request.disk.path = disk->path();
    request.kernel.path = kernel->path();
    const QString title = Words::tr("Importing %1").arg(disk->name());
    if (files.ramdisk.empty())
        co_return co_await make(context, title, request);
    const Result<InputFile> ramdisk = InputFile::find(files.ramdisk);
    if (!ramdisk)
        co_return failure(ramdisk.error());
    request.ramdisk = TrioFile{ ramdisk->path() };
    co_return co_await make(context, title, request);
}

QCoro::Task<Result<void>> createFromUec(
    Context context, std::string archive, UecContents contents, TrioRequest request)
{
    const Result<InputFile> file = InputFile::find(archive);
    if (!file)
        co_return failure(file.error());
    Result<FileDescriptor> packed = openDiskFile(file->path());
    if (!packed)
        co_return failure(packed.error());
    Result<std::optional<FileDescriptor>> unpacked = std::optional<FileDescriptor>();
    {
        const Watch watch(Words::tr("Unpacking %1").arg(file->name()));
        unpacked = readyToRead(systemFileOps(), packed->get(), scratchFolder(context), watch.control());
    }
    if (!unpacked)
        co_return failure(unpacked.error());
    const QString path = pathOf(*unpacked ? **unpacked : *packed);
    request.disk = { path, contents.machine->path };
    request.kernel = { path, contents.kernel->path };
    if (contents.ramdisk)
        request.ramdisk = TrioFile{ path, contents.ramdisk->path };
    const QString title = Words::tr("Importing %1").arg(file->name());
    co_return co_await make(context, title, request);
}

} // namespace vitrine::ctl
