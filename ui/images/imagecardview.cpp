#include "ui/images/imagecardview.h"

#include <QContextMenuEvent>
#include <QScrollBar>

#include "ui/images/imagecarddelegate.h"
#include "ui/images/imagelistmodel.h"
#include "ui/images/imagetableview.h"

namespace vitrine {

ImageCardView::ImageCardView(QWidget *parent)
    : QListView(parent)
{
    // A wrapping list, not icon mode: that one keeps a tree of all items, which 100,000 make slow.
    setViewMode(ListMode);
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Else a card more or less would make the bar come and go, and the grid with it.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setMouseTracking(true);
    setItemDelegate(new ImageCardDelegate(this));
    setAccessibleName(tr("Images as cards"));
    connect(this, &QListView::activated, this, [this](const QModelIndex &index) {
        if (const Image *image = m_model ? m_model->imageAt(index.row()) : nullptr)
            Q_EMIT imageActivated(image->id);
    });
    fitGrid();
}

void ImageCardView::attachTo(ImageTableView &table)
{
    if (m_model)
        return;
    m_model = qobject_cast<ImageListModel *>(table.model());
    Q_ASSERT(m_model);
    connect(m_model, &ImageListModel::modelAboutToBeReset, this, &ImageCardView::beginReset);
    setModel(m_model);
    connect(m_model, &ImageListModel::modelReset, this, &ImageCardView::endReset);
    QItemSelectionModel *own = selectionModel();
    // The keyboard walks from card to card, which are the first column's cells.
    QItemSelectionModel *shared = table.selectionModel();
    const QModelIndex current = shared->currentIndex();
    if (current.isValid())
        shared->setCurrentIndex(current.siblingAtColumn(0), QItemSelectionModel::NoUpdate);
    setSelectionModel(shared);
    delete own;
    setDragEnabled(table.dragEnabled());
    setDragDropMode(table.dragDropMode());
    fitGrid();
    if (current.isValid())
        scrollTo(current.siblingAtColumn(0), PositionAtCenter);
}

void ImageCardView::detach()
{
    if (!m_model)
        return;
    m_model->disconnect(this);
    m_model = nullptr;
    setModel(nullptr);
}

void ImageCardView::reset()
{
    // A view that is reset resets its selection model too: here it is the table's, which has just found in
    // the new rows what was selected before.
    const QItemSelection selection = selectionModel() ? selectionModel()->selection() : QItemSelection();
    const QModelIndex current = currentIndex();
    QListView::reset();
    if (current.isValid())
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    if (!selection.isEmpty())
        selectionModel()->select(selection, QItemSelectionModel::Select);
}

void ImageCardView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        Q_EMIT contextMenuRequested(event->globalPos());
        return;
    }
    const QRect card = visualRect(currentIndex());
    Q_EMIT contextMenuRequested(viewport()->mapToGlobal(card.isValid() ? card.center() : QPoint()));
}

void ImageCardView::resizeEvent(QResizeEvent *event)
{
    fitGrid();
    QListView::resizeEvent(event);
}

void ImageCardView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitGrid();
}

void ImageCardView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    if (!m_isResetting)
        QListView::currentChanged(current, previous);
}

void ImageCardView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    // The table puts the selection back before this view knows the new rows.
    if (!m_isResetting)
        QListView::selectionChanged(selected, deselected);
}

void ImageCardView::fitGrid()
{
    const QSize smallest = ImageCardDelegate::smallestCard(fontMetrics());
    // The last pixel is Qt's: a row that fills the width exactly would wrap one card too early.
    const int room = viewport()->width() - 1;
    const int columns = qMax(1, room / smallest.width());
    const QSize grid(qMax(smallest.width(), room / columns), smallest.height());
    if (grid != gridSize())
        setGridSize(grid);
    verticalScrollBar()->setSingleStep(grid.height() / 2);
}

void ImageCardView::beginReset()
{
    m_isResetting = true;
    m_scrollPosition = verticalScrollBar()->value();
    m_placeQuery = m_model->shownQuery();
}

void ImageCardView::endReset()
{
    m_isResetting = false;
    executeDelayedItemsLayout();
    if (m_model->shownQuery() == m_placeQuery)
        verticalScrollBar()->setValue(m_scrollPosition);
    else if (const QModelIndex current = currentIndex(); current.row() > 0)
        scrollTo(current.siblingAtColumn(0));
    else
        scrollToTop();
}

} // namespace vitrine
