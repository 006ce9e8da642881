#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include <QDate>
#include <QSqlDatabase>
#include <QString>

#include "core/support/result.h"

namespace vitrine {

/// The embedded SQL database: one connection a thread, numbered migrations, one writer at a time.
///
/// The journal mode is chosen at run time: WAL only with an SQLite that has the WAL-reset fault mended, else
/// a rollback journal with synchronous=EXTRA. A database of a newer Vitrine is refused without being touched.
class Database
{
public:
    /// Opens or makes the file and migrates it to the newest schema, each migration in a transaction of its
    /// own.
    static Result<std::unique_ptr<Database>> open(const QString &path);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs `body` inside BEGIN ... COMMIT on this thread's connection; one consistent snapshot.
    Result<void> read(const std::function<Result<void>(QSqlDatabase &)> &body) const;
    /// Runs `body` inside BEGIN IMMEDIATE ... COMMIT; rolled back when it fails. Waits up to 5 s for the
    /// lock.
    Result<void> write(const std::function<Result<void>(QSqlDatabase &)> &body);

    QString path() const;
    int schemaVersion() const;
    QString journalMode() const;
    QString sqliteVersion() const;
    /// See backUpForTheDay().
    Result<bool> backUp(const QString &folder, const QDate &day, const std::stop_token &stop = {});

    bool isReadOnly() const;
    /// PRAGMA data_version of this thread's connection.
    Result<qint64> dataVersion() const;

    /// Whether an SQLite of this version number (3051003 is 3.51.3) may be trusted with WAL.
    static bool isWalSafe(int sqliteVersionNumber);

private:
    class Private;
    explicit Database(std::unique_ptr<Private> d);
    const std::unique_ptr<Private> d;
};

} // namespace vitrine
