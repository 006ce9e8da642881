#pragma once

#include <QWidget>

#include "core/image/image.h"

class QDropEvent;
class QListView;
class QMenu;
class QToolButton;

namespace vitrine {

class CatalogueListModel;
class CatalogueRegistry;
struct CatalogueEntry;

/// The list of catalogues at the left of the window. A click or Return shows one, F2 renames it in the list,
/// Delete takes it off the list.
class CatalogueSidebar final : public QWidget
{
    Q_OBJECT

public:
    explicit CatalogueSidebar(CatalogueRegistry &registry, QWidget *parent = nullptr);

    QListView &list() { return *m_list; }
    /// Null for a heading.
    QString idAt(const QModelIndex &index) const;
    /// What can be done with one entry; owned by the caller.
    void fillMenu(QMenu &menu, const QString &id);

    QSize sizeHint() const override { return { 208, 400 }; }

Q_SIGNALS:
    /// A folder is to be chosen and added.
    void addRequested();
    /// It has been taken off the list, from `position`; its files stay.
    void entryRemoved(const QString &id, int position);
    /// Images of the shown catalogue were dropped on another entry: they are to be copied there.
    void imagesDropped(const QString &id, const QList<vitrine::ImageId> &images);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool handleDrag(QDropEvent &event);
    QString targetOf(const QDropEvent &event) const;
    void open(const QModelIndex &index);
    void remove(const QString &id);
    void showMenu(const QPoint &position);
    void fillFolderMenu(QMenu &menu, const CatalogueEntry &entry);
    void fillCloudMenu(QMenu &menu, const CatalogueEntry &entry);
    void markCurrent();

    CatalogueRegistry &m_registry;
    CatalogueListModel *m_model = nullptr;
    QListView *m_list = nullptr;
    QToolButton *m_add = nullptr;
    QToolButton *m_addCloud = nullptr;
};

} // namespace vitrine
