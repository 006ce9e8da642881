#include "core/catalog/connectionpool.h"

#include <atomic>
#include <utility>
#include <vector>

#include <sqlite3.h>

#include <QCoreApplication>
#include <QSqlDriver>
#include <QVariant>

#include "core/catalog/retry.h"
#include "core/catalog/sqlquery.h"

namespace vitrine {

namespace {

/// The most bytes of one value or row: the text of an image with as many properties as it may have, and as
/// much again.
constexpr int longestValue = 32 << 20;

/// Lives in each thread that has connections, and drops them when the thread ends.
class ThreadGuard final
{
public:
    ThreadGuard() = default;
    ThreadGuard(const ThreadGuard &) = delete;
    ThreadGuard &operator=(const ThreadGuard &) = delete;
    ~ThreadGuard()
    {
        for (const auto &candidate : m_pools) {
            if (const auto pool = candidate.lock())
                pool->dropThisThread();
        }
    }

    void add(const std::weak_ptr<ConnectionPool> &pool)
    {
        std::erase_if(m_pools, [](const auto &candidate) { return candidate.expired(); });
        m_pools.push_back(pool);
    }

private:
    std::vector<std::weak_ptr<ConnectionPool>> m_pools;
};

QString nextConnectionName()
{
    static std::atomic<quint64> counter = 0;
    return QStringLiteral("vitrine-catalogue-") + QString::number(++counter);
}

/// A file that is not ours, or was damaged on purpose, must not get at more than its own tables.
Result<void> harden(const QSqlDatabase &database)
{
    sqlite3 *const connection = sqliteHandle(database);
    bool isDone = connection != nullptr;
    for (const auto &[option, value] : { std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1),
             std::pair(SQLITE_DBCONFIG_DQS_DML, 0), std::pair(SQLITE_DBCONFIG_DQS_DDL, 0) })
        isDone = isDone && sqlite3_db_config(connection, option, value, nullptr) == SQLITE_OK;
    if (!isDone) {
        return failure(ErrorCode::Internal,
            QCoreApplication::translate("vitrine::Database", "The database cannot be opened safely."),
            QStringLiteral("sqlite3_db_config"));
    }
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, longestValue);
    return {};
}

/// What a connection forgets when it closes. The pragmas that read the file wait for its lock.
Result<void> configure(QSqlDatabase &database, const ConnectionOptions &options)
{
    QStringList pragmas{
        QStringLiteral("PRAGMA trusted_schema=OFF"),
        QStringLiteral("PRAGMA cell_size_check=ON"),
        QStringLiteral("PRAGMA mmap_size=0"),
        QStringLiteral("PRAGMA foreign_keys=ON"),
        QStringLiteral("PRAGMA temp_store=MEMORY"),
        // A page of 1,000 images that lie scattered among 100,000 touches 10 MiB.
        QStringLiteral("PRAGMA cache_size=-16384"),
    };
    if (!options.isReadOnly) {
        const bool isWal = options.journalMode == QLatin1String("wal");
        pragmas.append(QStringLiteral("PRAGMA journal_mode=") + options.journalMode);
        pragmas.append(QStringLiteral("PRAGMA synchronous=")
            + (isWal ? QStringLiteral("FULL") : QStringLiteral("EXTRA")));
    }
    for (const QString &pragma : std::as_const(pragmas)) {
        if (auto result = runWhenFree(database, pragma); !result)
            return result;
    }
    return {};
}

} // namespace

sqlite3 *sqliteHandle(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    return qstrcmp(handle.typeName(), "sqlite3*") == 0 ? *static_cast<sqlite3 *const *>(handle.constData())
                                                       : nullptr;
}

SqlConnection::SqlConnection()
    : m_name(nextConnectionName())
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name))
{
}

SqlConnection::~SqlConnection()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<SqlConnection>> SqlConnection::open(const ConnectionOptions &options)
{
    std::unique_ptr<SqlConnection> connection(new SqlConnection);
    QSqlDatabase &database = connection->m_database;
    database.setDatabaseName(options.path);
    QString connectOptions = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(lockPollMilliseconds);
    if (options.isReadOnly)
        connectOptions += QStringLiteral(";QSQLITE_OPEN_READONLY");
    database.setConnectOptions(connectOptions);
    if (!database.open())
        return failure(databaseError(database.lastError()));
    if (auto result = harden(database); !result)
        return failure(result.error());
    if (auto result = configure(database, options); !result)
        return failure(result.error());
    return connection;
}

ConnectionPool::ConnectionPool(const ConnectionOptions &options)
    : m_options(options)
{
}

std::shared_ptr<ConnectionPool> ConnectionPool::create(const ConnectionOptions &options)
{
    return std::shared_ptr<ConnectionPool>(new ConnectionPool(options));
}

Result<SqlConnection *> ConnectionPool::forThisThread()
{
    const std::thread::id thread = std::this_thread::get_id();
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_connections.find(thread); found != m_connections.end())
            return found->second.get();
    }
    auto connection = SqlConnection::open(m_options);
    if (!connection)
        return failure(connection.error());
    SqlConnection *const opened = connection->get();
    {
        const std::lock_guard lock(m_mutex);
        m_connections.emplace(thread, std::move(*connection));
    }
    thread_local ThreadGuard guard;
    guard.add(weak_from_this());
    return opened;
}

void ConnectionPool::dropThisThread()
{
    // Closed under the lock: closeAll() must not return while another thread still talks to Qt.
    const std::lock_guard lock(m_mutex);
    m_connections.erase(std::this_thread::get_id());
}

void ConnectionPool::closeAll()
{
    const std::lock_guard lock(m_mutex);
    m_connections.clear();
}

} // namespace vitrine
