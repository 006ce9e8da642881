#pragma once

#include <QProcessEnvironment>
#include <QStringList>

#include "core/openstack/cloudconfig.h"
#include "core/support/result.h"

namespace vitrine {

/// Where clouds are looked for: the environment of the program and folders, the first first.
struct CloudPlaces {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QStringList folders;

    /// The working folder, ~/.config/openstack, those of XDG, and /etc/openstack.
    static CloudPlaces ofThisProgram();
};

/// The clouds that a person has, found as the openstack client finds them. Of each of clouds.yaml (or .yml,
/// .json), secure.yaml and clouds-public.yaml the first that can be read counts; OS_CLIENT_CONFIG_FILE and
/// OS_CLIENT_SECURE_FILE go before. secure.yaml is laid over clouds.yaml, and clouds-public.yaml lies below a
/// cloud with a `profile`. The OS_* variables are one cloud more, called "envvars" or as OS_CLOUD_NAME says.
class Clouds
{
public:
    static Result<Clouds> find(const CloudPlaces &places = CloudPlaces::ofThisProgram());

    /// In alphabetical order.
    QStringList names() const { return m_clouds.keys(); }
    /// ErrorCode::NotFound with the names that there are.
    Result<CloudConfig> cloud(const QString &name) const;
    /// The files that were read.
    const QStringList &files() const { return m_files; }
    /// Sentences about files with secrets that others can read.
    const QStringList &warnings() const { return m_warnings; }

private:
    Result<QVariantMap> readFirst(const CloudPlaces &places, const QString &stem, const QString &variable);
    Result<void> addEnvironment(const QProcessEnvironment &environment);
    Result<QVariantMap> withProfile(const QString &name, const QVariantMap &settings) const;
    void warnOfReaders(const QString &path);

    QMap<QString, QVariantMap> m_clouds;
    QVariantMap m_profiles;
    QString m_cloudsFile;
    QString m_environmentName;
    QString m_regionName; ///< what OS_REGION_NAME chooses for a cloud of a file
    QStringList m_files;
    QStringList m_warnings;
};

/// The settings that OS_* variables make, with the names of clouds.yaml; empty when they make no cloud.
QVariantMap settingsOfVariables(const QMap<QString, QString> &variables);

} // namespace vitrine
