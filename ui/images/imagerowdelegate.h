#pragma once

#include <QHash>
#include <QPixmap>
#include <QStyledItemDelegate>

#include "core/image/imagestatus.h"
#include "ui/widgets/celltext.h"

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
    int paintWords(QPainter &painter, const QStyleOptionViewItem &option, const QRect &place,
        const QString &words, Qt::TextElideMode elide) const;
    void paintName(QPainter &painter, const QStyleOptionViewItem &option, const QString &name,
        const QModelIndex &index) const;
    void paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const QString &title,
        const QModelIndex &index) const;
    void paintStatus(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintTrack(
        QPainter &painter, const QStyleOptionViewItem &option, const QRect &place, ImageStatus status) const;

    // What is painted again and again, kept ready. Filled while painting, on the GUI thread only.
    mutable CellText m_words;
    mutable QHash<int, QPixmap> m_tracks;
    mutable qint64 m_trackColours = 0; ///< the palette of m_tracks
    mutable double m_trackScale = 0;
};

} // namespace vitrine
