#pragma once

#include <optional>

#include <QColor>
#include <QObject>
#include <QPalette>
#include <QPointer>
#include <QVariant>

#include "ui/dialogs/preferences.h"

class QApplication;
class QDBusVariant;
class QPaintDevice;
class QSettings;

namespace vitrine {

class VitrineStyle;

enum class ColorScheme { Light, Dark };

/// Distances in logical pixels; everything sits on a grid of four.
namespace spacing {
inline constexpr int half = 4;
inline constexpr int unit = 8;
inline constexpr int wide = 16;
} // namespace spacing

/// The colours of the program in one scheme, with `accent` for what is selected or pressed.
QPalette themePalette(ColorScheme scheme, const QColor &accent, bool highContrast = false);
QColor defaultAccent(ColorScheme scheme);
/// `accent` made light or dark enough to read white (light scheme) or to glow (dark scheme).
QColor readableAccent(ColorScheme scheme, const QColor &accent);
/// Which scheme a palette belongs to, for painters that need to know.
ColorScheme schemeOf(const QPalette &palette);

/// Dresses the application and follows the desktop's colour scheme and accent through the settings portal.
///
/// Qt 6.4 cannot tell the scheme, so it is asked over D-Bus without waiting: the last known scheme is shown
/// until the desktop answers. The preferences come before the desktop, VITRINE_COLOR_SCHEME (light, dark,
/// auto) before both.
class Theme final : public QObject
{
    Q_OBJECT

public:
    /// Sets style and palette at once. `settings` keeps the last known scheme.
    Theme(QApplication &application, QSettings &settings);

    ColorScheme scheme() const { return m_scheme; }
    /// Colours, contrast and motion as people want them; holds at once.
    void setPreferences(const Preferences &preferences);
    /// Starts asking the desktop, once. Call after the first paint: connecting to the bus takes a moment.
    void followDesktop();

Q_SIGNALS:
    void schemeChanged(vitrine::ColorScheme scheme);

private Q_SLOTS:
    void handlePortalSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask(const QString &key);
    void setDesktopScheme(ColorScheme scheme);
    void settle();
    void setAccent(const std::optional<QColor> &accent);
    void apply();

    QApplication &m_application;
    QSettings &m_settings;
    QPointer<VitrineStyle> m_style; ///< owned by the application
    ColorScheme m_scheme = ColorScheme::Light;
    ColorScheme m_desktopScheme = ColorScheme::Light;
    Appearance m_appearance = Appearance::Automatic;
    bool m_isHighContrast = false;
    bool m_desktopWantsContrast = false;
    std::optional<QColor> m_accent;
    bool m_isFixed = false;
    bool m_isFollowing = false;
};

} // namespace vitrine
