#pragma once

#include <QString>

#include "core/support/result.h"

namespace vitrine {

/// Names one process so that neither a restart of the machine nor a reused pid can be mistaken for it.
struct ProcessIdentity {
    QString bootId; ///< /proc/sys/kernel/random/boot_id
    qint64 pid = 0;
    qint64 startTime = 0; ///< clock ticks since boot

    bool operator==(const ProcessIdentity &) const = default;
};

Result<ProcessIdentity> currentProcessIdentity();

/// False for one of an earlier boot, one that ended, and one that was killed and not yet waited for.
bool isProcessAlive(const ProcessIdentity &process);

} // namespace vitrine
