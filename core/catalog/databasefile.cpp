#include "core/catalog/databasefile.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include "core/catalog/connectionpool.h"
#include "core/catalog/retry.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

class DatabaseText final
{
    Q_DECLARE_TR_FUNCTIONS(Database)
};

constexpr mode_t databaseMode = 0600;

QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

tl::unexpected<Error> ioFailure(const QString &path)
{
    const QString why = systemError();
    const ErrorCode code = errno == ENOSPC || errno == EDQUOT ? ErrorCode::StorageFull
        : errno == EROFS || errno == EACCES || errno == EPERM ? ErrorCode::ReadOnly
                                                              : ErrorCode::IoError;
    return failure(
        code, DatabaseText::tr("“%1” cannot be written: %2.").arg(QDir::toNativeSeparators(path), why), path);
}

Result<void> syncPath(const QString &path, int flags)
{
    const int fd = ::open(QFile::encodeName(path).constData(), flags | O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return ioFailure(path);
    const bool done = ::fsync(fd) == 0;
    const int reason = errno;
    ::close(fd);
    errno = reason;
    if (!done)
        return ioFailure(path);
    return {};
}

Result<QString> backupFolder(const QString &path)
{
    const QString folder = QFileInfo(path).path() + u"/backup"_s;
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST)
        return ioFailure(folder);
    return folder;
}

QString timeStamp()
{
    return QDateTime::currentDateTimeUtc().toString(u"yyyyMMddTHHmmsszzz"_s);
}

Result<void> setStaleJournalsAside(const QString &path)
{
    for (const QString &suffix : { u"-journal"_s, u"-wal"_s, u"-shm"_s }) {
        const QString stale = path + suffix;
        if (!QFileInfo::exists(stale))
            continue;
        const auto folder = backupFolder(path);
        if (!folder)
            return failure(folder.error());
        const QString aside
            = *folder + u'/' + QFileInfo(path).fileName() + u"-stale-"_s + timeStamp() + suffix;
        if (std::rename(QFile::encodeName(stale).constData(), QFile::encodeName(aside).constData()) != 0)
            return ioFailure(stale);
    }
    return {};
}

void removeDatabaseFiles(const QString &path)
{
    for (const QString &suffix : { u""_s, u"-journal"_s, u"-wal"_s, u"-shm"_s })
        QFile::remove(path + suffix);
}

Result<void> fillNewFile(const QString &path, const std::function<Result<void>(QSqlDatabase &)> &fill)
{
    if (auto made = makeEmptyDatabaseFile(path); !made)
        return made;
    const auto connection = SqlConnection::open({ .path = path, .journalMode = u"delete"_s });
    if (!connection)
        return failure(connection.error());
    return fill((*connection)->database());
}

Result<DatabaseHeader> headerOf(QSqlDatabase &database)
{
    const auto applicationId = readWhenFree(database, u"PRAGMA application_id"_s);
    if (!applicationId)
        return failure(applicationId.error());
    const auto version = readWhenFree(database, u"PRAGMA user_version"_s);
    if (!version)
        return failure(version.error());
    // Reads the schema, so that a file whose first page is damaged does not pass.
    if (const auto tables = readWhenFree(database, u"SELECT count(*) FROM sqlite_schema"_s); !tables)
        return failure(tables.error());
    return DatabaseHeader{ applicationId->toLongLong(), version->toInt() };
}

} // namespace

Result<void> makeEmptyDatabaseFile(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(),
        O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_WRONLY, databaseMode);
    if (fd < 0)
        return ioFailure(path);
    ::close(fd);
    return {};
}

Result<bool> publishDatabaseFile(const QString &from, const QString &to)
{
    if (auto synced = syncPath(from, 0); !synced)
        return failure(synced.error());
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST)
            return false;
        return ioFailure(to);
    }
    if (auto synced = syncPath(QFileInfo(to).path(), O_DIRECTORY); !synced)
        return failure(synced.error());
    return true;
}

Result<DatabaseHeader> readDatabaseHeader(const QString &path)
{
    if (QFileInfo(path).size() == 0)
        return failure(ErrorCode::Corrupt,
            DatabaseText::tr("The catalogue's database is empty. Your images are still there: "
                             "run “vitrinectl catalog rebuild” to make it anew from them."),
            path);
    const auto reader = SqlConnection::open({ .path = path, .journalMode = {}, .isReadOnly = true });
    auto header = reader ? headerOf((*reader)->database()) : failure(reader.error());
    // A program died while it wrote: SQLite must first roll that back, which a reader may not.
    if (!header && header.error().code == ErrorCode::ReadOnly && isDatabaseWritable(path)) {
        const auto writer = SqlConnection::open({ .path = path, .journalMode = u"delete"_s });
        if (!writer)
            return failure(writer.error());
        return headerOf((*writer)->database());
    }
    return header;
}

Result<void> createDatabaseFile(const QString &path, const std::function<Result<void>(QSqlDatabase &)> &fill)
{
    const auto lock = FolderLock::take(QFileInfo(path).path());
    if (!lock)
        return failure(lock.error());
    if (QFileInfo::exists(path))
        return {};
    if (auto moved = setStaleJournalsAside(path); !moved)
        return moved;
    const QString unfinished = path + u".new-"_s + QUuid::createUuid().toString(QUuid::Id128);
    const auto filled = fillNewFile(unfinished, fill);
    const auto published
        = filled ? publishDatabaseFile(unfinished, path) : Result<bool>(failure(filled.error()));
    if (!published || !*published)
        removeDatabaseFiles(unfinished);
    if (!published)
        return failure(published.error());
    return {};
}

Result<QString> backUpDatabase(QSqlDatabase &database, const QString &path, int schemaVersion)
{
    const auto folder = backupFolder(path);
    if (!folder)
        return failure(folder.error());
    const QString copy = *folder + u'/' + QFileInfo(path).completeBaseName() + u"-v"_s
        + QString::number(schemaVersion) + u'-' + timeStamp() + u".db"_s;
    const QString unfinished = copy + u".part"_s;
    auto made = makeEmptyDatabaseFile(unfinished);
    if (made)
        made = runWhenFree(database, u"VACUUM INTO ?"_s, { unfinished });
    const auto published = made ? publishDatabaseFile(unfinished, copy) : Result<bool>(failure(made.error()));
    if (!published) {
        QFile::remove(unfinished);
        return failure(published.error());
    }
    return copy;
}

bool isDatabaseWritable(const QString &path)
{
    return ::access(QFile::encodeName(path).constData(), W_OK) == 0
        && ::access(QFile::encodeName(QFileInfo(path).path()).constData(), W_OK) == 0;
}

FolderLock::FolderLock(int fd)
    : m_fd(fd)
{
}

FolderLock::FolderLock(FolderLock &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
{
}

FolderLock::~FolderLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<FolderLock> FolderLock::take(const QString &folder)
{
    FolderLock lock(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (lock.m_fd < 0)
        return failure(ErrorCode::IoError,
            DatabaseText::tr("The folder “%1” of the catalogue cannot be opened: %2.")
                .arg(QDir::toNativeSeparators(folder), systemError()),
            folder);
    while (::flock(lock.m_fd, LOCK_EX) != 0) {
        if (errno != EINTR)
            return ioFailure(folder);
    }
    return lock;
}

} // namespace vitrine
