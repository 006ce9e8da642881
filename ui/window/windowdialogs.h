#pragma once

#include <QWidget>

#include "core/image/image.h"

class QSettings;

namespace vitrine {

class CatalogueNavigation;
class FileChooser;
class ImageService;
class WindowActions;
struct Preferences;

/// Opens what lies over the window and belongs to the program as a whole: settings, command palette, keys,
/// about.
class WindowDialogs final : public QObject
{
    Q_OBJECT

public:
    WindowDialogs(WindowActions &actions, QSettings &settings, FileChooser &chooser, QWidget &window);

    /// Whose images the palette finds; null while no catalogue is shown.
    void setService(ImageService *service) { m_service = service; }
    /// Whose catalogues the palette finds.
    void setNavigation(CatalogueNavigation *navigation) { m_navigation = navigation; }
    void showSettings();
    void showLifeLesson();

Q_SIGNALS:
    void imageChosen(const vitrine::ImageId &id);
    void preferencesChanged(const vitrine::Preferences &preferences);

private:
    void showAbout();
    void showShortcuts();
    void showPalette();

    WindowActions &m_actions;
    QSettings &m_settings;
    FileChooser &m_chooser;
    QWidget &m_window;
    ImageService *m_service = nullptr;
    CatalogueNavigation *m_navigation = nullptr;
};

} // namespace vitrine
