#include "ui/images/imagetableview.h"

#include <algorithm>

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>

#include "ui/images/imagelistmodel.h"
#include "ui/images/imagerowdelegate.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

using Column = ImageListModel::Column;

constexpr int clockInterval = 30'000;
constexpr int nameMinimum = 208;
constexpr int cellPadding = 4;
constexpr int headerHeight = 28;

int section(Column column)
{
    return static_cast<int>(column);
}

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
    connect(model, &ImageListModel::modelReset, this, &ImageTableView::restorePlace);
    connect(model, &ImageListModel::rowsInserted, this, &ImageTableView::restoreWanted);
    connect(model, &ImageListModel::rowsRemoved, &m_selectionTimer, qOverload<>(&QTimer::start));
    connect(model, &ImageListModel::dataChanged, this, &ImageTableView::handleCellsChanged);
    connect(model, &ImageListModel::queryChanged, this, &ImageTableView::showSortOfQuery);
    connect(model, &ImageListModel::queryChanged, this, &ImageTableView::showGroupColumn);
    connect(model, &ImageListModel::stateChanged, this, [this] {
        if (m_model->state() == ImageListModel::State::Complete)
            forgetWanted();
    });
    setUpHeader();
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
    fitNameColumn();
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
    QHeaderView *bar = header();
    bar->setObjectName(QStringLiteral("imageTableHeader"));
    bar->setSectionsMovable(true);
    bar->setSectionsClickable(true);
    bar->setSortIndicatorShown(true);
    bar->setStretchLastSection(false);
    bar->setFirstSectionMovable(false);
    bar->setMinimumSectionSize(56);
    bar->setMinimumHeight(headerHeight);
    bar->setHighlightSections(false);
    bar->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(bar, &QHeaderView::customContextMenuRequested, this,
        [this, bar](const QPoint &position) { Q_EMIT headerMenuRequested(bar->mapToGlobal(position)); });
    connect(bar, &QHeaderView::sortIndicatorChanged, this, &ImageTableView::sortBy);
    placeColumns();
}

void ImageTableView::resetColumns()
{
    QHeaderView *bar = header();
    for (int column = 0; column < m_model->columnCount(); ++column)
        bar->moveSection(bar->visualIndex(column), column);
    placeColumns();
    showGroupColumn();
}

void ImageTableView::placeColumns()
{
    const QFontMetrics metrics = fontMetrics();
    const int margins = 2 * (style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 1);
    const auto widthFor
        = [&](const QString &sample) { return metrics.horizontalAdvance(sample) + margins + cellPadding; };
    QHeaderView *bar = header();
    // Room for the sort indicator, which some headers need more than their cells.
    const int arrow = style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, bar) + 8;
    for (int i = 0; i < m_model->columnCount(); ++i)
        bar->resizeSection(
            i, widthFor(m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString()) + arrow);
    const auto widen = [bar](Column column, int width) {
        bar->resizeSection(section(column), qMax(width, bar->sectionSize(section(column))));
    };
    widen(Column::Status, ImageRowDelegate::statusWidth(metrics));
    widen(Column::Size, widthFor(QStringLiteral("88.88 MiB")));
    widen(Column::VirtualSize, widthFor(QStringLiteral("88.88 MiB")));
    widen(Column::Changed, widthFor(QStringLiteral("8888-88-88")));
    widen(Column::System, widthFor(QStringLiteral("Rocky Linux 9.4")));
    widen(Column::Tags, widthFor(QStringLiteral("course, cloud, lab")));
    widen(Column::Owner, widthFor(QString(16, u'0')));
    widen(Column::Created, widthFor(QStringLiteral("8888-88-88")));
    widen(Column::Id, widthFor(QString(36, u'0')));
    widen(Column::Hash, widthFor(QString(13, u'0')));
    // A status word without its icon, and a number.
    widen(Column::Group, ImageRowDelegate::statusWidth(metrics) + 3 * cellPadding);
    for (int i = 0; i < m_model->columnCount(); ++i)
        bar->setSectionHidden(i, i > section(Column::Changed));
    fitNameColumn();
}

void ImageTableView::sortBy(int column, Qt::SortOrder order)
{
    m_model->sort(column, order);
    // The arrow stays where it was when the service cannot sort by this.
    showSortOfQuery();
}

void ImageTableView::showGroupColumn()
{
    QHeaderView *bar = header();
    const bool isGrouped = m_model->grouping().has_value();
    const int group = section(Column::Group);
    bar->moveSection(bar->visualIndex(group), isGrouped ? 0 : bar->count() - 1);
    bar->setSectionHidden(group, !isGrouped);
    fitNameColumn();
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

void ImageTableView::fitNameColumn()
{
    if (!m_model)
        return;
    // The name takes what the others leave, but stays readable: then the table scrolls sideways.
    QHeaderView *bar = header();
    const int name = section(Column::Name);
    const int others = bar->length() - bar->sectionSize(name);
    const bool isRoomy = viewport()->width() - others >= nameMinimum;
    bar->setSectionResizeMode(name, isRoomy ? QHeaderView::Stretch : QHeaderView::Interactive);
    if (!isRoomy)
        bar->resizeSection(name, nameMinimum);
}

void ImageTableView::showSortOfQuery()
{
    const QList<SortKey> keys = m_model->ownSort();
    const SortKey key = keys.isEmpty() ? SortKey{} : keys.constFirst();
    const std::optional<Column> column = ImageListModel::columnOf(key.field);
    const QSignalBlocker quiet(header());
    header()->setSortIndicator(column ? section(*column) : -1, key.order);
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
