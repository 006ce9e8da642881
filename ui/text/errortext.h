#pragma once

#include <QString>

#include "core/support/error.h"
#include "ui/text/tone.h"

namespace vitrine::text {

/// The sentence to show: the error's own, or a general one for its code when it has none.
QString errorSentence(const Error &error);
/// What people can do about this kind of error; empty when nothing general can be said.
QString errorAdvice(ErrorCode code);
/// What goes into a report: code, HTTP status and technical detail.
QString errorReport(const Error &error);
Tone errorTone(ErrorCode code);

} // namespace vitrine::text
