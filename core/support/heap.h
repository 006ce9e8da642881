#pragma once

namespace vitrine {

/// Makes the heap merge freed pieces as they come, and not all at once: what one thread frees by the hundred
/// thousand (the rows of a long list) made the next large allocation of the window stop for 20 ms. To be
/// called once, before other threads are there.
void mergeFreedMemoryEagerly();

} // namespace vitrine
