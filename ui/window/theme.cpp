#include "ui/window/theme.h"

#include <QApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QSettings>

#include "ui/widgets/tones.h"
#include "ui/window/vitrinestyle.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int portalTimeoutMs = 1000;

QString portalService()
{
    return u"org.freedesktop.portal.Desktop"_s;
}

QString portalPath()
{
    return u"/org/freedesktop/portal/desktop"_s;
}

QString portalInterface()
{
    return u"org.freedesktop.portal.Settings"_s;
}

QString appearanceGroup()
{
    return u"org.freedesktop.appearance"_s;
}

QString schemeSetting()
{
    return u"appearance/lastColorScheme"_s;
}

/// Read() wraps the value into two variants, SettingChanged into one.
QVariant unwrapped(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

/// The portal's accent is (ddd), each from 0 to 1; anything outside means none.
std::optional<QColor> accentFrom(const QVariant &value)
{
    if (value.userType() != qMetaTypeId<QDBusArgument>())
        return std::nullopt;
    const QDBusArgument argument = value.value<QDBusArgument>();
    if (argument.currentSignature() != "(ddd)"_L1)
        return std::nullopt;
    double red = -1;
    double green = -1;
    double blue = -1;
    argument.beginStructure();
    argument >> red >> green >> blue;
    argument.endStructure();
    const auto isShare = [](double share) { return share >= 0 && share <= 1; };
    if (!isShare(red) || !isShare(green) || !isShare(blue))
        return std::nullopt;
    return QColor::fromRgbF(static_cast<float>(red), static_cast<float>(green), static_cast<float>(blue));
}

struct SchemeColors {
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb text;
    QRgb dimText;
    QRgb button;
    QRgb border;
    QRgb tooltip;
};

constexpr SchemeColors lightColors{
    .window = 0xfff4f5f7,
    .base = 0xffffffff,
    .alternate = 0xfff8f9fa,
    .text = 0xff1f2329,
    .dimText = 0xff646b75,
    .button = 0xffffffff,
    .border = 0xffd5d8de,
    .tooltip = 0xff2b2f36,
};

constexpr SchemeColors darkColors{
    .window = 0xff22252a,
    .base = 0xff1a1c20,
    .alternate = 0xff1f2226,
    .text = 0xffe7e9ec,
    .dimText = 0xff9aa1ab,
    .button = 0xff30343a,
    .border = 0xff3b4047,
    .tooltip = 0xff3b4047,
};

constexpr SchemeColors lightContrastColors{
    .window = 0xffffffff,
    .base = 0xffffffff,
    .alternate = 0xffffffff,
    .text = 0xff000000,
    .dimText = 0xff262626,
    .button = 0xffffffff,
    .border = 0xff000000,
    .tooltip = 0xff000000,
};

constexpr SchemeColors darkContrastColors{
    .window = 0xff000000,
    .base = 0xff000000,
    .alternate = 0xff000000,
    .text = 0xffffffff,
    .dimText = 0xffdedede,
    .button = 0xff000000,
    .border = 0xffffffff,
    .tooltip = 0xff000000,
};

const SchemeColors &colorsOf(ColorScheme scheme, bool highContrast)
{
    if (scheme == ColorScheme::Light)
        return highContrast ? lightContrastColors : lightColors;
    return highContrast ? darkContrastColors : darkColors;
}

} // namespace

QColor defaultAccent(ColorScheme scheme)
{
    return QColor::fromRgb(scheme == ColorScheme::Light ? 0xff2563c9 : 0xff3571d1);
}

QColor readableAccent(ColorScheme scheme, const QColor &accent)
{
    // Dark enough for white words on it, but not lost on a dark background.
    constexpr double wantedContrast = 4.5;
    const float darkest = scheme == ColorScheme::Light ? 0.2F : 0.32F;
    QColor readable = QColor::fromHslF(
        std::max(accent.hslHueF(), 0.F), accent.hslSaturationF(), std::max(accent.lightnessF(), darkest));
    while (contrastRatio(readable, Qt::white) < wantedContrast)
        readable = readable.darker(105);
    return readable;
}

ColorScheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? ColorScheme::Dark : ColorScheme::Light;
}

