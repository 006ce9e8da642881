#pragma once

#include <optional>

#include <QSize>
#include <QString>

#include "ui/text/tone.h"

class QFontMetrics;
class QPainter;
class QPalette;
class QRect;

namespace vitrine {

/// A short word on a coloured ground, with the icon that says the same.
struct Chip {
    QString text;
    QString iconName;
    Tone tone = Tone::Neutral;
    /// From 0 to 1: a bar along the lower edge.
    std::optional<double> fraction = std::nullopt;
};

QSize chipSize(const QFontMetrics &metrics, const QString &text);
/// Paints at the left of `place`, centred upwards, as wide as `place`.
void paintChip(QPainter &painter, const QRect &place, const QFontMetrics &metrics, const QPalette &palette,
    const Chip &chip);

} // namespace vitrine
