#pragma once

#include <curl/curl.h>

#include <QUrl>

#include "core/openstack/httpclient.h"
#include "core/openstack/peercertificate.h"

namespace vitrine {

/// What curl's `code` means for a request to `url`. `technical` is curl's own text.
HttpFailure httpFailureOf(CURLcode code, const QUrl &url, const QString &technical);

HttpFailure tooLongAnswer(const QUrl &url);
HttpFailure badRedirect(const QUrl &url, const QString &technical);
HttpFailure stoppedRequest(const QUrl &url);
HttpFailure refusedByProxy(const QUrl &url, int status);
/// The same failure, with what is needed to trust this server from now on; `isOther` when another was
/// trusted.
HttpFailure withFingerprint(
    const HttpFailure &failure, const QUrl &url, const PeerCertificate &certificate, bool isOther);

} // namespace vitrine
