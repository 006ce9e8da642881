#include "ui/desktop/launcherprogress.h"

#include <algorithm>
#include <cmath>

#include <QDBusMessage>
#include <QVariantMap>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

LauncherProgress::LauncherProgress(const QDBusConnection &sessionBus)
    : m_bus(sessionBus)
{
    send();
}

LauncherProgress::~LauncherProgress()
{
    show(std::nullopt);
}

void LauncherProgress::show(std::optional<double> fraction)
{
    const std::optional<int> percent = fraction
        ? std::optional(static_cast<int>(std::floor(std::clamp(*fraction, 0.0, 1.0) * 100)))
        : std::nullopt;
    if (percent == m_percent)
        return;
    m_percent = percent;
    send();
}

void LauncherProgress::send() const
{
    if (!m_bus.isConnected())
        return;
    QDBusMessage signal = QDBusMessage::createSignal(
        u"/io/github/vitrine/Vitrine"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
    const QVariantMap properties{ { u"progress"_s, m_percent.value_or(0) / 100.0 },
        { u"progress-visible"_s, m_percent.has_value() } };
    signal << u"application://io.github.vitrine.Vitrine.desktop"_s << properties;
    m_bus.send(signal);
}

} // namespace vitrine
