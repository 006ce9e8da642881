#pragma once

#include <memory>

#include <QElapsedTimer>
#include <QObject>
#include <QSettings>

#include "app/vitrine/startoptions.h"
#include "core/image/image.h"
#include "ui/dialogs/preferences.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/prompts.h"

class QApplication;

namespace vitrine {

class CatalogueHost;
class CatalogueRegistry;
class CloudHost;
class CloudDirectory;
class CloudSetup;
class DesktopTransfers;
class FirstRunPage;
class Keyring;
class Language;
class MainWindow;
class OpenedPlace;
class Theme;
struct Error;
struct FirstRunChoice;

/// Builds everything and holds it: window first, then catalogues on worker threads with what stands on them.
/// The only place that names concrete services.
class Application final : public QObject
{
    Q_OBJECT

public:
    /// `clock` has been running since the program started; it is read when VITRINE_TRACE_START is set.
    Application(QApplication &qtApplication, const StartOptions &options, Language &language,
        const QElapsedTimer &clock);
    ~Application() override;

    /// Shows the window and begins to open the catalogue; the first time, asks where images should live.
    void start();
    /// Another start of the program asks for the window.
    void activate(const QStringList &files);

private:
    bool isFirstRun() const;
    void makeClouds();
    void showFirstRun();
    void handleFirstRun(const FirstRunChoice &choice);
    void makeWindow();
    void open();
    void show(const QString &id);
    void handleOpened(const QString &id);
    void attach(const QString &id);
    /// Tells every place whether anybody looks at it now.
    void tellWhatIsShown();
    void handleFailure(const QString &id, const Error &error);
    void handleClosing(const QString &id);
    void handleCloudsRead();
    void copyImages(const QString &targetId, const QList<Image> &images);
    void enqueueCopies(const QString &targetId);
    void openPlace(const QString &id);
    OpenedPlace *placeOf(const QString &id) const;
    QList<OpenedPlace *> allPlaces() const;
    void tellRefused(const Error &error);
    void setPreferences(const Preferences &preferences);
    void handlePainted();
    void traceStart(const char *what) const;

    StartOptions m_options;
    QElapsedTimer m_clock;
    QSettings m_settings;
    Preferences m_preferences;
    Language &m_language;
    DialogFileChooser m_chooser;
    DialogPrompts m_prompts;
    Theme *m_theme = nullptr; ///< owned by the QApplication
    /// What is to be copied into a place that is only being opened: source and image.
    QMap<QString, QList<QPair<QString, ImageId>>> m_waitingCopies;
    bool m_wantsSample = false;
    bool m_isCloudAwaited = true; ///< the cloud that was shown last is not known before the clouds are read

    // Torn down from the bottom up: nothing outlives what it refers to.
    std::unique_ptr<CatalogueRegistry> m_registry;
    std::unique_ptr<CatalogueHost> m_host;
    std::unique_ptr<Keyring> m_keyring;
    std::unique_ptr<CloudDirectory> m_cloudDirectory;
    std::unique_ptr<CloudHost> m_clouds;
    std::unique_ptr<CloudSetup> m_cloudSetup;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<FirstRunPage> m_firstRun;
    std::unique_ptr<DesktopTransfers> m_desktop; ///< there once there has been a catalogue
};

} // namespace vitrine
