#include "core/openstack/cloudbook.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/openstack/cloudsyaml.h"
#include "core/support/durablefile.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;
using AuthType = CloudConfig::AuthType;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CloudBook)
};

constexpr qint64 mostBytes = (1 << 20) + 1;

bool isSecret(const QString &key)
{
    const QString name = QString(key).replace(u'-', u'_');
    return name == u"password" || name == u"token" || name == u"auth_token" || name == u"passcode"
        || name.endsWith(u"secret");
}

} // namespace

Result<CloudBook> CloudBook::read(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return CloudBook();
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::IoError,
            Text::tr("The list of your clouds in “%1” cannot be read: %2.").arg(path, file.errorString()));
    }
    const auto all = cloudsFromYaml(file.read(mostBytes), path);
    if (!all)
        return failure(all.error());
    CloudBook book;
    const QVariantMap clouds = all->value(u"clouds"_s).toMap();
    for (auto cloud = clouds.cbegin(); cloud != clouds.cend(); ++cloud)
        book.clouds.insert(cloud.key(), settingsWithoutSecrets(cloud.value().toMap()));
    const QVariantList files = all->value(u"vitrine"_s).toMap().value(u"files"_s).toList();
    for (const QVariant &each : files)
        book.files.append(each.toString());
    return book;
}

Result<void> CloudBook::write(const QString &path) const
{
    QJsonObject all;
    QJsonObject described;
    for (auto cloud = clouds.cbegin(); cloud != clouds.cend(); ++cloud)
        described.insert(cloud.key(), QJsonObject::fromVariantMap(settingsWithoutSecrets(cloud.value())));
    all.insert(u"clouds"_s, described);
    all.insert(u"vitrine"_s, QJsonObject{ { u"files"_s, QJsonArray::fromStringList(files) } });
    if (!QDir().mkpath(QFileInfo(path).path())) {
        return failure(ErrorCode::IoError,
            Text::tr("The folder of “%1” cannot be made. Check the permissions.").arg(path));
    }
    return writeFileDurably(path, QJsonDocument(all).toJson(), 0600);
}

QVariantMap settingsWithoutSecrets(const QVariantMap &settings)
{
    QVariantMap clean;
    for (auto entry = settings.cbegin(); entry != settings.cend(); ++entry) {
        if (isSecret(entry.key()))
            continue;
        const bool isMap = entry.value().typeId() == QMetaType::QVariantMap;
        clean.insert(
            entry.key(), isMap ? QVariant(settingsWithoutSecrets(entry.value().toMap())) : entry.value());
    }
    return clean;
}

bool needsSecret(AuthType type)
{
    return type != AuthType::None;
}

Secret secretOf(const CloudConfig &cloud)
{
    switch (cloud.authType) {
    case AuthType::Password:
    case AuthType::HttpBasic:
        return cloud.password;
    case AuthType::Token:
        return cloud.token;
    case AuthType::ApplicationCredential:
        return cloud.applicationCredentialSecret;
    case AuthType::None:
        return {};
    }
    return {};
}

void setSecret(CloudConfig &cloud, const Secret &secret)
{
    switch (cloud.authType) {
    case AuthType::Password:
    case AuthType::HttpBasic:
        cloud.password = secret;
        return;
    case AuthType::Token:
        cloud.token = secret;
        return;
    case AuthType::ApplicationCredential:
        cloud.applicationCredentialSecret = secret;
        return;
    case AuthType::None:
        return;
    }
}

Result<CloudConfig> cloudWithoutSecret(const QString &name, const QVariantMap &settings)
{
    // What the settings lack on purpose is not to be called missing.
    QVariantMap complete = settings;
    const QString type = settings.value(u"auth_type"_s).toString();
    QVariantMap auth = settings.value(u"auth"_s).toMap();
    if (type.endsWith(u"token"))
        auth.insert(u"token"_s, u"-"_s);
    else if (type.contains(u"application"))
        auth.insert(u"application_credential_secret"_s, u"-"_s);
    complete.insert(u"auth"_s, auth);
    auto cloud = cloudFromSettings(name, complete);
    if (cloud)
        setSecret(*cloud, {});
    return cloud;
}

} // namespace vitrine
