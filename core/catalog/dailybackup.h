#pragma once

#include <stop_token>

#include <QDate>
#include <QSqlDatabase>
#include <QString>

#include "core/support/result.h"

namespace vitrine {

/// So many days' copies are kept.
inline constexpr int keptBackups = 7;

/// Copies the database at `path` into `folder` under the name of the day, unless that day has its copy
/// already: false then. A copy is whole, checked and durable before it gets its name; the oldest beyond
/// keptBackups go. Writers are kept waiting for a few pages at a time only. `database` must be in no
/// transaction. Blocking; ErrorCode::Cancelled when `stop` is requested.
Result<bool> backUpForTheDay(
    QSqlDatabase &database, const QString &folder, const QDate &day, const std::stop_token &stop = {});

} // namespace vitrine
