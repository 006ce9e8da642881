#include "ui/window/vitrinestyle.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QWidget>

#include "ui/window/fieldpainting.h"
#include "ui/window/theme.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

void drawToolPanel(const QStyleOption *option, QPainter *painter)
{
    const bool isPressed = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isHovered
        = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    const bool isFocused = option->state & QStyle::State_HasFocus;
    if (!isPressed && !isHovered && !isFocused)
        return;
    const QPalette &palette = option->palette;
    const QColor window = palette.color(QPalette::Window);
    const QColor fill = (isPressed || isHovered)
        ? blended(window, palette.color(QPalette::WindowText), isPressed ? 0.16F : 0.08F)
        : window;
    drawRounded(painter, option->rect, fill,
        isFocused ? QPen(palette.color(QPalette::Highlight), 1) : QPen(Qt::NoPen));
}

void drawPushPanel(const QStyleOption *option, QPainter *painter)
{
    const QPalette &palette = option->palette;
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool isEnabled = option->state & QStyle::State_Enabled;
    const bool isDefault = isEnabled && button && (button->features & QStyleOptionButton::DefaultButton);
    QColor fill = isDefault ? palette.color(QPalette::Highlight) : palette.color(QPalette::Button);
    const QColor ink = isDefault ? QColor(Qt::white) : palette.color(QPalette::ButtonText);
    if (option->state & (QStyle::State_Sunken | QStyle::State_On))
        fill = blended(fill, ink, 0.16F);
    else if (isEnabled && (option->state & QStyle::State_MouseOver))
        fill = blended(fill, ink, 0.06F);
    if (!isEnabled)
        fill = palette.color(QPalette::Window);
    const bool isFocused = option->state & QStyle::State_HasFocus;
    const QColor line
        = isFocused || isDefault ? palette.color(QPalette::Highlight) : palette.color(QPalette::Mid);
    drawRounded(painter, option->rect, fill, QPen(line, 1));
    if (isFocused && isDefault) {
        drawRounded(
            painter, option->rect.adjusted(2, 2, -2, -2), Qt::NoBrush, QPen(QColor(255, 255, 255, 160), 1));
    }
}

void drawHeaderSection(const QStyleOption *option, QPainter *painter)
{
    const QPalette &palette = option->palette;
    const QColor base = palette.color(QPalette::Base);
    const bool isHovered = option->state & QStyle::State_MouseOver;
    painter->fillRect(option->rect, isHovered ? blended(base, palette.color(QPalette::Text), 0.05F) : base);
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
        palette.color(QPalette::Mid));
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    const bool isLast = header
        && (header->position == QStyleOptionHeader::End
            || header->position == QStyleOptionHeader::OnlyOneSection);
    if (!isLast) {
        painter->fillRect(QRect(option->rect.right(), option->rect.top() + 8, 1, option->rect.height() - 16),
            palette.color(QPalette::Mid));
    }
}

void drawBarPart(const QRect &rect, const QColor &color, QPainter *painter)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    const qreal round = std::min(rect.width(), rect.height()) / 2.0;
    painter->drawRoundedRect(QRectF(rect), round, round);
    painter->restore();
}

void drawBarContents(const QStyleOptionProgressBar &bar, QPainter *painter)
{
    const QColor color
        = bar.palette.color(bar.state & QStyle::State_Enabled ? QPalette::Highlight : QPalette::Dark);
    if (bar.maximum <= bar.minimum || bar.progress <= bar.minimum)
        return;
    const double share = double(bar.progress - bar.minimum) / double(bar.maximum - bar.minimum);
    QRect filled = bar.rect;
    filled.setWidth(std::max(bar.rect.height(), static_cast<int>(bar.rect.width() * std::min(share, 1.0))));
    if (bar.direction == Qt::RightToLeft)
        filled.moveRight(bar.rect.right());
    drawBarPart(filled, color, painter);
}

void drawScrollBar(const QStyleOptionSlider &bar, const QRect &handle, QPainter *painter)
{
    painter->fillRect(bar.rect, bar.palette.brush(QPalette::Base));
    if (bar.maximum <= bar.minimum)
        return;
    const bool isActive = bar.activeSubControls & QStyle::SC_ScrollBarSlider;
    QColor color = bar.palette.color(QPalette::Text);
    color.setAlphaF(bar.state & QStyle::State_Sunken && isActive ? 0.6F : isActive ? 0.45F : 0.28F);
    drawBarPart(handle.adjusted(3, 3, -3, -3), color, painter);
}

/// The handle's stretch of a scroll bar without arrow buttons: offset and length.
QPair<int, int> scrollHandle(const QStyleOptionSlider &bar, int length)
{
    constexpr int shortest = 32;
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    if (range <= 0)
        return { 0, length };
    const auto share = static_cast<int>(qint64(length) * bar.pageStep / (range + bar.pageStep));
    const int handle = std::min(length, std::max(shortest, share));
    return { QStyle::sliderPositionFromValue(
                 bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown),
        handle };
}

QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const bool isHorizontal = bar.orientation == Qt::Horizontal;
    const int length = isHorizontal ? bar.rect.width() : bar.rect.height();
    const auto [offset, handle] = scrollHandle(bar, length);
    const auto stretch = [&bar, isHorizontal](int from, int size) {
        const QRect logical = isHorizontal
            ? QRect(bar.rect.left() + from, bar.rect.top(), size, bar.rect.height())
            : QRect(bar.rect.left(), bar.rect.top() + from, bar.rect.width(), size);
        return QStyle::visualRect(bar.direction, bar.rect, logical);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    case QStyle::SC_ScrollBarSlider:
        return stretch(offset, handle);
    case QStyle::SC_ScrollBarSubPage:
        return stretch(0, offset);
    case QStyle::SC_ScrollBarAddPage:
        return stretch(offset + handle, length - offset - handle);
    default:
        return {};
    }
}

void drawMark(const QRectF &box, QStyle::State state, bool isRound, QPainter *painter, const QColor &color)
{
    const qreal width = box.width();
    painter->setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (state & QStyle::State_NoChange) {
        painter->drawLine(QPointF(box.left() + width * 0.28, box.center().y()),
            QPointF(box.right() - width * 0.28, box.center().y()));
    } else if (isRound) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawEllipse(box.center(), width * 0.21, width * 0.21);
    } else {
        painter->setBrush(Qt::NoBrush);
        painter->drawPolyline(QPolygonF({ box.topLeft() + QPointF(width * 0.24, width * 0.52),
            box.topLeft() + QPointF(width * 0.43, width * 0.72),
            box.topLeft() + QPointF(width * 0.78, width * 0.30) }));
    }
}

/// The box or the ring of a choice. Fusion's own outlines cannot be seen on a dark ground.
void drawIndicator(const QStyleOption *option, QPainter *painter, bool isRound)
{
    const QPalette &palette = option->palette;
    const bool isEnabled = option->state & QStyle::State_Enabled;
    const bool isMarked = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor base = palette.color(QPalette::Base);
    const QColor muted = blended(base, palette.color(QPalette::Text), isEnabled ? 0.5F : 0.3F);
    const QColor accent = palette.color(QPalette::Highlight);
    const QRectF box = lineRect(option->rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(isMarked && isEnabled ? accent : muted);
    painter->setBrush(isMarked && isEnabled ? accent : base);
    if (isRound)
        painter->drawEllipse(box);
    else
        painter->drawRoundedRect(box, 3, 3);
    if (isMarked)
        drawMark(box, option->state, isRound, painter, isEnabled ? QColor(Qt::white) : muted);
    painter->restore();
}

/// The label of the prominent button: white on the accent, its icon too.
QStyleOptionButton prominentLabel(const QStyleOptionButton &button, qreal pixelRatio)
{
    QStyleOptionButton label = button;
    label.palette.setColor(QPalette::ButtonText, Qt::white);
    if (button.icon.isNull())
        return label;
    QPixmap icon = button.icon.pixmap(button.iconSize, pixelRatio);
    QPainter painter(&icon);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(icon.rect(), Qt::white);
    painter.end();
    label.icon = QIcon(icon);
    return label;
}

bool hasWordsBesideIcon(const QStyleOptionToolButton &button)
{
    return button.toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button.icon.isNull()
        && !button.text.isEmpty() && !(button.features & QStyleOptionToolButton::Arrow);
}

} // namespace

VitrineStyle::VitrineStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

void VitrineStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // A label stands in one line with the field that it names; QFormLayout would put it a little above.
    auto *label = qobject_cast<QLabel *>(widget);
    const QWidget *field = label ? label->buddy() : nullptr;
    if (qobject_cast<const QLineEdit *>(field) || qobject_cast<const QComboBox *>(field)
        || qobject_cast<const QAbstractSpinBox *>(field))
        label->setMinimumHeight(controlHeight);
}

void VitrineStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonTool:
        drawToolPanel(option, painter);
        return;
    case PE_PanelButtonCommand:
        drawPushPanel(option, painter);
        return;
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            drawField(option, painter);
        else
            painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
        return;
    }
    case PE_IndicatorCheckBox:
    case PE_IndicatorRadioButton:
        drawIndicator(option, painter, element == PE_IndicatorRadioButton);
        return;
    case PE_FrameLineEdit:
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
        return;
    case PE_FrameFocusRect:
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(option->palette.color(QPalette::Highlight), 1));
        painter->drawRoundedRect(lineRect(option->rect), 3, 3);
        painter->restore();
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void VitrineStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_HeaderSection:
        drawHeaderSection(option, painter);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            option->palette.color(QPalette::Mid));
        return;
    case CE_Splitter: {
        const bool isHorizontal = option->state & State_Horizontal;
        const QPoint center = option->rect.center();
        const QRect line = isHorizontal ? QRect(center.x(), option->rect.top(), 1, option->rect.height())
                                        : QRect(option->rect.left(), center.y(), option->rect.width(), 1);
        painter->fillRect(line, option->palette.color(QPalette::Mid));
        return;
    }
    case CE_PushButtonLabel: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool isProminent = button && (button->features & QStyleOptionButton::DefaultButton)
            && (button->state & State_Enabled);
        if (!isProminent)
            break;
        const QStyleOptionButton label = prominentLabel(*button, painter->device()->devicePixelRatioF());
        QProxyStyle::drawControl(element, &label, painter, widget);
        return;
    }
    case CE_ToolButtonLabel: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (!button || !hasWordsBesideIcon(*button))
            break;
        drawToolLabel(*this, *button, painter, widget);
        return;
    }
    case CE_ToolBar:
        painter->fillRect(option->rect, option->palette.brush(QPalette::Window));
        return;
    case CE_ProgressBarGroove:
        drawBarPart(option->rect,
            blended(option->palette.color(QPalette::Base), option->palette.color(QPalette::Text), 0.12F),
            painter);
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            drawBarContents(*bar, painter);
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void VitrineStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control == CC_ScrollBar && bar) {
        drawScrollBar(*bar, scrollBarPart(*bar, SC_ScrollBarSlider), painter);
        return;
    }
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        control == CC_ComboBox && box) {
        drawComboBox(*box, subControlRect(control, option, SC_ComboBoxArrow, widget), painter);
        return;
    }
    if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        control == CC_SpinBox && box) {
        drawSpinBox(*box, subControlRect(control, option, SC_SpinBoxUp, widget),
            subControlRect(control, option, SC_SpinBoxDown, widget), painter);
        return;
    }
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (control == CC_ToolButton && button && !(button->subControls & SC_ToolButtonMenu)) {
        // Fusion would put a small arrow into the lower corner, below the baseline of the word.
        QStyleOptionToolButton plain = *button;
        plain.features &= ~QStyleOptionToolButton::HasMenu;
        QProxyStyle::drawComplexControl(control, &plain, painter, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect VitrineStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control == CC_ScrollBar && bar)
        return scrollBarPart(*bar, part);
    const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    // The chosen words begin where those of other fields do.
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return rect.adjusted(2, 0, 0, 0);
    return rect;
}

QRect VitrineStyle::subElementRect(
    SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    // The fields in spin boxes and combo boxes have no frame of their own, nor need they room to it.
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0)
        return rect.adjusted(spacing::half, 0, -spacing::half, 0);
    return rect;
}

int VitrineStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SplitterWidth:
        return 1;
    case PM_ToolBarItemSpacing:
        return spacing::half;
    case PM_ToolBarItemMargin:
        return spacing::half;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_HeaderMargin:
        return spacing::unit;
    case PM_FocusFrameHMargin: // one less than the distance from a cell's edge to its words
        return spacing::unit - 1;
    case PM_ScrollBarExtent:
        return 12;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return spacing::unit;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize VitrineStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        wanted.rwidth() += spacing::unit;
        wanted.setHeight(std::max(wanted.height(), controlHeight));
        break;
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (button && hasWordsBesideIcon(*button))
            wanted.setWidth(toolLabelWidth(*this, *button, widget));
        else
            wanted.rwidth() += spacing::unit;
        wanted.setHeight(std::max(wanted.height(), controlHeight));
        break;
    }
    case CT_ComboBox:
        wanted.rwidth() += spacing::half;
        wanted.setHeight(std::max(wanted.height(), controlHeight));
        break;
    case CT_SpinBox:
        wanted.setHeight(controlHeight);
        break;
    case CT_LineEdit:
        wanted.setHeight(std::max(wanted.height(), controlHeight));
        break;
    case CT_HeaderSection:
        wanted.setHeight(std::max(wanted.height(), controlHeight));
        break;
    case CT_MenuBarItem:
        wanted.rheight() += spacing::unit;
        break;
    case CT_ItemViewItem:
        wanted.setHeight(std::max(wanted.height(), 24));
        break;
    case CT_MenuItem:
        if (wanted.height() > spacing::unit) // separators stay thin
            wanted.setHeight(std::max(wanted.height(), 28));
        break;
    default:
        break;
    }
    return wanted;
}

int VitrineStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    if (hint == SH_ToolButtonStyle)
        return Qt::ToolButtonTextBesideIcon;
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    if (hint == SH_Widget_Animation_Duration && m_isMotionReduced)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace vitrine
