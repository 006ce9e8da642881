#include "ui/window/windowdialogs.h"

#include <QAction>

#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/commandpalette.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/dialogs/shortcutsdialog.h"
#include "ui/life/lifelessondialog.h"
#include "ui/window/cataloguenavigation.h"
#include "ui/window/windowactions.h"

namespace vitrine {

WindowDialogs::WindowDialogs(
    WindowActions &actions, QSettings &settings, FileChooser &chooser, QWidget &window)
    : QObject(&window)
    , m_actions(actions)
    , m_settings(settings)
    , m_chooser(chooser)
    , m_window(window)
{
    connect(actions.about, &QAction::triggered, this, &WindowDialogs::showAbout);
    connect(actions.shortcuts, &QAction::triggered, this, &WindowDialogs::showShortcuts);
    connect(actions.lifeLesson, &QAction::triggered, this, &WindowDialogs::showLifeLesson);
    connect(actions.palette, &QAction::triggered, this, &WindowDialogs::showPalette);
    connect(actions.settings, &QAction::triggered, this, &WindowDialogs::showSettings);
}

void WindowDialogs::showAbout()
{
    auto *dialog = new AboutDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void WindowDialogs::showShortcuts()
{
    auto *dialog = new ShortcutsDialog(m_actions.all(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void WindowDialogs::showLifeLesson()
{
    auto *dialog = new LifeLessonDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void WindowDialogs::showSettings()
{
    auto *dialog = new SettingsDialog(loadPreferences(m_settings), m_chooser, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::preferencesChanged, this, &WindowDialogs::preferencesChanged);
    dialog->open();
}

void WindowDialogs::showPalette()
{
    QList<QAction *> actions = m_actions.all();
    actions.removeOne(m_actions.palette);
    if (m_navigation)
        actions += m_navigation->actions();
    auto *palette = new CommandPalette(actions, m_service, m_window);
    connect(palette, &CommandPalette::imageChosen, this, &WindowDialogs::imageChosen);
    palette->open();
}

} // namespace vitrine
