#pragma once

namespace vitrine {

/// Set on a tool button whose icon stands exactly above and below the edge of other words: the style then
/// leaves no room beside it.
inline constexpr auto flushProperty = "vitrineFlush";

} // namespace vitrine
