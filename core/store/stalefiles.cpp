#include "core/store/stalefiles.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>

#include <QSet>

#include "core/support/errnomessage.h"
#include "core/support/fileio.h"
#include "core/support/log.h"

namespace vitrine {

namespace {

constexpr qsizetype blobIdLength = 36;

/// The blob that a file in staging belongs to: its name begins with it.
BlobId ownerOf(const std::string &name)
{
    return QString::fromStdString(name).left(blobIdLength);
}

Result<bool> removeIfAbandoned(FileOps &ops, int staging, const std::string &name, const QString &path)
{
    const auto file = openFileAt(
        ops, staging, QByteArray::fromStdString(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0, path);
    // Only of a symbolic link, which nobody writes into, it is known that there is no lock to ask for.
    if (!file && file.error().code != ErrorCode::BadRequest)
        return false;
    if (file && !lockFile(ops, file->get()))
        return false;
    if (ops.unlinkat(staging, name.c_str()) != 0) {
        if (errno == ENOENT || errno == EISDIR)
            return false;
        return errnoFailure(FileAction::Remove, path);
    }
    return true;
}

} // namespace

Result<void> visitShelves(const StoreFolders &folders,
    const std::function<Result<void>(int shelf, const std::vector<std::string> &names)> &visit)
{
    FileOps &ops = folders.ops();
    const auto parent = folders.blobs();
    if (!parent)
        return failure(parent.error());
    std::vector<std::string> shelfNames;
    if (ops.listNames(parent->get(), shelfNames) != 0)
        return errnoFailure(FileAction::Read, folders.rootPath());
    for (const std::string &shelfName : shelfNames) {
        const auto shelf
            = openFolderAt(ops, parent->get(), QByteArray::fromStdString(shelfName), folders.rootPath());
        if (!shelf
            && (shelf.error().code == ErrorCode::BadRequest || shelf.error().code == ErrorCode::NotFound))
            continue; // not a folder: nothing of ours
        if (!shelf)
            return failure(shelf.error());
        std::vector<std::string> names;
        if (ops.listNames(shelf->get(), names) != 0)
            return errnoFailure(FileAction::Read, folders.rootPath());
        if (const auto visited = visit(shelf->get(), names); !visited)
            return visited;
    }
    return {};
}

Result<QList<BlobId>> removeStaleFiles(
    const StoreFolders &folders, const QList<BlobId> &claimed, const QList<BlobId> &known)
{
    FileOps &ops = folders.ops();
    QSet<BlobId> kept(claimed.cbegin(), claimed.cend());
    QSet<BlobId> removed;

    const auto staging = folders.staging();
    if (!staging)
        return failure(staging.error());
    std::vector<std::string> names;
    if (ops.listNames(staging->get(), names) != 0)
        return errnoFailure(FileAction::Read, folders.rootPath());
    for (const std::string &name : names) {
        const BlobId owner = ownerOf(name);
        if (kept.contains(owner))
            continue;
        const auto gone = removeIfAbandoned(ops, staging->get(), name, folders.partPath(owner));
        if (!gone)
            return failure(gone.error());
        if (*gone && isBlobId(owner))
            removed.insert(owner);
    }

    kept.unite({ known.cbegin(), known.cend() });
    const auto visited
        = visitShelves(folders, [&](int shelf, const std::vector<std::string> &shelved) -> Result<void> {
              for (const std::string &name : shelved) {
                  const BlobId owner = ownerOf(name);
                  if (!isBlobId(owner) || kept.contains(owner)
                      || StoreFolders::sidecarName(owner) != QByteArray::fromStdString(name))
                      continue;
                  struct stat status = {};
                  if (ops.fstatat(
                          shelf, StoreFolders::blobName(owner).constData(), &status, AT_SYMLINK_NOFOLLOW)
                          == 0
                      || errno != ENOENT)
                      continue;
                  if (ops.unlinkat(shelf, name.c_str()) != 0 && errno != ENOENT)
                      return errnoFailure(FileAction::Remove, folders.blobPath(owner));
                  removed.insert(owner);
              }
              return {};
          });
    if (!removed.isEmpty())
        qCInfo(lcStore) << "removed what dead writers left of" << removed.size() << "blobs in"
                        << folders.rootPath();
    return visited.map([&] { return QList<BlobId>(removed.cbegin(), removed.cend()); });
}

} // namespace vitrine
