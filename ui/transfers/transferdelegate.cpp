#include "ui/transfers/transferdelegate.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/text/transfertext.h"
#include "ui/transfers/speedgraph.h"
#include "ui/transfers/transferlines.h"
#include "ui/transfers/transfersmodel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

constexpr int padding = 12;
constexpr int gap = 8;
constexpr int iconSize = 16;
constexpr int buttonSize = 28;
constexpr int barHeight = 4;
constexpr int lineGap = 4;
constexpr int graphWidth = 96;
/// Narrower rows have no room for a graph.
constexpr int graphRowWidth = 560;
constexpr int labelWidth = 160;
constexpr int widestLabel = 320;

const Transfer &transferOf(const QModelIndex &index)
{
    return static_cast<const TransfersModel *>(index.model())->transferAt(index.row());
}

void drawBar(
    QPainter *painter, const QRect &rect, const QPalette &palette, const QColor &color, double fraction)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    QColor groove = palette.color(QPalette::Text);
    groove.setAlphaF(0.14F);
    painter->setBrush(groove);
    const qreal round = rect.height() / 2.0;
    painter->drawRoundedRect(rect, round, round);
    if (fraction > 0) {
        QRectF filled = rect;
        filled.setWidth(std::max<qreal>(rect.height(), rect.width() * fraction));
        if (painter->layoutDirection() == Qt::RightToLeft)
            filled.moveRight(rect.right() + 1);
        painter->setBrush(color);
        painter->drawRoundedRect(filled, round, round);
    }
    painter->restore();
}

/// The two lines of text with the bar between label and edge.
class RowPainter
{
public:
    RowPainter(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area)
        : m_painter(painter)
        , m_option(option)
        , m_isSelected(option.state & QStyle::State_Selected)
    {
        const int height = option.fontMetrics.height();
        const int top = area.top() + (area.height() - 2 * height - lineGap) / 2;
        m_first = QRect(area.left(), top, area.width(), height);
        m_second = m_first.translated(0, height + lineGap);
    }

    void paint(const Transfer &transfer)
    {
        const QString figures = transferFigures(transfer);
        const int figuresWidth = figures.isEmpty() ? 0 : m_option.fontMetrics.horizontalAdvance(figures) + 1;
        const int titleWidth = m_first.width() - (figuresWidth > 0 ? figuresWidth + 2 * gap : 0);
        drawText(m_first, Qt::AlignTrailing, figures, mutedColor());
        drawText(part(m_first, 0, titleWidth), Qt::AlignLeading,
            m_option.fontMetrics.elidedText(transfer.title.simplified(), Qt::ElideMiddle, titleWidth),
            textColor());
        paintSecondLine(transfer);
    }

private:
    void paintSecondLine(const Transfer &transfer)
    {
        const bool hasBar
            = transfer.state == TransferState::Running || transfer.state == TransferState::Paused;
        const int width = hasBar ? barLabelWidth() : m_second.width();
        QString line = transferRunningLine(transfer).simplified();
        // Half of what limits it would say nothing.
        if (hasBar && m_option.fontMetrics.horizontalAdvance(line) > width)
            line = transferStateLine(transfer);
        const bool isBad = transfer.state == TransferState::Failed;
        const QColor color
            = isBad && !m_isSelected ? toneColours(Tone::Danger, m_option.palette).text : mutedColor();
        drawText(part(m_second, 0, width), Qt::AlignLeading,
            m_option.fontMetrics.elidedText(line, Qt::ElideRight, width), color);
        if (!hasBar)
            return;
        const QRect slot = part(m_second, width + gap, m_second.width() - width - gap);
        const QRect bar(slot.left(), slot.center().y() - barHeight / 2 + 1, slot.width(), barHeight);
        const QColor fill = m_isSelected              ? m_option.palette.color(QPalette::HighlightedText)
            : transfer.state == TransferState::Paused ? toneColours(Tone::Warning, m_option.palette).text
                                                      : m_option.palette.color(QPalette::Highlight);
        drawBar(m_painter, bar, m_option.palette, fill, text::transferFraction(transfer).value_or(0));
    }

    /// The same for all rows, so that their bars begin at one place.
    int barLabelWidth() const
    {
        const int room = m_second.width() / 2;
        return room >= widestLabel ? widestLabel : std::min(room, labelWidth);
    }

    /// A stretch of `line` from its leading edge.
    QRect part(const QRect &line, int offset, int width) const
    {
        return QStyle::visualRect(
            m_option.direction, line, QRect(line.left() + offset, line.top(), width, line.height()));
    }

    QColor textColor() const
    {
        return m_option.palette.color(m_isSelected ? QPalette::HighlightedText : QPalette::Text);
    }

    QColor mutedColor() const
    {
        return m_isSelected ? textColor() : m_option.palette.color(QPalette::PlaceholderText);
    }

    void drawText(const QRect &rect, Qt::Alignment alignment, const QString &text, const QColor &color)
    {
        m_painter->setPen(color);
        const Qt::Alignment visual
            = QStyle::visualAlignment(m_option.direction, alignment | Qt::AlignVCenter);
        m_painter->drawText(rect, static_cast<int>(visual) | Qt::TextSingleLine, text);
    }

    QPainter *m_painter;
    const QStyleOptionViewItem &m_option;
    bool m_isSelected;
    QRect m_first;
    QRect m_second;
};

} // namespace

TransferDelegate::TransferDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

