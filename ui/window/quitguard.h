#pragma once

#include <QObject>

class QWidget;

namespace vitrine {

class Prompts;
class TransferQueue;

/// Lets the window close only when no transfer is running: asks once, then has the queue put everything down
/// so that the next start goes on with it.
class QuitGuard final : public QObject
{
    Q_OBJECT

public:
    QuitGuard(Prompts &prompts, QWidget &window);

    void setQueue(TransferQueue *queue) { m_queue = queue; }
    /// True when the window may close now. Else released() follows unless people decide to stay.
    bool mayClose();

Q_SIGNALS:
    /// The queue is being put down; the window is to say so.
    void suspending();
    void released();

private:
    void suspend();

    Prompts &m_prompts;
    QWidget &m_window;
    TransferQueue *m_queue = nullptr;
    bool m_isSuspending = false;
    bool m_isReleased = false;
};

} // namespace vitrine
