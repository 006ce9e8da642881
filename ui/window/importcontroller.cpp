#include "ui/window/importcontroller.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QtConcurrent>

#include "core/transfer/transferqueue.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/prompts.h"
#include "ui/window/dropcontents.h"

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

/// Longest stretch for which the queue may keep the event loop waiting.
constexpr qint64 feedSliceMs = 8;

} // namespace

ImportController::ImportController(
    TransferQueue &queue, FileChooser &chooser, Prompts &prompts, QWidget &window)
    : QObject(&window)
    , m_queue(queue)
    , m_chooser(chooser)
    , m_prompts(prompts)
    , m_window(window)
{
    m_feedTimer.setInterval(1);
    connect(&m_feedTimer, &QTimer::timeout, this, &ImportController::feedQueue);
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
    // Telling files from folders may wait for a slow disk.
    QtConcurrent::run(&sortedDrop, paths, links).then(this, [this](const DropContents &contents) {
        handleSorted(contents);
    });
}

void ImportController::handleSorted(const DropContents &contents)
{
    QList<TransferRequest> requests;
    for (const QString &path : contents.files)
        requests.append(importRequest(path));
    for (const QString &link : contents.links)
        requests.append(linkRequest(link));
    enqueue(requests);
    if (contents.folders.isEmpty())
        return;
    const QStringList folders = contents.folders;
    QtConcurrent::run(&filesInFolders, folders).then(this, [this, folders](const QStringList &files) {
        askForFolders(folders, files);
    });
}

void ImportController::askForFolders(const QStringList &folders, const QStringList &files)
{
    const QString name = QFileInfo(folders.first()).fileName();
    if (files.isEmpty()) {
        Notice notice;
        notice.kind = MessageStrip::Kind::Warning;
        notice.sentence = folders.size() == 1
            ? tr("There are no files in the folder “%1”. Files in folders below it are not looked for.")
                  .arg(name)
            : tr("There are no files in these folders. Files in folders below them are not looked for.");
        Q_EMIT noticed(notice);
        return;
    }
    const auto count = static_cast<int>(files.size());
    Question question;
    question.title = tr("Add the files of a folder");
    question.sentence = folders.size() == 1
        //: %1 is the name of a folder
        ? tr("Add the %n file(s) in the folder “%1”?", nullptr, count).arg(name)
        : tr("Add the %n file(s) in these folders?", nullptr, count);
    question.detail = tr("Each file becomes an image of its own. Folders below are left out.");
    question.confirmLabel = tr("Add %n file(s)", nullptr, count);
    m_prompts.confirm(&m_window, question, [this, files] {
        QList<TransferRequest> requests;
        for (const QString &path : files)
            requests.append(importRequest(path));
        enqueue(requests);
    });
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