QRect TransferDelegate::buttonRect(
    const QRect &rowRect, Qt::LayoutDirection direction, const Transfer &transfer, TransferAction action)
{
    const QList<TransferAction> buttons = rowButtons(transfer);
    const qsizetype place = buttons.indexOf(action);
    if (place < 0)
        return {};
    const int fromEnd = static_cast<int>(buttons.size() - place);
    const QRect logical(rowRect.right() + 1 - padding - fromEnd * buttonSize - (fromEnd - 1) * lineGap,
        rowRect.center().y() - buttonSize / 2 + 1, buttonSize, buttonSize);
    return QStyle::visualRect(direction, rowRect, logical);
}

std::optional<TransferAction> TransferDelegate::buttonAt(
    const QPoint &position, const QRect &rowRect, Qt::LayoutDirection direction, const Transfer &transfer)
{
    for (const TransferAction action : rowButtons(transfer)) {
        if (buttonRect(rowRect, direction, transfer, action).contains(position))
            return action;
    }
    return std::nullopt;
}

void TransferDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Transfer &transfer = transferOf(index);
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const QWidget *widget = option.widget;
    const QStyle *style = widget ? widget->style() : QApplication::style();
    painter->save();
    painter->setFont(row.font);
    painter->setLayoutDirection(row.direction);
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, widget);
    const bool isSelected = row.state & QStyle::State_Selected;
    painter->fillRect(QRect(row.rect.left(), row.rect.bottom(), row.rect.width(), 1),
        row.palette.color(QPalette::Midlight));

    const QRect iconRect = QStyle::visualRect(row.direction, row.rect,
        QRect(row.rect.left() + padding, row.rect.center().y() - iconSize / 2 + 1, iconSize, iconSize));
    const QString iconName = text::transferStateIcon(transfer.state);
    const QIcon icon = isSelected ? themedIcon(iconName, row.palette.color(QPalette::HighlightedText))
                                  : themedIcon(iconName, text::transferStateTone(transfer.state));
    icon.paint(painter, iconRect);

    // Rows with one button keep the place of the second free, so that figures stay in one column.
    constexpr int buttonsWidth = 2 * buttonSize + lineGap;
    const int end = padding + buttonsWidth + padding;
    const bool hasGraph = row.rect.width() >= graphRowWidth;
    const int graphSpace = hasGraph ? graphWidth + padding : 0;
    const QRect area = QStyle::visualRect(
        row.direction, row.rect, row.rect.adjusted(padding + iconSize + padding, 0, -end - graphSpace, 0));
    RowPainter(painter, row, area).paint(transfer);
    if (hasGraph) {
        const QRect graph(row.rect.right() + 1 - end - graphWidth, row.rect.top() + gap, graphWidth,
            row.rect.height() - 2 * gap);
        paintGraph(painter, row, index, QStyle::visualRect(row.direction, row.rect, graph));
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    const QPoint mouse = view ? view->viewport()->mapFromGlobal(QCursor::pos()) : QPoint(-1, -1);
    paintButtons(painter, row, transfer, mouse);
    if (row.state & QStyle::State_HasFocus && row.state & QStyle::State_KeyboardFocusChange) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(row);
        focus.rect = row.rect.adjusted(2, 2, -2, -3);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, widget);
    }
    painter->restore();
}

void TransferDelegate::paintGraph(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &rect) const
{
    const SpeedHistory *speeds = static_cast<const TransfersModel *>(index.model())->speedsAt(index.row());
    if (!speeds)
        return;
    const bool isSelected = option.state & QStyle::State_Selected;
    paintSpeedGraph(*painter, rect, *speeds,
        option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Highlight));
}

void TransferDelegate::paintButtons(QPainter *painter, const QStyleOptionViewItem &option,
    const Transfer &transfer, const QPoint &mouse) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const QColor ink = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    for (const TransferAction action : rowButtons(transfer)) {
        const QRect rect = buttonRect(option.rect, option.direction, transfer, action);
        const bool isHovered = (option.state & QStyle::State_MouseOver) && rect.contains(mouse);
        if (isHovered) {
            QColor fill = ink;
            fill.setAlphaF(m_pressedId == transfer.id ? 0.22F : 0.12F);
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(fill);
            painter->drawRoundedRect(rect, 5, 5);
            painter->restore();
        }
        const int inset = (buttonSize - iconSize) / 2;
        themedIcon(transferActionIcon(action), ink)
            .paint(painter, rect.adjusted(inset, inset, -inset, -inset));
    }
}

QSize TransferDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int height = 2 * option.fontMetrics.height() + lineGap + 2 * gap;
    return { 320, std::max(height + height % 4, 48) };
}

bool TransferDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isPress
        = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (!isPress && event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton)
        return false;
    const Transfer &transfer = transferOf(index);
    const auto action = buttonAt(mouse->position().toPoint(), option.rect, option.direction, transfer);
    if (isPress) {
        m_pressedId = action ? transfer.id : QString();
        m_pressedAction = action.value_or(TransferAction::Pause);
        return action.has_value();
    }
    const bool isClick = action && m_pressedId == transfer.id && m_pressedAction == *action;
    m_pressedId.clear();
    if (isClick)
        Q_EMIT actionTriggered(*action, transfer.id);
    return isClick;
}

bool TransferDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip && index.isValid()) {
        const auto action = buttonAt(event->pos(), option.rect, option.direction, transferOf(index));
        if (action) {
            QToolTip::showText(event->globalPos(), transferActionText(*action), view);
            return true;
        }
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace vitrine
