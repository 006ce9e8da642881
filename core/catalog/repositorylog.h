#pragma once

#include <QDateTime>
#include <QSqlDatabase>
#include <QString>

#include "core/catalog/catalogue.h"
#include "core/image/transition.h"
#include "core/support/result.h"

namespace vitrine {

// What a change leaves behind beside itself, written in its transaction.

Result<void> recordEvent(
    QSqlDatabase &database, const QString &type, CatalogueEvent::Kind kind, const QString &subject);
/// The sequence and the image id of `transition` play no part.
Result<void> recordTransition(QSqlDatabase &database, qint64 row, const Transition &transition);

QString eventKindName(CatalogueEvent::Kind kind);
std::optional<CatalogueEvent::Kind> eventKindFromName(const QString &name);

/// Now in UTC, to the millisecond.
QDateTime currentTime();
/// Later than `before` even when the clock went back.
QDateTime timeAfter(const QDateTime &before);

} // namespace vitrine
