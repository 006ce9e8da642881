#include "core/openstack/httpfailure.h"

#include <QCoreApplication>

#include "core/support/webaddress.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using Kind = HttpFailure::Kind;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::HttpClient)
};

HttpFailure notReached(const QString &message, const QString &detail)
{
    return { Kind::NotReached, { ErrorCode::Unavailable, message, detail } };
}

HttpFailure untrusted(const QString &message, const QString &detail)
{
    return { Kind::Untrusted, { ErrorCode::Forbidden, message, detail } };
}

HttpFailure broken(const QString &message, const QString &detail)
{
    return { Kind::Broken, { ErrorCode::Unavailable, message, detail } };
}

} // namespace

HttpFailure httpFailureOf(CURLcode code, const QUrl &url, const QString &technical)
{
    const QString detail = u"%1: %2"_s.arg(QString::fromLatin1(curl_easy_strerror(code)), technical);
    const QString shown = shownAddress(url);
    const QString host = url.host();
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return notReached(
            Text::tr("The server “%1” was not found. Check the address and the network.").arg(host), detail);
    case CURLE_COULDNT_RESOLVE_PROXY:
        return notReached(
            Text::tr("The proxy on the way to “%1” was not found. Check the proxy settings.").arg(host),
            detail);
    case CURLE_COULDNT_CONNECT:
        return notReached(
            Text::tr("Nothing answers at “%1”. Check the address, or try again later.").arg(shown), detail);
    case CURLE_PEER_FAILED_VERIFICATION: {
        HttpFailure unknown = untrusted(
            Text::tr("The server “%1” could not prove who it is: its certificate is expired, made by "
                     "itself or made for another name. If you know it, name its certificate with "
                     "cacert.")
                .arg(host),
            detail);
        unknown.isUnknownCertificate = true;
        return unknown;
    }
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        return untrusted(
            Text::tr("The server “%1” shows another certificate than a moment ago. Try again later.")
                .arg(host),
            detail);
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
        return untrusted(
            Text::tr("A certificate file for “%1” cannot be used. Check cacert, cert and key.").arg(host),
            detail);
    case CURLE_SSL_CONNECT_ERROR:
        return untrusted(
            Text::tr("No protected connection to “%1” came about. Check whether it is https there.")
                .arg(host),
            detail);
    case CURLE_OPERATION_TIMEDOUT:
        return broken(Text::tr("“%1” answers too slowly or not at all. Try again later.").arg(shown), detail);
    default:
        return broken(Text::tr("The connection to “%1” broke. Try again.").arg(shown), detail);
    }
}

HttpFailure withFingerprint(
    const HttpFailure &failure, const QUrl &url, const PeerCertificate &certificate, bool isOther)
{
    const QString shown = shownFingerprint(certificate.fingerprint);
    const QString known = isOther
        ? Text::tr(
            "The server “%1” shows another certificate than the one you trust. It may have a new one, or "
            "somebody listens in. Ask its administrator whether this is its fingerprint: %2")
        : Text::tr(
            "Nobody vouches for the server “%1”: its certificate is expired, made by itself or made for "
            "another name. If its administrator confirms this sha256 fingerprint, write it as "
            "“fingerprint” beside the cloud’s auth_url, or name the certificate with cacert: %2");
    HttpFailure told = failure;
    told.error.message = known.arg(url.host(), shown);
    told.error.detail += u"; sha256 "_s + certificate.fingerprint;
    told.fingerprint = certificate.fingerprint;
    return told;
}

HttpFailure refusedByProxy(const QUrl &url, int status)
{
    const QString detail = u"the proxy answers HTTP %1"_s.arg(status);
    if (status == 407) {
        return notReached(
            Text::tr(
                "The proxy on the way to “%1” wants a name and a password. Write them into the address of "
                "the proxy: http://name:password@proxy")
                .arg(url.host()),
            detail);
    }
    return notReached(Text::tr("The proxy on the way to “%1” lets nobody through. Check the proxy settings.")
                          .arg(url.host()),
        detail);
}

HttpFailure tooLongAnswer(const QUrl &url)
{
    return { Kind::Refused,
        { ErrorCode::Unavailable,
            Text::tr("The answer of “%1” is longer than any that makes sense. Check the address.")
                .arg(shownAddress(url)),
            u"more than 32 MiB, or too many headers"_s } };
}

HttpFailure badRedirect(const QUrl &url, const QString &technical)
{
    return { Kind::Refused,
        { ErrorCode::Unavailable,
            Text::tr(
                "“%1” sends one to an address that cannot be trusted, or from one to the next without end. "
                "Check the address.")
                .arg(shownAddress(url)),
            technical } };
}

HttpFailure stoppedRequest(const QUrl &url)
{
    return { Kind::Local,
        { ErrorCode::Cancelled, Text::tr("What was asked of “%1” was stopped.").arg(url.host()), {} } };
}

} // namespace vitrine
