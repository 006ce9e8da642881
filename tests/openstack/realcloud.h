#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include "core/openstack/cloudconfig.h"

namespace vitrine::test {

/// A real Keystone and Glance of one's own, see openstack_cloud.py. Takes half a minute to start.
class RealCloud
{
public:
    RealCloud();
    ~RealCloud();

    /// Null once it runs; else why it cannot.
    const QString &problem() const { return m_problem; }
    /// "admin" or "student", or one of those that only log in: see openstack_cloud.py.
    CloudConfig cloud(const QString &name) const;
    /// The clouds.yaml that names both.
    QString configFile() const { return m_description.value(QStringLiteral("config")).toString(); }

    quint16 glancePort() const
    {
        return static_cast<quint16>(QUrl(m_description.value(QStringLiteral("glance")).toString()).port());
    }

    /// From there Glance may download.
    quint16 webPort() const
    {
        return static_cast<quint16>(m_description.value(QStringLiteral("web")).toInt());
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonObject m_description;
    QString m_problem;
};

} // namespace vitrine::test
