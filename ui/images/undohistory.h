#pragma once

#include <functional>

#include <QObject>
#include <QUndoStack>

namespace vitrine {

/// Something people did and can take back. Both directions ask a service: they begin at once and end with
/// UndoHistory::finish().
struct UndoStep {
    QString text; ///< follows "Undo " and "Redo ", such as "rename"
    std::function<void()> undo;
    std::function<void()> redo;
    std::function<bool()> isSpent = {}; ///< true once there is nothing left to be taken back
};

/// What people did to images, edits and deletions alike, the newest last. One step runs at a time.
class UndoHistory final : public QObject
{
    Q_OBJECT

public:
    explicit UndoHistory(QObject *parent = nullptr);
    ~UndoHistory() override;

    /// Remembers what has been done already.
    void push(const UndoStep &step);
    void undo();
    void redo();
    /// The step that undo() or redo() began has ended. One that failed stays where it was.
    void finish(bool succeeded);
    /// Forgets the newest steps that have nothing left to be taken back.
    void dropSpent();

    bool canUndo() const { return m_stack.canUndo() && !isBusy(); }
    bool canRedo() const { return m_stack.canRedo() && !isBusy(); }
    bool isBusy() const { return m_running != Running::Nothing; }
    QString undoText() const { return m_stack.undoText(); }
    QString redoText() const { return m_stack.redoText(); }

Q_SIGNALS:
    void changed();

private:
    class Command;
    enum class Running { Nothing, Undo, Redo };

    QUndoStack m_stack;
    Running m_running = Running::Nothing;
    int m_indexAfter = 0; ///< of the stack, once the running step had begun
    bool m_isQuiet = false; ///< the stack is moved without anything being done
};

} // namespace vitrine
