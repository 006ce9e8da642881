#pragma once

#include <QString>

#include "core/image/member.h"
#include "ui/text/tone.h"

namespace vitrine::text {

/// The word for people, such as "Accepted".
QString memberStatusWord(MemberStatus status);
/// What it means for the project.
QString memberStatusExplanation(MemberStatus status);
/// Name for themedIcon().
QString memberStatusIcon(MemberStatus status);
Tone memberStatusTone(MemberStatus status);

} // namespace vitrine::text
