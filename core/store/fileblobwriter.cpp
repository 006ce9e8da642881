#include "core/store/fileblobwriter.h"

#include <cerrno>

#include <fcntl.h>

#include <QCoreApplication>

#include "core/store/bytecopy.h"
#include "core/support/crashpoint.h"
#include "core/support/durablefile.h"
#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::FileBlobWriter)
};

constexpr mode_t stagedMode = 0600;
constexpr mode_t committedMode = 0440;

Error nameTaken(const BlobId &blob)
{
    return { ErrorCode::Conflict,
        Text::tr("The store already holds data named “%1”. Try again with a new name.").arg(blob), {} };
}

Result<void> requireNoBlob(const StoreFolders &folders, const BlobId &blob)
{
    const auto shelf = folders.findShelf(blob);
    if (!shelf)
        return failure(shelf.error());
    const auto lost = folders.lostAndFound();
    if (!lost)
        return failure(lost.error());
    for (const int folder : { shelf->get(), lost->get() }) {
        struct stat status = {};
        if (folder < 0)
            continue;
        if (folders.ops().fstatat(
                folder, StoreFolders::blobName(blob).constData(), &status, AT_SYMLINK_NOFOLLOW)
            == 0)
            return failure(nameTaken(blob));
        if (errno != ENOENT)
            return errnoFailure(FileAction::Open, folders.blobPath(blob));
    }
    return {};
}

} // namespace

Result<std::unique_ptr<BlobWriter>> FileBlobWriter::create(
    const std::shared_ptr<const StoreFolders> &folders, const BlobId &blob)
{
    if (const auto fresh = requireNoBlob(*folders, blob); !fresh)
        return failure(fresh.error());
    auto staging = folders->staging();
    if (!staging)
        return failure(staging.error());
    FileOps &ops = folders->ops();
    auto part = openFileAt(ops, staging->get(), StoreFolders::partName(blob),
        O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, stagedMode, folders->partPath(blob));
    if (!part)
        return failure(part.error().code == ErrorCode::Conflict ? nameTaken(blob) : part.error());
    const int fd = part->get();
    std::unique_ptr<BlobWriter> writer(
        new FileBlobWriter(folders, blob, std::move(*staging), std::move(*part)));
    // Somebody who cleans up may have had the lock, and the file, between its making and this.
    struct stat status = {};
    const bool locked = lockFile(ops, fd);
    if (ops.fstat(fd, &status) != 0)
        return errnoFailure(FileAction::Create, folders->partPath(blob));
    if (!locked || status.st_nlink == 0)
        return failure(errnoError(EBUSY, FileAction::Create, folders->partPath(blob)));
    crashPoint("P1");
    return writer;
}

FileBlobWriter::FileBlobWriter(
    std::shared_ptr<const StoreFolders> folders, BlobId blob, FileDescriptor staging, FileDescriptor part)
    : m_folders(std::move(folders))
    , m_blob(std::move(blob))
    , m_staging(std::move(staging))
    , m_part(std::move(part))
{
}

FileBlobWriter::~FileBlobWriter()
{
    discardPart();
}

Result<BlobDigest> FileBlobWriter::copyFrom(
    DataSource &source, const BlobLimits &limits, const OperationControl &control)
{
    m_progress = control.progress;
    crashPoint("P2");
    return copyToFile(
        source, m_folders->ops(), m_part.get(), m_folders->partPath(m_blob), limits, control, "P3");
}

Result<void> FileBlobWriter::commit(const QByteArray &sidecar)
{
    const Result<void> flushed = m_isFlushed ? Result<void>() : flush();
    const Result<void> result = flushed.and_then([&]() -> Result<void> {
        const auto shelf = m_folders->makeShelf(m_blob);
        return shelf ? placeOnShelf(shelf->get(), sidecar) : failure(shelf.error());
    });
    if (!result)
        discardPart();
    return result;
}

Result<void> FileBlobWriter::flush()
{
    const Result<void> durable = makeBytesDurable();
    // After a failure the kernel has forgotten what was dirty: these bytes are not to be trusted again.
    if (!durable)
        discardPart();
    m_isFlushed = durable.has_value();
    return durable;
}

Result<void> FileBlobWriter::makeBytesDurable()
{
    if (m_progress)
        m_progress->setPhase(OperationPhase::Flushing);
    FileOps &ops = m_folders->ops();
    if (ops.fchmod(m_part.get(), committedMode) != 0)
        return errnoFailure(FileAction::Write, m_folders->partPath(m_blob));
    crashPoint("P5a");
    const Result<void> synced = syncFile(ops, m_part.get(), m_folders->partPath(m_blob));
    crashPoint("P5b");
    return synced;
}

Result<void> FileBlobWriter::placeOnShelf(int shelf, const QByteArray &sidecar)
{
    if (m_progress)
        m_progress->setPhase(OperationPhase::Finishing);
    FileOps &ops = m_folders->ops();
    const QString path = m_folders->blobPath(m_blob);
    const QByteArray sidecarName = StoreFolders::sidecarName(m_blob);
    const Result<void> described = writeAndRename(ops,
        { .temporaryFolder = m_staging.get(),
            .temporaryName = sidecarName,
            .folder = shelf,
            .name = sidecarName,
            .path = path,
            .replace = false },
        sidecar);
    if (!described)
        return described;
    crashPoint("P6a");

    const QByteArray blobName = StoreFolders::blobName(m_blob);
    const Result<void> placed
        = renameNoReplace(ops, m_staging.get(), StoreFolders::partName(m_blob), shelf, blobName, path);
    if (!placed) {
        ops.unlinkat(shelf, sidecarName.constData());
        return placed;
    }
    m_staged = false;
    crashPoint("P6b");

    crashPoint("P7a");
    const Result<void> synced = syncFolder(ops, shelf, path);
    if (!synced) {
        ops.unlinkat(shelf, blobName.constData());
        ops.unlinkat(shelf, sidecarName.constData());
    }
    crashPoint("P7b");
    return synced;
}

void FileBlobWriter::discardPart()
{
    if (m_staged)
        m_folders->ops().unlinkat(m_staging.get(), StoreFolders::partName(m_blob).constData());
    m_staged = false;
}

} // namespace vitrine
