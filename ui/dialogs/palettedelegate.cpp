#include "ui/dialogs/palettedelegate.h"

#include <QIcon>
#include <QPainter>

#include "ui/dialogs/palettemodel.h"

namespace vitrine {

namespace {

constexpr int margin = 12;
constexpr int iconSize = 16;
constexpr int rowHeight = 32;

} // namespace

void PaletteDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString reason = index.data(PaletteModel::ReasonRole).toString();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isUsable = reason.isEmpty();
    const QPalette &palette = option.palette;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isSelected) {
        QColor fill = palette.color(QPalette::Active, QPalette::Highlight);
        fill.setAlphaF(isUsable ? 1.0F : 0.25F);
        painter->setPen(Qt::NoPen);
        painter->setBrush(fill);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 6, 6);
    }
    const bool isOnAccent = isSelected && isUsable;
    QRect place = option.rect.adjusted(margin, 0, -margin, 0);
    const QRect iconPlace(place.left(), place.center().y() - iconSize / 2, iconSize, iconSize);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, iconPlace, Qt::AlignCenter,
            isOnAccent     ? QIcon::Selected
                : isUsable ? QIcon::Normal
                           : QIcon::Disabled);
    place.setLeft(iconPlace.right() + margin);

    const QString title = index.data().toString();
    const QString aside = isUsable ? index.data(PaletteModel::DetailRole).toString() : reason;
    const int titleWidth = qMin(
        option.fontMetrics.horizontalAdvance(title), aside.isEmpty() ? place.width() : place.width() * 3 / 5);
    painter->setPen(isOnAccent ? palette.color(QPalette::Active, QPalette::HighlightedText)
            : isUsable         ? palette.color(QPalette::Active, QPalette::Text)
                               : palette.color(QPalette::Active, QPalette::PlaceholderText));
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
        option.fontMetrics.elidedText(title, Qt::ElideMiddle, titleWidth + 1));
    place.setLeft(place.left() + titleWidth + margin);
    if (!isOnAccent)
        painter->setPen(palette.color(QPalette::Active, QPalette::PlaceholderText));
    painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter,
        option.fontMetrics.elidedText(aside, Qt::ElideRight, place.width()));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 0, qMax(rowHeight, option.fontMetrics.height() + 12) };
}

} // namespace vitrine
