#pragma once

#include <optional>

#include <QDateTime>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include "core/support/result.h"

namespace vitrine {

/// What SQLite's result code means to the caller, as a sentence that says what to do.
Error databaseError(const QSqlError &error);
/// True when another connection held the lock: the statement may be tried again.
bool isBusy(const QSqlError &error);

/// Prepares, binds by position and executes. False leaves why in the query's lastError().
bool executeQuery(QSqlQuery &query, const QString &sql, const QVariantList &values);
/// The same with a query of its own, positioned before the first row.
Result<QSqlQuery> runQuery(QSqlDatabase &database, const QString &sql, const QVariantList &values = {});
/// The same for a statement without rows: gives the number of rows changed.
Result<qint64> runStatement(QSqlDatabase &database, const QString &sql, const QVariantList &values = {});
/// The first column of the first row; none when there is no row.
Result<std::optional<QVariant>> runScalar(
    QSqlDatabase &database, const QString &sql, const QVariantList &values = {});
/// Steps to the next row. False at the end; an error when reading failed in the middle.
Result<bool> nextRow(QSqlQuery &query);

/// NULL for a null string, an invalid time, or none.
QVariant toSql(const QString &text);
QVariant toSql(const std::optional<qint64> &number);
QVariant toSql(const QDateTime &time);
QVariant toSql(const std::optional<QDateTime> &time);
/// A text column that must not be NULL.
QVariant toSqlText(const QString &text);

std::optional<qint64> numberFromSql(const QVariant &value);
QDateTime timeFromSql(const QVariant &value);
std::optional<QDateTime> optionalTimeFromSql(const QVariant &value);

} // namespace vitrine
