#pragma once

namespace vitrine {

/// What a colour is to say. Colours come from toneColours(), so that they fit the palette in force, and
/// never stand alone: a word or an icon always says the same.
enum class Tone { Neutral, Muted, Info, Success, Warning, Danger };

} // namespace vitrine
