#include "ui/images/imagecolumns.h"

#include <algorithm>

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QTreeView>

#include "ui/images/imagerowdelegate.h"
#include "ui/text/imagetext.h"

namespace vitrine {

namespace {

using Column = ImageColumns::Column;

constexpr int leastName = 168;
constexpr int usualName = 208;
constexpr int cellPadding = 4;
constexpr int headerHeight = 28;
constexpr int smallestSection = 56;

int section(Column column)
{
    return static_cast<int>(column);
}

QSet<Column> columnsAtFirst()
{
    return { Column::Name, Column::Status, Column::Format, Column::Size, Column::VirtualSize,
        Column::Visibility, Column::Changed };
}

/// Which of the first columns gives way before which. What people asked for stays.
int rankOf(Column column)
{
    switch (column) {
    case Column::Changed:
        return 5;
    case Column::Visibility:
        return 4;
    case Column::VirtualSize:
        return 3;
    case Column::Format:
        return 2;
    case Column::Size:
        return 1;
    default:
        return 0;
    }
}

/// As long as what usually stands in the column; null where the header is longer.
QString sampleOf(Column column)
{
    switch (column) {
    case Column::Format:
        return QStringLiteral("QCOW2");
    case Column::Size:
    case Column::VirtualSize:
        return QStringLiteral("88.88 MiB");
    case Column::Visibility:
        return text::visibilityWord(Visibility::Community);
    case Column::Changed:
    case Column::Created:
        return QStringLiteral("8888-88-88");
    case Column::System:
        return QStringLiteral("Rocky Linux 9.4");
    case Column::Tags:
        return QStringLiteral("course, cloud, lab");
    case Column::Owner:
        return QString(16, u'0');
    case Column::Id:
        return QString(36, u'0');
    case Column::Hash:
        return QString(13, u'0');
    default:
        return {};
    }
}

/// Words that may be elided: they differ in length anyway.
bool isElastic(Column column)
{
    return column == Column::System || column == Column::Tags || column == Column::Owner
        || column == Column::Id || column == Column::Hash;
}

} // namespace

ImageColumns::ImageColumns(QTreeView &view, const ImageListModel &model)
    : QObject(&view)
    , m_view(view)
    , m_model(model)
{
    setUp();
    reset();
    connect(&header(), &QHeaderView::sectionResized, this, &ImageColumns::handleResized);
}

QHeaderView &ImageColumns::header() const
{
    return *m_view.header();
}

void ImageColumns::setUp()
{
    QHeaderView &bar = header();
    bar.setObjectName(QStringLiteral("imageTableHeader"));
    bar.setSectionsMovable(true);
    bar.setSectionsClickable(true);
    bar.setSortIndicatorShown(true);
    bar.setStretchLastSection(false);
    bar.setFirstSectionMovable(false);
    bar.setMinimumSectionSize(smallestSection);
    bar.setMinimumHeight(headerHeight);
    bar.setHighlightSections(false);
    bar.setContextMenuPolicy(Qt::CustomContextMenu);
}

void ImageColumns::measure()
{
    const QFontMetrics metrics = m_view.fontMetrics();
    const QStyle &style = *m_view.style();
    const int margins = 2 * (style.pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &m_view) + 1);
    const int arrow = style.pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, &header()) + 2 * cellPadding;
    for (int i = 0; i < m_model.columnCount(); ++i) {
        const auto column = static_cast<Column>(i);
        const auto widthFor
            = [&](const QString &words) { return metrics.horizontalAdvance(words) + margins + cellPadding; };
        const int title = widthFor(m_model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        const int cells = widthFor(sampleOf(column));
        m_usual[column] = std::max(title + arrow, cells);
        m_least[column] = std::max(title, isElastic(column) ? cells * 2 / 3 : cells);
    }
    m_usual[Column::Name] = usualName;
    m_least[Column::Name] = leastName;
    m_usual[Column::Status] = ImageRowDelegate::statusWidth(metrics);
    m_least[Column::Status] = m_usual[Column::Status];
    // A status word without its icon, and a number.
    m_usual[Column::Group] = ImageRowDelegate::statusWidth(metrics) + 3 * cellPadding;
    m_least[Column::Group] = ImageRowDelegate::chipWidth(metrics);
}

void ImageColumns::reset()
{
    QHeaderView &bar = header();
    for (int column = 0; column < m_model.columnCount(); ++column)
        bar.moveSection(bar.visualIndex(column), column);
    m_wanted = columnsAtFirst();
    measure();
    setGrouped(m_isGrouped);
}

