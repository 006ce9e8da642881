#pragma once

#include <QString>
#include <QStringList>

class QSettings;

namespace vitrine {

enum class Appearance {
    Automatic, ///< as the desktop says
    Light,
    Dark,
};

/// What people have chosen in the settings, as a value.
struct Preferences {
    Appearance appearance = Appearance::Automatic;
    bool highContrast = false;
    bool reducedMotion = false;
    QString language = {}; ///< "en", "zh_TW", "zh_CN"; null for the desktop's
    int parallelTransfers = 3;
    QString newCatalogueFolder = {}; ///< where new catalogues are proposed; null for the usual place

    int trashDays = 7; ///< so long deleted images can be restored

    static constexpr int mostParallelTransfers = 16;
    static constexpr int mostTrashDays = 365;

    bool operator==(const Preferences &) const = default;
};

/// What cannot be used gives the default.
Preferences loadPreferences(const QSettings &settings);
void savePreferences(QSettings &settings, const Preferences &preferences);

/// Codes of the languages that Vitrine speaks.
QStringList languageCodes();
/// The language's name in itself, such as "繁體中文".
QString languageName(const QString &code);
/// The one of languageCodes() that fits the desktop's language best.
QString languageOfDesktop();

} // namespace vitrine
