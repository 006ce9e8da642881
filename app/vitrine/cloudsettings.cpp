#include "app/vitrine/cloudsettings.h"

#include "core/openstack/cloudbook.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

using Method = CloudForm::Method;
using AuthType = CloudConfig::AuthType;

namespace {

void put(QVariantMap &settings, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        settings.insert(key, value);
}

AuthType typeOf(Method method)
{
    switch (method) {
    case Method::Password:
        return AuthType::Password;
    case Method::ApplicationCredential:
        return AuthType::ApplicationCredential;
    case Method::Token:
        return AuthType::Token;
    case Method::None:
        return AuthType::None;
    }
    Q_UNREACHABLE();
}

Method methodOf(AuthType type)
{
    switch (type) {
    case AuthType::ApplicationCredential:
        return Method::ApplicationCredential;
    case AuthType::Token:
        return Method::Token;
    case AuthType::None:
        return Method::None;
    case AuthType::Password:
    case AuthType::HttpBasic:
        return Method::Password;
    }
    return Method::Password;
}

QString firstOf(const QString &name, const QString &id)
{
    return name.isEmpty() ? id : name;
}

} // namespace

QVariantMap settingsOf(const CloudForm &form)
{
    QVariantMap auth;
    QVariantMap settings;
    const bool isLogin = form.method != Method::None;
    put(auth, isLogin ? u"auth_url"_s : u"endpoint"_s, form.address);
    if (form.method == Method::Password) {
        put(auth, u"username"_s, form.user);
        put(auth, u"user_domain_name"_s, firstOf(form.userDomain, u"Default"_s));
    }
    if (form.method == Method::ApplicationCredential)
        put(auth, u"application_credential_id"_s, form.credentialId);
    if (form.method == Method::Password || form.method == Method::Token) {
        put(auth, u"project_name"_s, form.project);
        if (!form.project.isEmpty())
            put(auth, u"project_domain_name"_s, firstOf(form.projectDomain, u"Default"_s));
    }
    settings.insert(u"auth_type"_s, authTypeName(typeOf(form.method)));
    settings.insert(u"auth"_s, auth);
    if (isLogin) {
        put(settings, u"region_name"_s, form.region);
        put(settings, u"interface"_s, form.interface);
    }
    put(settings, u"cacert"_s, form.caFile);
    put(settings, u"fingerprint"_s, form.fingerprint);
    return settings;
}

CloudForm formOf(const QString &name, const CloudConfig &cloud)
{
    CloudForm form;
    form.name = name;
    form.method = methodOf(cloud.authType);
    form.address
        = cloud.authType == AuthType::None ? cloud.imageEndpoint.toString() : cloud.authUrl.toString();
    form.user = firstOf(cloud.userName, cloud.userId);
    form.userDomain = firstOf(cloud.userDomainName, cloud.userDomainId);
    form.project = firstOf(cloud.scope.projectName, cloud.scope.projectId);
    form.projectDomain = firstOf(cloud.scope.projectDomainName, cloud.scope.projectDomainId);
    form.credentialId = cloud.applicationCredentialId;
    form.region = cloud.regionName;
    form.interface = cloud.interface;
    form.caFile = cloud.caFile;
    form.secret = secretOf(cloud).reveal();
    return form;
}

Result<CloudConfig> configOf(const CloudForm &form)
{
    auto cloud = cloudWithoutSecret(form.name, settingsOf(form));
    if (cloud)
        setSecret(*cloud, Secret(form.secret));
    return cloud;
}

} // namespace vitrine
