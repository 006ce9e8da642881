#pragma once

#include <functional>

#include <QSqlDatabase>
#include <QString>

#include "core/support/result.h"

namespace vitrine {

/// What the file says about itself before anything of ours has touched it.
struct DatabaseHeader {
    qint64 applicationId = 0;
    int schemaVersion = 0;
};

/// Reads the header over a connection that cannot write. Garbage, a cut-off or an empty file is
/// ErrorCode::Corrupt.
Result<DatabaseHeader> readDatabaseHeader(const QString &path);

/// Makes a database under another name, lets `fill` build it, and gives it its own name when it is whole and
/// durable. Where another process was faster, its file stays. Journals that lie there without their database
/// belong to one that is gone, and are moved into backup/ so that they cannot be played into the new one.
Result<void> createDatabaseFile(const QString &path, const std::function<Result<void>(QSqlDatabase &)> &fill);

/// An empty file that only its owner may read; what SQLite then writes keeps the mode.
Result<void> makeEmptyDatabaseFile(const QString &path);
/// Makes a finished file durable and gives it its name. False when the name is taken.
Result<bool> publishDatabaseFile(const QString &from, const QString &to);

/// Copies the database into backup/ beside it, durably, under a name with its schema version and the time.
/// Gives the copy's path.
Result<QString> backUpDatabase(QSqlDatabase &database, const QString &path, int schemaVersion);

/// Whether this process may write the file and make files beside it.
bool isDatabaseWritable(const QString &path);

/// Held while a database is made or migrated: one process at a time does either.
class FolderLock final
{
public:
    static Result<FolderLock> take(const QString &folder);
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&) = delete;
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int fd);

    int m_fd = -1;
};

} // namespace vitrine
