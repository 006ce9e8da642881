#include "core/support/crashpoint.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>

#include <unistd.h>

namespace vitrine {

namespace {

struct CrashPlan {
    std::string name;
    std::atomic<long> passesLeft = 1;

    CrashPlan()
    {
        const char *const wanted = std::getenv("VITRINE_CRASH_AT");
        if (wanted == nullptr)
            return;
        name = wanted;
        const std::size_t colon = name.find(':');
        if (colon == std::string::npos)
            return;
        passesLeft = std::strtol(name.c_str() + colon + 1, nullptr, 10);
        name.resize(colon);
    }
};

} // namespace

void crashPoint(const char *name)
{
    static CrashPlan plan;
    if (plan.name.empty() || plan.name != name)
        return;
    if (plan.passesLeft.fetch_sub(1) == 1)
        ::kill(::getpid(), SIGKILL);
}

} // namespace vitrine
