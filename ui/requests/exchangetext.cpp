#include "ui/requests/exchangetext.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QStringList>
#include <QUrl>

#include "ui/requests/openstackcommand.h"
#include "ui/text/numbertext.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine::text {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(vitrine::WebExchange)
};

/// The words of the standard, which are not translated.
QString reasonOf(int status)
{
    switch (status) {
    case 200:
        return u"OK"_s;
    case 201:
        return u"Created"_s;
    case 202:
        return u"Accepted"_s;
    case 204:
        return u"No Content"_s;
    case 206:
        return u"Partial Content"_s;
    case 300:
        return u"Multiple Choices"_s;
    case 400:
        return u"Bad Request"_s;
    case 401:
        return u"Unauthorized"_s;
    case 403:
        return u"Forbidden"_s;
    case 404:
        return u"Not Found"_s;
    case 409:
        return u"Conflict"_s;
    case 410:
        return u"Gone"_s;
    case 413:
        return u"Content Too Large"_s;
    case 415:
        return u"Unsupported Media Type"_s;
    case 429:
        return u"Too Many Requests"_s;
    case 500:
        return u"Internal Server Error"_s;
    case 503:
        return u"Service Unavailable"_s;
    default:
        return {};
    }
}

QString headersOf(const WebExchange::Headers &headers)
{
    QString lines;
    for (const auto &[name, value] : headers)
        lines += QString::fromLatin1(name) % u": "_s % QString::fromUtf8(value) % u'\n';
    return lines;
}

/// JSON with a line for each value; what was cut off is not JSON any more and stays as it is.
QString bodyOf(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    return QString::fromUtf8(json.isNull() ? body : json.toJson()).trimmed();
}

QString bodyOrData(const QByteArray &body, bool isImageData, qint64 bytes)
{
    if (isImageData)
        //: %1 is a number of bytes
        return Texts::tr("(%1 of image data)").arg(text::bytes(bytes)) % u'\n';
    return body.isEmpty() ? QString() : QString(bodyOf(body) % u'\n');
}

} // namespace

QString exchangeAnswer(const WebExchange &exchange)
{
    if (exchange.status == 0)
        //: In place of an HTTP status
        return exchange.error.isEmpty() ? Texts::tr("none") : exchange.error;
    const QString reason = reasonOf(exchange.status);
    const QString number = QString::number(exchange.status);
    return reason.isEmpty() ? number : QString(number % u' ' % reason);
}

QString exchangeSentence(const WebExchange &exchange)
{
    //: %1 is GET or the like, %2 a path, %3 an HTTP status
    return Texts::tr("%1 %2, answered with %3")
        .arg(QString::fromLatin1(exchange.method), QUrl(exchange.url).path(), exchangeAnswer(exchange));
}

QString exchangeReport(const WebExchange &exchange)
{
    QString report;
    if (const QString command = openstackCommand(exchange); !command.isEmpty())
        report += u"# "_s % Texts::tr("The same with the openstack client:") % u'\n' % command % u"\n\n"_s;
    report += u"# "_s % Texts::tr("Request:") % u'\n';
    report += QString::fromLatin1(exchange.method) % u' ' % exchange.url % u'\n';
    report += headersOf(exchange.requestHeaders);
    const QString sent = bodyOrData(exchange.requestBody, exchange.sendsImageData, exchange.requestBytes);
    report += sent.isEmpty() ? QString() : QString(u'\n' % sent);
    report += u"\n# "_s % Texts::tr("Answer:") % u'\n' % exchangeAnswer(exchange) % u'\n';
    report += headersOf(exchange.answerHeaders);
    const QString got = bodyOrData(exchange.answerBody, exchange.receivesImageData, exchange.answerBytes);
    return report % (got.isEmpty() ? QString() : QString(u'\n' % got));
}

} // namespace vitrine::text
