#include "core/image/jsonreader.h"

#include <QCoreApplication>
#include <QJsonArray>

#include "core/image/imagelimits.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(JsonReader)
};

constexpr qsizetype quotedLength = 60;

} // namespace

JsonReader::JsonReader(const QJsonObject &object)
    : m_object(object)
{
}

void JsonReader::fail(const QString &key, const QString &reason)
{
    if (m_error)
        return;
    m_error = Error{ ErrorCode::BadRequest,
        Text::tr("The description of the image is not valid: the attribute “%1” cannot be read.")
            .arg(key.left(quotedLength)),
        key.left(quotedLength) + u": " + reason };
}

QString JsonReader::checkedText(const QString &key, const QJsonValue &value)
{
    if (!value.isString()) {
        fail(key, u"not a string"_s);
        return {};
    }
    const QString text = value.toString();
    if (!isStorableText(text)) {
        fail(key, u"NUL or a lone surrogate"_s);
        return {};
    }
    // QJsonValue gives an empty string as a null one; an empty name and no name are not the same.
    return text.isNull() ? u""_s : text;
}

QString JsonReader::string(const QString &key)
{
    const QJsonValue value = m_object.value(key);
    return value.isUndefined() || value.isNull() ? QString() : checkedText(key, value);
}

QString JsonReader::requiredString(const QString &key)
{
    const QString text = string(key);
    if (text.isEmpty())
        fail(key, u"missing"_s);
    return text;
}

bool JsonReader::boolean(const QString &key)
{
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined() || value.isNull())
        return false;
    if (!value.isBool())
        fail(key, u"not true or false"_s);
    return value.toBool();
}

std::optional<qint64> JsonReader::number(const QString &key)
{
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    // toInteger() gives its argument for everything that is not exactly a 64-bit integer.
    const qint64 integer = value.toInteger(-1);
    if (integer >= 0)
        return integer;
    fail(key, u"not a whole number from 0 to 2^63 - 1"_s);
    return std::nullopt;
}

QDateTime JsonReader::time(const QString &key)
{
    const QString text = string(key);
    if (text.isNull())
        return {};
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid()) {
        fail(key, u"not an ISO 8601 time: "_s + text.left(quotedLength));
        return {};
    }
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

QStringList JsonReader::strings(const QString &key)
{
    const QJsonValue value = m_object.value(key);
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isArray()) {
        fail(key, u"not an array"_s);
        return {};
    }
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &element : array)
        texts.append(checkedText(key, element));
    return texts;
}

QString apiTime(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

} // namespace vitrine
