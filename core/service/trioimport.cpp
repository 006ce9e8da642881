#include "core/service/trioimport.h"

#include <algorithm>

#include "core/service/fileinspection.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 255;

ImageDraft declaredAs(ImageDraft draft, DiskFormat format)
{
    draft.diskFormat = format;
    draft.containerFormat = containerFormatFor(format, ContainerFormat::Bare);
    return draft;
}

} // namespace

ImageDraft draftOfPart(const ImageDraft &machine, DiskFormat format)
{
    const QString suffix = format == DiskFormat::Aki ? u"-kernel"_s : u"-ramdisk"_s;
    ImageDraft draft;
    draft.name = machine.name.left(longestName - suffix.size()) + suffix;
    draft.visibility = machine.visibility;
    draft.isProtected = machine.isProtected;
    draft.osHidden = machine.osHidden;
    draft.owner = machine.owner;
    draft.tags = machine.tags;
    return declaredAs(draft, format);
}

QCoro::Task<Result<Trio>> TrioImport::run(TrioRequest request)
{
    m_made.clear();
    Result<Trio> trio = co_await makeAll(request);
    if (trio)
        co_return trio;
    Error error = trio.error();
    const QStringList left = co_await takeBack();
    if (!left.isEmpty()) {
        //: %1 is what went wrong, %2 a list of ids
        error.message
            = tr("%1 What was made before could not be deleted: %2.").arg(error.message, left.join(u", "_s));
    }
    co_return failure(error);
}

QCoro::Task<Result<Trio>> TrioImport::makeAll(TrioRequest request)
{
    ImageDraft machine = declaredAs(request.machine, DiskFormat::Ami);
    const ImageDraft kernelDraft = draftOfPart(machine, DiskFormat::Aki);
    const Result<Image> kernel = co_await make(kernelDraft, request.kernel, request);
    if (!kernel)
        co_return failure(kernel.error());
    machine.properties.insert(u"kernel_id"_s, kernel->id);
    if (request.ramdisk) {
        const ImageDraft ramdiskDraft = draftOfPart(machine, DiskFormat::Ari);
        const Result<Image> ramdisk = co_await make(ramdiskDraft, *request.ramdisk, request);
        if (!ramdisk)
            co_return failure(ramdisk.error());
        machine.properties.insert(u"ramdisk_id"_s, ramdisk->id);
    }
    const Result<Image> made = co_await make(machine, request.disk, request);
    if (!made)
        co_return failure(made.error());
    if (request.isStaged) {
        const Result<void> imported = co_await importStaged(request);
        if (!imported)
            co_return failure(imported.error());
    }
    Trio trio;
    trio.machine = m_made.constLast();
    trio.kernel = m_made.constFirst();
    if (request.ramdisk)
        trio.ramdisk = m_made.at(1);
    co_return trio;
}

QCoro::Task<Result<Image>> TrioImport::make(ImageDraft draft, TrioFile file, TrioRequest request)
{
    const Result<Image> created = co_await m_service.createImage(draft);
    if (!created)
        co_return created;
    m_made.append(*created);
    UploadOptions options;
    options.store = request.store;
    options.isUnpacked = !file.member.isNull();
    options.member = file.member;
    const ImageId id = created->id;
    Result<Image> filled = failure(ErrorCode::Internal, {});
    if (request.isStaged)
        filled = co_await m_service.stageFile(id, file.path, options, m_control);
    else
        filled = co_await m_service.uploadFile(id, file.path, options, m_control);
    if (filled)
        m_made.last() = *filled;
    co_return filled;
}

QCoro::Task<Result<void>> TrioImport::importStaged(TrioRequest request)
{
    ImportRequest import;
    if (!request.store.isNull())
        import.stores.append(request.store);
    // The machine comes last: it is never active without what it starts from.
    for (Image &image : m_made) {
        const ImageId id = image.id;
        const Result<Task> task = co_await m_service.importImage(id, import, m_control);
        if (!task)
            co_return failure(task.error());
        if (task->status == TaskStatus::Failure)
            co_return failure(ErrorCode::Internal, task->message);
        const Result<Image> active = co_await m_service.image(id);
        if (!active)
            co_return failure(active.error());
        image = *active;
    }
    co_return Result<void>();
}

QCoro::Task<QStringList> TrioImport::takeBack()
{
    // The machine first: it refers to the others.
    std::reverse(m_made.begin(), m_made.end());
    const QList<Image> made = m_made;
    QStringList left;
    for (const Image &image : made) {
        const ImageId id = image.id;
        if (image.isProtected) {
            ImagePatch unprotect;
            unprotect.isProtected = false;
            (void)co_await m_service.updateImage(id, unprotect);
        }
        const Result<void> deleted = co_await m_service.deleteImage(id);
        if (!deleted && deleted.error().code != ErrorCode::NotFound)
            left.append(id);
    }
    m_made.clear();
    co_return left;
}

} // namespace vitrine
