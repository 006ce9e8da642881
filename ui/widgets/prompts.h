#pragma once

#include <functional>

#include <QString>

class QWidget;

namespace vitrine {

/// A question with one thing to agree to.
struct Question {
    QString title;
    QString sentence; ///< what will happen
    QString detail; ///< what it means; may be empty
    QString confirmLabel; ///< a verb, such as "Delete for good"
    bool isDestructive = false; ///< then Cancel is the default button
};

/// Asks people to agree. The seam that lets tests answer without a dialog.
class Prompts
{
public:
    virtual ~Prompts() = default;
    /// Calls `agreed` later, or never when people refuse or `parent` goes away.
    virtual void confirm(QWidget *parent, const Question &question, std::function<void()> agreed) = 0;
};

class DialogPrompts final : public Prompts
{
public:
    void confirm(QWidget *parent, const Question &question, std::function<void()> agreed) override;
};

} // namespace vitrine
