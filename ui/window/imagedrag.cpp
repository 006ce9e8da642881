#include "ui/window/imagedrag.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>

#include "core/service/imageservice.h"
#include "ui/text/savename.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/imagemime.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

ImageDrag::ImageDrag(QAbstractItemView &view, ImageService &service, Images selected)
    : QObject(&view)
    , m_view(view)
    , m_service(service)
    , m_selected(std::move(selected))
    , m_start([this](std::unique_ptr<QMimeData> data) { startDrag(std::move(data)); })
{
    view.viewport()->installEventFilter(this);
}

bool ImageDrag::eventFilter(QObject *watched, QEvent *event)
{
    const auto *mouse = dynamic_cast<QMouseEvent *>(event);
    if (!mouse)
        return QObject::eventFilter(watched, event);
    const QPoint position = mouse->position().toPoint();
    switch (event->type()) {
    case QEvent::MouseButtonPress: {
        // With a modifier the press changes the selection; the mouse then selects, and does not carry.
        const bool isPlain = mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::NoModifier;
        const bool isOnImage = isPlain && m_view.indexAt(position).isValid();
        m_pressed = isOnImage ? std::optional(position) : std::nullopt;
        return false;
    }
    case QEvent::MouseMove:
        return handleMove(position, mouse->buttons());
    case QEvent::MouseButtonRelease:
        m_pressed.reset();
        return false;
    default:
        return false;
    }
}

bool ImageDrag::handleMove(const QPoint &position, Qt::MouseButtons buttons)
{
    if (!m_pressed || !(buttons & Qt::LeftButton))
        return false;
    if (m_isPreparing || (position - *m_pressed).manhattanLength() < QApplication::startDragDistance())
        return true;
    QList<Image> images = m_selected();
    images.removeIf([](const Image &image) { return image.status != ImageStatus::Active; });
    if (images.isEmpty() || images.size() > mostImages)
        return false;
    if (!m_lends) {
        begin(images, {});
        return true;
    }
    m_isPreparing = true;
    m_scope.launch(prepare(images));
    return true;
}

ScopedTask<> ImageDrag::prepare(QList<Image> images)
{
    QList<QUrl> urls;
    for (const Image &image : std::as_const(images)) {
        const ImageId id = image.id;
        const QString name = suggestedFileName(image);
        const Result<QString> path = co_await m_service.lendFile(id, name);
        if (!path) {
            m_isPreparing = false;
            m_pressed.reset();
            Q_EMIT refused(path.error());
            co_return;
        }
        urls.append(QUrl::fromLocalFile(*path));
    }
    m_isPreparing = false;
    if (m_pressed)
        begin(images, urls);
}

void ImageDrag::begin(const QList<Image> &images, const QList<QUrl> &urls)
{
    m_pressed.reset();
    QList<ImageId> ids;
    for (const Image &image : images)
        ids.append(image.id);
    auto data = std::make_unique<QMimeData>();
    putImages(*data, ids);
    if (!urls.isEmpty())
        data->setUrls(urls);
    m_start(std::move(data));
}

void ImageDrag::startDrag(std::unique_ptr<QMimeData> data)
{
    // Outside of the coroutine: a drag ends when the hand lets go, and much may be gone by then.
    auto *drag = new QDrag(&m_view);
    drag->setMimeData(data.release());
    drag->setPixmap(themedIcon(u"disk"_s).pixmap(32));
    QMetaObject::invokeMethod(
        drag, [drag] { drag->exec(Qt::CopyAction); }, Qt::QueuedConnection);
}

} // namespace vitrine
