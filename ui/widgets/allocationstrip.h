#pragma once

#include <array>

#include <QWidget>

#include "core/image/allocation.h"

namespace vitrine {

/// A piece of the strip: what most of it is.
struct AllocationCell {
    qint64 offset = 0;
    qint64 length = 0;
    AllocationKind kind = AllocationKind::Hole;

    bool operator==(const AllocationCell &) const = default;
};

/// Divides a disk of `size` bytes into at most `count` pieces of equal length. Extents are sorted and do not
/// overlap; what none covers is a hole. Where kinds share a piece equally, the first of AllocationKind
/// counts.
QList<AllocationCell> allocationCells(const QList<AllocationExtent> &extents, qint64 size, int count);

/// Shows to scale how a guest's disk is stored, from its first byte to its last, with a legend in words.
/// Mouse and arrow keys tell what lies where.
class AllocationStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit AllocationStrip(QWidget *parent = nullptr);

    void setExtents(const QList<AllocationExtent> &extents, qint64 size);
    const QList<AllocationCell> &cells() const { return m_cells; }
    /// "Data 1.2 GiB · Holes 18.8 GiB": kinds that there are, the largest first.
    QString legend() const;
    /// Where the cell is painted.
    QRectF placeOf(qsizetype cell) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return { 120, sizeHint().height() }; }

    static constexpr int maxCells = 2000;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void divide();
    void describe();
    QString wordsOf(qsizetype cell) const;
    void paintLegend(QPainter &painter, const QRect &place) const;
    QBrush brushOf(AllocationKind kind) const;
    QRect bar() const;

    QList<AllocationExtent> m_extents;
    qint64 m_size = 0;
    QList<AllocationCell> m_cells;
    std::array<qint64, 4> m_sums{}; ///< bytes of each kind
    qsizetype m_current = -1;
};

} // namespace vitrine
