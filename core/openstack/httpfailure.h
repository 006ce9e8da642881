#pragma once

#include <curl/curl.h>

#include <QUrl>

#include "core/openstack/httpclient.h"

namespace vitrine {

/// What curl's `code` means for a request to `url`. `technical` is curl's own text.
HttpFailure httpFailureOf(CURLcode code, const QUrl &url, const QString &technical);

HttpFailure tooLongAnswer(const QUrl &url);
HttpFailure badRedirect(const QUrl &url, const QString &technical);
HttpFailure stoppedRequest(const QUrl &url);

} // namespace vitrine
