#pragma once

#include <QWidget>

#include "ui/widgets/chip.h"

namespace vitrine {

/// A chip that stands by itself.
class ChipLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit ChipLabel(QWidget *parent = nullptr);

    void setChip(const Chip &chip);
    QString text() const { return m_chip.text; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Chip m_chip;
};

} // namespace vitrine
