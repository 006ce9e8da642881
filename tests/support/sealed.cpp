#include "tests/support/sealed.h"

#include <array>
#include <csignal>
#include <cstddef>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTest>

#include "core/support/filedescriptor.h"

namespace vitrine::test {

namespace {

#if defined(__x86_64__)
constexpr quint32 architecture = AUDIT_ARCH_X86_64;
constexpr std::array<int, 10> forbidden{ SYS_open, SYS_creat, SYS_openat, SYS_openat2, SYS_open_by_handle_at,
    SYS_socket, SYS_connect, SYS_execve, SYS_execveat, SYS_io_uring_setup };
#elif defined(__aarch64__)
constexpr quint32 architecture = AUDIT_ARCH_AARCH64;
constexpr std::array<int, 8> forbidden{ SYS_openat, SYS_openat2, SYS_open_by_handle_at, SYS_socket,
    SYS_connect, SYS_execve, SYS_execveat, SYS_io_uring_setup };
#else
#error "The numbers of system calls are not known here."
#endif

sock_filter statement(int code, quint32 value)
{
    return { static_cast<quint16>(code), 0, 0, value };
}

/// Skips the next statement unless the value that was loaded is this one.
sock_filter unless(quint32 value)
{
    return { BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value };
}

bool seal()
{
    std::array<sock_filter, 4 + 2 * forbidden.size() + 1> program{};
    std::size_t at = 0;
    program[at++] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
    program[at++] = { BPF_JMP | BPF_JEQ | BPF_K, 1, 0, architecture };
    program[at++] = statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    program[at++] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    for (const int call : forbidden) {
        program[at++] = unless(static_cast<quint32>(call));
        program[at++] = statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    }
    program[at++] = statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const sock_fprog filter{ static_cast<unsigned short>(program.size()), program.data() };
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

constexpr int cannotSeal = 3;
constexpr int didWork = 4;

/// The status that waitpid() tells of the child.
int runSealed(const std::function<void()> &work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        if (!seal())
            ::_exit(cannotSeal);
        work();
        ::_exit(didWork);
    }
    int status = -1;
    if (child < 0 || ::waitpid(child, &status, 0) != child)
        qFatal("no child could be run");
    if (WIFEXITED(status) && WEXITSTATUS(status) == cannotSeal)
        qFatal("the kernel does not take the filter of system calls");
    return status;
}

bool isKilled(int status)
{
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

} // namespace

std::optional<QByteArray> inSeal(const std::function<QByteArray()> &work)
{
    const FileDescriptor answer(::memfd_create("answer", MFD_CLOEXEC));
    const int status = runSealed([&] {
        const QByteArray bytes = work();
        if (::write(answer.get(), bytes.constData(), static_cast<std::size_t>(bytes.size())) != bytes.size())
            ::_exit(1);
    });
    if (!WIFEXITED(status) || WEXITSTATUS(status) != didWork) {
        QTest::qFail(isKilled(status) ? "it opened another file, a socket or a program" : "it crashed",
            __FILE__, __LINE__);
        return std::nullopt;
    }
    QByteArray bytes(static_cast<qsizetype>(::lseek(answer.get(), 0, SEEK_END)), '\0');
    if (::pread(answer.get(), bytes.data(), static_cast<std::size_t>(bytes.size()), 0) != bytes.size())
        return std::nullopt;
    return bytes;
}

bool isKilledInSeal(const std::function<void()> &work)
{
    return isKilled(runSealed(work));
}

} // namespace vitrine::test
