#pragma once

#include <QByteArray>
#include <QUrl>

namespace vitrine {

/// What stands in the place of a secret.
inline constexpr auto maskedText = "•••";

/// The value of a header as it may be shown; names in any case.
QByteArray maskedHeader(const QByteArray &name, const QByteArray &value);
/// Without a password, and without the values of signed queries.
QString maskedUrl(const QUrl &url);
/// A body with the secrets of JSON taken out: passwords, tokens, secrets of application credentials, at any
/// depth. What is no JSON is shown as it is only when it is short text without such words.
QByteArray maskedBody(const QByteArray &body);

} // namespace vitrine
