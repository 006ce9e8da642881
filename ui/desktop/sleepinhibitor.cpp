#include "ui/desktop/sleepinhibitor.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include "core/support/log.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

SleepInhibitor::SleepInhibitor(const QDBusConnection &systemBus, QObject *parent)
    : QObject(parent)
    , m_bus(systemBus)
{
}

void SleepInhibitor::setInhibited(bool inhibited, const QString &reason)
{
    m_isWanted = inhibited;
    if (!inhibited) {
        m_lock = QDBusUnixFileDescriptor();
        return;
    }
    if (holdsLock() || m_call || !m_bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.login1"_s,
        u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s, u"Inhibit"_s);
    call << u"sleep:idle"_s << u"Vitrine"_s << reason << u"block"_s;
    m_call = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(m_call, &QDBusPendingCallWatcher::finished, this, &SleepInhibitor::handleReply);
}

void SleepInhibitor::handleReply(QDBusPendingCallWatcher *watcher)
{
    watcher->deleteLater();
    m_call = nullptr;
    const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
    if (reply.isError()) {
        qCInfo(lcUi) << "cannot keep the computer awake:" << reply.error().message();
        return;
    }
    // The transfers may have ended meanwhile.
    if (m_isWanted)
        m_lock = reply.value();
}

} // namespace vitrine
