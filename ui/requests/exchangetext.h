#pragma once

#include <QString>

#include "core/support/webexchange.h"

namespace vitrine::text {

/// "201 Created", or why there is no answer.
QString exchangeAnswer(const WebExchange &exchange);
/// One line for screen readers.
QString exchangeSentence(const WebExchange &exchange);
/// Request and answer as they went over the wire, and the command that asks the same.
QString exchangeReport(const WebExchange &exchange);

} // namespace vitrine::text
