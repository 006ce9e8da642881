#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>
#include <QVariantMap>

#include "core/openstack/secret.h"
#include "core/support/result.h"

namespace vitrine {

/// What a token is to be good for. Of two that name the same thing the id wins.
struct CloudScope {
    QString projectId;
    QString projectName;
    QString projectDomainId;
    QString projectDomainName;
    QString domainId;
    QString domainName;
    bool isSystem = false;

    bool hasProject() const { return !projectId.isEmpty() || !projectName.isEmpty(); }
    bool hasDomain() const { return !domainId.isEmpty() || !domainName.isEmpty(); }
    bool operator==(const CloudScope &) const = default;
};

/// How to reach one cloud and who one is there.
struct CloudConfig {
    enum class AuthType { Password, Token, ApplicationCredential, HttpBasic, None };

    QString name;
    QString source; ///< the file it was read from; null for the environment
    AuthType authType = AuthType::Password;
    QUrl authUrl; ///< of Keystone, without the /v3
    QString userId;
    QString userName;
    QString userDomainId;
    QString userDomainName;
    Secret password;
    Secret token;
    QString applicationCredentialId;
    QString applicationCredentialName;
    Secret applicationCredentialSecret;
    CloudScope scope;
    QString regionName; ///< empty: the only one
    QString interface = QStringLiteral("public");
    QUrl imageEndpoint; ///< instead of the one in the catalogue of services
    bool isVerified = true; ///< false: the server need not prove who it is
    QString caFile; ///< certificates to trust besides or instead of the system's
    QString certificateFile; ///< of this client
    QString keyFile;
    /// sha256 of certificates that are trusted though nobody vouches for them: see normalFingerprint()
    QStringList fingerprints;

    bool operator==(const CloudConfig &) const = default;
};

/// A cloud from the settings that a clouds.yaml, or the environment without its OS_, has for it. Settings may
/// stand in "auth" or beside it, with dashes or underscores; old names (tenant_name, endpoint_type) count.
/// ErrorCode::BadRequest names the setting that is missing or wrong. `regionName` chooses one of several.
Result<CloudConfig> cloudFromSettings(
    const QString &name, const QVariantMap &settings, const QString &regionName = {});

/// The word of clouds.yaml, such as "v3applicationcredential".
QString authTypeName(CloudConfig::AuthType type);

} // namespace vitrine
