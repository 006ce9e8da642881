#include "ui/window/publishcontroller.h"

#include "core/service/imageservice.h"
#include "core/transfer/transferqueue.h"
#include "ui/dialogs/publishdialog.h"
#include "ui/text/errortext.h"

namespace vitrine {

PublishController::PublishController(
    ImageService &service, TransferQueue &queue, FileChooser &chooser, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_queue(queue)
    , m_chooser(chooser)
    , m_window(window)
{
}

void PublishController::publishFor(const Image &replaced)
{
    m_scope.launch(ask(replaced));
}

ScopedTask<> PublishController::ask(Image replaced)
{
    ImageQuery query;
    query.hidden = HiddenFilter::HiddenOnly;
    query.text = replaced.name;
    query.limit = ImageQuery::maxPageSize;
    const Result<ImagePage> versions = co_await m_service.listImages(query);
    if (!versions) {
        Notice notice;
        notice.kind = MessageStrip::Kind::Error;
        notice.sentence = text::errorSentence(versions.error());
        notice.details = versions.error().detail;
        Q_EMIT noticed(notice);
        co_return;
    }
    auto *dialog = new PublishDialog(replaced, versions->images, m_chooser, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PublishDialog::publishRequested, this,
        [this](const TransferRequest &request) { m_queue.enqueue(request); });
    dialog->open();
}

} // namespace vitrine
