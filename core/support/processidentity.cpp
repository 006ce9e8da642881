#include "core/support/processidentity.h"

#include <array>
#include <optional>

#include <unistd.h>

#include <QCoreApplication>
#include <QFile>
#include <QList>
#include <QStringList>

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ProcessState {
    char state = 'X';
    qint64 startTime = 0;
};

QByteArray readProcFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString readBootId()
{
    return QString::fromLatin1(readProcFile(u"/proc/sys/kernel/random/boot_id"_s).trimmed());
}

QString readMachineId()
{
    return QString::fromLatin1(readProcFile(u"/etc/machine-id"_s).trimmed());
}

QString readPidNamespace()
{
    // Such as "pid:[4026531836]".
    std::array<char, 64> name{};
    const ssize_t length = ::readlink("/proc/self/ns/pid", name.data(), name.size());
    return length > 0 ? QString::fromLatin1(name.data(), length) : QString();
}

/// Nothing can be said against a place that is not known.
bool isElsewhere(const QString &there, const QString &here)
{
    return !there.isEmpty() && !here.isEmpty() && there != here;
}

std::optional<ProcessState> readProcessState(qint64 pid)
{
    const QByteArray line = readProcFile(u"/proc/%1/stat"_s.arg(pid));
    // The command name stands in parentheses and may itself hold spaces and parentheses.
    const qsizetype nameEnd = line.lastIndexOf(')');
    if (nameEnd < 0)
        return std::nullopt;
    const QList<QByteArray> fields = line.mid(nameEnd + 2).split(' ');
    // Counted from field 3 (state); the start time is field 22 of proc(5).
    constexpr qsizetype startTimeField = 22 - 3;
    if (fields.size() <= startTimeField || fields.first().isEmpty())
        return std::nullopt;
    return ProcessState{ fields.first().front(), fields.at(startTimeField).toLongLong() };
}

} // namespace

Result<ProcessIdentity> currentProcessIdentity()
{
    const qint64 pid = ::getpid();
    const std::optional<ProcessState> state = readProcessState(pid);
    const QString bootId = readBootId();
    if (!state || bootId.isEmpty()) {
        return failure(ErrorCode::Internal,
            QCoreApplication::translate("vitrine::ProcessIdentity",
                "The system does not say when this program was started. Mount /proc and start again."),
            u"/proc/self/stat or boot_id unreadable"_s);
    }
    return ProcessIdentity{ readMachineId(), bootId, readPidNamespace(), pid, state->startTime };
}

QString placeOf(const ProcessIdentity &process)
{
    return QStringList{ process.bootId, process.pidNamespace, process.machineId }.join(u' ');
}

ProcessIdentity processAt(const QString &place, qint64 pid, qint64 startTime)
{
    const QStringList parts = place.split(u' ');
    return { .machineId = parts.value(2),
        .bootId = parts.value(0),
        .pidNamespace = parts.value(1),
        .pid = pid,
        .startTime = startTime };
}

bool isProcessAlive(const ProcessIdentity &process)
{
    if (isElsewhere(process.machineId, readMachineId()))
        return true;
    if (process.bootId != readBootId())
        return false;
    if (isElsewhere(process.pidNamespace, readPidNamespace()))
        return true;
    const std::optional<ProcessState> state = readProcessState(process.pid);
    return state && state->state != 'Z' && state->state != 'X' && state->startTime == process.startTime;
}

} // namespace vitrine
