#include "core/store/storefolders.h"

#include <array>
#include <cerrno>

#include <fcntl.h>

#include <QCoreApplication>
#include <QUuid>

#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::StoreFolders)
};

constexpr mode_t folderMode = 0700;
constexpr std::array<const char *, 4> innerFolders{ "staging", "blobs", "trash", "lost+found" };

QByteArray shelfName(const BlobId &blob)
{
    return blob.left(2).toLatin1();
}

} // namespace

Result<void> StoreFolders::make() const
{
    bool made = false;
    for (const char *name : innerFolders) {
        if (m_ops.mkdirat(m_root.get(), name, folderMode) == 0)
            made = true;
        else if (errno != EEXIST)
            return errnoFailure(FileAction::Create, m_path % u'/' % QString::fromLatin1(name));
    }
    return made ? syncFolder(m_ops, m_root.get(), m_path) : Result<void>();
}

Result<void> StoreFolders::check() const
{
    std::optional<dev_t> device;
    for (const char *name : innerFolders) {
        const auto folder = inner(name);
        if (!folder)
            return failure(folder.error());
        struct stat status = {};
        if (m_ops.fstat(folder->get(), &status) != 0)
            return errnoFailure(FileAction::Open, m_path);
        if (device.value_or(status.st_dev) != status.st_dev) {
            return failure(ErrorCode::BadRequest,
                Text::tr("The folders inside “%1” lie on different disks, so images could not be saved "
                         "safely. Keep "
                         "them on one disk.")
                    .arg(m_path));
        }
        device = status.st_dev;
    }
    return {};
}

Result<FileDescriptor> StoreFolders::inner(const char *name) const
{
    const QString path = m_path % u'/' % QString::fromLatin1(name);
    auto folder = openFolderAt(m_ops, m_root.get(), name, path);
    if (!folder && folder.error().code == ErrorCode::NotFound) {
        return failure(ErrorCode::Unavailable,
            Text::tr("The folder “%1” of the image store is missing. Connect its disk or restore the folder, "
                     "then try "
                     "again.")
                .arg(path),
            folder.error().detail);
    }
    return folder;
}

Result<FileDescriptor> StoreFolders::findShelf(const BlobId &blob) const
{
    const auto parent = blobs();
    if (!parent)
        return failure(parent.error());
    auto shelf = openFolderAt(m_ops, parent->get(), shelfName(blob), blobPath(blob));
    if (!shelf && shelf.error().code == ErrorCode::NotFound)
        return FileDescriptor();
    return shelf;
}

Result<FileDescriptor> StoreFolders::makeShelf(const BlobId &blob) const
{
    const auto parent = blobs();
    if (!parent)
        return failure(parent.error());
    if (m_ops.mkdirat(parent->get(), shelfName(blob).constData(), folderMode) != 0 && errno != EEXIST)
        return errnoFailure(FileAction::Create, blobPath(blob));
    auto shelf = openFolderAt(m_ops, parent->get(), shelfName(blob), blobPath(blob));
    if (!shelf)
        return shelf;
    // Always, for whoever made it may have died before its own fsync.
    return syncFolder(m_ops, parent->get(), blobPath(blob)).map([&] { return std::move(*shelf); });
}

QString StoreFolders::blobPath(const BlobId &blob) const
{
    return m_path % u"/blobs/"_s % blob.left(2) % u'/' % blob;
}

QString StoreFolders::partPath(const BlobId &blob) const
{
    return m_path % u"/staging/"_s % blob % u".part"_s;
}

bool isBlobId(const BlobId &blob)
{
    const QUuid uuid(blob);
    return !uuid.isNull() && uuid.toString(QUuid::WithoutBraces) == blob;
}

} // namespace vitrine
