#include "core/openstack/cloudconfig.h"

#include <optional>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/image/enumnames.h"
#include "core/openstack/peercertificate.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using AuthType = CloudConfig::AuthType;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CloudConfig)
};

// The first name of a type is the one it is shown by.
constexpr EnumNames<AuthType, 10> authTypeNames{ {
    { AuthType::Password, "password" },
    { AuthType::Password, "v3password" },
    { AuthType::Token, "token" },
    { AuthType::Token, "v3token" },
    { AuthType::ApplicationCredential, "v3applicationcredential" },
    { AuthType::ApplicationCredential, "application_credential" },
    { AuthType::HttpBasic, "http_basic" },
    { AuthType::None, "none" },
    { AuthType::None, "None" },
    { AuthType::None, "noauth" },
} };

/// The settings of a cloud with one spelling: underscores, "auth" and the rest side by side.
class Settings
{
public:
    explicit Settings(const QVariantMap &settings)
    {
        add(settings);
        add(settings.value(u"auth"_s).toMap());
    }

    /// The first that is there.
    QString text(std::initializer_list<const char *> keys) const
    {
        for (const char *key : keys) {
            const QString value = m_values.value(QLatin1String(key)).toString();
            if (!value.isEmpty())
                return value;
        }
        return {};
    }
    Secret secret(std::initializer_list<const char *> keys) const { return Secret(text(keys)); }
    QVariant value(const QString &key) const { return m_values.value(key); }

    /// Python's and YAML's words for it.
    std::optional<bool> boolean(const char *key) const
    {
        const QString word = text({ key }).toLower();
        if (word.isEmpty())
            return std::nullopt;
        return word == u"true" || word == u"yes" || word == u"on" || word == u"1";
    }

private:
    void add(const QVariantMap &settings)
    {
        for (auto entry = settings.cbegin(); entry != settings.cend(); ++entry) {
            QString key = entry.key();
            m_values.insert(key.replace(u'-', u'_'), entry.value());
        }
    }

    QVariantMap m_values;
};

tl::unexpected<Error> wrong(const QString &name, const QString &reason)
{
    return failure(ErrorCode::BadRequest, Text::tr("The cloud “%1” cannot be used: %2").arg(name, reason));
}

tl::unexpected<Error> missing(const QString &name, const QString &key)
{
    return wrong(name, Text::tr("the setting “%1” is missing. Add it.").arg(key));
}

AuthType guessedType(const Settings &settings)
{
    if (!settings.text({ "token", "auth_token" }).isEmpty())
        return AuthType::Token;
    if (!settings.text({ "application_credential_id", "application_credential_name" }).isEmpty())
        return AuthType::ApplicationCredential;
    return AuthType::Password;
}

Result<AuthType> authTypeOf(const QString &name, const Settings &settings)
{
    const QString word = settings.text({ "auth_type", "auth_plugin" });
    if (word.isEmpty())
        return guessedType(settings);
    const std::optional<AuthType> type = valueOf(authTypeNames, word);
    if (!type)
        return wrong(name,
            Text::tr("the auth_type “%1” is unknown. Use password, token or v3applicationcredential.")
                .arg(word));
    // "password" is what tools write by default; a token beside it says more.
    return *type == AuthType::Password ? guessedType(settings) : *type;
}

CloudScope scopeOf(const Settings &settings)
{
    CloudScope scope;
    scope.projectId = settings.text({ "project_id", "tenant_id" });
    scope.projectName = settings.text({ "project_name", "tenant_name" });
    scope.projectDomainId = settings.text({ "project_domain_id", "domain_id", "default_domain_id" });
    scope.projectDomainName
        = settings.text({ "project_domain_name", "domain_name", "default_domain_name", "default_domain" });
    if (!scope.hasProject()) {
        scope.domainId = settings.text({ "domain_id" });
        scope.domainName = settings.text({ "domain_name" });
    }
    scope.isSystem = settings.text({ "system_scope" }) == u"all";
    return scope;
}

