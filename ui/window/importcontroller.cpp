#include "ui/window/importcontroller.h"

#include <QElapsedTimer>

#include "core/transfer/transferqueue.h"
#include "ui/adding/addingsheet.h"
#include "ui/adding/addingwork.h"
#include "ui/widgets/filechooser.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// Longest stretch for which the queue may keep the event loop waiting.
constexpr qint64 feedSliceMs = 8;
constexpr int noticeMs = 8'000;

} // namespace

ImportController::ImportController(ImageService &service, TransferQueue &queue, FileChooser &chooser,
    AddingPreferences preferences, QWidget &window)
    : QObject(&window)
    , m_service(service)
    , m_queue(queue)
    , m_chooser(chooser)
    , m_preferences(preferences)
    , m_window(window)
{
    m_feedTimer.setInterval(1);
    connect(&m_feedTimer, &QTimer::timeout, this, &ImportController::feedQueue);
}

ImportController::~ImportController()
{
    if (m_fed < m_pending.size())
        m_queue.enqueueAll(m_pending.mid(m_fed));
    // It shows what this object owns.
    delete m_sheet;
}

AddingSheet *ImportController::sheet() const
{
    return m_sheet;
}

void ImportController::chooseFiles()
{
    FileChooser::Request request;
    request.title = tr("Add disk images");
    request.filters = { tr("Disk images (%1)")
                            .arg(u"*.qcow2 *.qcow *.img *.raw *.vmdk *.vdi *.vhd *.vpc *.vhdx *.iso *.ova"_s),
        tr("All files (*)") };
    m_chooser.openFiles(&m_window, request, [this](const QStringList &paths) { take(paths, {}); });
}

void ImportController::take(const QStringList &paths, const QStringList &links)
{
    if (paths.isEmpty() && links.isEmpty())
        return;
    if (!m_work) {
        m_work = new AddingWork(m_service, this);
        m_hadRows = false;
        connect(m_work, &AddingWork::progressed, this, &ImportController::handleProgress);
        connect(m_work, &AddingWork::settled, this, &ImportController::handleSettled);
    }
    m_work->take(paths, links);
}

void ImportController::handleProgress()
{
    m_hadRows = m_hadRows || m_work->model().rowCount() > 0;
    if (m_hadRows && !m_sheet && !m_preferences.isWithoutAsking())
        openSheet();
}

void ImportController::handleSettled()
{
    if (m_sheet)
        return;
    if (!m_hadRows) {
        tellOfEmptyFolders();
        endWork();
        return;
    }
    const QList<TransferRequest> requests = m_work->model().takeReady({});
    enqueue(requests);
    if (!requests.isEmpty())
        tellOfAdded(static_cast<int>(requests.size()));
    if (m_work->model().rowCount() > 0)
        openSheet();
    else
        endWork();
}

void ImportController::openSheet()
{
    m_sheet = new AddingSheet(*m_work, m_service, m_preferences, &m_window);
    m_sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_sheet, &AddingSheet::handedOver, this, &ImportController::enqueue);
    connect(m_sheet, &AddingSheet::dropped, this, &ImportController::take);
    connect(m_sheet, &QDialog::finished, this, &ImportController::endWork);
    m_sheet->open();
}

void ImportController::endWork()
{
    m_sheet = nullptr;
    m_work->disconnect(this);
    // Later: the sheet still shows it, and it may be telling us something right now.
    std::exchange(m_work, nullptr)->deleteLater();
}

void ImportController::tellOfEmptyFolders()
{
    Notice notice;
    notice.kind = MessageStrip::Kind::Warning;
    notice.sentence = tr("There are no files in what was dropped; hidden files are left out.");
    Q_EMIT noticed(notice);
}

void ImportController::tellOfAdded(int count)
{
    Notice notice;
    notice.sentence = tr("Adding %n image(s) without asking.", nullptr, count);
    //: Button: show the sheet again the next time that files are added
    notice.actionLabel = tr("Ask next time");
    notice.action = [preferences = m_preferences]() mutable { preferences.setWithoutAsking(false); };
    notice.closeAfterMs = noticeMs;
    Q_EMIT noticed(notice);
}

void ImportController::enqueue(const QList<TransferRequest> &requests)
{
    if (requests.isEmpty())
        return;
    m_pending.append(requests);
    feedQueue();
    if (!m_pending.isEmpty())
        m_feedTimer.start();
}

void ImportController::feedQueue()
{
    QElapsedTimer clock;
    clock.start();
    while (m_fed < m_pending.size() && clock.elapsed() < feedSliceMs)
        m_queue.enqueue(m_pending.at(m_fed++));
    if (m_fed < m_pending.size())
        return;
    m_pending.clear();
    m_fed = 0;
    m_feedTimer.stop();
}

} // namespace vitrine
