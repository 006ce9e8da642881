#include "core/catalog/database.h"

#include <mutex>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSqlQuery>

#include "core/catalog/connectionpool.h"
#include "core/catalog/dailybackup.h"
#include "core/catalog/databasefile.h"
#include "core/catalog/migrations.h"
#include "core/catalog/retry.h"
#include "core/catalog/sqlquery.h"
#include "core/support/log.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

class Database::Private
{
    Q_DECLARE_TR_FUNCTIONS(Database)

public:
    Private() = default;
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;
    ~Private()
    {
        if (pool)
            pool->closeAll();
    }

    static Result<void> checkHeader(const QString &path, const DatabaseHeader &header);
    Result<void> upgrade(int from);
    Result<void> run(SqlConnection &connection, const QString &begin,
        const std::function<Result<void>(QSqlDatabase &)> &body);

    ConnectionOptions options;
    QString sqliteVersion;
    std::shared_ptr<ConnectionPool> pool;
    std::mutex writer;
};

namespace {

int versionNumberOf(const QString &version)
{
    const QStringList parts = version.split(u'.');
    int number = 0;
    for (qsizetype i = 0; i < 3; ++i)
        number = number * 1000 + (i < parts.size() ? parts.at(i).toInt() : 0);
    return number;
}

Result<QString> readSqliteVersion()
{
    const auto connection = SqlConnection::open({ .path = u":memory:"_s, .journalMode = u"memory"_s });
    if (!connection)
        return failure(connection.error());
    const auto version = runScalar((*connection)->database(), u"SELECT sqlite_version()"_s);
    if (!version)
        return failure(version.error());
    return version->value_or(QString()).toString();
}

} // namespace

Result<void> Database::Private::checkHeader(const QString &path, const DatabaseHeader &header)
{
    if (header.applicationId != databaseApplicationId)
        return failure(ErrorCode::UnsupportedFormat,
            tr("“%1” belongs to another program. Choose another folder for the catalogue.")
                .arg(QDir::toNativeSeparators(path)),
            u"application_id %1"_s.arg(header.applicationId));
    if (header.schemaVersion > newestSchemaVersion())
        return failure(ErrorCode::UnsupportedFormat,
            tr("The catalogue “%1” was written by a newer Vitrine. Install that version to open it.")
                .arg(QDir::toNativeSeparators(path)),
            u"schema %1, known up to %2"_s.arg(header.schemaVersion).arg(newestSchemaVersion()));
    return {};
}

Result<void> Database::Private::upgrade(int from)
{
    if (options.isReadOnly)
        return failure(ErrorCode::ReadOnly,
            tr("The catalogue was written by an older Vitrine and must be upgraded, but it cannot be "
               "written. Check who may write its folder."),
            options.path);
    const auto lock = FolderLock::take(QFileInfo(options.path).path());
    if (!lock)
        return failure(lock.error());
    const auto connection = pool->forThisThread();
    if (!connection)
        return failure(connection.error());
    const auto copy = backUpDatabase((*connection)->database(), options.path, from);
    if (!copy)
        return failure(copy.error());
    qCInfo(lcDatabase) << "database kept as" << *copy << "before its upgrade from version" << from;
    return migrate((*connection)->database(), newestSchemaVersion());
}

Result<void> Database::Private::run(
    SqlConnection &connection, const QString &begin, const std::function<Result<void>(QSqlDatabase &)> &body)
{
    if (connection.isInTransaction)
        return failure(ErrorCode::Internal, tr("The catalogue's database reported an unexpected error."),
            u"a transaction inside another"_s);
    QSqlDatabase &database = connection.database();
    if (auto begun = runWhenFree(database, begin); !begun)
        return begun;
    connection.isInTransaction = true;
    auto result = body(database);
    if (result)
        result = runWhenFree(database, u"COMMIT"_s);
    if (!result)
        QSqlQuery(database).exec(u"ROLLBACK"_s);
    connection.isInTransaction = false;
    return result;
}

