#pragma once

#include <QList>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include "core/catalog/database.h"
#include "core/catalog/sqlquery.h"
#include "core/support/result.h"

namespace vitrine {

/// Each row of a select as a value that `make` reads.
template<typename Value, typename Make>
Result<QList<Value>> readList(
    const Database &database, const QString &sql, const QVariantList &values, Make make)
{
    QList<Value> list;
    const auto read = database.read([&](QSqlDatabase &connection) -> Result<void> {
        auto query = runQuery(connection, sql, values);
        if (!query)
            return failure(query.error());
        for (;;) {
            const auto found = nextRow(*query);
            if (!found)
                return failure(found.error());
            if (!*found)
                return {};
            list.append(make(*query));
        }
    });
    if (!read)
        return failure(read.error());
    return list;
}

} // namespace vitrine
