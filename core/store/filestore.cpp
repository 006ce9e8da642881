#include "core/store/filestore.h"

#include <atomic>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDir>

#include "core/store/fileblobwriter.h"
#include "core/store/filesource.h"
#include "core/store/filesystemkind.h"
#include "core/store/stalefiles.h"
#include "core/store/storefolders.h"
#include "core/support/durablefile.h"
#include "core/support/errnomessage.h"
#include "core/support/fileio.h"
#include "core/support/log.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::FileStore)
};

constexpr qint64 maximumSidecarSize = 16LL << 20;
constexpr qint64 statBlock = 512;

Error badBlobId(const BlobId &blob)
{
    return { ErrorCode::BadRequest, Text::tr("“%1” cannot be the name of stored data.").arg(blob), {} };
}

Error noBlob(const BlobId &blob, const QString &path)
{
    return { ErrorCode::NotFound,
        Text::tr("The data “%1” are not in the store. Restore “%2” from a backup.").arg(blob, path), {} };
}

Error cutOff(const QString &path)
{
    return { ErrorCode::Corrupt,
        Text::tr("“%1” was cut off, so the image it describes is not known. Restore it from a backup.")
            .arg(path),
        {} };
}

Result<void> unlinkIfThere(FileOps &ops, int folder, const QByteArray &name, const QString &path)
{
    if (ops.unlinkat(folder, name.constData()) != 0 && errno != ENOENT)
        return errnoFailure(FileAction::Remove, path);
    return {};
}

class FileStore final : public Store
{
public:
    FileStore(QString id, std::shared_ptr<const StoreFolders> folders)
        : m_id(std::move(id))
        , m_folders(std::move(folders))
        , m_ops(m_folders->ops())
    {
    }

    QString id() const override { return m_id; }

    Result<StoreSpace> space() const override
    {
        struct statvfs status = {};
        if (m_ops.fstatvfs(m_folders->root(), &status) != 0)
            return errnoFailure(FileAction::Open, m_folders->rootPath());
        return StoreSpace{ .total = static_cast<qint64>(status.f_blocks * status.f_frsize),
            .free = static_cast<qint64>(status.f_bavail * status.f_frsize) };
    }

    Result<std::unique_ptr<BlobWriter>> create(const BlobId &blob) override
    {
        if (!isBlobId(blob))
            return failure(badBlobId(blob));
        return FileBlobWriter::create(m_folders, blob);
    }

    Result<std::unique_ptr<DataSource>> open(const BlobId &blob) const override
    {
        const auto shelf = existingShelf(blob);
        if (!shelf)
            return failure(shelf.error());
        const QString path = m_folders->blobPath(blob);
        auto file = openFileAt(
            m_ops, shelf->get(), StoreFolders::blobName(blob), O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0, path);
        if (!file)
            return failure(file.error().code == ErrorCode::NotFound ? noBlob(blob, path) : file.error());
        return readOpenFile(m_ops, std::move(*file), path);
    }

    Result<BlobEntry> stat(const BlobId &blob) const override
    {
        const auto shelf = existingShelf(blob);
        if (!shelf)
            return failure(shelf.error());
        return entryOf(shelf->get(), blob);
    }

    Result<void> remove(const BlobId &blob) override
    {
        if (!isBlobId(blob))
            return failure(badBlobId(blob));
        const auto shelf = m_folders->findShelf(blob);
        if (!shelf)
            return failure(shelf.error());
        if (!shelf->isOpen())
            return {};
        const QString path = m_folders->blobPath(blob);
        // The blob first: a sidecar alone is only dust, a blob alone would need a home in lost+found.
        return unlinkIfThere(m_ops, shelf->get(), StoreFolders::blobName(blob), path)
            .and_then(
                [&] { return unlinkIfThere(m_ops, shelf->get(), StoreFolders::sidecarName(blob), path); })
            .and_then([&] { return syncFolder(m_ops, shelf->get(), path); });
    }

    Result<QByteArray> readSidecar(const BlobId &blob) const override
    {
        const auto shelf = existingShelf(blob);
        if (!shelf)
            return failure(shelf.error());
        const QString path = m_folders->blobPath(blob) % u".json"_s;
        auto file = openFileAt(m_ops, shelf->get(), StoreFolders::sidecarName(blob),
            O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0, path);
        if (!file)
            return failure(file.error());
        return readWhole(std::move(*file), path);
    }

    Result<void> writeSidecar(const BlobId &blob, const QByteArray &sidecar) override
    {
        const auto entry = stat(blob);
        if (!entry)
            return failure(entry.error());
        const auto staging = m_folders->staging();
        const auto shelf = m_folders->findShelf(blob);
        if (!staging || !shelf)
            return failure(staging ? shelf.error() : staging.error());
        // A name of its own for each attempt, of this process and of others.
        static std::atomic<quint64> attempts = 0;
        const QByteArray temporary = StoreFolders::sidecarName(blob) + '.' + QByteArray::number(::getpid())
            + '-' + QByteArray::number(++attempts);
        const QString path = m_folders->blobPath(blob) % u".json"_s;
        return writeAndRename(m_ops,
            { .temporaryFolder = staging->get(),
                .temporaryName = temporary,
                .folder = shelf->get(),
                .name = StoreFolders::sidecarName(blob),
                .path = path },
            sidecar)
            .and_then([&] { return syncFolder(m_ops, shelf->get(), path); });
    }

