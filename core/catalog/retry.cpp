#include "core/catalog/retry.h"

#include <QDeadlineTimer>
#include <QSqlQuery>
#include <QThread>

#include "core/catalog/sqlquery.h"

namespace vitrine {

namespace {

bool execute(QSqlQuery &query, const QString &sql, const QVariantList &values)
{
    if (!query.prepare(sql))
        return false;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values.at(i));
    return query.exec();
}

} // namespace

Result<QVariant> readWhenFree(QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    const QDeadlineTimer deadline(lockWaitMilliseconds);
    for (;;) {
        QSqlQuery query(database);
        query.setForwardOnly(true);
        if (execute(query, sql, values)) {
            if (!query.isSelect())
                return QVariant();
            if (query.next())
                return query.value(0);
            if (!query.lastError().isValid())
                return QVariant();
        }
        if (!isBusy(query.lastError()) || deadline.hasExpired())
            return failure(databaseError(query.lastError()));
        QThread::msleep(1);
    }
}

Result<void> runWhenFree(QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    const auto value = readWhenFree(database, sql, values);
    if (!value)
        return failure(value.error());
    return {};
}

} // namespace vitrine
