#include "ui/dialogs/preferences.h"

#include <QLocale>
#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

QString appearanceWord(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Automatic:
        return u"auto"_s;
    case Appearance::Light:
        return u"light"_s;
    case Appearance::Dark:
        return u"dark"_s;
    }
    Q_UNREACHABLE();
}

Appearance appearanceOf(const QString &word)
{
    return word == "light"_L1 ? Appearance::Light
        : word == "dark"_L1   ? Appearance::Dark
                              : Appearance::Automatic;
}

QString key(const char *name)
{
    return u"preferences/"_s % QLatin1String(name);
}

} // namespace

Preferences loadPreferences(const QSettings &settings)
{
    Preferences loaded;
    loaded.appearance = appearanceOf(settings.value(key("appearance")).toString());
    loaded.highContrast = settings.value(key("highContrast"), false).toBool();
    loaded.reducedMotion = settings.value(key("reducedMotion"), false).toBool();
    const QString language = settings.value(key("language")).toString();
    if (languageCodes().contains(language))
        loaded.language = language;
    const int parallel = settings.value(key("parallelTransfers"), loaded.parallelTransfers).toInt();
    if (parallel >= 1 && parallel <= Preferences::mostParallelTransfers)
        loaded.parallelTransfers = parallel;
    loaded.newCatalogueFolder = settings.value(key("newCatalogueFolder")).toString();
    const int trashDays = settings.value(key("trashDays"), loaded.trashDays).toInt();
    if (trashDays >= 1 && trashDays <= Preferences::mostTrashDays)
        loaded.trashDays = trashDays;
    return loaded;
}

void savePreferences(QSettings &settings, const Preferences &preferences)
{
    settings.setValue(key("appearance"), appearanceWord(preferences.appearance));
    settings.setValue(key("highContrast"), preferences.highContrast);
    settings.setValue(key("reducedMotion"), preferences.reducedMotion);
    settings.setValue(key("language"), preferences.language);
    settings.setValue(key("parallelTransfers"), preferences.parallelTransfers);
    settings.setValue(key("newCatalogueFolder"), preferences.newCatalogueFolder);
    settings.setValue(key("trashDays"), preferences.trashDays);
}

QStringList languageCodes()
{
    return { u"en"_s, u"zh_TW"_s, u"zh_CN"_s };
}

QString languageName(const QString &code)
{
    if (code == "zh_TW"_L1)
        return u"繁體中文"_s;
    if (code == "zh_CN"_L1)
        return u"简体中文"_s;
    return u"English"_s;
}

QString languageOfDesktop()
{
    const QLocale desktop = QLocale::system();
    if (desktop.language() != QLocale::Chinese)
        return u"en"_s;
    const bool isTraditional = desktop.script() == QLocale::TraditionalHanScript
        || desktop.territory() == QLocale::HongKong || desktop.territory() == QLocale::Taiwan
        || desktop.territory() == QLocale::Macao;
    return isTraditional ? u"zh_TW"_s : u"zh_CN"_s;
}

} // namespace vitrine
