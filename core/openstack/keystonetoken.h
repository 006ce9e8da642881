#pragma once

#include <optional>

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include "core/openstack/cloudconfig.h"
#include "core/openstack/httpclient.h"
#include "core/support/result.h"

namespace vitrine {

/// One address of a service, from the catalogue that comes with a token.
struct ServiceEndpoint {
    QString serviceType; ///< "image"
    QString interface; ///< "public", "internal" or "admin"
    QString regionName;
    QUrl url;

    bool operator==(const ServiceEndpoint &) const = default;
};

/// What Keystone gave.
struct KeystoneToken {
    Secret id;
    std::optional<QDateTime> expiresAt; ///< on the server's clock; none when it does not say
    qint64 clockOffset = 0; ///< milliseconds that the server's clock is ahead of ours
    std::chrono::milliseconds lifetime{ 0 }; ///< that it had when it came
    QString userId;
    QString userName;
    QString projectId;
    QString projectName;
    QStringList roles;
    QList<ServiceEndpoint> endpoints;

    /// Whether it is time for a new one: less than five minutes are left, or half of a short life.
    bool isStale(const QDateTime &now) const;
    /// Whether less than half of its life is left.
    bool isHalfOver(const QDateTime &now) const;
};

/// The body of POST /v3/auth/tokens.
QByteArray keystoneRequestOf(const CloudConfig &cloud);
/// Reads the answer to it. `now` is the time on our clock.
Result<KeystoneToken> keystoneTokenOf(
    const CloudConfig &cloud, const HttpResponse &response, const QDateTime &now);
/// Why Keystone gave none.
Error keystoneErrorOf(const CloudConfig &cloud, const HttpResponse &response);

/// The address of the image service, without a version. An error names the regions or interfaces there are.
Result<QUrl> imageEndpointOf(const CloudConfig &cloud, const QList<ServiceEndpoint> &endpoints);

} // namespace vitrine
