#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace vitrine {

class Prompts;
class TransferQueue;

/// Lets the window close only when no transfer of any catalogue is running: asks once, then has the queues
/// put everything down so that the next start goes on with it.
class QuitGuard final : public QObject
{
    Q_OBJECT

public:
    QuitGuard(Prompts &prompts, QWidget &window);

    /// Watches one more queue for as long as it lives.
    void addQueue(TransferQueue &queue);
    /// True when the window may close now. Else released() follows unless people decide to stay.
    bool mayClose();

Q_SIGNALS:
    /// The queues are being put down; the window is to say so.
    void suspending();
    void released();

private:
    QList<TransferQueue *> unfinishedQueues() const;
    void suspend();
    void handleSuspended();

    Prompts &m_prompts;
    QWidget &m_window;
    QList<QPointer<TransferQueue>> m_queues;
    int m_suspendedAwaited = 0;
    bool m_isSuspending = false;
    bool m_isReleased = false;
};

} // namespace vitrine
