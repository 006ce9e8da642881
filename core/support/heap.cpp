#include "core/support/heap.h"

#include <malloc.h>

namespace vitrine {

void mergeFreedMemoryEagerly()
{
    ::mallopt(M_MXFAST, 0);
}

} // namespace vitrine
