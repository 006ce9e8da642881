#pragma once

#include <QStyledItemDelegate>

namespace vitrine {

/// Paints an image as a card: the system's badge, name, system and format, status chip, size, marks, and a
/// bar while bytes arrive.
class ImageCardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The view's grid decides; this is what it needs at least.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static QSize smallestCard(const QFontMetrics &metrics);
};

} // namespace vitrine
