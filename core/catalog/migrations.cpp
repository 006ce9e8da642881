#include "core/catalog/migrations.h"

#include <array>

#include <QFile>
#include <QSqlQuery>

#include "core/catalog/retry.h"
#include "core/catalog/searchindex.h"
#include "core/catalog/sqlquery.h"
#include "core/support/crashpoint.h"
#include "core/support/log.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Migration {
    const char *script; ///< below :/vitrine/migrations
    Result<void> (*complete)(QSqlDatabase &); ///< what SQL alone cannot do; may be null
};

constexpr std::array<Migration, 4> migrations{ {
    { "0001_catalogue.sql", nullptr },
    { "0002_search.sql", &fillSearchIndex },
    { "0003_members.sql", nullptr },
    { "0004_distribution.sql", nullptr },
} };

Result<QString> readScript(const char *name)
{
    QFile file(u":/vitrine/migrations/"_s + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Internal, file.errorString(), file.fileName());
    return QString::fromUtf8(file.readAll());
}

Result<int> schemaVersionOf(QSqlDatabase &database)
{
    const auto version = readWhenFree(database, u"PRAGMA user_version"_s);
    if (!version)
        return failure(version.error());
    return version->toInt();
}

Result<void> runStep(QSqlDatabase &database, int version)
{
    const Migration &migration = migrations.at(static_cast<std::size_t>(version - 1));
    const auto script = readScript(migration.script);
    if (!script)
        return failure(script.error());
    const QStringList statements = statementsOf(*script)
        + QStringList{ u"PRAGMA application_id=%1"_s.arg(databaseApplicationId),
              u"PRAGMA user_version=%1"_s.arg(version) };
    for (const QString &statement : statements) {
        if (const auto done = runStatement(database, statement); !done)
            return failure(done.error());
    }
    return migration.complete ? migration.complete(database) : Result<void>();
}

Result<void> takeStep(QSqlDatabase &database, int version)
{
    if (auto begun = runWhenFree(database, u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    const auto current = schemaVersionOf(database);
    const bool isDue = current && *current == version - 1;
    auto result = current ? (isDue ? runStep(database, version) : Result<void>()) : failure(current.error());
    crashPoint("M1");
    if (result)
        result = runWhenFree(database, u"COMMIT"_s);
    crashPoint("M2");
    if (!result)
        QSqlQuery(database).exec(u"ROLLBACK"_s);
    else if (isDue)
        qCDebug(lcDatabase) << "database schema is now version" << version;
    return result;
}

} // namespace

int newestSchemaVersion()
{
    return static_cast<int>(migrations.size());
}

Result<void> migrate(QSqlDatabase &database, int target)
{
    const auto current = schemaVersionOf(database);
    if (!current)
        return failure(current.error());
    for (int version = *current + 1; version <= target; ++version) {
        if (auto result = takeStep(database, version); !result)
            return result;
    }
    return {};
}

QStringList statementsOf(const QString &script)
{
    QStringList statements;
    QString statement;
    for (const QString &line : script.split(u'\n')) {
        if (line.trimmed().startsWith(u"--"_s))
            continue;
        statement += line + u'\n';
        if (!line.trimmed().endsWith(u';'))
            continue;
        statement = statement.trimmed();
        statement.chop(1);
        statements.append(statement);
        statement.clear();
    }
    return statements;
}

} // namespace vitrine
