#include "ui/images/undohistory.h"

namespace vitrine {

namespace {

constexpr int mostSteps = 100;

} // namespace

class UndoHistory::Command final : public QUndoCommand
{
public:
    Command(UndoHistory &history, UndoStep step)
        : QUndoCommand(step.text)
        , m_history(history)
        , m_step(std::move(step))
    {
    }

    void undo() override { run(m_step.undo); }
    void redo() override { run(m_step.redo); }
    bool isSpent() const { return m_step.isSpent && m_step.isSpent(); }

private:
    void run(const std::function<void()> &direction)
    {
        if (!m_history.m_isQuiet)
            direction();
        else if (isSpent())
            setObsolete(true);
    }

    UndoHistory &m_history;
    UndoStep m_step;
};

UndoHistory::UndoHistory(QObject *parent)
    : QObject(parent)
{
    m_stack.setUndoLimit(mostSteps);
    connect(&m_stack, &QUndoStack::indexChanged, this, &UndoHistory::changed);
}

UndoHistory::~UndoHistory()
{
    // A stack that goes tells that it is empty, to those who are going themselves.
    m_stack.disconnect(this);
}

void UndoHistory::push(const UndoStep &step)
{
    m_isQuiet = true;
    m_stack.push(new Command(*this, step));
    m_isQuiet = false;
}

void UndoHistory::undo()
{
    if (!canUndo())
        return;
    m_running = Running::Undo;
    m_indexAfter = m_stack.index() - 1;
    m_stack.undo();
}

void UndoHistory::redo()
{
    if (!canRedo())
        return;
    m_running = Running::Redo;
    m_indexAfter = m_stack.index() + 1;
    m_stack.redo();
}

void UndoHistory::finish(bool succeeded)
{
    const Running ended = std::exchange(m_running, Running::Nothing);
    // Whatever was done meanwhile has its place in the stack already.
    if (!succeeded && m_stack.index() == m_indexAfter) {
        m_isQuiet = true;
        if (ended == Running::Undo)
            m_stack.redo();
        else if (ended == Running::Redo)
            m_stack.undo();
        m_isQuiet = false;
    }
    dropSpent();
    Q_EMIT changed();
}

void UndoHistory::dropSpent()
{
    if (isBusy())
        return;
    const auto newest = [this] {
        return m_stack.canUndo() ? static_cast<const Command *>(m_stack.command(m_stack.index() - 1))
                                 : nullptr;
    };
    m_isQuiet = true;
    while (const Command *command = newest()) {
        if (!command->isSpent())
            break;
        m_stack.undo();
    }
    m_isQuiet = false;
}

} // namespace vitrine
