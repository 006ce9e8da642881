#include "core/support/errnomessage.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <pwd.h>
#include <sys/stat.h>

#include <QCoreApplication>
#include <QFile>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::FileError)
};

const char *actionName(FileAction action)
{
    switch (action) {
    case FileAction::Open:
        return "open";
    case FileAction::Create:
        return "create";
    case FileAction::Read:
        return "read";
    case FileAction::Write:
        return "write";
    case FileAction::Sync:
        return "fsync";
    case FileAction::Rename:
        return "rename";
    case FileAction::Remove:
        return "unlink";
    }
    Q_UNREACHABLE();
}

/// The user whose file, or whose folder when the file cannot be looked at, denies us something.
QString ownerOf(const QString &path)
{
    struct stat status = {};
    QString inspected = path;
    while (::stat(QFile::encodeName(inspected).constData(), &status) != 0) {
        const qsizetype slash = inspected.lastIndexOf(u'/');
        if (slash <= 0)
            return {};
        inspected.truncate(slash);
    }
    passwd entry = {};
    passwd *found = nullptr;
    std::array<char, 4096> buffer = {};
    if (::getpwuid_r(status.st_uid, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
        return QString::number(status.st_uid);
    return QString::fromLocal8Bit(found->pw_name);
}

QString deniedMessage(FileAction action, const QString &path)
{
    const QString owner = ownerOf(path);
    const bool reads = action == FileAction::Open || action == FileAction::Read;
    if (owner.isEmpty()) {
        return reads
            ? Text::tr("You are not allowed to read “%1”. Change its permissions and try again.").arg(path)
            : Text::tr("You are not allowed to write “%1”. Choose another folder.").arg(path);
    }
    return reads
        ? Text::tr("You are not allowed to read “%1”. It belongs to the user %2.").arg(path, owner)
        : Text::tr("You are not allowed to write “%1”. The place belongs to the user %2.").arg(path, owner);
}

QString failedMessage(FileAction action, const QString &path)
{
    switch (action) {
    case FileAction::Open:
        return Text::tr("“%1” could not be opened. Check the disk it lies on.").arg(path);
    case FileAction::Create:
        return Text::tr("“%1” could not be made. Check the disk it is to lie on.").arg(path);
    case FileAction::Read:
        return Text::tr("“%1” could not be read: the disk reported an error. Check the disk.").arg(path);
    case FileAction::Write:
        return Text::tr("“%1” could not be written: the disk reported an error. Check the disk.").arg(path);
    case FileAction::Sync:
        return Text::tr("The disk could not keep “%1”. Nothing was saved; check the disk.").arg(path);
    case FileAction::Rename:
        return Text::tr("“%1” could not be given its name. Check the disk.").arg(path);
    case FileAction::Remove:
        return Text::tr("“%1” could not be removed. Check the disk.").arg(path);
    }
    Q_UNREACHABLE();
}

struct Meaning {
    ErrorCode code;
    QString message;
};

Meaning meaningOf(int error, FileAction action, const QString &path)
{
    switch (error) {
    case ENOSPC:
        return { ErrorCode::StorageFull,
            Text::tr("The disk is full: there is no room for “%1”. Make room and try again.").arg(path) };
    case EDQUOT:
        return { ErrorCode::StorageFull,
            Text::tr("Your disk quota is used up: there is no room for “%1”. Make room and try again.")
                .arg(path) };
    case EFBIG:
        return { ErrorCode::StorageFull,
            Text::tr(
                "“%1” grew larger than this file system or this account allows for one file. Choose a folder "
                "on another disk.")
                .arg(path) };
    case EROFS:
        return { ErrorCode::ReadOnly,
            Text::tr("“%1” lies on a disk that can only be read. Choose another folder, or make the disk "
                     "writable.")
                .arg(path) };
    case EACCES:
    case EPERM:
        return { ErrorCode::Forbidden, deniedMessage(action, path) };
    case ENOENT:
        return { ErrorCode::NotFound, Text::tr("“%1” does not exist.").arg(path) };
    case ENOTDIR:
        return { ErrorCode::BadRequest, Text::tr("A part of the path “%1” is not a folder.").arg(path) };
    case EISDIR:
        return { ErrorCode::BadRequest, Text::tr("“%1” is a folder, not a file.").arg(path) };
    case ELOOP:
        return { ErrorCode::BadRequest,
            Text::tr("“%1” is a symbolic link that cannot be followed here.").arg(path) };
    case ENAMETOOLONG:
        return { ErrorCode::BadRequest,
            Text::tr("The name “%1” is too long. Choose a shorter one.").arg(path) };
    case EEXIST:
    case ENOTEMPTY:
        return { ErrorCode::Conflict, Text::tr("“%1” already exists.").arg(path) };
    case EMFILE:
    case ENFILE:
        return { ErrorCode::Unavailable,
            Text::tr("Too many files are open, so “%1” could not be opened. Close something and try again.")
                .arg(path) };
    case ENOMEM:
        return { ErrorCode::Unavailable,
            Text::tr("There is not enough memory to use “%1”. Close something and try again.").arg(path) };
    case EBUSY:
    case ETXTBSY:
    case EAGAIN:
        return { ErrorCode::Unavailable,
            Text::tr("“%1” is in use by another program. Try again later.").arg(path) };
    case ENODEV:
    case ENXIO:
    case ESTALE:
    case ENOTCONN:
    case EHOSTDOWN:
        return { ErrorCode::IoError,
            Text::tr("The disk that holds “%1” is no longer there. Connect it and try again.").arg(path) };
    default:
        return { ErrorCode::IoError, failedMessage(action, path) };
    }
}

} // namespace

Error errnoError(int error, FileAction action, const QString &path)
{
    Meaning meaning = meaningOf(error, action, path);
    const char *const name = ::strerrorname_np(error);
    return { meaning.code, std::move(meaning.message),
        QString::fromLatin1(actionName(action)) % u": "_s
            % (name != nullptr ? QString::fromLatin1(name) : QString::number(error)) % u" on "_s % path };
}

tl::unexpected<Error> errnoFailure(FileAction action, const QString &path)
{
    const int error = errno;
    return failure(errnoError(error, action, path));
}

} // namespace vitrine
