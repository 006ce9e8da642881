#include "core/catalog/dailybackup.h"

#include <chrono>
#include <memory>
#include <thread>

#include <sqlite3.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QUuid>

#include "core/catalog/connectionpool.h"
#include "core/catalog/databasefile.h"
#include "core/catalog/retry.h"
#include "core/support/crashpoint.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

class DatabaseText final
{
    Q_DECLARE_TR_FUNCTIONS(Database)
};

/// About 4 MiB at a time: a writer waits for that and not for the whole database.
constexpr int pagesAtOnce = 1000;
constexpr std::chrono::milliseconds breath(2);
/// A database that is written to all the time makes the copy begin again; in the end it takes all at once.
constexpr int mostBeginnings = 20;

QString nameOf(const QDate &day)
{
    return u"catalogue-day-"_s + day.toString(u"yyyyMMdd"_s) + u".db"_s;
}

struct ConnectionCloser {
    void operator()(sqlite3 *connection) const { sqlite3_close_v2(connection); }
};
using Connection = std::unique_ptr<sqlite3, ConnectionCloser>;

struct BackupFinisher {
    void operator()(sqlite3_backup *backup) const { sqlite3_backup_finish(backup); }
};
using Backup = std::unique_ptr<sqlite3_backup, BackupFinisher>;

tl::unexpected<Error> backupFailure(int code, const QString &path)
{
    return failure(code == SQLITE_FULL ? ErrorCode::StorageFull : ErrorCode::IoError,
        DatabaseText::tr("The daily copy of the catalogue's database could not be made."),
        path + u": "_s + QString::fromUtf8(sqlite3_errstr(code)));
}

Result<Connection> openCopy(const QString &path)
{
    sqlite3 *opened = nullptr;
    const int code = sqlite3_open_v2(
        path.toUtf8().constData(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, nullptr);
    Connection connection(opened);
    if (code != SQLITE_OK)
        return backupFailure(code, path);
    // It becomes durable as a whole, before it gets its name.
    sqlite3_exec(
        connection.get(), "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
    return connection;
}

bool isBusyCode(int code)
{
    return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

Result<void> copyPages(sqlite3_backup *backup, const QString &path, const std::stop_token &stop)
{
    int beginnings = 0;
    int left = 0;
    for (;;) {
        if (stop.stop_requested())
            return failure(ErrorCode::Cancelled, DatabaseText::tr("The operation was cancelled."));
        const int code = sqlite3_backup_step(backup, beginnings < mostBeginnings ? pagesAtOnce : -1);
        if (code == SQLITE_DONE)
            return {};
        if (code != SQLITE_OK && !isBusyCode(code))
            return backupFailure(code, path);
        // More is left than before: somebody has written, and it began again.
        if (sqlite3_backup_remaining(backup) > left && left > 0)
            ++beginnings;
        left = sqlite3_backup_remaining(backup);
        std::this_thread::sleep_for(breath);
    }
}

Result<void> copyInto(QSqlDatabase &database, const QString &path, const std::stop_token &stop)
{
    sqlite3 *const source = sqliteHandle(database);
    if (source == nullptr)
        return backupFailure(SQLITE_MISUSE, path);
    const auto target = openCopy(path);
    if (!target)
        return failure(target.error());
    const Backup backup(sqlite3_backup_init(target->get(), "main", source, "main"));
    if (!backup)
        return backupFailure(sqlite3_errcode(target->get()), path);
    return copyPages(backup.get(), path, stop);
}

Result<void> check(const QString &path)
{
    const auto copy = SqlConnection::open({ .path = path, .journalMode = {}, .isReadOnly = true });
    if (!copy)
        return failure(copy.error());
    const auto verdict = readWhenFree((*copy)->database(), u"PRAGMA quick_check(1)"_s);
    if (!verdict)
        return failure(verdict.error());
    if (verdict->toString() == u"ok")
        return {};
    return failure(ErrorCode::Corrupt,
        DatabaseText::tr("The catalogue's database is damaged: its daily copy was not made. "
                         "Run “vitrinectl catalog rebuild” to make it anew."),
        verdict->toString());
}

/// Under the folder's lock: who else had begun one is dead.
void removeUnfinished(const QDir &folder)
{
    for (const QString &name : folder.entryList({ u"catalogue-day-*.part"_s }, QDir::Files))
        QFile::remove(folder.filePath(name));
}

void removeOldest(const QDir &folder)
{
    const QStringList names = folder.entryList({ u"catalogue-day-*.db"_s }, QDir::Files, QDir::Name);
    for (qsizetype i = 0; i < names.size() - keptBackups; ++i)
        QFile::remove(folder.filePath(names.at(i)));
}

} // namespace

Result<bool> backUpForTheDay(
    QSqlDatabase &database, const QString &folder, const QDate &day, const std::stop_token &stop)
{
    const QDir backups(folder);
    const QString copy = backups.filePath(nameOf(day));
    if (QFile::exists(copy))
        return false;
    const auto lock = FolderLock::take(folder);
    if (!lock)
        return failure(lock.error());
    if (QFile::exists(copy))
        return false;
    removeUnfinished(backups);
    const QString unfinished = copy + u".part"_s;
    crashPoint("K1");
    auto made = makeEmptyDatabaseFile(unfinished);
    if (made)
        made = copyInto(database, unfinished, stop);
    crashPoint("K2");
    if (made)
        made = check(unfinished);
    const auto published = made ? publishDatabaseFile(unfinished, copy) : Result<bool>(failure(made.error()));
    if (!published) {
        QFile::remove(unfinished);
        return failure(published.error());
    }
    crashPoint("K3");
    removeOldest(backups);
    return true;
}

} // namespace vitrine
