#include "ui/adding/addingtable.h"

#include <algorithm>

#include <QHeaderView>
#include <QKeyEvent>

#include "ui/adding/addingdelegate.h"
#include "ui/adding/addingmodel.h"

namespace vitrine {

namespace {

using Column = AddingModel::Column;

constexpr int smallestRow = 28;
constexpr int headerHeight = 28;

int widthOf(Column column)
{
    switch (column) {
    case Column::File:
        return 210;
    case Column::Name:
        return 190;
    case Column::Found:
        return 96;
    case Column::Preset:
        return 150;
    case Column::Architecture:
        return 96;
    default:
        return 84;
    }
}

} // namespace

AddingTable::AddingTable(AddingModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("addingTable"));
    setAccessibleName(tr("Files to add"));
    setModel(&model);
    setItemDelegate(new AddingDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setTabKeyNavigation(false); // Tab leaves the table
    setShowGrid(false);
    setWordWrap(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(smallestRow, (fontMetrics().height() + 12 + 3) / 4 * 4));
    setUpColumns();
}

void AddingTable::setUpColumns()
{
    QHeaderView *header = horizontalHeader();
    header->setFixedHeight(std::max(headerHeight, header->sizeHint().height()));
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    const QFontMetrics metrics = header->fontMetrics();
    for (int section = 0; section < AddingModel::columns; ++section) {
        const auto column = static_cast<Column>(section);
        const int title = metrics.horizontalAdvance(AddingModel::columnTitle(column)) + 28;
        const int wanted
            = column == Column::State ? AddingDelegate::stateWidth(fontMetrics()) : widthOf(column);
        header->resizeSection(section, std::max(title, wanted));
    }
}

QList<int> AddingTable::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList indexes = selectionModel()->selectedRows();
    rows.reserve(indexes.size());
    for (const QModelIndex &index : indexes)
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void AddingTable::fillDown()
{
    QList<int> rows = selectedRows();
    const QModelIndex current = currentIndex();
    if (rows.isEmpty() || !current.isValid())
        return;
    const auto column = static_cast<Column>(current.column());
    const int source = rows.takeFirst();
    if (rows.isEmpty()) {
        for (int row = source + 1; row < m_model.rowCount(); ++row)
            rows.append(row);
    }
    if (column == Column::File)
        m_model.setChecked(rows, m_model.rowAt(source).isChecked);
    else if (AddingModel::isEditable(column))
        m_model.setCells(rows, column, m_model.index(source, current.column()).data(Qt::EditRole));
}

void AddingTable::toggleChecks()
{
    const QList<int> rows = selectedRows();
    const bool areAllChecked = std::all_of(rows.cbegin(), rows.cend(), [this](int row) {
        const AddingRow &each = m_model.rowAt(row);
        return each.isChecked || each.state == AddingState::Refused;
    });
    m_model.setChecked(rows, !areAllChecked);
}

void AddingTable::commitData(QWidget *editor)
{
    const QPersistentModelIndex edited = currentIndex();
    const QVariant before = edited.data(Qt::EditRole);
    QTableView::commitData(editor);
    const QVariant value = edited.data(Qt::EditRole);
    const QList<int> rows = selectedRows();
    // An editor that was only looked into must not overwrite what differs in the other rows.
    if (value == before || rows.size() < 2 || !rows.contains(edited.row()))
        return;
    m_model.setCells(rows, static_cast<Column>(edited.column()), value);
}

bool AddingTable::stepSideways(const QKeyEvent &event)
{
    if (event.modifiers() != Qt::NoModifier || selectionModel()->selectedRows().size() < 2)
        return false;
    const QModelIndex next = moveCursor(event.key() == Qt::Key_Left ? MoveLeft : MoveRight, Qt::NoModifier);
    selectionModel()->setCurrentIndex(next, QItemSelectionModel::NoUpdate);
    scrollTo(next);
    return true;
}

void AddingTable::keyPressEvent(QKeyEvent *event)
{
    const bool isSideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    // The selected rows stay selected, to be edited together in another column.
    if (isSideways && stepSideways(*event))
        return;
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        toggleChecks();
        return;
    }
    if (event->key() == Qt::Key_D && event->modifiers() == Qt::ControlModifier) {
        fillDown();
        return;
    }
    QTableView::keyPressEvent(event);
}

void AddingTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        Q_EMIT currentRowChanged(current.row());
}

} // namespace vitrine
