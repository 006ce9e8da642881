#pragma once

#include <QString>

#include "core/support/result.h"

namespace vitrine {

/// Names one process so that neither a restart of the machine nor a reused pid can be mistaken for it, nor a
/// process of another machine or container.
struct ProcessIdentity {
    QString machineId; ///< /etc/machine-id; empty when there is none
    QString bootId; ///< /proc/sys/kernel/random/boot_id
    QString pidNamespace; ///< in which the pid counts, as /proc/self/ns/pid says
    qint64 pid = 0;
    qint64 startTime = 0; ///< clock ticks since boot

    bool operator==(const ProcessIdentity &) const = default;
};

Result<ProcessIdentity> currentProcessIdentity();

/// Where the pid counts, as one word to be stored.
QString placeOf(const ProcessIdentity &process);
/// The opposite; what was stored before there was more than a boot id is read too.
ProcessIdentity processAt(const QString &place, qint64 pid, qint64 startTime);

/// False for one of an earlier boot, one that ended, and one that was killed and not yet waited for. True for
/// one of another machine or PID namespace, since that cannot be told from here.
bool isProcessAlive(const ProcessIdentity &process);

} // namespace vitrine
