#pragma once

#include <QWidget>

#include "ui/images/imagelistmodel.h"
#include "ui/images/imagetableview.h"

class QMenu;
class QSplitter;
class QStackedWidget;

namespace vitrine {

class EmptyView;
class ImageDetailsPane;
class ImageService;
class MessageStrip;
class SearchController;
class WindowActions;
struct Notice;

/// The list of images with its message strip above, the details beside, and a word where the list is empty.
class CatalogueView final : public QWidget
{
    Q_OBJECT

public:
    CatalogueView(ImageService &service, WindowActions &actions, QWidget *parent = nullptr);

    ImageListModel &model() { return m_model; }
    ImageTableView &table() { return *m_table; }
    ImageDetailsPane &details() { return *m_details; }
    QSplitter &splitter() { return *m_splitter; }

    /// Asks for the images for the first time.
    void load(const QList<SortKey> &sort, const QString &searchText);
    void setSearchText(const QString &text);
    /// Puts the focus on the list, with something selected if there is anything.
    void focusList();
    void setTrash(bool trash);
    bool isTrash() const { return m_model.query().trash; }
    void setDetailsVisible(bool visible);
    void showNotice(const Notice &notice);

    ImageSelection selection() const { return m_table->selection(); }
    /// All selected images, however many.
    QList<Image> selectedImages() const;
    /// A menu that shows and hides columns; owned by the caller.
    void fillColumnsMenu(QMenu &menu);

Q_SIGNALS:
    void selectionChanged();
    /// A tag was clicked: it is to be searched for.
    void searchRequested(const QString &text);

private:
    void showContextMenu(const QPoint &position);
    void showColumnsMenu(const QPoint &position);
    void handleSelection();
    void updatePage();
    void updateEmptyView();

    WindowActions &m_actions;
    ImageListModel m_model;
    SearchController *m_search = nullptr;
    MessageStrip *m_strip = nullptr;
    QSplitter *m_splitter = nullptr;
    QStackedWidget *m_pages = nullptr;
    ImageTableView *m_table = nullptr;
    EmptyView *m_empty = nullptr;
    ImageDetailsPane *m_details = nullptr;
    QString m_emptyKind;
};

} // namespace vitrine
