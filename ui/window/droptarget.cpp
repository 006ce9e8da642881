#include "ui/window/droptarget.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>

#include "ui/adding/importdata.h"
#include "ui/catalogs/cloudfiles.h"
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
    if (event.source() != nullptr || !holdsImports(*event.mimeData()))
        return false;
    QStringList paths = droppedPaths(*event.mimeData());
    const QStringList clouds = takeCloudFiles(paths);
    return m_isReady || !clouds.isEmpty();
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
    QStringList paths = droppedPaths(*event->mimeData());
    const QStringList clouds = takeCloudFiles(paths);
    const QStringList links = droppedLinks(*event->mimeData());
    if (!clouds.isEmpty())
        Q_EMIT cloudFilesDropped(clouds);
    if (m_isReady && !(paths.isEmpty() && links.isEmpty()))
        Q_EMIT dropped(paths, links);
}

void DropTarget::appear(const QMimeData &data)
{
    QStringList paths = droppedPaths(data);
    const QStringList clouds = takeCloudFiles(paths);
    const auto count = static_cast<int>(paths.size() + droppedLinks(data).size());
    if (count == 0 && !clouds.isEmpty()) {
        m_sentence = tr("Drop to add the clouds in %n file(s)", nullptr, static_cast<int>(clouds.size()));
        m_explanation = tr("The files are read, never run; they stay where they are.");
    } else {
        m_sentence = m_isCloud ? tr("Drop to upload %n item(s) to the cloud", nullptr, count)
                               : tr("Drop to add %n item(s) to the catalogue", nullptr, count);
        m_explanation = tr("The files are copied; the originals stay where they are.");
    }
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
        Qt::AlignCenter, m_explanation);
}

} // namespace vitrine
