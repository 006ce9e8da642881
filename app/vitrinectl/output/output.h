#pragma once

#include "app/vitrinectl/output/cell.h"
#include "app/vitrinectl/output/outputoptions.h"
#include "core/support/result.h"

namespace vitrine::ctl {

/// Keeps and sorts the columns that `options` ask for, and writes the listing to standard output.
Result<void> printListing(const Listing &listing, const OutputOptions &options);
Result<void> printRecord(const Record &record, const OutputOptions &options);

/// The columns of the terminal that standard output is; 0 when it is none.
int terminalWidth();

/// One line on standard error, made safe for a terminal.
void say(const QString &line);

} // namespace vitrine::ctl
