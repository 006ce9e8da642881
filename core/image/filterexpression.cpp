#include "core/image/filterexpression.h"

#include <QCoreApplication>

#include "core/image/enumnames.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FilterExpression)
};

constexpr EnumNames<FilterOperator, 7> operatorNames{ {
    { FilterOperator::Equal, "eq" },
    { FilterOperator::NotEqual, "neq" },
    { FilterOperator::In, "in" },
    { FilterOperator::Greater, "gt" },
    { FilterOperator::GreaterOrEqual, "gte" },
    { FilterOperator::Less, "lt" },
    { FilterOperator::LessOrEqual, "lte" },
} };

tl::unexpected<Error> quotesAreWrong(const QString &list)
{
    return failure(ErrorCode::BadRequest,
        Text::tr("The filter list %1 is not valid: a quoted value must be closed and stand between commas.")
            .arg(list));
}

/// Reads the quoted element that begins at `position`; none when it is not closed.
std::optional<QString> takeQuoted(const QString &list, qsizetype &position)
{
    QString element;
    for (qsizetype i = position + 1; i < list.size(); ++i) {
        const QChar unit = list.at(i);
        if (unit == u'"') {
            position = i + 1;
            return element;
        }
        const bool isEscape
            = unit == u'\\' && i + 1 < list.size() && (list.at(i + 1) == u'"' || list.at(i + 1) == u'\\');
        if (isEscape)
            ++i;
        element.append(list.at(i));
    }
    return std::nullopt;
}

} // namespace

Result<FilterExpression> splitFilterExpression(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0 || timeFromText(text))
        return FilterExpression{ FilterOperator::Equal, text };
    const QString word = text.left(colon);
    const std::optional<FilterOperator> op = valueOf(operatorNames, word);
    if (!op)
        return failure(ErrorCode::BadRequest,
            Text::tr(
                "Unable to filter by the unknown operator “%1”. To look for a value with a colon, put eq: "
                "before it.")
                .arg(word));
    return FilterExpression{ *op, text.mid(colon + 1) };
}

QString filterOperatorName(FilterOperator op)
{
    return nameOf(operatorNames, op);
}

Result<QStringList> splitQuotedList(const QString &list)
{
    QStringList elements;
    qsizetype position = 0;
    while (position < list.size()) {
        if (list.at(position) == u'"') {
            const std::optional<QString> element = takeQuoted(list, position);
            if (!element || (position < list.size() && list.at(position) != u','))
                return quotesAreWrong(list);
            elements.append(*element);
        } else {
            const qsizetype comma = list.indexOf(u',', position);
            const qsizetype end = comma < 0 ? list.size() : comma;
            const QString element = list.mid(position, end - position);
            if (element.contains(u'"'))
                return quotesAreWrong(list);
            elements.append(element);
            position = end;
        }
        ++position;
    }
    return elements;
}

QString joinQuotedList(const QStringList &values)
{
    QStringList elements;
    for (QString value : values) {
        const bool isPlain = !value.isEmpty() && !value.contains(u',') && !value.contains(u'"');
        if (!isPlain) {
            value.replace(u"\\"_s, u"\\\\"_s);
            value.replace(u"\""_s, u"\\\""_s);
            value = u'"' + value + u'"';
        }
        elements.append(value);
    }
    return elements.join(u',');
}

std::optional<QDateTime> timeFromText(const QString &text)
{
    // QDateTime also reads a bare hour or an empty text in places; a year of four digits is the least of a
    // time.
    if (text.size() < 10)
        return std::nullopt;
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

QString textFromTime(const QDateTime &time)
{
    const QDateTime utc = time.toUTC();
    return utc.toString(utc.time().msec() == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

} // namespace vitrine
