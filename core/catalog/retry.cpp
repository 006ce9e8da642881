#include "core/catalog/retry.h"

#include <QDeadlineTimer>
#include <QSqlQuery>
#include <QThread>

#include "core/catalog/sqlquery.h"

namespace vitrine {

Result<QVariant> readWhenFree(QSqlDatabase &database, const QString &sql, const QVariantList &values)
{
    const QDeadlineTimer deadline(lockWaitMilliseconds);
    for (;;) {
        QSqlQuery query(database);
        query.setForwardOnly(true);
        if (executeQuery(query, sql, values)) {
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
