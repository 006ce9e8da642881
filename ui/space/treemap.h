#pragma once

#include <optional>

#include <QList>
#include <QRectF>
#include <QWidget>

#include "core/image/image.h"

namespace vitrine {

/// One rectangle of the treemap.
struct TreemapTile {
    enum class Kind { Image, Others, Trash, Free };

    Kind kind = Kind::Image;
    ImageId id; ///< of an image
    QString title;
    QString detail; ///< second line
    QString toolTip; ///< all of it in words, for screen readers too
    double weight = 0;
    std::optional<int> hue; ///< 0 to 359; grey when there is none

    bool operator==(const TreemapTile &) const = default;
};

/// Rectangles whose areas are in proportion to what they stand for. The arrow keys go from tile to tile;
/// Return or a double-click activates one.
class Treemap final : public QWidget
{
    Q_OBJECT

public:
    explicit Treemap(QWidget *parent = nullptr);

    /// Sorted from large to small. The current image stays current.
    void setTiles(const QList<TreemapTile> &tiles);
    const QList<TreemapTile> &tiles() const { return m_tiles; }
    QRectF placeOf(qsizetype tile) const { return m_places.value(tile); }
    /// -1 when there is none.
    qsizetype current() const { return m_current; }
    void setCurrentImage(const ImageId &id);

    QSize sizeHint() const override { return { 560, 400 }; }
    QSize minimumSizeHint() const override { return { 240, 160 }; }

Q_SIGNALS:
    /// By mouse or key, not through setCurrentImage().
    void tileChosen(const vitrine::TreemapTile &tile);
    void tileActivated(const vitrine::TreemapTile &tile);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void arrange();
    void choose(qsizetype tile);
    void setCurrent(qsizetype tile);
    void setHovered(qsizetype tile);
    qsizetype tileAt(const QPointF &position) const;
    QColor groundOf(const TreemapTile &tile) const;
    void paintTile(QPainter &painter, qsizetype tile) const;
    void paintWords(QPainter &painter, const TreemapTile &tile, const QRectF &place) const;

    QList<TreemapTile> m_tiles;
    QList<QRectF> m_places;
    qsizetype m_current = -1;
    qsizetype m_hovered = -1;
};

} // namespace vitrine
