#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include <QSqlDatabase>
#include <QString>
#include <QtGlobal>

#include "core/support/result.h"

struct sqlite3;

namespace vitrine {

/// How the connections of one database are opened.
struct ConnectionOptions {
    QString path;
    QString journalMode; ///< "truncate" or "wal"
    bool isReadOnly = false;
};

/// What SQLite's own functions take; Qt's plugin and this program use the one SQLite of the system, so that
/// it means the same to both. Null when it is none.
sqlite3 *sqliteHandle(const QSqlDatabase &database);

/// One open connection to SQLite; closed and forgotten by Qt when it goes.
class SqlConnection final
{
public:
    static Result<std::unique_ptr<SqlConnection>> open(const ConnectionOptions &options);
    ~SqlConnection();
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;

    QSqlDatabase &database() { return m_database; }

    bool isInTransaction = false;
    /// Commits of this connection; PRAGMA data_version does not count them.
    quint32 commits = 0;

private:
    SqlConnection();

    QString m_name;
    QSqlDatabase m_database;
};

/// The connections of one database, one for each thread that asked. A connection goes with its thread or with
/// the pool, whatever comes first.
class ConnectionPool final : public std::enable_shared_from_this<ConnectionPool>
{
public:
    static std::shared_ptr<ConnectionPool> create(const ConnectionOptions &options);

    /// The calling thread's connection, opened when it has none. No other thread may use it.
    Result<SqlConnection *> forThisThread();
    void dropThisThread();
    /// Closes every connection and waits for threads that are just closing theirs: a thread that ends late
    /// may keep the pool alive past the end of main(), when Qt is gone. No thread may be using a connection.
    void closeAll();

private:
    explicit ConnectionPool(const ConnectionOptions &options);

    const ConnectionOptions m_options;
    std::mutex m_mutex;
    std::map<std::thread::id, std::unique_ptr<SqlConnection>> m_connections;
};

} // namespace vitrine
