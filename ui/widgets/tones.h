#pragma once

#include <QColor>
#include <QPalette>

#include "ui/text/tone.h"

namespace vitrine {

/// Colours of a tone that can be read on the palette's base colour.
struct ToneColours {
    QColor text; ///< words and icons; at least 4.5 : 1 against `background` and the palette's base
    QColor background; ///< the filling of a chip or strip
    QColor border;
};

ToneColours toneColours(Tone tone, const QPalette &palette);
/// True when the palette's base is dark.
bool isDark(const QPalette &palette);
/// WCAG's contrast ratio, from 1 to 21.
double contrastRatio(const QColor &a, const QColor &b);

} // namespace vitrine
