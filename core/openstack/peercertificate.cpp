#include "core/openstack/peercertificate.h"

#include <algorithm>

#include <openssl/x509.h>

#include <QCryptographicHash>

#include "core/support/curltransfer.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype digitCount = 64;

struct FreeCertificate {
    void operator()(X509 *certificate) const { X509_free(certificate); }
};

struct FreeKey {
    void operator()(unsigned char *bytes) const { OPENSSL_free(bytes); }
};

/// The first certificate of the chain, which is the server's own.
QByteArray derOf(CURL *easy)
{
    const curl_certinfo *chain = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == nullptr
        || chain->num_of_certs < 1)
        return {};
    for (const curl_slist *entry = chain->certinfo[0]; entry != nullptr; entry = entry->next) {
        QByteArray text(entry->data);
        if (!text.startsWith("Cert:"))
            continue;
        text.remove(0, 5).replace("-----BEGIN CERTIFICATE-----", "").replace("-----END CERTIFICATE-----", "");
        return QByteArray::fromBase64(text);
    }
    return {};
}

QByteArray publicKeyPinOf(const QByteArray &der)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<X509, FreeCertificate> certificate(
        d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
    if (!certificate)
        return {};
    unsigned char *encoded = nullptr;
    const int length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &encoded);
    const std::unique_ptr<unsigned char, FreeKey> owner(encoded);
    if (length <= 0)
        return {};
    const QByteArray key(reinterpret_cast<const char *>(encoded), length);
    return "sha256//" + QCryptographicHash::hash(key, QCryptographicHash::Sha256).toBase64();
}

} // namespace

std::optional<PeerCertificate> peerCertificateOf(const QUrl &url, const HttpSettings &settings)
{
    const CurlEasy easy(curl_easy_init());
    if (!easy)
        return std::nullopt;
    QUrl origin = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    origin.setPath(u"/"_s);
    CurlErrorText technical = {};
    configureTransfer(easy.get(), origin, settings.connectTimeout,
        std::chrono::ceil<std::chrono::seconds>(settings.stallTimeout), technical);
    curl_easy_setopt(easy.get(), CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(settings.connectTimeout.count()));
    curl_easy_setopt(easy.get(), CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy.get(), CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy.get(), CURLOPT_CERTINFO, 1L);
    if (curl_easy_perform(easy.get()) != CURLE_OK)
        return std::nullopt;
    const QByteArray der = derOf(easy.get());
    PeerCertificate certificate{
        QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex().toUpper()),
        publicKeyPinOf(der)
    };
    return certificate.publicKeyPin.isEmpty() ? std::nullopt : std::optional(certificate);
}

QString normalFingerprint(const QString &text)
{
    QString digits = text.toUpper();
    digits.remove(u':').remove(u' ');
    const bool isHex = std::all_of(digits.cbegin(), digits.cend(),
        [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'F'); });
    return isHex && digits.size() == digitCount ? digits : QString();
}

QString shownFingerprint(const QString &fingerprint)
{
    QStringList pairs;
    for (qsizetype i = 0; i + 1 < fingerprint.size(); i += 2)
        pairs.append(fingerprint.mid(i, 2));
    return pairs.join(u':');
}

} // namespace vitrine
