#include "ui/images/imagetableview.h"

#include <algorithm>

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>

#include "ui/images/imagecolumns.h"
#include "ui/images/imagelistmodel.h"
#include "ui/images/imagerowdelegate.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

using Column = ImageListModel::Column;

constexpr int clockInterval = 30'000;

} // namespace

ImageTableView::ImageTableView(QWidget *parent)
    : QTreeView(parent)
{
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTextElideMode(Qt::ElideRight);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setIconSize(QSize(16, 16));
    setItemDelegate(new ImageRowDelegate(this));
    setAccessibleName(tr("Images"));

    m_selectionTimer.setSingleShot(true);
    m_selectionTimer.setInterval(0);
    connect(&m_selectionTimer, &QTimer::timeout, this, &ImageTableView::selectedImagesChanged);
    m_clockTimer.start(clockInterval);
    connect(&m_clockTimer, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const Image *image = m_model->imageAt(index.row()))
            Q_EMIT imageActivated(image->id);
    });
}

void ImageTableView::setImageModel(ImageListModel *model)
{
    Q_ASSERT(!m_model && model);
    m_model = model;
    // Before the view hears of a reset, so that what is current can still be asked for.
    connect(model, &ImageListModel::modelAboutToBeReset, this, &ImageTableView::rememberPlace);
    setModel(model);
    setUpHeader();
    connect(model, &ImageListModel::modelReset, this, &ImageTableView::restorePlace);
    connect(model, &ImageListModel::rowsInserted, this, &ImageTableView::restoreWanted);
    connect(model, &ImageListModel::rowsRemoved, &m_selectionTimer, qOverload<>(&QTimer::start));
    connect(model, &ImageListModel::dataChanged, this, &ImageTableView::handleCellsChanged);
    connect(model, &ImageListModel::queryChanged, this, &ImageTableView::showSortOfQuery);
    connect(model, &ImageListModel::queryChanged, this,
        [this] { m_columns->setGrouped(m_model->grouping().has_value()); });
    connect(model, &ImageListModel::stateChanged, this, [this] {
        if (m_model->state() == ImageListModel::State::Complete)
            forgetWanted();
    });
    showSortOfQuery();
}

ImageId ImageTableView::currentImageId() const
{
    const Image *image = m_model ? m_model->imageAt(currentIndex().row()) : nullptr;
    return image ? image->id : ImageId();
}

void ImageTableView::setCurrentImage(const ImageId &id)
{
    forgetWanted();
    if (const QModelIndex index = m_model->indexOf(id); index.isValid()) {
        setCurrentIndex(index);
    } else {
        m_wantedCurrent = id;
        m_wantedSelection = { id };
    }
}

void ImageTableView::selectImages(const QList<ImageId> &ids)
{
    forgetWanted();
    clearSelection();
    m_wantedSelection = QSet<ImageId>(ids.cbegin(), ids.cend());
    m_wantedCurrent = ids.value(0);
    restoreWanted();
    scrollTo(currentIndex());
}

QList<ImageId> ImageTableView::selectedImageIds() const
{
    QList<ImageId> ids;
    const QModelIndexList rows = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    ids.reserve(rows.size());
    for (const QModelIndex &row : rows)
        ids.append(m_model->imageAt(row.row())->id);
    return ids;
}

ImageSelection ImageTableView::selection() const
{
    ImageSelection result;
    if (!selectionModel())
        return result;
    QItemSelection ranges = selectionModel()->selection();
    std::sort(ranges.begin(), ranges.end(), [](const auto &a, const auto &b) { return a.top() < b.top(); });
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const Image *image = m_model->imageAt(row);
            ++result.count;
            result.totalSize += image->size.value_or(0);
            if (result.images.size() < ImageSelection::detailLimit)
                result.images.append(*image);
        }
    }
    return result;
}

void ImageTableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        Q_EMIT contextMenuRequested(event->globalPos());
        return;
    }
    const QRect row = visualRect(currentIndex());
    Q_EMIT contextMenuRequested(viewport()->mapToGlobal(row.isValid() ? row.bottomLeft() : QPoint()));
}

void ImageTableView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (m_columns)
        m_columns->fit();
}

void ImageTableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    if (!m_isRestoring)
        forgetWanted();
    m_selectionTimer.start();
}

void ImageTableView::handleCellsChanged(
    const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    if (!roles.isEmpty() && !roles.contains(Qt::DisplayRole))
        return;
    const QItemSelection changed(topLeft, bottomRight);
    const QItemSelection &chosen = selectionModel()->selection();
    const bool concerns = std::any_of(chosen.cbegin(), chosen.cend(),
        [&](const auto &range) { return range.intersects(changed.constFirst()); });
    if (concerns)
        m_selectionTimer.start();
}

// The header

void ImageTableView::setUpHeader()
{
    m_columns = new ImageColumns(*this, *m_model);
    QHeaderView *bar = header();
    connect(bar, &QHeaderView::customContextMenuRequested, this,
        [this, bar](const QPoint &position) { Q_EMIT headerMenuRequested(bar->mapToGlobal(position)); });
    connect(bar, &QHeaderView::sortIndicatorChanged, this, &ImageTableView::sortBy);
}

void ImageTableView::sortBy(int column, Qt::SortOrder order)
{
    m_model->sort(column, order);
    // The arrow stays where it was when the service cannot sort by this.
    showSortOfQuery();
}

void ImageTableView::scrollContentsBy(int dx, int dy)
{
    QTreeView::scrollContentsBy(dx, dy);
    // The heading of a group stays at the top while its rows go by.
    if (dy != 0 && m_model && m_model->grouping())
        viewport()->update();
}

void ImageTableView::drawRow(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTreeView::drawRow(painter, option, index);
    if (index.row() == 0 || !m_model->isFirstOfGroup(index.row()))
        return;
    const QRect line(0, option.rect.top(), viewport()->width(), 1);
    painter->fillRect(line, toneColours(Tone::Muted, palette()).border);
}

void ImageTableView::showSortOfQuery()
{
    const QList<SortKey> keys = m_model->ownSort();
    const SortKey key = keys.isEmpty() ? SortKey{} : keys.constFirst();
    const std::optional<Column> column = ImageListModel::columnOf(key.field);
    const QSignalBlocker quiet(header());
    const int sorted = column ? static_cast<int>(*column) : -1;
    header()->setSortIndicator(sorted, key.order);
    m_columns->setSorted(sorted);
    header()->viewport()->update();
}

// The place that people had, kept by id

void ImageTableView::rememberPlace()
{
    m_scrollPosition = verticalScrollBar()->value();
    m_placeQuery = m_model->shownQuery();
    const bool isRefresh = m_placeQuery == m_model->query();
    const bool hasSelection = selectionModel()->hasSelection();
    // Without a selection the current row is only where the keyboard begins: another query begins at the top.
    if (m_wantedCurrent.isEmpty() && (hasSelection || isRefresh))
        m_wantedCurrent = currentImageId();
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            m_wantedSelection.insert(m_model->imageAt(row)->id);
    }
}

void ImageTableView::restorePlace()
{
    restoreWanted();
    // Qt 6.4's accessibility wants a current cell whenever there are cells.
    if (!currentIndex().isValid() && m_model->rowCount() > 0)
        selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
    m_selectionTimer.start();
    if (m_model->shownQuery() == m_placeQuery) {
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(m_scrollPosition);
    } else if (const QModelIndex current = currentIndex(); current.row() > 0) {
        scrollTo(current);
    }
}

void ImageTableView::restoreWanted()
{
    if (m_wantedCurrent.isEmpty() && m_wantedSelection.isEmpty())
        return;
    m_isRestoring = true;
    setAutoScroll(false);
    if (const QModelIndex current = m_model->indexOf(m_wantedCurrent); current.isValid()) {
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        m_wantedCurrent.clear();
    }
    QItemSelection found;
    m_wantedSelection.removeIf([this, &found](const ImageId &id) {
        const QModelIndex index = m_model->indexOf(id);
        if (index.isValid())
            found.select(index, index);
        return index.isValid();
    });
    if (!found.isEmpty())
        selectionModel()->select(found, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    setAutoScroll(true);
    m_isRestoring = false;
}

void ImageTableView::forgetWanted()
{
    m_wantedCurrent.clear();
    m_wantedSelection.clear();
}

} // namespace vitrine
