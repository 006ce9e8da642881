#pragma once

#include <QString>

#include "core/image/imagestatus.h"
#include "core/image/task.h"
#include "core/image/transition.h"
#include "core/support/operation.h"
#include "ui/text/tone.h"

namespace vitrine::text {

/// The word for people, capitalised, such as "Pending delete". Never show a colour or an icon without it.
QString statusWord(ImageStatus status);
/// What the status means and what can be done, in one or two plain sentences.
QString statusExplanation(ImageStatus status);
/// Name for themedIcon().
QString statusIcon(ImageStatus status);
Tone statusTone(ImageStatus status);

QString taskStatusWord(TaskStatus status);
/// "Import", "Upload" and so on; a type that Vitrine does not know is shown as it is.
QString taskTypeWord(const QString &type);

/// Why the image moved, such as "Upload failed".
QString transitionCauseText(TransitionCause cause);
/// True when the step means that something went wrong.
bool isFailure(TransitionCause cause);

QString phaseText(OperationPhase phase);

} // namespace vitrine::text
