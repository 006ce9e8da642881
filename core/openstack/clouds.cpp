#include "core/openstack/clouds.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "core/openstack/cloudsyaml.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Clouds)
};

constexpr qint64 mostBytes = (1 << 20) + 1;
constexpr QStringView suffixes[] = { u".yaml", u".yml", u".json" };

/// Every value of `over` wins, maps are merged.
QVariantMap mergedOver(QVariantMap below, const QVariantMap &over)
{
    for (auto entry = over.cbegin(); entry != over.cend(); ++entry) {
        const QVariant old = below.value(entry.key());
        const bool areMaps
            = old.typeId() == QMetaType::QVariantMap && entry.value().typeId() == QMetaType::QVariantMap;
        below.insert(
            entry.key(), areMaps ? QVariant(mergedOver(old.toMap(), entry.value().toMap())) : entry.value());
    }
    return below;
}

QStringList pathsOf(const CloudPlaces &places, const QString &stem, const QString &variable)
{
    QStringList paths;
    const QString chosen = variable.isNull() ? QString() : places.environment.value(variable);
    if (!chosen.isEmpty())
        paths.append(chosen);
    for (const QString &folder : places.folders) {
        for (const QStringView suffix : suffixes)
            paths.append(folder + u'/' + stem + suffix);
    }
    return paths;
}

bool isAuthVariable(const QString &key)
{
    return key == u"OS_AUTH_URL" || key == u"OS_AUTH_TYPE" || key == u"OS_ENDPOINT" || key == u"OS_IMAGE_URL"
        || key == u"OS_IMAGE_ENDPOINT_OVERRIDE";
}

} // namespace

CloudPlaces CloudPlaces::ofThisProgram()
{
    CloudPlaces places;
    const QProcessEnvironment &environment = places.environment;
    const QString home = QDir::homePath();
    places.folders.append(QDir::currentPath());
    places.folders.append(environment.value(u"XDG_CONFIG_HOME"_s, home + u"/.config") + u"/openstack");
    places.folders.append(home + u"/.config/openstack");
    const QString sites = environment.value(u"XDG_CONFIG_DIRS"_s, u"/etc/xdg"_s);
    for (const QString &site : sites.split(u':', Qt::SkipEmptyParts))
        places.folders.append(site + u"/openstack");
    places.folders.append(u"/etc/openstack"_s);
    places.folders.removeDuplicates();
    return places;
}

QVariantMap settingsOfVariables(const QMap<QString, QString> &variables)
{
    QVariantMap settings;
    bool isCloud = false;
    for (auto entry = variables.cbegin(); entry != variables.cend(); ++entry) {
        if (!entry.key().startsWith(u"OS_") || entry.value().isEmpty())
            continue;
        isCloud = isCloud || isAuthVariable(entry.key());
        settings.insert(entry.key().mid(3).toLower(), entry.value());
    }
    return isCloud ? settings : QVariantMap();
}

Result<Clouds> Clouds::find(const CloudPlaces &places)
{
    Clouds clouds;
    const auto ordinary = clouds.readFirst(places, u"clouds"_s, u"OS_CLIENT_CONFIG_FILE"_s);
    if (!ordinary)
        return failure(ordinary.error());
    clouds.m_cloudsFile = clouds.m_files.value(0);
    const auto secure = clouds.readFirst(places, u"secure"_s, u"OS_CLIENT_SECURE_FILE"_s);
    if (!secure)
        return failure(secure.error());
    const auto profiles = clouds.readFirst(places, u"clouds-public"_s, QString());
    if (!profiles)
        return failure(profiles.error());
    clouds.m_profiles = profiles->value(u"public-clouds"_s).toMap();
    const QVariantMap merged = mergedOver(*ordinary, *secure).value(u"clouds"_s).toMap();
    for (auto entry = merged.cbegin(); entry != merged.cend(); ++entry)
        clouds.m_clouds.insert(entry.key(), entry.value().toMap());
    clouds.m_regionName = places.environment.value(u"OS_REGION_NAME"_s);
    if (const auto added = clouds.addEnvironment(places.environment); !added)
        return failure(added.error());
    return clouds;
}

/// A file that may not be read is passed over.
Result<QVariantMap> Clouds::readFirst(const CloudPlaces &places, const QString &stem, const QString &variable)
{
    for (const QString &path : pathsOf(places, stem, variable)) {
        QFile file(path);
        if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
            continue;
        m_files.append(path);
        warnOfReaders(path);
        return cloudsFromYaml(file.read(mostBytes), path);
    }
    return QVariantMap();
}

void Clouds::warnOfReaders(const QString &path)
{
    const QFile::Permissions permissions = QFileInfo(path).permissions();
    const bool isPublic
        = path.startsWith(u"/etc/") || QFileInfo(path).fileName().startsWith(u"clouds-public");
    if (!isPublic && (permissions & (QFile::ReadOther | QFile::ReadGroup)) != 0) {
        m_warnings.append(Text::tr("Others on this computer can read “%1” and the passwords in it. "
                                   "Take that right away: chmod 600 %1")
                              .arg(path));
    }
}

Result<void> Clouds::addEnvironment(const QProcessEnvironment &environment)
{
    QMap<QString, QString> variables;
    for (const QString &key : environment.keys())
        variables.insert(key, environment.value(key));
    const QVariantMap settings = settingsOfVariables(variables);
    if (settings.isEmpty())
        return {};
    m_environmentName = environment.value(u"OS_CLOUD_NAME"_s, u"envvars"_s);
    if (m_clouds.contains(m_environmentName)) {
        return failure(ErrorCode::Conflict,
            Text::tr("“%1” has a cloud “%2”, and so has the environment. Rename the one in the file, or give "
                     "the environment’s another name with OS_CLOUD_NAME.")
                .arg(m_cloudsFile, m_environmentName));
    }
    m_clouds.insert(m_environmentName, settings);
    return {};
}

Result<QVariantMap> Clouds::withProfile(const QString &name, const QVariantMap &settings) const
{
    const QString profile = settings.value(u"profile"_s, settings.value(u"cloud"_s)).toString();
    if (profile.isEmpty())
        return settings;
    if (!m_profiles.contains(profile)) {
        return failure(ErrorCode::NotFound,
            Text::tr(
                "The cloud “%1” builds on the profile “%2”, which no clouds-public.yaml has. Add it there.")
                .arg(name, profile));
    }
    return mergedOver(m_profiles.value(profile).toMap(), settings);
}

Result<CloudConfig> Clouds::cloud(const QString &name) const
{
    if (!m_clouds.contains(name)) {
        return failure(ErrorCode::NotFound,
            m_clouds.isEmpty()
                ? Text::tr(
                    "There is no cloud “%1”, nor any other: no clouds.yaml was found, and OS_AUTH_URL is "
                    "not set.")
                      .arg(name)
                : Text::tr("There is no cloud “%1”. These are known: %2.").arg(name, names().join(u", "_s)));
    }
    const auto settings = withProfile(name, m_clouds.value(name));
    if (!settings)
        return failure(settings.error());
    const bool isEnvironment = name == m_environmentName;
    auto config = cloudFromSettings(name, *settings, isEnvironment ? QString() : m_regionName);
    if (config && !isEnvironment)
        config->source = m_cloudsFile;
    return config;
}

} // namespace vitrine