Result<QUrl> urlOf(const QString &name, const Settings &settings, std::initializer_list<const char *> keys)
{
    const QString text = settings.text(keys);
    if (text.isEmpty())
        return QUrl();
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.isValid() || !isWeb || url.host().isEmpty()) {
        return wrong(name,
            Text::tr("“%1” is not an http or https address. Correct the setting “%2”.")
                .arg(url.toDisplayString(QUrl::RemoveUserInfo), QLatin1String(*keys.begin())));
    }
    return url;
}

/// Keystone's address without the version that many write behind it.
Result<QUrl> authUrlOf(const QString &name, const Settings &settings)
{
    auto url = urlOf(name, settings, { "auth_url" });
    if (!url || url->isEmpty())
        return url;
    QString path = url->path();
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith(u"/v2.0"))
        return wrong(name, Text::tr("Keystone’s version 2 is no longer spoken. Let auth_url end with /v3."));
    if (path.endsWith(u"/v3"))
        path.chop(3);
    url->setPath(path);
    return url;
}

/// "~" and what is written from the file's own folder.
Result<QString> fileOf(
    const QString &name, const Settings &settings, std::initializer_list<const char *> keys)
{
    QString path = settings.text(keys);
    if (path.isEmpty())
        return QString();
    if (path.startsWith(u"~/"))
        path = QDir::homePath() + path.mid(1);
    if (!QFileInfo(path).isReadable()) {
        return wrong(name,
            Text::tr("the file “%1” of the setting “%2” cannot be read.")
                .arg(path, QLatin1String(*keys.begin())));
    }
    return path;
}

QStringList regionsOf(const Settings &settings)
{
    const QVariantList regions = settings.value(u"regions"_s).toList();
    if (regions.isEmpty())
        return settings.text({ "region_name", "region" }).split(u',', Qt::SkipEmptyParts);
    QStringList names;
    for (const QVariant &region : regions) {
        const QString fromMap = region.toMap().value(u"name"_s).toString();
        names.append(fromMap.isEmpty() ? region.toString() : fromMap);
    }
    return names;
}

Result<QString> regionOf(const QString &name, const Settings &settings, const QString &wanted)
{
    const QStringList regions = regionsOf(settings);
    if (wanted.isEmpty())
        return regions.value(0);
    if (!regions.isEmpty() && !regions.contains(wanted)) {
        return wrong(
            name, Text::tr("it has no region “%1”. Choose one of: %2.").arg(wanted, regions.join(u", "_s)));
    }
    return wanted;
}

/// "publicURL" is the old form of "public".
QString interfaceOf(const Settings &settings)
{
    QString word = settings.text({ "image_interface", "image_endpoint_type", "interface", "endpoint_type" });
    if (word.endsWith(u"URL"))
        word.chop(3);
    return word.isEmpty() ? u"public"_s : word;
}

Result<void> checkUser(const CloudConfig &cloud)
{
    if (cloud.userId.isEmpty() && cloud.userName.isEmpty())
        return missing(cloud.name, u"username"_s);
    return {};
}

Result<void> checkComplete(const CloudConfig &cloud)
{
    switch (cloud.authType) {
    case AuthType::None:
    case AuthType::HttpBasic:
        if (cloud.imageEndpoint.isEmpty())
            return missing(cloud.name, u"endpoint"_s);
        if (cloud.authType == AuthType::HttpBasic && cloud.userName.isEmpty())
            return missing(cloud.name, u"username"_s);
        return {};
    case AuthType::Password:
        if (cloud.authUrl.isEmpty())
            return missing(cloud.name, u"auth_url"_s);
        return checkUser(cloud);
    case AuthType::Token:
        if (cloud.authUrl.isEmpty())
            return missing(cloud.name, u"auth_url"_s);
        if (cloud.token.isEmpty())
            return missing(cloud.name, u"token"_s);
        return {};
    case AuthType::ApplicationCredential:
        if (cloud.authUrl.isEmpty())
            return missing(cloud.name, u"auth_url"_s);
        if (cloud.applicationCredentialSecret.isEmpty())
            return missing(cloud.name, u"application_credential_secret"_s);
        return cloud.applicationCredentialId.isEmpty() ? checkUser(cloud) : Result<void>();
    }
    return {};
}

