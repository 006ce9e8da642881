#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QTest>
#include <QUuid>

namespace vitrine::test {

/// A D-Bus daemon of this test alone.
class PrivateBus
{
public:
    PrivateBus()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
            { QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address") });
        if (m_daemon.waitForReadyRead(10'000))
            m_address = QString::fromLocal8Bit(m_daemon.readLine()).trimmed();
    }
    ~PrivateBus()
    {
        for (const QString &name : m_names)
            QDBusConnection::disconnectFromBus(name);
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    PrivateBus(const PrivateBus &) = delete;
    PrivateBus &operator=(const PrivateBus &) = delete;

    /// Another one each time, as of another program.
    QDBusConnection connection()
    {
        m_names.append(QUuid::createUuid().toString());
        return QDBusConnection::connectToBus(m_address, m_names.constLast());
    }
    /// One that leads nowhere.
    static QDBusConnection none() { return QDBusConnection(QStringLiteral("no bus at all")); }

private:
    QProcess m_daemon;
    QString m_address;
    QStringList m_names;
};

} // namespace vitrine::test
