#pragma once

#include <optional>

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "core/image/imagequery.h"
#include "core/support/result.h"

namespace vitrine {

/// The value of a filter parameter as Glance splits it: "in:a,b", "gt:2015-11-29T22:21:42Z", "plain".
struct FilterExpression {
    FilterOperator op = FilterOperator::Equal;
    QString value;
};

/// Everything before the first colon is an operator, except when the whole value is a time. So "foo:bar" is
/// refused: whoever means it says "eq:foo:bar".
Result<FilterExpression> splitFilterExpression(const QString &text);

/// Glance's word, such as "gte".
QString filterOperatorName(FilterOperator op);

/// The elements of an "in:" list. Commas within double quotes do not split; \" and \\ within them are a quote
/// and a backslash.
Result<QStringList> splitQuotedList(const QString &list);
/// The list that splitQuotedList() reads as `values`.
QString joinQuotedList(const QStringList &values);

/// ISO 8601; without a time zone it is UTC.
std::optional<QDateTime> timeFromText(const QString &text);
/// The form that filters keep: UTC, milliseconds only where there are any.
QString textFromTime(const QDateTime &time);

} // namespace vitrine
