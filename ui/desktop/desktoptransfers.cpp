#include "ui/desktop/desktoptransfers.h"

#include "core/transfer/transferqueue.h"
#include "ui/text/errortext.h"

namespace vitrine {

namespace {

/// Docks need no more than that, and each value wakes another program.
constexpr int refreshMs = 500;

} // namespace

DesktopTransfers::DesktopTransfers(
    const QDBusConnection &sessionBus, const QDBusConnection &systemBus, Settings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_progress(sessionBus)
    , m_notifier(sessionBus)
    , m_inhibitor(systemBus)
{
    m_refreshTimer.setSingleShot(true);
    m_gatherTimer.setSingleShot(true);
    m_gatherTimer.setInterval(m_settings.gatherMs);
    connect(&m_refreshTimer, &QTimer::timeout, this, &DesktopTransfers::refresh);
    connect(&m_gatherTimer, &QTimer::timeout, this, &DesktopTransfers::tellWhatEnded);
    connect(&m_notifier, &Notifier::activated, this, &DesktopTransfers::windowRequested);
}

void DesktopTransfers::watch(const TransferQueue &queue)
{
    connect(&queue, &TransferQueue::transfersAdded, this, &DesktopTransfers::follow);
    connect(&queue, &TransferQueue::transfersChanged, this, &DesktopTransfers::follow);
    connect(&queue, &TransferQueue::transferRemoved, this, [this](const QString &id) {
        m_unfinished.remove(id);
        if (m_running.remove(id) > 0)
            refresh();
    });
    follow(queue.transfers());
}

void DesktopTransfers::follow(const QList<Transfer> &transfers)
{
    const bool wasRunning = !m_running.isEmpty();
    for (const Transfer &transfer : transfers)
        note(transfer);
    const bool isRunning = !m_running.isEmpty();
    if (isRunning && !wasRunning && !m_gatherTimer.isActive())
        m_busy.start();
    if (isRunning) {
        m_gatherTimer.stop();
    } else if (m_ended.count() > 0 && !m_gatherTimer.isActive()) {
        m_busyMs = m_busy.isValid() ? m_busy.elapsed() : 0;
        m_gatherTimer.start();
    }
    if (wasRunning != isRunning)
        refresh();
    else if (isRunning && !m_refreshTimer.isActive())
        m_refreshTimer.start(refreshMs);
}

void DesktopTransfers::note(const Transfer &transfer)
{
    const bool isRunning = transfer.state == TransferState::Running;
    if (isRunning)
        m_running.insert(transfer.id, { transfer.done, transfer.total });
    else
        m_running.remove(transfer.id);
    if (isRunning || transfer.state == TransferState::Waiting || transfer.state == TransferState::Paused) {
        m_unfinished.insert(transfer.id);
        return;
    }
    // What had ended before is old news.
    if (!m_unfinished.remove(transfer.id))
        return;
    if (transfer.state == TransferState::Finished) {
        ++m_ended.finished;
        m_ended.title = transfer.title;
    } else if (transfer.state == TransferState::Failed) {
        ++m_ended.failed;
        m_ended.title = transfer.title;
        m_ended.reason = transfer.error ? text::errorSentence(*transfer.error) : QString();
    }
}

std::optional<double> DesktopTransfers::fraction() const
{
    double done = 0;
    double total = 0;
    for (const Running &running : m_running) {
        if (running.total <= 0)
            continue;
        done += static_cast<double>(running.done);
        total += static_cast<double>(running.total);
    }
    if (m_running.isEmpty())
        return std::nullopt;
    return total > 0 ? done / total : 0;
}

void DesktopTransfers::refresh()
{
    m_progress.show(fraction());
    m_inhibitor.setInhibited(!m_running.isEmpty(),
        //: Why the computer must not sleep; shown by the system
        tr("Disk images are being copied"));
}

void DesktopTransfers::tellWhatEnded()
{
    const Ended ended = std::exchange(m_ended, {});
    if (ended.count() == 0 || m_busyMs < m_settings.worthTellingMs || m_settings.isWatched())
        return;
    if (ended.count() == 1) {
        m_notifier.show(ended.failed > 0 ? tr("A transfer has failed") : tr("A transfer has finished"),
            ended.failed > 0 ? QString(ended.title + QLatin1Char('\n') + ended.reason) : ended.title);
        return;
    }
    const QString finished = tr("%n transfer(s) finished", nullptr, ended.finished);
    if (ended.failed == 0)
        m_notifier.show(finished, tr("The last one was “%1”.").arg(ended.title));
    else
        m_notifier.show(
            tr("%n transfer(s) failed", nullptr, ended.failed), ended.finished > 0 ? finished : ended.reason);
}

} // namespace vitrine
