#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

class QDBusPendingCallWatcher;

namespace vitrine {

/// Keeps the computer from falling asleep, by a lock of systemd-logind, which ends with the program however
/// it dies. Never waits for an answer; without logind the computer sleeps when it likes.
class SleepInhibitor final : public QObject
{
    Q_OBJECT

public:
    explicit SleepInhibitor(const QDBusConnection &systemBus, QObject *parent = nullptr);

    /// Translated; what inhibitors are listed with.
    void setInhibited(bool inhibited, const QString &reason = {});
    bool holdsLock() const { return m_lock.isValid(); }

private:
    void handleReply(QDBusPendingCallWatcher *watcher);

    QDBusConnection m_bus;
    QDBusPendingCallWatcher *m_call = nullptr;
    QDBusUnixFileDescriptor m_lock;
    bool m_isWanted = false;
};

} // namespace vitrine
