#include "core/openstack/apierror.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include "core/support/webaddress.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ImageApi)
};

constexpr qsizetype longestReason = 300;
constexpr qsizetype longestQuote = 200;

/// One line without control characters, which includes those that turn the direction of text.
QString oneLine(const QString &text, qsizetype limit)
{
    QString line;
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Format)
            continue;
        line.append(c.isPrint() ? c : QChar(u' '));
    }
    line = line.simplified();
    return line.size() > limit ? QString(line.left(limit) + u'…') : line;
}

QString withoutTags(QString html)
{
    static const QRegularExpression dropped(u"<(script|style|title)[^>]*>.*?</\\1>|<[^>]*>"_s,
        QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
    html.replace(dropped, u" "_s);
    html.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    return html.replace(u"&#x27;"_s, u"'"_s).replace(u"&amp;"_s, u"&"_s);
}

/// Glance's own, Keystone's, and what proxies and load balancers use.
QString jsonReason(const QJsonObject &json)
{
    const QJsonValue error = json.value(u"error");
    for (const QJsonValue &value : { json.value(u"message"), error[u"message"], json.value(u"faultstring"),
             json.value(u"detail"), error }) {
        if (!value.toString().isEmpty())
            return value.toString();
    }
    return {};
}

QString sentenceOf(const CloudConfig &cloud, int status, const QString &reason)
{
    switch (status) {
    case 401:
        return Text::tr("The cloud “%1” no longer accepts who you are. Log in again.").arg(cloud.name);
    case 403:
        return Text::tr("The cloud “%1” does not allow this: %2").arg(cloud.name, reason);
    case 404:
        return Text::tr("The cloud “%1” has nothing like this, or does not show it to you: %2")
            .arg(cloud.name, reason);
    case 407:
        return Text::tr("The proxy on the way to the cloud “%1” wants a name and a password. Write them into "
                        "the address of the proxy: http://name:password@proxy")
            .arg(cloud.name);
    case 410:
        return Text::tr("The image was deleted in the cloud “%1” meanwhile.").arg(cloud.name);
    case 413:
        return Text::tr("A limit of the cloud “%1” is reached: %2").arg(cloud.name, reason);
    case 415:
        return Text::tr("The cloud “%1” does not take these data: %2").arg(cloud.name, reason);
    case 429:
        return Text::tr("The cloud “%1” wants fewer questions at a time. Try again later.").arg(cloud.name);
    default:
        break;
    }
    if (status >= 500) {
        return Text::tr("The image service of the cloud “%1” has a problem (%2). Try again later.")
            .arg(cloud.name)
            .arg(status);
    }
    return Text::tr("The cloud “%1” refused: %2").arg(cloud.name, reason);
}

} // namespace

QString reasonOf(const HttpResponse &response)
{
    const QJsonDocument json = QJsonDocument::fromJson(response.body);
    const QString text = json.isObject() ? jsonReason(json.object()) : QString::fromUtf8(response.body);
    const QString reason = oneLine(withoutTags(text), longestReason);
    return reason.isEmpty() ? u"HTTP %1"_s.arg(response.status) : reason;
}

Error imageErrorOf(const CloudConfig &cloud, const HttpResponse &response)
{
    const QString reason = reasonOf(response);
    const QString detail
        = u"HTTP %1, request %2: %3"_s.arg(QString::number(response.status), response.requestId(), reason);
    const bool isBusy = response.status == 429 || response.status >= 500 || response.status == 407;
    const ErrorCode code = isBusy ? ErrorCode::Unavailable : errorCodeOfHttpStatus(response.status);
    return { code, sentenceOf(cloud, response.status, reason), detail };
}

Error strangeAnswer(const CloudConfig &cloud, const QUrl &url, const HttpResponse &response)
{
    return { ErrorCode::Unavailable,
        Text::tr("What answers at “%1” is no image service of the cloud “%2”. It said: %3")
            .arg(shownAddress(url), cloud.name,
                oneLine(withoutTags(QString::fromUtf8(response.body.left(1000))), longestQuote)),
        u"HTTP %1, request %2: not the expected JSON"_s.arg(
            QString::number(response.status), response.requestId()) };
}

} // namespace vitrine