void ImageColumns::setWanted(Column column, bool wanted)
{
    if (wanted)
        m_wanted.insert(column);
    else
        m_wanted.remove(column);
    fit();
}

bool ImageColumns::isShown(Column column) const
{
    return !header().isSectionHidden(section(column));
}

void ImageColumns::setGrouped(bool isGrouped)
{
    m_isGrouped = isGrouped;
    QHeaderView &bar = header();
    bar.moveSection(bar.visualIndex(section(Column::Group)), isGrouped ? 0 : bar.count() - 1);
    fit();
}

void ImageColumns::setSorted(int section)
{
    if (section == m_sorted)
        return;
    m_sorted = section;
    fit();
}

void ImageColumns::handleResized(int section, int, int now)
{
    // The name's width is what the others leave.
    const auto column = static_cast<Column>(section);
    if (!m_isFitting && now > 0 && column != Column::Name)
        m_usual[column] = now;
}

QList<Column> ImageColumns::shownInOrder() const
{
    QList<Column> columns;
    for (int place = 0; place < header().count(); ++place) {
        const auto column = static_cast<Column>(header().logicalIndex(place));
        if (column == Column::Group ? m_isGrouped : m_wanted.contains(column))
            columns.append(column);
    }
    return columns;
}

ColumnWish ImageColumns::wishOf(Column column) const
{
    const QStyle &style = *m_view.style();
    const int usual = m_usual.value(column);
    int least = m_least.value(column);
    if (section(column) == m_sorted && column != Column::Name && column != Column::Status)
        least += style.pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, &header());
    return { .least = std::min(least, usual), .usual = usual, .rank = rankOf(column) };
}

void ImageColumns::fit()
{
    const QScopedValueRollback fitting(m_isFitting, true);
    const QList<Column> columns = shownInOrder();
    QList<ColumnWish> wishes;
    for (const Column column : columns)
        wishes.append(wishOf(column));
    const int room = m_view.viewport()->width();
    QList<int> widths = fittedWidths(wishes, room);
    int sum = 0;
    for (const int width : std::as_const(widths))
        sum += width;
    if (sum > room) {
        // The drawn life beside the word is worth less than a table that needs no scroll bar.
        const qsizetype status = columns.indexOf(Column::Status);
        if (status >= 0) {
            wishes[status].least
                = std::min(wishes[status].usual, ImageRowDelegate::chipWidth(m_view.fontMetrics()));
            widths = fittedWidths(wishes, room);
        }
    }

    QHeaderView &bar = header();
    sum = 0;
    for (const int width : std::as_const(widths))
        sum += width;
    bar.setSectionResizeMode(section(Column::Name), QHeaderView::Interactive);
    for (int i = 0; i < m_model.columnCount(); ++i) {
        const qsizetype place = columns.indexOf(static_cast<Column>(i));
        const int width = place < 0 ? 0 : widths.at(place);
        bar.setSectionHidden(i, width == 0);
        if (width > 0)
            bar.resizeSection(i, width);
    }
    // The name takes what the others leave.
    if (sum <= room)
        bar.setSectionResizeMode(section(Column::Name), QHeaderView::Stretch);
}

QByteArray ImageColumns::save()
{
    QByteArray state;
    {
        const QScopedValueRollback fitting(m_isFitting, true);
        showAsWished();
        state = header().saveState();
    }
    fit();
    return state;
}

void ImageColumns::showAsWished()
{
    QHeaderView &bar = header();
    bar.setSectionResizeMode(section(Column::Name), QHeaderView::Interactive);
    for (int i = 0; i < m_model.columnCount(); ++i) {
        const auto column = static_cast<Column>(i);
        bar.setSectionHidden(i, false);
        bar.resizeSection(i, m_usual.value(column));
        bar.setSectionHidden(i, column == Column::Group ? !m_isGrouped : !m_wanted.contains(column));
    }
}

void ImageColumns::restore(const QByteArray &state)
{
    {
        const QScopedValueRollback fitting(m_isFitting, true);
        QHeaderView &bar = header();
        // The order of the rows is the query's, whatever the state says.
        const QSignalBlocker quiet(bar);
        if (!bar.restoreState(state))
            return;
        m_wanted = { Column::Name };
        for (int i = 0; i < m_model.columnCount(); ++i) {
            const auto column = static_cast<Column>(i);
            if (!bar.isSectionHidden(i) && column != Column::Group)
                m_wanted.insert(column);
            bar.setSectionHidden(i, false);
            if (bar.sectionSize(i) >= smallestSection && column != Column::Name)
                m_usual[column] = bar.sectionSize(i);
        }
    }
    setGrouped(m_isGrouped);
}

} // namespace vitrine
