#include "core/support/partfile.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

namespace {

constexpr mode_t exportedMode = 0666; // narrowed by the user's umask
constexpr qsizetype longestFileName = 255;
constexpr QByteArrayView partSuffix = ".vitrine.part";

QByteArray partNameOf(const QByteArray &name)
{
    if (name.size() + partSuffix.size() <= longestFileName)
        return name + partSuffix;
    return QCryptographicHash::hash(name, QCryptographicHash::Sha1).toHex() + partSuffix;
}

} // namespace

PartFile::PartFile(FileOps &ops, QString destination, QByteArray name, FileDescriptor folder)
    : m_ops(&ops)
    , m_destination(std::move(destination))
    , m_name(std::move(name))
    , m_partName(partNameOf(m_name))
    , m_folder(std::move(folder))
{
}

PartFile::~PartFile()
{
    if (m_file.isOpen())
        m_ops->unlinkat(m_folder.get(), m_partName.constData());
}

Result<PartFile> PartFile::find(FileOps &ops, const QString &destination)
{
    const QFileInfo info(destination);
    const auto name = encodePath(info.fileName());
    if (!name)
        return failure(name.error());
    auto folder = openFolder(ops, info.path());
    if (!folder)
        return failure(folder.error());
    return PartFile(ops, destination, *name, std::move(*folder));
}

Result<void> PartFile::refuseTaken(int originFile, bool overwrite) const
{
    struct stat status = {};
    if (m_ops->fstatat(m_folder.get(), m_name.constData(), &status, 0) != 0) {
        if (errno == ENOENT)
            return {};
        return errnoFailure(FileAction::Create, m_destination);
    }
    if (S_ISDIR(status.st_mode))
        return failure(errnoError(EISDIR, FileAction::Create, m_destination));
    struct stat origin = {};
    if (originFile >= 0 && m_ops->fstat(originFile, &origin) == 0 && origin.st_dev == status.st_dev
        && origin.st_ino == status.st_ino) {
        return failure(ErrorCode::Conflict,
            QCoreApplication::translate(
                "vitrine::FileCopy", "“%1” is the file that is being copied. Choose another name.")
                .arg(m_destination));
    }
    if (!overwrite)
        return failure(errnoError(EEXIST, FileAction::Create, m_destination));
    return {};
}

Result<void> PartFile::open()
{
    if (const auto opened = openToGoOn(); !opened)
        return opened;
    if (m_ops->ftruncate(m_file.get(), 0) != 0)
        return errnoFailure(FileAction::Create, m_destination);
    return {};
}

Result<void> PartFile::openToGoOn()
{
    auto file = openFileAt(*m_ops, m_folder.get(), m_partName, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK,
        exportedMode, m_destination);
    if (!file)
        return failure(file.error());
    if (!lockFile(*m_ops, file->get()))
        return failure(errnoError(EBUSY, FileAction::Create, m_destination));
    m_file = std::move(*file);
    if (const auto mine = isStillThePart(); !mine || !*mine) {
        if (mine)
            m_file.reset();
        return failure(mine ? errnoError(EBUSY, FileAction::Create, m_destination) : mine.error());
    }
    return {};
}

Result<void> PartFile::sync()
{
    return syncFile(*m_ops, m_file.get(), m_destination);
}

Result<void> PartFile::rename(bool overwrite)
{
    if (overwrite) {
        if (m_ops->renameat2(m_folder.get(), m_partName.constData(), m_folder.get(), m_name.constData(), 0)
            != 0)
            return errnoFailure(FileAction::Rename, m_destination);
    } else if (const auto renamed
               = renameNoReplace(*m_ops, m_folder.get(), m_partName, m_folder.get(), m_name, m_destination);
               !renamed) {
        return renamed;
    }
    m_file.reset();
    return {};
}

Result<void> PartFile::syncName()
{
    return syncFolder(*m_ops, m_folder.get(), m_destination);
}

/// False when another writer of the same name finished, or gave up, before the lock came.
Result<bool> PartFile::isStillThePart() const
{
    struct stat status = {};
    struct stat named = {};
    if (m_ops->fstat(m_file.get(), &status) != 0)
        return errnoFailure(FileAction::Create, m_destination);
    if (m_ops->fstatat(m_folder.get(), m_partName.constData(), &named, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT)
            return false;
        return errnoFailure(FileAction::Create, m_destination);
    }
    return S_ISREG(status.st_mode) && named.st_dev == status.st_dev && named.st_ino == status.st_ino;
}

QString partPathOf(const QString &destination)
{
    const QFileInfo info(destination);
    return info.path() % u'/' % QFile::decodeName(partNameOf(QFile::encodeName(info.fileName())));
}

bool removeAbandonedPart(const QString &path, FileOps &ops)
{
    const QFileInfo info(path);
    const auto name = encodePath(info.fileName());
    if (!info.isAbsolute() || !name || !name->endsWith(partSuffix))
        return false;
    const auto folder = openFolder(ops, info.path());
    if (!folder)
        return false;
    const auto file = openFileAt(ops, folder->get(), *name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0, path);
    struct stat status = {};
    if (!file || ops.fstat(file->get(), &status) != 0 || !S_ISREG(status.st_mode)
        || status.st_uid != ::geteuid() || !lockFile(ops, file->get()))
        return false;
    // The export that held the lock a moment ago may have renamed it.
    struct stat named = {};
    return ops.fstatat(folder->get(), name->constData(), &named, AT_SYMLINK_NOFOLLOW) == 0
        && named.st_dev == status.st_dev && named.st_ino == status.st_ino
        && ops.unlinkat(folder->get(), name->constData()) == 0;
}

} // namespace vitrine