/// Whoever names no domain means Keystone's first, as with the openstack client.
void fillDomains(CloudConfig &cloud)
{
    const QString first = u"default"_s;
    if (cloud.userId.isEmpty() && cloud.userDomainId.isEmpty() && cloud.userDomainName.isEmpty())
        cloud.userDomainId = first;
    CloudScope &scope = cloud.scope;
    if (!scope.projectName.isEmpty() && scope.projectDomainId.isEmpty() && scope.projectDomainName.isEmpty())
        scope.projectDomainId = first;
}

void readUser(CloudConfig &cloud, const Settings &settings)
{
    cloud.userId = settings.text({ "user_id" });
    cloud.userName = settings.text({ "username", "user_name" });
    cloud.userDomainId = settings.text({ "user_domain_id", "domain_id", "default_domain_id" });
    cloud.userDomainName
        = settings.text({ "user_domain_name", "domain_name", "default_domain_name", "default_domain" });
    cloud.password = settings.secret({ "password" });
    cloud.token = settings.secret({ "token", "auth_token" });
    cloud.applicationCredentialId = settings.text({ "application_credential_id" });
    cloud.applicationCredentialName = settings.text({ "application_credential_name" });
    cloud.applicationCredentialSecret = settings.secret({ "application_credential_secret" });
}

Result<void> readFiles(CloudConfig &cloud, const Settings &settings)
{
    const auto caFile = fileOf(cloud.name, settings, { "cacert", "ca_file" });
    const auto certificate = fileOf(cloud.name, settings, { "cert", "cert_file" });
    const auto key = fileOf(cloud.name, settings, { "key", "key_file" });
    for (const auto &file : { caFile, certificate, key }) {
        if (!file)
            return failure(file.error());
    }
    cloud.caFile = *caFile;
    cloud.certificateFile = *certificate;
    cloud.keyFile = *key;
    return {};
}

/// One, or several: Keystone and the image service may be two servers.
Result<QStringList> fingerprintsOf(const QString &name, const Settings &settings)
{
    const QVariant value = settings.value(u"fingerprint"_s);
    const QStringList texts = value.typeId() == QMetaType::QVariantList
        ? value.toStringList()
        : value.toString().split(u',', Qt::SkipEmptyParts);
    QStringList fingerprints;
    for (const QString &text : texts) {
        const QString fingerprint = normalFingerprint(text);
        if (fingerprint.isNull()) {
            return wrong(name,
                Text::tr(
                    "the setting “fingerprint” is not the sha256 of a certificate: 64 hexadecimal digits."));
        }
        fingerprints.append(fingerprint);
    }
    return fingerprints;
}

} // namespace

QString authTypeName(AuthType type)
{
    return nameOf(authTypeNames, type);
}

Result<CloudConfig> cloudFromSettings(
    const QString &name, const QVariantMap &values, const QString &regionName)
{
    const Settings settings(values);
    CloudConfig cloud;
    cloud.name = name;
    const auto type = authTypeOf(name, settings);
    if (!type)
        return failure(type.error());
    cloud.authType = *type;
    const auto authUrl = authUrlOf(name, settings);
    if (!authUrl)
        return failure(authUrl.error());
    cloud.authUrl = *authUrl;
    const auto endpoint
        = urlOf(name, settings, { "image_endpoint_override", "endpoint", "image_url", "url" });
    if (!endpoint)
        return failure(endpoint.error());
    cloud.imageEndpoint = *endpoint;
    readUser(cloud, settings);
    cloud.scope = scopeOf(settings);
    fillDomains(cloud);
    const auto region = regionOf(name, settings, regionName);
    if (!region)
        return failure(region.error());
    cloud.regionName = *region;
    cloud.interface = interfaceOf(settings);
    cloud.isVerified
        = settings.boolean("verify").value_or(true) && !settings.boolean("insecure").value_or(false);
    const auto fingerprints = fingerprintsOf(name, settings);
    if (!fingerprints)
        return failure(fingerprints.error());
    cloud.fingerprints = *fingerprints;
    if (const auto files = readFiles(cloud, settings); !files)
        return failure(files.error());
    if (const auto complete = checkComplete(cloud); !complete)
        return failure(complete.error());
    return cloud;
}

} // namespace vitrine
