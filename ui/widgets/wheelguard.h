#pragma once

#include <QObject>

class QWidget;

namespace vitrine {

/// Lets the mouse wheel pass over a box to what scrolls, unless the box has the focus: a value must not
/// change in passing.
class WheelGuard final : public QObject
{
    Q_OBJECT

public:
    /// Owned by `box`.
    explicit WheelGuard(QWidget &box);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace vitrine
