#pragma once

#include <QSet>
#include <QTimer>
#include <QTreeView>

#include "core/image/image.h"
#include "core/image/imagequery.h"

namespace vitrine {

class ImageColumns;
class ImageListModel;

/// What is selected, at a glance.
struct ImageSelection {
    QList<Image> images; ///< at most `detailLimit` of them, in row order
    qint64 count = 0;
    qint64 totalSize = 0; ///< bytes stored, over all

    static constexpr qsizetype detailLimit = 1000;
};

/// The list of images as a table. A QTreeView because Qt 6.4's QTableView crashes under AT-SPI.
///
/// A click on a header sorts through the model's query. The current and the selected rows are kept by id when
/// the model asks anew.
class ImageTableView final : public QTreeView
{
    Q_OBJECT

public:
    explicit ImageTableView(QWidget *parent = nullptr);

    void setImageModel(ImageListModel *model);

    /// Null when no row is current.
    ImageId currentImageId() const;
    /// Moves to the image when it is in the list; else when it comes, until people choose another.
    void setCurrentImage(const ImageId &id);
    /// Selects these, and those of them that are not in the list yet when they come.
    void selectImages(const QList<ImageId> &ids);
    QList<ImageId> selectedImageIds() const;
    ImageSelection selection() const;

    /// Which columns are shown; there once the model is.
    ImageColumns &columns() { return *m_columns; }

Q_SIGNALS:
    /// Return or double-click.
    void imageActivated(const vitrine::ImageId &id);
    /// Which images are selected, or what they hold, has changed. At most once per event-loop turn.
    void selectedImagesChanged();
    /// A menu is asked for, by mouse or key, on the selected images.
    void contextMenuRequested(const QPoint &globalPosition);
    /// The header's menu is asked for.
    void headerMenuRequested(const QPoint &globalPosition);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void drawRow(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void setUpHeader();
    void showSortOfQuery();
    void sortBy(int column, Qt::SortOrder order);
    void rememberPlace();
    void restorePlace();
    void restoreWanted();
    void forgetWanted();
    void handleCellsChanged(
        const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles);

    ImageListModel *m_model = nullptr;
    ImageColumns *m_columns = nullptr;
    QTimer m_selectionTimer;
    QTimer m_clockTimer; ///< "5 min ago" grows old
    ImageQuery m_placeQuery; ///< the query for which the place was remembered
    ImageId m_wantedCurrent; ///< not in the list yet
    QSet<ImageId> m_wantedSelection; ///< not in the list yet
    int m_scrollPosition = 0;
    bool m_isRestoring = false;
};

} // namespace vitrine
