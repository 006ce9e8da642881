#include "ui/window/quitguard.h"

#include <algorithm>

#include <QWidget>

#include "core/transfer/transferqueue.h"
#include "ui/widgets/prompts.h"

namespace vitrine {

QuitGuard::QuitGuard(Prompts &prompts, QWidget &window)
    : QObject(&window)
    , m_prompts(prompts)
    , m_window(window)
{
}

void QuitGuard::addQueue(TransferQueue &queue)
{
    m_queues.removeIf([](const QPointer<TransferQueue> &each) { return each.isNull(); });
    if (!m_queues.contains(&queue))
        m_queues.append(&queue);
}

QList<TransferQueue *> QuitGuard::unfinishedQueues() const
{
    QList<TransferQueue *> unfinished;
    for (const QPointer<TransferQueue> &queue : m_queues) {
        if (queue && queue->hasUnfinished())
            unfinished.append(queue);
    }
    return unfinished;
}

bool QuitGuard::mayClose()
{
    const QList<TransferQueue *> queues = unfinishedQueues();
    if (m_isReleased || queues.isEmpty())
        return true;
    if (m_isSuspending)
        return false;
    int busy = 0;
    for (const TransferQueue *queue : queues) {
        const QList<Transfer> transfers = queue->transfers();
        busy += static_cast<int>(
            std::count_if(transfers.cbegin(), transfers.cend(), [](const Transfer &transfer) {
                return transfer.state == TransferState::Running || transfer.state == TransferState::Waiting;
            }));
    }
    if (busy == 0) {
        suspend();
        return false;
    }
    Question question;
    question.title = tr("Quit Vitrine");
    question.sentence = tr("%n transfer(s) have not finished yet. Quit all the same?", nullptr, busy);
    question.detail
        = tr("They are stopped now and go on, or start again, when Vitrine is opened the next time.");
    //: Button: leave the program
    question.confirmLabel = tr("Quit");
    m_prompts.confirm(&m_window, question, [this] { suspend(); });
    return false;
}

void QuitGuard::suspend()
{
    if (m_isSuspending)
        return;
    m_isSuspending = true;
    const QList<TransferQueue *> queues = unfinishedQueues();
    m_suspendedAwaited = static_cast<int>(queues.size());
    Q_EMIT suspending();
    for (TransferQueue *queue : queues) {
        connect(queue, &TransferQueue::suspended, this, &QuitGuard::handleSuspended);
        queue->suspendAll();
    }
    // What ran may have ended while people were asked.
    if (queues.isEmpty())
        QMetaObject::invokeMethod(this, &QuitGuard::handleSuspended, Qt::QueuedConnection);
}

void QuitGuard::handleSuspended()
{
    if (--m_suspendedAwaited > 0)
        return;
    m_isReleased = true;
    Q_EMIT released();
}

} // namespace vitrine
