#pragma once

#include <QDBusConnection>
#include <QObject>

class QDBusPendingCallWatcher;

namespace vitrine {

/// Tells something on the desktop by org.freedesktop.Notifications. What is told later takes the place of
/// what is still shown. Never waits for an answer; says nothing without a bus.
class Notifier final : public QObject
{
    Q_OBJECT

public:
    explicit Notifier(const QDBusConnection &sessionBus, QObject *parent = nullptr);

    void show(const QString &title, const QString &text);

Q_SIGNALS:
    /// The person clicked what was told.
    void activated();

private Q_SLOTS:
    void handleAction(uint id, const QString &action);

private:
    void handleShown(QDBusPendingCallWatcher *watcher);

    QDBusConnection m_bus;
    uint m_shown = 0; ///< 0: nothing yet
};

} // namespace vitrine
