#include "ui/window/quitguard.h"

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

bool QuitGuard::mayClose()
{
    if (m_isReleased || !m_queue || !m_queue->hasUnfinished())
        return true;
    if (m_isSuspending)
        return false;
    int busy = 0;
    const QList<Transfer> transfers = m_queue->transfers();
    for (const Transfer &transfer : transfers)
        busy += transfer.state == TransferState::Running || transfer.state == TransferState::Waiting ? 1 : 0;
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
    connect(m_queue, &TransferQueue::suspended, this, [this] {
        m_isReleased = true;
        Q_EMIT released();
    });
    Q_EMIT suspending();
    m_queue->suspendAll();
}

} // namespace vitrine
