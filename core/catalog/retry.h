#pragma once

#include <QSqlDatabase>
#include <QString>
#include <QVariant>

#include "core/support/result.h"

namespace vitrine {

/// How long anything waits for another connection's lock before it says so.
inline constexpr int lockWaitMilliseconds = 5000;
/// SQLite's own wait between our tries. Its back-off grows to 100 ms, which starves a writer among busy
/// ones; asking again this often does not.
inline constexpr int lockPollMilliseconds = 20;

/// Runs one statement and gives the first column of its first row, if any; tried again while another
/// connection holds the lock.
Result<QVariant> readWhenFree(QSqlDatabase &database, const QString &sql, const QVariantList &values = {});
Result<void> runWhenFree(QSqlDatabase &database, const QString &sql, const QVariantList &values = {});

} // namespace vitrine
