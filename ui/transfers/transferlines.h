#pragma once

#include <optional>

#include <QString>

#include "core/transfer/transfer.h"
#include "ui/transfers/transfersmodel.h"

namespace vitrine {

/// What a transfer is doing, in a few words: the phase while it runs, the reason when it failed.
QString transferStateLine(const Transfer &transfer);
/// The same with what holds it up, as far as that is known.
QString transferRunningLine(const Transfer &transfer);
/// Bytes, speed and time left as far as they mean something, such as "2.20 of 5.10 GiB · 86.0 MiB/s".
QString transferFigures(const Transfer &transfer);
/// One sentence that says it all, for screen readers.
QString transferSentence(const Transfer &transfer);
/// Where from and where to, and why it failed.
QString transferToolTip(const Transfer &transfer);

/// The line above the list: what runs, or what is left to look at.
QString totalsLine(const TransferTotals &totals);
QString totalsFigures(const TransferTotals &totals);
/// From 0 to 1; nullopt while it cannot be told.
std::optional<double> totalsFraction(const TransferTotals &totals);

} // namespace vitrine
