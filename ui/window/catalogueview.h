#pragma once

#include <QWidget>

#include "ui/finding/searchsyntax.h"
#include "ui/images/imagelistmodel.h"
#include "ui/images/imagetableview.h"
#include "ui/widgets/messagestrip.h"
#include "ui/window/sessionstate.h"

class QLabel;
class QMenu;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace vitrine {

class EmptyView;
class FilterBar;
class ImageDrag;
class ImageCardView;
class ListBar;
class ImageDetailsPane;
class ImageService;
class SearchController;
class UndoHistory;
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
    ImageCardView &cards() { return *m_cards; }
    ImageDetailsPane &details() { return *m_details; }
    QSplitter &splitter() { return *m_splitter; }
    /// What was done to images of this catalogue and can be taken back.
    UndoHistory &history();

    /// Offers the smart lists of this catalogue; `catalogue` tells it from others.
    void offerLists(QSettings &settings, const QString &catalogue);
    /// Asks for the images for the first time, to be shown at `place`; `filters` as filters() gave them.
    void load(const QList<SortKey> &sort, const QString &filters, const QString &searchText,
        const ListPlace &place = {});
    ListPlace place() const;
    /// By Status, DiskFormat, Visibility or OsDistro.
    void setGrouping(std::optional<SortField> field);
    void setSearchText(const QString &text);
    /// Filters typed into the search field become chips; the rest of the text stays there.
    void keepTypedFilters();
    /// The filters that stand as chips, as they would be typed.
    QString filters() const;
    /// Puts the focus on the list, with something selected if there is anything.
    void focusList();
    void setTrash(bool trash);
    bool isTrash() const { return m_model.query().trash; }
    void setDetailsVisible(bool visible);
    /// Selects what has come back from the trash, unless the trash is shown.
    void showRestored(const QList<vitrine::ImageId> &ids);
    /// Its images lie in a cloud: an empty list then says so.
    void setCloud(bool isCloud);
    /// What is shown may have changed meanwhile: it is greyed.
    void setStale(bool isStale);
    void showNotice(const Notice &notice);
    void clearNotice(const QString &sentence);

    ImageSelection selection() const { return m_table->selection(); }
    /// All selected images, however many.
    QList<Image> selectedImages() const;
    /// Fills a menu anew that shows and hides columns; owned by the caller.
    void fillColumnsMenu(QMenu &menu);

Q_SIGNALS:
    void selectionChanged();
    /// The search field is to hold this from now on.
    void searchRequested(const QString &text);

private:
    void tellWhyNotDragged(const Error &error);
    void showContextMenu(const QPoint &position);
    void showColumnsMenu(const QPoint &position);
    void showMessage(
        MessageStrip::Kind kind, const QString &sentence, const QString &details, int closeAfterMs);
    void handleSelection();
    void showProgress(const QModelIndex &cell, const QModelIndex &, const QList<int> &roles);
    void scrollBack(int position);
    void updatePage();
    void updateEmptyView();
    void showWhetherSimilar();
    void showCards(bool shown);
    QAbstractItemView *listView() const;
    void applySearch(const Search &search);
    void showTagged(const QString &tag);
    void showNothingFound(const ImageQuery &query);
    QStringList suggestions(Facet facet) const;

    WindowActions &m_actions;
    ImageListModel m_model;
    SearchController *m_search = nullptr;
    MessageStrip *m_strip = nullptr;
    QSplitter *m_splitter = nullptr;
    ListBar *m_listBar = nullptr;
    FilterBar *m_filterBar = nullptr;
    QLabel *m_similar = nullptr; ///< says that what is shown was not what was searched for
    QStackedWidget *m_pages = nullptr;
    ImageTableView *m_table = nullptr;
    ImageCardView *m_cards = nullptr;
    EmptyView *m_empty = nullptr;
    ImageDetailsPane *m_details = nullptr;
    QList<ImageDrag *> m_drags;
    QString m_emptyKind;
    bool m_isCloud = false;
};

} // namespace vitrine
