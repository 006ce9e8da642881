#include "ui/window/convertcontroller.h"

#include "core/service/imageservice.h"
#include "core/transfer/transferqueue.h"
#include "ui/dialogs/convertdialog.h"

namespace vitrine {

ConvertController::ConvertController(
    ImageService &service, TransferQueue &queue, FileChooser &chooser, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_queue(queue)
    , m_chooser(chooser)
    , m_window(window)
{
}

void ConvertController::convert(QList<Image> images)
{
    images.removeIf([](const Image &image) { return image.status != ImageStatus::Active; });
    if (images.isEmpty())
        return;
    auto *dialog = new ConvertDialog(images, m_service, m_chooser, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConvertDialog::convertRequested, this,
        [this](const QList<TransferRequest> &requests) { m_queue.enqueueAll(requests); });
    // The service may go, with its catalogue, before the dialog does.
    connect(this, &QObject::destroyed, dialog, &QObject::deleteLater);
    dialog->show();
}

} // namespace vitrine
