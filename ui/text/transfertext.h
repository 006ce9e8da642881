#pragma once

#include <QString>

#include "core/transfer/transfer.h"
#include "ui/text/tone.h"

namespace vitrine::text {

QString transferStateWord(TransferState state);
/// Name for themedIcon().
QString transferStateIcon(TransferState state);
Tone transferStateTone(TransferState state);
/// What the transfer does, such as "Import" or "Copy to a store".
QString transferKindText(TransferKind kind);

/// What holds the transfer up, such as "limited by disk writes".
QString limitText(OperationStage stage);

/// One line that says where the transfer is: state, phase, bytes, speed and time left, or why it failed.
QString transferSummary(const Transfer &transfer);
/// From 0 to 1; nullopt while the total is not known.
std::optional<double> transferFraction(const Transfer &transfer);

} // namespace vitrine::text
