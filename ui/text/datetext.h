#pragma once

#include <QDateTime>
#include <QString>

namespace vitrine::text {

/// How long ago, in one unit: "just now", "5 min ago", "yesterday", "3 d ago"; the date from a month on.
QString relativeDate(const QDateTime &time, const QDateTime &now = QDateTime::currentDateTime());
/// Local date and time to the second with the time zone: for tooltips and details.
QString exactDate(const QDateTime &time);
/// The clock only on the day of `now`, else date and clock: for labels with little room.
QString clockTime(const QDateTime &time, const QDateTime &now = QDateTime::currentDateTime());

} // namespace vitrine::text
