#pragma once

#include <optional>

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include "core/support/result.h"

namespace vitrine {

/// Reads typed values out of a JSON object that need not be trusted. The first thing that is wrong is kept
/// and every later read gives the empty value, so that a caller reads all it wants and asks once at the end.
class JsonReader final
{
public:
    explicit JsonReader(const QJsonObject &object);

    /// Null when the value is missing or null.
    QString string(const QString &key);
    /// Like string(), but missing, null and empty are errors.
    QString requiredString(const QString &key);
    bool boolean(const QString &key);
    /// A whole number from 0 to 2^63 - 1, exact.
    std::optional<qint64> number(const QString &key);
    /// Invalid when missing or null; without a time zone it is UTC.
    QDateTime time(const QString &key);
    QStringList strings(const QString &key);

    void fail(const QString &key, const QString &reason);
    const std::optional<Error> &error() const { return m_error; }

private:
    QString checkedText(const QString &key, const QJsonValue &value);

    const QJsonObject &m_object;
    std::optional<Error> m_error;
};

/// "2015-11-29T22:21:42Z", the form of the Image API.
QString apiTime(const QDateTime &time);

} // namespace vitrine
