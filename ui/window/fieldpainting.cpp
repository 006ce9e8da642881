#include "ui/window/fieldpainting.h"

#include <algorithm>

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include "ui/widgets/flushbutton.h"

namespace vitrine {

namespace {

constexpr qreal radius = 5;
constexpr int labelGap = 6;
constexpr int labelPadding = 6;

int paddingOf(const QWidget *widget)
{
    return widget && widget->property(flushProperty).toBool() ? 0 : labelPadding;
}

enum class Pointing { Up, Down };

void drawArrow(QPainter *painter, const QRect &place, Pointing pointing, qreal size, const QColor &color)
{
    const QPointF center = QRectF(place).center();
    const qreal half = size / 2;
    const qreal rise = pointing == Pointing::Up ? -half / 2 : half / 2;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(QPolygonF(
        { center + QPointF(-half, -rise), center + QPointF(0, rise), center + QPointF(half, -rise) }));
    painter->restore();
}

QColor arrowColor(const QStyleOption &option, bool isActive)
{
    const QPalette &palette = option.palette;
    if (!isActive || !(option.state & QStyle::State_Enabled))
        return palette.color(QPalette::Disabled, QPalette::Text);
    return palette.color(QPalette::Text);
}

/// The text as a button shows it: without the mark of its mnemonic.
QSize textSize(const QStyleOptionToolButton &button)
{
    return button.fontMetrics.size(Qt::TextShowMnemonic, button.text);
}

} // namespace

QColor blended(const QColor &under, const QColor &over, float share)
{
    const auto mix = [share](float from, float to) { return from + (to - from) * share; };
    return QColor::fromRgbF(
        mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()), mix(under.blueF(), over.blueF()));
}

QRectF lineRect(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

void drawRounded(QPainter *painter, const QRect &rect, const QBrush &fill, const QPen &line)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line);
    painter->setBrush(fill);
    painter->drawRoundedRect(lineRect(rect), radius, radius);
    painter->restore();
}

void drawField(const QStyleOption *option, QPainter *painter)
{
    const QPalette &palette = option->palette;
    const bool isFocused = option->state & QStyle::State_HasFocus;
    const QColor line = palette.color(isFocused ? QPalette::Highlight : QPalette::Mid);
    drawRounded(painter, option->rect, palette.color(QPalette::Base), QPen(line, 1));
}

void drawComboBox(const QStyleOptionComboBox &box, const QRect &arrow, QPainter *painter)
{
    const QPalette &palette = box.palette;
    const bool isEnabled = box.state & QStyle::State_Enabled;
    QColor fill = palette.color(isEnabled ? QPalette::Base : QPalette::Window);
    if (!box.editable && isEnabled && (box.state & QStyle::State_MouseOver))
        fill = blended(fill, palette.color(QPalette::Text), 0.04F);
    const bool isFocused = box.state & QStyle::State_HasFocus;
    if (box.frame) {
        drawRounded(
            painter, box.rect, fill, QPen(palette.color(isFocused ? QPalette::Highlight : QPalette::Mid), 1));
    } else {
        painter->fillRect(box.rect, fill);
    }
    drawArrow(painter, arrow, Pointing::Down, 8, arrowColor(box, true));
}

void drawSpinBox(const QStyleOptionSpinBox &box, const QRect &up, const QRect &down, QPainter *painter)
{
    if (box.frame)
        drawField(&box, painter);
    else
        painter->fillRect(box.rect, box.palette.color(QPalette::Base));
    if (box.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto drawStep = [&](QStyle::SubControl part, const QRect &place, Pointing pointing, bool isActive) {
        const bool isTouched = isActive && (box.activeSubControls & part);
        if (isTouched && (box.state & (QStyle::State_Sunken | QStyle::State_MouseOver))) {
            const float share = box.state & QStyle::State_Sunken ? 0.16F : 0.08F;
            painter->fillRect(
                place, blended(box.palette.color(QPalette::Base), box.palette.color(QPalette::Text), share));
        }
        drawArrow(painter, place, pointing, 6, arrowColor(box, isActive));
    };
    drawStep(QStyle::SC_SpinBoxUp, up, Pointing::Up, box.stepEnabled & QAbstractSpinBox::StepUpEnabled);
    drawStep(
        QStyle::SC_SpinBoxDown, down, Pointing::Down, box.stepEnabled & QAbstractSpinBox::StepDownEnabled);
}

int toolLabelWidth(const QStyle &style, const QStyleOptionToolButton &button, const QWidget *widget)
{
    const int frame = style.pixelMetric(QStyle::PM_DefaultFrameWidth, &button, widget);
    const int words = textSize(button).width() + 1;
    return 2 * frame + 2 * paddingOf(widget) + button.iconSize.width() + labelGap + words;
}

void drawToolLabel(
    const QStyle &style, const QStyleOptionToolButton &button, QPainter *painter, const QWidget *widget)
{
    const bool isEnabled = button.state & QStyle::State_Enabled;
    const int padding = paddingOf(widget);
    const QRect inside = button.rect.adjusted(padding, 0, -padding, 0);
    const QRect icon(inside.left(), inside.center().y() + 1 - button.iconSize.height() / 2,
        button.iconSize.width(), button.iconSize.height());
    button.icon.paint(painter, QStyle::visualRect(button.direction, button.rect, icon), Qt::AlignCenter,
        isEnabled ? QIcon::Normal : QIcon::Disabled,
        button.state & QStyle::State_On ? QIcon::On : QIcon::Off);
    const QRect words = inside.adjusted(icon.width() + labelGap, 0, 0, 0);
    const bool showsMnemonic = style.styleHint(QStyle::SH_UnderlineShortcut, &button, nullptr, nullptr) != 0;
    const int flags = static_cast<int>(QStyle::visualAlignment(button.direction, Qt::AlignLeft))
        | Qt::AlignVCenter | Qt::TextSingleLine
        | (showsMnemonic ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
    painter->setFont(button.font);
    style.drawItemText(painter, QStyle::visualRect(button.direction, button.rect, words), flags,
        button.palette, isEnabled, button.text, QPalette::ButtonText);
}

} // namespace vitrine