    Result<QList<BlobEntry>> blobs() const override
    {
        QList<BlobEntry> entries;
        const auto visited
            = visitShelves(*m_folders, [&](int shelf, const std::vector<std::string> &names) -> Result<void> {
                  for (const std::string &name : names) {
                      const BlobId blob = QString::fromStdString(name);
                      if (!isBlobId(blob))
                          continue;
                      const auto entry = entryOf(shelf, blob);
                      if (entry)
                          entries.append(*entry);
                      else if (entry.error().code != ErrorCode::NotFound)
                          return failure(entry.error());
                  }
                  return {};
              });
        return visited.map([&] { return entries; });
    }

    Result<QList<BlobId>> removeStaleParts(const QList<BlobId> &claimed, const QList<BlobId> &known) override
    {
        return removeStaleFiles(*m_folders, claimed, known);
    }

    Result<QString> moveToLostAndFound(const BlobId &blob) override
    {
        const auto shelf = existingShelf(blob);
        if (!shelf)
            return failure(shelf.error());
        const auto lost = m_folders->lostAndFound();
        if (!lost)
            return failure(lost.error());
        const QString path = m_folders->rootPath() % u"/lost+found/"_s % blob;
        const auto move = [&](const QByteArray &name) {
            return renameNoReplace(m_ops, shelf->get(), name, lost->get(), name, path);
        };
        Result<void> sidecarMoved = move(StoreFolders::sidecarName(blob));
        if (!sidecarMoved && sidecarMoved.error().code != ErrorCode::NotFound)
            return failure(sidecarMoved.error());
        return move(StoreFolders::blobName(blob))
            .and_then([&] { return syncFolder(m_ops, lost->get(), path); })
            .and_then([&] { return syncFolder(m_ops, shelf->get(), path); })
            .map([&] { return path; });
    }

private:
    Result<FileDescriptor> existingShelf(const BlobId &blob) const
    {
        if (!isBlobId(blob))
            return failure(badBlobId(blob));
        auto shelf = m_folders->findShelf(blob);
        if (shelf && !shelf->isOpen())
            return failure(noBlob(blob, m_folders->blobPath(blob)));
        return shelf;
    }

    Result<BlobEntry> entryOf(int shelf, const BlobId &blob) const
    {
        const QString path = m_folders->blobPath(blob);
        struct stat status = {};
        if (m_ops.fstatat(shelf, StoreFolders::blobName(blob).constData(), &status, AT_SYMLINK_NOFOLLOW)
            != 0) {
            const int error = errno;
            return failure(error == ENOENT ? noBlob(blob, path) : errnoError(error, FileAction::Open, path));
        }
        if (!S_ISREG(status.st_mode))
            return failure(noBlob(blob, path));
        struct stat sidecar = {};
        const bool hasSidecar
            = m_ops.fstatat(shelf, StoreFolders::sidecarName(blob).constData(), &sidecar, AT_SYMLINK_NOFOLLOW)
                == 0
            && S_ISREG(sidecar.st_mode);
        return BlobEntry{ blob, status.st_size, status.st_blocks * statBlock, hasSidecar };
    }

    Result<QByteArray> readWhole(FileDescriptor file, const QString &path) const
    {
        const auto source = readOpenFile(m_ops, std::move(file), path);
        if (!source)
            return failure(source.error());
        const qint64 size = (*source)->size().value_or(0);
        if (size > maximumSidecarSize) {
            return failure(ErrorCode::Corrupt,
                Text::tr("“%1” is too large for a description of an image. Restore it from a backup.")
                    .arg(path));
        }
        QByteArray bytes(size, '\0');
        qint64 position = 0;
        while (position < size) {
            const auto rest = std::as_writable_bytes(
                std::span(bytes.data() + position, static_cast<std::size_t>(size - position)));
            const auto chunk = (*source)->next(rest);
            if (!chunk)
                return failure(chunk.error());
            // A description holds no zeros: a hole, or an end before its length, is one that was cut off.
            if (chunk->kind != SourceChunk::Kind::Data)
                return failure(cutOff(path));
            position += chunk->length;
        }
        return bytes;
    }

    const QString m_id;
    const std::shared_ptr<const StoreFolders> m_folders;
    FileOps &m_ops;
};

} // namespace

Result<std::unique_ptr<Store>> openFileStore(
    const QString &id, const QString &root, const FileStoreOptions &options)
{
    const QString path = QDir::cleanPath(root);
    if (options.makeFolders) {
        if (const auto made = makeFolderDurably(path, *options.ops); !made)
            return failure(made.error());
    }
    auto folder = openFolder(*options.ops, path);
    if (!folder)
        return failure(folder.error());
    const QString warning = fileSystemWarning(*options.ops, folder->get(), path);
    if (!warning.isEmpty())
        qCWarning(lcStore).noquote() << warning;

    auto folders = std::make_shared<const StoreFolders>(*options.ops, std::move(*folder), path);
    if (options.makeFolders) {
        // On a disk that can only be read the folders that are there will do.
        const auto made = folders->make();
        if (!made && !folders->check())
            return failure(made.error());
    }
    if (const auto checked = folders->check(); !checked)
        return failure(checked.error());
    return std::make_unique<FileStore>(id, std::move(folders));
}

} // namespace vitrine
