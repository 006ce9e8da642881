#pragma once

#include <QString>

#include "ui/adding/addingrow.h"
#include "ui/text/tone.h"

namespace vitrine::text {

QString addingStateWord(AddingState state);
QString addingStateIcon(AddingState state);
Tone addingStateTone(AddingState state);

/// What people call the preset; its id when it has no words. Null gives "None".
QString presetTitle(const QString &id);
/// For which guests it is.
QString presetExplanation(const QString &id);

/// What there is to say about the row, in rich text, with what to do about it.
QString addingFindings(const AddingRow &row);
/// The command that helps, or null.
QString addingCommand(const AddingRow &row);
/// One sentence that holds the row, for screen readers.
QString addingSentence(const AddingRow &row);

} // namespace vitrine::text
