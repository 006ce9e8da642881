#pragma once

#include <QIcon>
#include <QString>

#include "ui/text/tone.h"

class QPalette;

namespace vitrine {

/// Vitrine's own icon `name` (a file of resources/icons without its suffix), drawn in the text colour of the
/// application's palette at any size and scale. It follows a palette change by itself: it is drawn anew
/// whenever a widget repaints.
QIcon themedIcon(const QString &name);
/// The same in the colour of a tone.
QIcon themedIcon(const QString &name, Tone tone);
/// The same in one fixed colour.
QIcon themedIcon(const QString &name, const QColor &colour);

/// The program's own icon, in colour.
QIcon applicationIcon();

} // namespace vitrine
