#include "ui/widgets/wheelguard.h"

#include <QEvent>
#include <QWidget>

namespace vitrine {

WheelGuard::WheelGuard(QWidget &box)
    : QObject(&box)
{
    box.setFocusPolicy(Qt::StrongFocus);
    box.installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
        return false;
    event->ignore();
    return true;
}

} // namespace vitrine
