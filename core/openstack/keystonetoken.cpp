#include "core/openstack/keystonetoken.h"

#include <algorithm>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include "core/support/webaddress.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using AuthType = CloudConfig::AuthType;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Keystone)
};

constexpr std::chrono::milliseconds freshness = std::chrono::minutes(5);

QJsonObject named(const QString &id, const QString &name, const QJsonObject &domain = {})
{
    if (!id.isEmpty())
        return { { u"id"_s, id } };
    QJsonObject object{ { u"name"_s, name } };
    if (!domain.isEmpty())
        object.insert(u"domain"_s, domain);
    return object;
}

QJsonObject userOf(const CloudConfig &cloud)
{
    return named(cloud.userId, cloud.userName, named(cloud.userDomainId, cloud.userDomainName));
}

QJsonObject identityOf(const CloudConfig &cloud)
{
    if (cloud.authType == AuthType::Token) {
        return { { u"methods"_s, QJsonArray{ u"token"_s } },
            { u"token"_s, QJsonObject{ { u"id"_s, cloud.token.reveal() } } } };
    }
    if (cloud.authType == AuthType::ApplicationCredential) {
        QJsonObject credential = named(cloud.applicationCredentialId, cloud.applicationCredentialName);
        credential.insert(u"secret"_s, cloud.applicationCredentialSecret.reveal());
        if (cloud.applicationCredentialId.isEmpty())
            credential.insert(u"user"_s, userOf(cloud));
        return { { u"methods"_s, QJsonArray{ u"application_credential"_s } },
            { u"application_credential"_s, credential } };
    }
    QJsonObject user = userOf(cloud);
    user.insert(u"password"_s, cloud.password.reveal());
    return { { u"methods"_s, QJsonArray{ u"password"_s } },
        { u"password"_s, QJsonObject{ { u"user"_s, user } } } };
}

/// Empty: what Keystone takes when nothing is said, which is the user's default project.
QJsonObject scopeOf(const CloudConfig &cloud)
{
    const CloudScope &scope = cloud.scope;
    if (cloud.authType == AuthType::ApplicationCredential)
        return {}; // it is bound to its project
    if (scope.isSystem)
        return { { u"system"_s, QJsonObject{ { u"all"_s, true } } } };
    if (scope.hasProject()) {
        const QJsonObject domain = named(scope.projectDomainId, scope.projectDomainName);
        return { { u"project"_s, named(scope.projectId, scope.projectName, domain) } };
    }
    if (scope.hasDomain())
        return { { u"domain"_s, named(scope.domainId, scope.domainName) } };
    return {};
}

