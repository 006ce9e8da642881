#include "ui/widgets/chiplabel.h"

#include <QPainter>

namespace vitrine {

ChipLabel::ChipLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ChipLabel::setChip(const Chip &chip)
{
    m_chip = chip;
    setAccessibleName(chip.text);
    updateGeometry();
    update();
}

QSize ChipLabel::sizeHint() const
{
    return chipSize(fontMetrics(), m_chip.text);
}

void ChipLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChip(painter, rect(), fontMetrics(), palette(), m_chip);
}

} // namespace vitrine
