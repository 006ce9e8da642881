#include "core/openstack/exchangemask.h"

#include <algorithm>
#include <array>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString mask = QString::fromUtf8(maskedText);

constexpr std::array secretHeaders{ "x-auth-token", "x-subject-token", "x-service-token", "x-storage-token",
    "authorization", "proxy-authorization", "cookie", "set-cookie", "www-authenticate" };

/// Parts of names whose values are nobody's business, in JSON as in queries.
constexpr std::array secretWords{ "password", "passwd", "secret", "token", "signature", "sig", "credential",
    "accesskey", "access_key", "apikey", "api_key", "passcode", "private_key", "adminpass" };

/// Names that hold such a word, and no secret.
constexpr std::array harmlessNames{ "tokens", "token_expires_at", "auth_token_info" };

bool isSecretName(const QString &name)
{
    const QString lower = name.toLower();
    const auto isIt = [&lower](const char *word) { return lower == QLatin1String(word); };
    if (std::any_of(harmlessNames.cbegin(), harmlessNames.cend(), isIt))
        return false;
    return std::any_of(secretWords.cbegin(), secretWords.cend(), [&lower](const char *word) {
        // "sig" also begins and ends words that are no secrets.
        const QLatin1String text(word);
        if (text.size() > 3)
            return lower.contains(text);
        return lower == text || lower.endsWith(u'_' + text) || lower.endsWith(u'-' + text);
    });
}

bool isWebAddress(const QString &text)
{
    return text.startsWith(u"http://", Qt::CaseInsensitive)
        || text.startsWith(u"https://", Qt::CaseInsensitive);
}

QJsonValue masked(const QJsonValue &value);

/// A token is an object in Keystone's bodies, with the secret as its id.
QJsonObject maskedToken(QJsonObject token)
{
    if (token.contains(u"id"_s))
        token.insert(u"id"_s, mask);
    return masked(token).toObject();
}

QJsonObject maskedObject(const QJsonObject &object)
{
    QJsonObject shown;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QString key = entry.key();
        const QJsonValue value = entry.value();
        if (key == u"token" && value.isObject())
            shown.insert(key, maskedToken(value.toObject()));
        else if (isSecretName(key) && (value.isString() || value.isDouble()))
            shown.insert(key, mask);
        else
            shown.insert(key, masked(value));
    }
    return shown;
}

QJsonValue masked(const QJsonValue &value)
{
    if (value.isObject())
        return maskedObject(value.toObject());
    if (value.isArray()) {
        QJsonArray shown;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &element : array)
            shown.append(masked(element));
        return shown;
    }
    if (value.isString() && isWebAddress(value.toString()))
        return maskedUrl(QUrl(value.toString()));
    return value;
}

bool mayHoldSecret(const QByteArray &body)
{
    const QByteArray lower = body.toLower();
    return std::any_of(secretWords.cbegin(), secretWords.cend(),
        [&lower](const char *word) { return lower.contains(word); });
}

/// A JSON patch names what it sets in a member of its own.
QJsonValue maskedPatch(const QJsonArray &operations)
{
    QJsonArray shown;
    for (const QJsonValue &operation : operations) {
        QJsonObject object = operation.toObject();
        if (object.contains(u"path"_s) && isSecretName(object.value(u"path"_s).toString().section(u'/', -1))
            && object.contains(u"value"_s))
            object.insert(u"value"_s, mask);
        shown.append(operation.isObject() ? masked(object) : masked(operation));
    }
    return shown;
}

} // namespace

QByteArray maskedHeader(const QByteArray &name, const QByteArray &value)
{
    const QByteArray lower = name.toLower();
    const bool isSecret = std::any_of(secretHeaders.cbegin(), secretHeaders.cend(),
        [&lower](const char *header) { return lower == header; });
    if (isSecret)
        return maskedText;
    const QString text = QString::fromUtf8(value);
    return isWebAddress(text) ? maskedUrl(QUrl(text)).toUtf8() : value;
}

QString maskedUrl(const QUrl &url)
{
    QUrl shown = url;
    if (!shown.userInfo().isEmpty())
        shown.setUserInfo(u"***"_s);
    const QUrlQuery query(url);
    QUrlQuery shownQuery;
    const auto items = query.queryItems(QUrl::FullyEncoded);
    for (const auto &[key, value] : items)
        shownQuery.addQueryItem(key, isSecretName(key) ? u"***"_s : value);
    shown.setQuery(shownQuery);
    return shown.toString(QUrl::FullyEncoded);
}

QByteArray maskedBody(const QByteArray &body)
{
    if (body.trimmed().isEmpty())
        return body;
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isObject())
        return QJsonDocument(maskedObject(document.object())).toJson(QJsonDocument::Compact);
    if (document.isArray())
        return QJsonDocument(maskedPatch(document.array()).toArray()).toJson(QJsonDocument::Compact);
    return mayHoldSecret(body) ? QByteArray(maskedText) : body;
}

} // namespace vitrine
