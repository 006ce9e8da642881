#pragma once

#include <QObject>

#include "ui/window/notice.h"

class QAction;
class QActionGroup;
class QMenu;

namespace vitrine {

class CatalogueRegistry;
class CatalogueSidebar;
class FileChooser;
class WindowActions;

/// How people move between catalogues: sidebar, menu and Ctrl+1 to Ctrl+9; and how the list of them changes.
class CatalogueNavigation final : public QObject
{
    Q_OBJECT

public:
    /// `menu` gets an entry for each catalogue before its first separator.
    CatalogueNavigation(CatalogueRegistry &registry, WindowActions &actions, FileChooser &chooser,
        QMenu &menu, QWidget &window);

    CatalogueSidebar *sidebar() const { return m_sidebar; }
    /// One action for each catalogue, in the list's order.
    QList<QAction *> actions() const;
    /// Label of the one that is shown; null when there is none.
    QString currentLabel() const;

Q_SIGNALS:
    void noticed(const vitrine::Notice &notice);
    void labelChanged();

private:
    void chooseFolder();
    void remove(const QString &id, int position);
    void rebuild();
    void rebuildCopyMenu();
    void updateEntry(const QString &id);

    CatalogueRegistry &m_registry;
    FileChooser &m_chooser;
    QMenu &m_menu;
    QMenu &m_copyMenu;
    QWidget &m_window;
    QActionGroup *m_entries = nullptr;
    CatalogueSidebar *m_sidebar = nullptr;
};

} // namespace vitrine
