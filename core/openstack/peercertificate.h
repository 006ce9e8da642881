#pragma once

#include <optional>

#include <QByteArray>
#include <QString>
#include <QUrl>

#include "core/openstack/httpclient.h"

namespace vitrine {

/// What a TLS server shows of itself, whether it is to be trusted or not.
struct PeerCertificate {
    QString fingerprint; ///< sha256, sixty-four hexadecimal digits in capitals
    QByteArray publicKeyPin; ///< as curl takes it: "sha256//…"
};

/// Shakes hands with the server of `url` and asks it nothing.
std::optional<PeerCertificate> peerCertificateOf(const QUrl &url, const HttpSettings &settings);

/// One spelling of a fingerprint, which people write with colons, spaces or small letters. Null when `text`
/// is no sha256.
QString normalFingerprint(const QString &text);
/// "AB:CD:…", as other programs show it.
QString shownFingerprint(const QString &fingerprint);

} // namespace vitrine
