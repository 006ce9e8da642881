// What libFuzzer calls; VITRINE_FUZZ_TARGET is the name of the target that this program feeds.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "tests/fuzz/fuzztargets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace vitrine::fuzz;
    static const auto target = std::ranges::find_if(fuzzTargets(),
        [](const FuzzTarget &each) { return QByteArrayView(each.name) == VITRINE_FUZZ_TARGET; });
    if (target == fuzzTargets().end())
        std::abort();
    target->run(QByteArrayView(data, static_cast<qsizetype>(size)));
    return 0;
}
