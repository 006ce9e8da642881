#pragma once

#include <QColor>

class QBrush;
class QPainter;
class QPen;
class QRect;
class QRectF;
class QStyle;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionSpinBox;
class QStyleOptionToolButton;
class QWidget;

// What the style draws fields and buttons with.

namespace vitrine {

/// As high as every field and button is, so that they stand in one line.
inline constexpr int controlHeight = 32;

QColor blended(const QColor &under, const QColor &over, float share);
/// Half a pixel inwards, so that a cosmetic line of one pixel is sharp.
QRectF lineRect(const QRect &rect);
void drawRounded(QPainter *painter, const QRect &rect, const QBrush &fill, const QPen &line);
void drawField(const QStyleOption *option, QPainter *painter);
/// A field with an arrow; the chosen text is drawn by others.
void drawComboBox(const QStyleOptionComboBox &box, const QRect &arrow, QPainter *painter);
/// A field with two small arrows; its number is a field of its own.
void drawSpinBox(const QStyleOptionSpinBox &box, const QRect &up, const QRect &down, QPainter *painter);

/// Icon and words beside each other, as far from the left edge as from the right one.
void drawToolLabel(
    const QStyle &style, const QStyleOptionToolButton &button, QPainter *painter, const QWidget *widget);
/// How wide a tool button with icon and words is.
int toolLabelWidth(const QStyle &style, const QStyleOptionToolButton &button, const QWidget *widget);

} // namespace vitrine