Result<std::unique_ptr<Database>> Database::open(const QString &path)
{
    auto d = std::make_unique<Private>();
    const auto version = readSqliteVersion();
    if (!version)
        return failure(version.error());
    d->sqliteVersion = *version;
    d->options.path = path;
    d->options.journalMode = isWalSafe(versionNumberOf(*version)) ? u"wal"_s : u"truncate"_s;

    if (!QFileInfo::exists(path)) {
        const auto made = createDatabaseFile(
            path, [](QSqlDatabase &database) { return migrate(database, newestSchemaVersion()); });
        if (!made)
            return failure(made.error());
    }
    const auto header = readDatabaseHeader(path);
    if (!header)
        return failure(header.error());
    if (const auto known = Private::checkHeader(path, *header); !known)
        return failure(known.error());

    d->options.isReadOnly = !isDatabaseWritable(path);
    d->pool = ConnectionPool::create(d->options);
    if (header->schemaVersion < newestSchemaVersion()) {
        if (const auto upgraded = d->upgrade(header->schemaVersion); !upgraded)
            return failure(upgraded.error());
    }
    if (const auto connection = d->pool->forThisThread(); !connection)
        return failure(connection.error());
    return std::unique_ptr<Database>(new Database(std::move(d)));
}

Database::Database(std::unique_ptr<Private> dd)
    : d(std::move(dd))
{
}

Database::~Database() = default;

Result<void> Database::read(const std::function<Result<void>(QSqlDatabase &)> &body) const
{
    const auto connection = d->pool->forThisThread();
    if (!connection)
        return failure(connection.error());
    // BEGIN alone takes no lock: the first statement does, so it waits here and not in `body`.
    return d->run(**connection, u"BEGIN"_s, [&body](QSqlDatabase &database) {
        if (auto locked = runWhenFree(database, u"SELECT rowid FROM sqlite_schema LIMIT 1"_s); !locked)
            return locked;
        return body(database);
    });
}

Result<void> Database::write(const std::function<Result<void>(QSqlDatabase &)> &body)
{
    if (d->options.isReadOnly)
        return failure(ErrorCode::ReadOnly,
            Private::tr("The catalogue “%1” is open for reading only. Check who may write its folder.")
                .arg(QDir::toNativeSeparators(d->options.path)),
            d->options.path);
    const auto connection = d->pool->forThisThread();
    if (!connection)
        return failure(connection.error());
    const std::lock_guard lock(d->writer);
    auto result = d->run(**connection, u"BEGIN IMMEDIATE"_s, body);
    if (result)
        ++(*connection)->commits;
    return result;
}

QString Database::path() const
{
    return d->options.path;
}

int Database::schemaVersion() const
{
    return newestSchemaVersion();
}

QString Database::journalMode() const
{
    return d->options.journalMode;
}

QString Database::sqliteVersion() const
{
    return d->sqliteVersion;
}

Result<bool> Database::backUp(const QString &folder, const QDate &day, const std::stop_token &stop)
{
    const auto connection = d->pool->forThisThread();
    if (!connection)
        return failure(connection.error());
    return backUpForTheDay((*connection)->database(), folder, day, stop);
}

bool Database::isReadOnly() const
{
    return d->options.isReadOnly;
}

Result<qint64> Database::dataVersion() const
{
    const auto connection = d->pool->forThisThread();
    if (!connection)
        return failure(connection.error());
    const auto version = readWhenFree((*connection)->database(), u"PRAGMA data_version"_s);
    if (!version)
        return failure(version.error());
    return (version->toLongLong() << 32) | (*connection)->commits;
}

bool Database::isWalSafe(int sqliteVersionNumber)
{
    // The WAL-reset fault is mended in 3.51.3 and was mended in these older lines too.
    return sqliteVersionNumber >= 3051003 || (sqliteVersionNumber >= 3050007 && sqliteVersionNumber < 3051000)
        || (sqliteVersionNumber >= 3044006 && sqliteVersionNumber < 3045000);
}

} // namespace vitrine