QPalette themePalette(ColorScheme scheme, const QColor &accent, bool highContrast)
{
    const bool isLight = scheme == ColorScheme::Light;
    const SchemeColors &colors = colorsOf(scheme, highContrast);
    const QColor text = colors.text;
    const QColor border = colors.border;
    const QColor disabled = highContrast ? (isLight ? QColor(0x595959) : QColor(0xa6a6a6))
        : isLight                        ? QColor(0xa4aab3)
                                         : QColor(0x656c76);

    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, colors.base);
    palette.setColor(QPalette::AlternateBase, colors.alternate);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, colors.button);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, colors.dimText);
    palette.setColor(QPalette::ToolTipBase, colors.tooltip);
    palette.setColor(QPalette::ToolTipText, Qt::white);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, isLight ? accent : accent.lighter(140));
    palette.setColor(QPalette::LinkVisited, isLight ? accent.darker(120) : accent.lighter(120));
    palette.setColor(QPalette::Light, isLight ? QColor(Qt::white) : QColor(0x3b4047));
    palette.setColor(QPalette::Midlight, isLight ? QColor(0xe9ebef) : QColor(0x2b2f35));
    palette.setColor(QPalette::Mid, border);
    palette.setColor(QPalette::Dark, isLight ? QColor(0xa4aab3) : QColor(0x15171a));
    palette.setColor(QPalette::Shadow, isLight ? QColor(0x646b75) : QColor(Qt::black));
    for (const QPalette::ColorRole role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, border);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Base, colors.window);
    return palette;
}

Theme::Theme(QApplication &application, QSettings &settings)
    : QObject(&application)
    , m_application(application)
    , m_settings(settings)
    , m_style(new VitrineStyle)
{
    const QByteArray wanted = qgetenv("VITRINE_COLOR_SCHEME").toLower();
    m_isFixed = wanted == "light" || wanted == "dark";
    const bool isDark
        = m_isFixed ? wanted == "dark" : settings.value(schemeSetting()).toString() == "dark"_L1;
    m_desktopScheme = isDark ? ColorScheme::Dark : ColorScheme::Light;
    m_scheme = m_desktopScheme;
    application.setStyle(m_style);
    apply();
}

void Theme::setPreferences(const Preferences &preferences)
{
    m_appearance = preferences.appearance;
    m_isHighContrast = preferences.highContrast;
    if (VitrineStyle *style = m_style)
        style->setReducedMotion(preferences.reducedMotion);
    settle();
}

void Theme::followDesktop()
{
    if (m_isFixed || m_isFollowing || qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    m_isFollowing = true;
    bus.connect(portalService(), portalPath(), portalInterface(), u"SettingChanged"_s, this,
        SLOT(handlePortalSetting(QString, QString, QDBusVariant)));
    ask(u"color-scheme"_s);
    ask(u"accent-color"_s);
    ask(u"contrast"_s);
}

void Theme::ask(const QString &key)
{
    QDBusMessage call
        = QDBusMessage::createMethodCall(portalService(), portalPath(), portalInterface(), u"Read"_s);
    call.setArguments({ appearanceGroup(), key });
    auto *watcher
        = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, portalTimeoutMs), this);
    connect(
        watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher *finished) {
            finished->deleteLater();
            const QDBusPendingReply<QDBusVariant> reply = *finished;
            if (reply.isValid())
                handlePortalSetting(appearanceGroup(), key, reply.value());
        });
}

void Theme::handlePortalSetting(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != appearanceGroup())
        return;
    const QVariant plain = unwrapped(value.variant());
    if (key == "color-scheme"_L1)
        setDesktopScheme(plain.toUInt() == 1 ? ColorScheme::Dark : ColorScheme::Light);
    else if (key == "accent-color"_L1)
        setAccent(accentFrom(plain));
    else if (key == "contrast"_L1) {
        m_desktopWantsContrast = plain.toUInt() == 1;
        settle();
    }
}

void Theme::setDesktopScheme(ColorScheme scheme)
{
    if (m_desktopScheme == scheme)
        return;
    m_desktopScheme = scheme;
    m_settings.setValue(schemeSetting(), scheme == ColorScheme::Dark ? u"dark"_s : u"light"_s);
    settle();
}

void Theme::settle()
{
    const ColorScheme before = m_scheme;
    m_scheme = m_isFixed || m_appearance == Appearance::Automatic ? m_desktopScheme
        : m_appearance == Appearance::Dark                        ? ColorScheme::Dark
                                                                  : ColorScheme::Light;
    apply();
    if (m_scheme != before)
        Q_EMIT schemeChanged(m_scheme);
}

void Theme::setAccent(const std::optional<QColor> &accent)
{
    if (m_accent == accent)
        return;
    m_accent = accent;
    apply();
}

void Theme::apply()
{
    const QColor accent = m_accent ? readableAccent(m_scheme, *m_accent) : defaultAccent(m_scheme);
    const QPalette palette = themePalette(m_scheme, accent, m_isHighContrast || m_desktopWantsContrast);
    if (palette != m_application.palette())
        m_application.setPalette(palette);
}

} // namespace vitrine
