#include "ui/widgets/chip.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include "ui/widgets/icons.h"
#include "ui/widgets/tones.h"

namespace vitrine {

namespace {

constexpr int padding = 8;
constexpr int iconSize = 14;
constexpr int iconSpacing = 6;
constexpr int barHeight = 3;

} // namespace

QSize chipSize(const QFontMetrics &metrics, const QString &text)
{
    return { 2 * padding + iconSize + iconSpacing + metrics.horizontalAdvance(text), metrics.height() + 4 };
}

void paintChip(QPainter &painter, const QRect &place, const QFontMetrics &metrics, const QPalette &palette,
    const Chip &chip)
{
    const ToneColours colours = toneColours(chip.tone, palette);
    QRect ground(place.left(), 0, place.width(), qMin(place.height(), chipSize(metrics, chip.text).height()));
    ground.moveTop(place.top() + (place.height() - ground.height()) / 2);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(ground), 4, 4);
    painter.fillPath(outline, colours.background);
    if (chip.fraction) {
        painter.setClipPath(outline);
        QRectF bar(ground.left(), ground.bottom() + 1 - barHeight, ground.width(), barHeight);
        painter.fillRect(bar, colours.border);
        bar.setWidth(bar.width() * qBound(0.0, *chip.fraction, 1.0));
        painter.fillRect(bar, colours.text);
        painter.setClipping(false);
    }
    const QRect icon(ground.left() + padding, ground.center().y() + 1 - iconSize / 2, iconSize, iconSize);
    themedIcon(chip.iconName, colours.text).paint(&painter, icon);
    const QRect words = ground.adjusted(padding + iconSize + iconSpacing, 0, 2 - padding, 0);
    painter.setPen(colours.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(chip.text, Qt::ElideRight, words.width()));
    painter.restore();
}

} // namespace vitrine
