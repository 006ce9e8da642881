#pragma once

#include <QStyledItemDelegate>

namespace vitrine {

/// Paints the rows of ImageTableView: marks behind the name, the status as a chip with icon and word, and a
/// bar in it while a transfer runs.
class ImageRowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// How wide the status column must be for the longest status word.
    static int chipWidth(const QFontMetrics &metrics);
    /// And for the drawn life beside it.
    static int statusWidth(const QFontMetrics &metrics);

private:
    void paintName(QPainter *painter, QStyleOptionViewItem option, const QModelIndex &index) const;
    void paintGroup(QPainter *painter, QStyleOptionViewItem option, const QModelIndex &index) const;
    void paintStatus(QPainter *painter, QStyleOptionViewItem option, const QModelIndex &index) const;
};

} // namespace vitrine
