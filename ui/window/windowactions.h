#pragma once

#include <QList>
#include <QMap>
#include <QObject>

#include "core/image/action.h"
#include "core/image/image.h"

class QAction;
class QMenu;
class QMenuBar;

namespace vitrine {

/// What decides which actions make sense now.
struct ActionSituation {
    bool isOpen = false; ///< there is a catalogue
    bool isCloud = false; ///< and it is a cloud
    bool isTrash = false; ///< the trash is shown
    QMap<Action, QString> refusals; ///< what the service would refuse, with the reason
    bool canUndo = false;
    bool canRedo = false;
    QString undoText; ///< what would be undone, such as "rename"
    QString redoText;
    qint64 selected = 0;
    bool anyDeletable = false; ///< neither protected nor deactivated
    bool anyUnprotected = false;
    bool anyActive = false;
    bool anyDeactivated = false;
    bool anyExportable = false; ///< active
    bool anyQueued = false;
    bool anyStaged = false; ///< data lie in staging, and wait for their import
};

/// Facts about these images; the rest of the situation is the caller's.
ActionSituation situationOf(const QList<Image> &images);

/// Every action of the window, made once: menu bar, toolbar and context menu show the same ones. An action
/// that makes no sense now is greyed and says why in its tooltip.
class WindowActions final : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QWidget &window);

    QAction *add = nullptr;
    QAction *paste = nullptr;
    QAction *addData = nullptr;
    QAction *importStaged = nullptr;
    QAction *exportImages = nullptr;
    QAction *convert = nullptr;
    QAction *publish = nullptr;
    QAction *rename = nullptr;
    QAction *addTag = nullptr;
    QAction *addProperty = nullptr;
    QAction *deactivate = nullptr;
    QAction *reactivate = nullptr;
    QAction *remove = nullptr;
    QAction *restore = nullptr;
    QAction *quit = nullptr;
    QAction *undo = nullptr;
    QAction *redo = nullptr;
    QMenu *copyTo = nullptr; ///< the data of each entry is the id of another catalogue or cloud
    QMenu *copyAs = nullptr; ///< the data of each entry is a text::CopyForm as int
    QAction *copyId = nullptr;
    QAction *selectAll = nullptr;
    QAction *find = nullptr;
    QAction *clearSearch = nullptr;
    QAction *addFilter = nullptr;
    QAction *trash = nullptr;
    QAction *viewTable = nullptr;
    QAction *viewCards = nullptr;
    QAction *details = nullptr;
    QAction *transfers = nullptr;
    QAction *diskUse = nullptr;
    QAction *refresh = nullptr;
    QAction *sidebar = nullptr;
    QAction *requests = nullptr;
    QAction *palette = nullptr;
    QAction *settings = nullptr;
    QAction *addCatalogue = nullptr;
    QAction *addCloud = nullptr;
    QAction *offers = nullptr;
    QAction *emptyTrash = nullptr;
    QAction *checkIntegrity = nullptr;
    QAction *lifeLesson = nullptr;
    QAction *shortcuts = nullptr;
    QAction *about = nullptr;

    void update(const ActionSituation &situation);
    /// The menus but for Columns, which the list fills itself. Gives the menu of the catalogues, which gets
    /// an entry for each of them before its first separator.
    QMenu *fillMenuBar(QMenuBar &bar, QMenu *columns) const;
    void fillContextMenu(QMenu &menu, bool isTrash) const;
    /// For the list of shortcuts.
    QList<QAction *> all() const { return m_all; }

private:
    QAction *make(const QString &name, const QString &icon, const QString &text, const QString &explanation,
        const QList<QKeySequence> &shortcuts = {});
    void allow(QAction *action, const QString &reasonAgainst);
    void makeCopyMenu();
    void updateCopyTo(const ActionSituation &situation);
    void refuse(const QMap<Action, QString> &reasons);

    QWidget &m_window;
    QList<QAction *> m_all;
};

} // namespace vitrine
