#include "ui/window/droptarget.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>

#include "ui/adding/importdata.h"
#include "ui/widgets/icons.h"
#include "ui/window/theme.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

DropTarget::DropTarget(QWidget &window)
    : QWidget(&window)
    , m_window(window)
{
    setObjectName(u"dropTarget"_s);
    setAcceptDrops(true);
    hide();
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool DropTarget::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::DragEnter:
        dragEnterEvent(static_cast<QDragEnterEvent *>(event));
        return true;
    case QEvent::DragLeave: // comes here as long as nothing has moved since the window was entered
        hide();
        return true;
    case QEvent::Drop:
        dropEvent(static_cast<QDropEvent *>(event));
        return true;
    case QEvent::Resize:
        setGeometry(m_window.rect());
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

bool DropTarget::isWelcome(const QDropEvent &event) const
{
    // What is dragged out of this program's own lists is here already.
    return m_isReady && event.source() == nullptr && holdsImports(*event.mimeData());
}

void DropTarget::dragEnterEvent(QDragEnterEvent *event)
{
    if (!isWelcome(*event)) {
        event->ignore();
        return;
    }
    // Never a move: what is dropped stays where it is.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    appear(*event->mimeData());
}

void DropTarget::dragLeaveEvent(QDragLeaveEvent *)
{
    hide();
}

void DropTarget::dropEvent(QDropEvent *event)
{
    hide();
    if (!isWelcome(*event)) {
        event->ignore();
        return;
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT dropped(droppedPaths(*event->mimeData()), droppedLinks(*event->mimeData()));
}

void DropTarget::appear(const QMimeData &data)
{
    const auto count = static_cast<int>(droppedPaths(data).size() + droppedLinks(data).size());
    m_sentence = tr("Drop to add %n item(s) to the catalogue", nullptr, count);
    setGeometry(m_window.rect());
    raise();
    show();
    update();
}

void DropTarget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlphaF(0.92F);
    painter.fillRect(rect(), veil);

    const QColor accent = palette().color(QPalette::Highlight);
    QColor wash = accent;
    wash.setAlphaF(0.08F);
    painter.setBrush(wash);
    QPen pen(accent, 2, Qt::DashLine);
    painter.setPen(pen);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(spacing::wide, spacing::wide, -spacing::wide, -spacing::wide), 12, 12);

    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    constexpr int iconSize = 64;
    const QFontMetrics largeMetrics(large);
    const int textHeight = largeMetrics.height() + spacing::unit + fontMetrics().height();
    const int top = (height() - iconSize - spacing::wide - textHeight) / 2;
    themedIcon(u"add"_s, accent).paint(&painter, QRect((width() - iconSize) / 2, top, iconSize, iconSize));

    const int line = top + iconSize + spacing::wide;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.setFont(large);
    painter.drawText(QRect(0, line, width(), largeMetrics.height()), Qt::AlignCenter, m_sentence);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRect(0, line + largeMetrics.height() + spacing::unit, width(), fontMetrics().height()),
        Qt::AlignCenter, tr("The files are copied; the originals stay where they are."));
}

} // namespace vitrine
