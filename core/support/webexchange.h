#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QPair>
#include <QString>

namespace vitrine {

/// One HTTP request and its answer, as they may be shown to people: secrets are masked, image data left out,
/// and long bodies cut.
struct WebExchange {
    using Headers = QList<QPair<QByteArray, QByteArray>>;

    qint64 number = 0; ///< counts up within a log
    QDateTime begunAt; ///< UTC
    qint64 milliseconds = 0; ///< until the end of the answer
    QByteArray method;
    QString url;
    Headers requestHeaders;
    QByteArray requestBody;
    qint64 requestBytes = 0; ///< of the body, image data too, before it was cut
    bool sendsImageData = false;
    int status = 0; ///< 0: there was no answer, see `error`
    Headers answerHeaders; ///< names in lower case
    QByteArray answerBody;
    qint64 answerBytes = 0;
    bool receivesImageData = false;
    QString requestId; ///< that the service gave it
    QString error; ///< why there is no answer

    bool operator==(const WebExchange &) const = default;
};

} // namespace vitrine

Q_DECLARE_METATYPE(vitrine::WebExchange)
