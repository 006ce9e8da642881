#include "core/catalog/sqlquery.h"

#include <QCoreApplication>

namespace vitrine {

namespace {

class DatabaseText final
{
    Q_DECLARE_TR_FUNCTIONS(Database)
};

/// SQLite's primary result codes (sqlite.org/rescode.html).
enum PrimaryCode {
    Perm = 3,
    Busy = 5,
    Locked = 6,
    ReadOnlyFile = 8,
    IoErr = 10,
    CorruptFile = 11,
    Full = 13,
    CantOpen = 14,
    Constraint = 19,
    NotADatabase = 26,
};

int primaryCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

} // namespace

bool isBusy(const QSqlError &error)
{
    const int code = primaryCode(error);
    return code == Busy || code == Locked;
}

Error databaseError(const QSqlError &error)
{
    const QString detail = error.databaseText() + QStringLiteral(" (") + error.driverText()
        + QStringLiteral(", SQLite ") + error.nativeErrorCode() + QLatin1Char(')');
    switch (primaryCode(error)) {
    case Busy:
    case Locked:
        return { ErrorCode::Unavailable,
            DatabaseText::tr("Another program is using the catalogue. Try again in a moment."), detail };
    case Perm:
    case ReadOnlyFile:
        return { ErrorCode::ReadOnly,
            DatabaseText::tr("The catalogue cannot be written. Check who may write its folder."), detail };
    case Full:
        return { ErrorCode::StorageFull,
            DatabaseText::tr("The disk that holds the catalogue is full. Free some space and try again."),
            detail };
    case CorruptFile:
    case NotADatabase:
        return { ErrorCode::Corrupt,
            DatabaseText::tr("The catalogue's database is damaged. Your images are still there: "
                             "run “vitrinectl catalog rebuild” to make it anew from them."),
            detail };
    case IoErr:
    case CantOpen:
        return { ErrorCode::IoError,
            DatabaseText::tr(
                "The catalogue's database cannot be read or written. Check its folder and disk."),
            detail };
    case Constraint:
        return { ErrorCode::Conflict,
            DatabaseText::tr("The catalogue refused a change that contradicts what it holds."), detail };
    default:
        return { ErrorCode::Internal,
            DatabaseText::tr("The catalogue's database reported an unexpected error."), detail };
    }
}

bool executeQuery(QSqlQuery &query, const QString &sql, const QVariantList &values)
{
    if (!query.prepare(sql))
        return false;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values.at(i));
    return query.exec();
}

Result<QSqlQuery> runQuery(QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!executeQuery(query, sql, values))
        return failure(databaseError(query.lastError()));
    return query;
}

Result<qint64> runStatement(QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    const auto query = runQuery(database, sql, values);
    if (!query)
        return failure(query.error());
    return query->numRowsAffected();
}

Result<std::optional<QVariant>> runScalar(
    QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    auto query = runQuery(database, sql, values);
    if (!query)
        return failure(query.error());
    const auto found = nextRow(*query);
    if (!found)
        return failure(found.error());
    if (!*found)
        return std::optional<QVariant>();
    return std::optional<QVariant>(query->value(0));
}

Result<bool> nextRow(QSqlQuery &query)
{
    if (query.next())
        return true;
    if (query.lastError().isValid())
        return failure(databaseError(query.lastError()));
    return false;
}

QVariant toSql(const QString &text)
{
    return text.isNull() ? QVariant() : QVariant(text);
}

QVariant toSql(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant();
}

QVariant toSql(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QVariant toSql(const std::optional<QDateTime> &time)
{
    return time ? toSql(*time) : QVariant();
}

QVariant toSqlText(const QString &text)
{
    return text.isNull() ? QVariant(QStringLiteral("")) : QVariant(text);
}

std::optional<qint64> numberFromSql(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

QDateTime timeFromSql(const QVariant &value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

std::optional<QDateTime> optionalTimeFromSql(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(timeFromSql(value));
}

} // namespace vitrine
