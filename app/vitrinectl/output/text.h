#pragma once

#include <QString>
#include <QStringList>

#include "app/vitrinectl/output/cell.h"

namespace vitrine::ctl {

/// Columns that `text` takes on a terminal: 2 for a Chinese character, 0 for a combining mark.
int displayWidth(const QString &text);

/// Makes control and bidirectional-override characters visible (`\n`, `\x1b`, `\u202e`), so that a name
/// cannot move the cursor or forge output. `keepNewlines` leaves line ends alone.
QString escapeControls(const QString &text, bool keepNewlines = false);

/// `text` as a JSON string in ASCII, with its quotation marks.
QString jsonString(const QString &text);

/// What Python's str() makes of the value, which is how the openstack client prints it.
QString pythonText(const Cell &cell);

/// The value for people: lists joined, maps as k='v'.
QString humanText(const Cell &cell);

} // namespace vitrine::ctl