/// "Sun, 06 Nov 1994 08:49:37 GMT"
QDateTime dateOf(const HttpResponse &response)
{
    QDateTime date = QLocale::c().toDateTime(
        QString::fromLatin1(response.headers.value("date")), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

QList<ServiceEndpoint> endpointsOf(const QJsonArray &catalogue)
{
    QList<ServiceEndpoint> endpoints;
    for (const QJsonValue &service : catalogue) {
        const QString type = service[u"type"].toString();
        const QJsonArray addresses = service[u"endpoints"].toArray();
        for (const QJsonValue &address : addresses) {
            const QString region = address[u"region_id"].toString(address[u"region"].toString());
            endpoints.append(
                { type, address[u"interface"].toString(), region, QUrl(address[u"url"].toString()) });
        }
    }
    return endpoints;
}

QStringList namesOf(const QJsonArray &roles)
{
    QStringList names;
    for (const QJsonValue &role : roles)
        names.append(role[u"name"].toString());
    return names;
}

void readLifetime(
    KeystoneToken &token, const QString &expiresAt, const QDateTime &serverTime, const QDateTime &now)
{
    token.clockOffset = serverTime.isValid() ? now.msecsTo(serverTime) : 0;
    const QDateTime time = QDateTime::fromString(expiresAt, Qt::ISODateWithMs).toUTC();
    const auto left = std::chrono::milliseconds(now.addMSecs(token.clockOffset).msecsTo(time));
    // One that has expired before it came is a clock gone wrong: the service will say when it is over.
    if (!time.isValid() || left.count() <= 0)
        return;
    token.expiresAt = time;
    token.lifetime = left;
}

QString serverReason(const HttpResponse &response)
{
    return QJsonDocument::fromJson(response.body)[u"error"][u"message"].toString();
}

/// Glance adds its version itself.
QUrl withoutVersion(QUrl url)
{
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    const qsizetype slash = path.lastIndexOf(u'/');
    const QStringView last = QStringView(path).mid(slash + 1);
    if (last.startsWith(u'v') && last.size() > 1 && last.at(1).isDigit())
        path.truncate(std::max<qsizetype>(slash, 0));
    url.setPath(path);
    return url;
}

Error noEndpoint(const CloudConfig &cloud, const QList<ServiceEndpoint> &all)
{
    QStringList choices;
    for (const ServiceEndpoint &endpoint : all) {
        if (endpoint.serviceType == u"image")
            choices.append(endpoint.regionName + u'/' + endpoint.interface);
    }
    choices.removeDuplicates();
    if (all.isEmpty() && !cloud.scope.hasProject()) {
        return { ErrorCode::NotFound,
            Text::tr("The cloud “%1” let you in without a project, and then names no services. Choose a "
                     "project with project_name.")
                .arg(cloud.name),
            {} };
    }
    if (choices.isEmpty()) {
        return { ErrorCode::NotFound,
            Text::tr(
                "The cloud “%1” names no image service for you. Check the project, or ask its administrator.")
                .arg(cloud.name),
            {} };
    }
    return { ErrorCode::NotFound,
        Text::tr("The cloud “%1” has no image service for region “%2” and interface “%3”. Choose one of: %4.")
            .arg(cloud.name, cloud.regionName, cloud.interface, choices.join(u", "_s)),
        {} };
}

QString refusedWho(const CloudConfig &cloud)
{
    switch (cloud.authType) {
    case AuthType::Token:
        return Text::tr(
            "The cloud “%1” does not accept the token: it has expired, or was made for another cloud. "
            "Get a new one.")
            .arg(cloud.name);
    case AuthType::ApplicationCredential:
        return Text::tr(
            "The cloud “%1” does not accept the application credential. It may have been revoked or "
            "have expired.")
            .arg(cloud.name);
    default:
        return Text::tr(
            "The cloud “%1” does not accept user name, password or project of “%2”. Check them; too "
            "many tries may lock the account.")
            .arg(cloud.name, cloud.userName.isEmpty() ? cloud.userId : cloud.userName);
    }
}

} // namespace

bool KeystoneToken::isStale(const QDateTime &now) const
{
    if (!expiresAt)
        return false;
    const qint64 left = now.addMSecs(clockOffset).msecsTo(*expiresAt);
    return left < std::min(freshness, lifetime / 2).count();
}

bool KeystoneToken::isHalfOver(const QDateTime &now) const
{
    return expiresAt && now.addMSecs(clockOffset).msecsTo(*expiresAt) < (lifetime / 2).count();
}

QByteArray keystoneRequestOf(const CloudConfig &cloud)
{
    QJsonObject auth{ { u"identity"_s, identityOf(cloud) } };
    if (const QJsonObject scope = scopeOf(cloud); !scope.isEmpty())
        auth.insert(u"scope"_s, scope);
    return QJsonDocument(QJsonObject{ { u"auth"_s, auth } }).toJson(QJsonDocument::Compact);
}

Result<KeystoneToken> keystoneTokenOf(
    const CloudConfig &cloud, const HttpResponse &response, const QDateTime &now)
{
    KeystoneToken token;
    token.id = Secret(QString::fromLatin1(response.headers.value("x-subject-token")));
    const QJsonObject body = QJsonDocument::fromJson(response.body).object().value(u"token").toObject();
    if (token.id.isEmpty() || body.isEmpty()) {
        return failure(ErrorCode::Unavailable,
            Text::tr("What answers at “%1” is no Keystone. Check auth_url of the cloud “%2”.")
                .arg(shownAddress(cloud.authUrl), cloud.name),
            u"no X-Subject-Token, or no token in the body"_s);
    }
    readLifetime(token, body.value(u"expires_at").toString(), dateOf(response), now);
    token.userId = body[u"user"][u"id"].toString();
    token.userName = body[u"user"][u"name"].toString();
    token.projectId = body[u"project"][u"id"].toString();
    token.projectName = body[u"project"][u"name"].toString();
    token.roles = namesOf(body.value(u"roles").toArray());
    token.endpoints = endpointsOf(body.value(u"catalog").toArray());
    return token;
}

Error keystoneErrorOf(const CloudConfig &cloud, const HttpResponse &response)
{
    const QString reason = serverReason(response);
    const QString detail = u"HTTP %1 %2 %3"_s.arg(response.status).arg(response.requestId(), reason);
    if (response.status == 401 && response.headers.contains("openstack-auth-receipt")) {
        return { ErrorCode::Unauthorized,
            Text::tr("The cloud “%1” asks for a second factor. Use an application credential instead.")
                .arg(cloud.name),
            detail };
    }
    if (response.status == 401 && reason.contains(u"password is expired", Qt::CaseInsensitive)) {
        return { ErrorCode::Unauthorized,
            Text::tr(
                "The password of “%2” for the cloud “%1” is over. Choose a new one in the cloud’s web page.")
                .arg(cloud.name, cloud.userName.isEmpty() ? cloud.userId : cloud.userName),
            detail };
    }
    // Keystone says of a token or a credential that it does not know that there is no such thing.
    const bool isUnknown = response.status == 404 && !reason.isEmpty()
        && (cloud.authType == AuthType::Token || cloud.authType == AuthType::ApplicationCredential);
    if (response.status == 401 || isUnknown)
        return { ErrorCode::Unauthorized, refusedWho(cloud), detail };
    if (response.status == 403) {
        return { ErrorCode::Forbidden,
            Text::tr("The cloud “%1” does not let you in: %2").arg(cloud.name, reason), detail };
    }
    if (response.status >= 500 || response.status == 429) {
        return { ErrorCode::Unavailable,
            Text::tr("Keystone of the cloud “%1” has a problem (%2). Try again later.")
                .arg(cloud.name)
                .arg(response.status),
            detail };
    }
    if (!reason.isEmpty()) {
        return { ErrorCode::BadRequest,
            Text::tr("Keystone of the cloud “%1” did not understand: %2").arg(cloud.name, reason), detail };
    }
    return { ErrorCode::Unavailable,
        Text::tr("What answers at “%1” is no Keystone. Check auth_url of the cloud “%2”.")
            .arg(shownAddress(cloud.authUrl), cloud.name),
        detail };
}

Result<QUrl> imageEndpointOf(const CloudConfig &cloud, const QList<ServiceEndpoint> &endpoints)
{
    if (!cloud.imageEndpoint.isEmpty())
        return withoutVersion(cloud.imageEndpoint);
    QList<ServiceEndpoint> fitting;
    QStringList regions;
    for (const ServiceEndpoint &endpoint : endpoints) {
        const bool fits = endpoint.serviceType == u"image" && endpoint.interface == cloud.interface
            && (cloud.regionName.isEmpty() || endpoint.regionName == cloud.regionName);
        if (!fits)
            continue;
        fitting.append(endpoint);
        if (!regions.contains(endpoint.regionName))
            regions.append(endpoint.regionName);
    }
    if (fitting.isEmpty())
        return failure(noEndpoint(cloud, endpoints));
    if (regions.size() > 1) {
        return failure(ErrorCode::BadRequest,
            Text::tr("The cloud “%1” has several regions. Choose one with region_name: %2.")
                .arg(cloud.name, regions.join(u", "_s)));
    }
    const QUrl url = fitting.constFirst().url;
    if ((url.scheme() != u"http" && url.scheme() != u"https") || url.host().isEmpty()) {
        return failure(ErrorCode::BadRequest,
            Text::tr("The cloud “%1” says that its image service is at “%2”, which is no web address.")
                .arg(cloud.name, shownAddress(url)));
    }
    return withoutVersion(url);
}

} // namespace vitrine
