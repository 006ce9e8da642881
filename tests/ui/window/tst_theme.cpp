#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QStyle>
#include <QTemporaryDir>
#include <QTest>

#include "ui/widgets/tones.h"
#include "ui/window/theme.h"

using namespace vitrine;
using namespace Qt::Literals::StringLiterals;

class ThemeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textCanBeReadInBothSchemes_data();
    void textCanBeReadInBothSchemes();
    void anyAccentIsMadeReadable_data();
    void anyAccentIsMadeReadable();
    void environmentComesFirst();
    void lastSchemeIsShownUntilTheDesktopAnswers();
    void withoutABusNothingHappens();
    void preferencesHoldAtOnce();
    void highContrastIsHigh();
};

void ThemeTest::textCanBeReadInBothSchemes_data()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << int(ColorScheme::Light);
    QTest::newRow("dark") << int(ColorScheme::Dark);
}

void ThemeTest::textCanBeReadInBothSchemes()
{
    QFETCH(int, scheme);
    const auto colorScheme = ColorScheme(scheme);
    const QPalette palette = themePalette(colorScheme, defaultAccent(colorScheme));
    const auto ratio = [&palette](QPalette::ColorRole text, QPalette::ColorRole under) {
        return contrastRatio(palette.color(text), palette.color(under));
    };
    QVERIFY(ratio(QPalette::Text, QPalette::Base) >= 7);
    QVERIFY(ratio(QPalette::Text, QPalette::AlternateBase) >= 7);
    QVERIFY(ratio(QPalette::WindowText, QPalette::Window) >= 7);
    QVERIFY(ratio(QPalette::ButtonText, QPalette::Button) >= 7);
    QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Base) >= 4.5);
    QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Window) >= 4.5);
    QVERIFY(ratio(QPalette::Link, QPalette::Base) >= 4.5);
    QVERIFY(ratio(QPalette::ToolTipText, QPalette::ToolTipBase) >= 7);
    const double selected = ratio(QPalette::HighlightedText, QPalette::Highlight);
    QVERIFY2(selected >= 4.5, qPrintable(QString::number(selected)));
    QCOMPARE(schemeOf(palette), colorScheme);
}

void ThemeTest::anyAccentIsMadeReadable_data()
{
    QTest::addColumn<QColor>("accent");
    for (const char *name :
        { "#e5a50a", "#3584e4", "#33d17a", "#ffffff", "#000000", "#ff7800", "#9141ac", "#77767b" })
        QTest::newRow(name) << QColor(QString::fromLatin1(name));
}

void ThemeTest::anyAccentIsMadeReadable()
{
    QFETCH(QColor, accent);
    for (const ColorScheme scheme : { ColorScheme::Light, ColorScheme::Dark }) {
        const QColor readable = readableAccent(scheme, accent);
        QVERIFY2(contrastRatio(readable, Qt::white) >= 4.5, qPrintable(readable.name()));
    }
}

void ThemeTest::environmentComesFirst()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    settings.setValue(u"appearance/lastColorScheme"_s, u"light"_s);
    qputenv("VITRINE_COLOR_SCHEME", "dark");
    const Theme theme(*qApp, settings);
    qunsetenv("VITRINE_COLOR_SCHEME");
    QCOMPARE(theme.scheme(), ColorScheme::Dark);
    QCOMPARE(schemeOf(QApplication::palette()), ColorScheme::Dark);
}

void ThemeTest::lastSchemeIsShownUntilTheDesktopAnswers()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    QCOMPARE(Theme(*qApp, settings).scheme(), ColorScheme::Light);
    settings.setValue(u"appearance/lastColorScheme"_s, u"dark"_s);
    QCOMPARE(Theme(*qApp, settings).scheme(), ColorScheme::Dark);
}

void ThemeTest::withoutABusNothingHappens()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    Theme theme(*qApp, settings);
    theme.followDesktop();
    QCOMPARE(theme.scheme(), ColorScheme::Light);
}

void ThemeTest::preferencesHoldAtOnce()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    Theme theme(*qApp, settings);
    QSignalSpy changed(&theme, &Theme::schemeChanged);
    theme.setPreferences({ .appearance = Appearance::Dark });
    QCOMPARE(schemeOf(QApplication::palette()), ColorScheme::Dark);
    QCOMPARE(changed.size(), 1);
    QVERIFY(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0);
    theme.setPreferences({ .appearance = Appearance::Automatic, .reducedMotion = true });
    QCOMPARE(schemeOf(QApplication::palette()), ColorScheme::Light);
    QCOMPARE(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
}

void ThemeTest::highContrastIsHigh()
{
    for (const ColorScheme scheme : { ColorScheme::Light, ColorScheme::Dark }) {
        const QPalette palette = themePalette(scheme, defaultAccent(scheme), true);
        const auto ratio = [&palette](QPalette::ColorRole text, QPalette::ColorRole under) {
            return contrastRatio(palette.color(text), palette.color(under));
        };
        QVERIFY(ratio(QPalette::Text, QPalette::Base) >= 20);
        QVERIFY(ratio(QPalette::PlaceholderText, QPalette::Window) >= 14);
        QVERIFY(ratio(QPalette::Mid, QPalette::Window) >= 20);
        QCOMPARE(schemeOf(palette), scheme);
    }
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
