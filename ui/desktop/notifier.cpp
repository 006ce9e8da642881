#include "ui/desktop/notifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

#include "core/support/log.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;
/// The server decides how long it shows.
constexpr int defaultExpiry = -1;

} // namespace

Notifier::Notifier(const QDBusConnection &sessionBus, QObject *parent)
    : QObject(parent)
    , m_bus(sessionBus)
{
    if (m_bus.isConnected())
        m_bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(handleAction(uint, QString)));
}

void Notifier::show(const QString &title, const QString &text)
{
    if (!m_bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    // Servers may read the text as markup; names of files are none.
    const QStringList actions{ u"default"_s, tr("Show Vitrine") };
    const QVariantMap hints{ { u"desktop-entry"_s, u"io.github.vitrine.Vitrine"_s },
        { u"category"_s, u"transfer.complete"_s } };
    call << u"Vitrine"_s << m_shown << u"io.github.vitrine.Vitrine"_s << title << text.toHtmlEscaped()
         << actions << hints << defaultExpiry;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &Notifier::handleShown);
}

void Notifier::handleShown(QDBusPendingCallWatcher *watcher)
{
    watcher->deleteLater();
    const QDBusPendingReply<uint> reply = *watcher;
    if (reply.isError())
        qCInfo(lcUi) << "cannot notify:" << reply.error().message();
    else
        m_shown = reply.value();
}

void Notifier::handleAction(uint id, const QString &action)
{
    if (id != 0 && id == m_shown && action == u"default"_s)
        Q_EMIT activated();
}

} // namespace vitrine
