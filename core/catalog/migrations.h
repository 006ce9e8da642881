#pragma once

#include <QSqlDatabase>
#include <QStringList>

#include "core/support/result.h"

namespace vitrine {

/// "VTRN": stands in the header of every catalogue database.
inline constexpr qint64 databaseApplicationId = 0x5654524e;

/// The newest schema this program knows.
int newestSchemaVersion();

/// Takes the database from its schema version to `target`, each step in a transaction with its version.
/// A step that another process has taken meanwhile is left out.
Result<void> migrate(QSqlDatabase &database, int target);

/// The statements of a script: comments left out, split where a line ends with a semicolon.
QStringList statementsOf(const QString &script);

} // namespace vitrine
