#include "tests/support/faultfs.h"

#include <algorithm>
#include <cerrno>

namespace vitrine::test {

void FaultFs::plan(const Fault &fault)
{
    clear();
    const std::lock_guard lock(m_mutex);
    m_fault = fault;
}

void FaultFs::clear()
{
    const std::lock_guard lock(m_mutex);
    m_fault.reset();
    m_log.clear();
    m_passes = 0;
    m_struck = false;
}

bool FaultFs::hasStruck() const
{
    const std::lock_guard lock(m_mutex);
    return m_struck;
}

QStringList FaultFs::log() const
{
    const std::lock_guard lock(m_mutex);
    return m_log;
}

FaultFs::Verdict FaultFs::judge(const char *call)
{
    const std::lock_guard lock(m_mutex);
    const QString name = QString::fromLatin1(call);
    m_log.append(name);
    if (!m_fault || (!m_fault->call.isEmpty() && m_fault->call != name))
        return Verdict::Pass;
    ++m_passes;
    if (m_passes != m_fault->pass && !(m_fault->stays && m_passes > m_fault->pass))
        return Verdict::Pass;
    m_struck = true;
    if (m_fault->error == 0)
        return Verdict::Short;
    errno = m_fault->error;
    return Verdict::Fail;
}

int FaultFs::openat(int folder, const char *name, int flags, mode_t mode)
{
    return judge("openat") == Verdict::Fail ? -1 : FileOps::openat(folder, name, flags, mode);
}

int FaultFs::fstat(int fd, struct stat *result)
{
    return judge("fstat") == Verdict::Fail ? -1 : FileOps::fstat(fd, result);
}

int FaultFs::fstatat(int folder, const char *name, struct stat *result, int flags)
{
    return judge("fstatat") == Verdict::Fail ? -1 : FileOps::fstatat(folder, name, result, flags);
}

int FaultFs::fstatvfs(int fd, struct statvfs *result)
{
    return judge("fstatvfs") == Verdict::Fail ? -1 : FileOps::fstatvfs(fd, result);
}

int FaultFs::fstatfs(int fd, struct statfs *result)
{
    return judge("fstatfs") == Verdict::Fail ? -1 : FileOps::fstatfs(fd, result);
}

ssize_t FaultFs::pread(int fd, void *buffer, std::size_t size, off_t offset)
{
    const Verdict verdict = judge("pread");
    if (verdict == Verdict::Fail)
        return -1;
    return FileOps::pread(
        fd, buffer, verdict == Verdict::Short ? std::max<std::size_t>(size / 2, 1) : size, offset);
}

ssize_t FaultFs::pwrite(int fd, const void *buffer, std::size_t size, off_t offset)
{
    const Verdict verdict = judge("pwrite");
    if (verdict == Verdict::Fail)
        return -1;
    return FileOps::pwrite(
        fd, buffer, verdict == Verdict::Short ? std::max<std::size_t>(size / 2, 1) : size, offset);
}

off_t FaultFs::lseek(int fd, off_t offset, int whence)
{
    return judge("lseek") == Verdict::Fail ? -1 : FileOps::lseek(fd, offset, whence);
}

int FaultFs::fallocate(int fd, int mode, off_t offset, off_t length)
{
    return judge("fallocate") == Verdict::Fail ? -1 : FileOps::fallocate(fd, mode, offset, length);
}

int FaultFs::ftruncate(int fd, off_t length)
{
    return judge("ftruncate") == Verdict::Fail ? -1 : FileOps::ftruncate(fd, length);
}

int FaultFs::fchmod(int fd, mode_t mode)
{
    return judge("fchmod") == Verdict::Fail ? -1 : FileOps::fchmod(fd, mode);
}

int FaultFs::fsync(int)
{
    return judge("fsync") == Verdict::Fail ? -1 : 0;
}

int FaultFs::syncFileRange(int fd, off_t offset, off_t length, unsigned flags)
{
    return judge("syncFileRange") == Verdict::Fail ? -1 : FileOps::syncFileRange(fd, offset, length, flags);
}

int FaultFs::setDirect(int fd, bool direct)
{
    // Switching it off cannot fail.
    return direct && judge("setDirect") == Verdict::Fail ? -1 : FileOps::setDirect(fd, direct);
}

int FaultFs::tryLock(int fd)
{
    return judge("tryLock") == Verdict::Fail ? -1 : FileOps::tryLock(fd);
}

int FaultFs::clone(int target, int source)
{
    return judge("clone") == Verdict::Fail ? -1 : FileOps::clone(target, source);
}

int FaultFs::mkdirat(int folder, const char *name, mode_t mode)
{
    return judge("mkdirat") == Verdict::Fail ? -1 : FileOps::mkdirat(folder, name, mode);
}

int FaultFs::renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags)
{
    return judge("renameat2") == Verdict::Fail ? -1
                                               : FileOps::renameat2(fromFolder, from, toFolder, to, flags);
}

int FaultFs::linkat(int fromFolder, const char *from, int toFolder, const char *to)
{
    return judge("linkat") == Verdict::Fail ? -1 : FileOps::linkat(fromFolder, from, toFolder, to);
}

int FaultFs::unlinkat(int folder, const char *name)
{
    return judge("unlinkat") == Verdict::Fail ? -1 : FileOps::unlinkat(folder, name);
}

int FaultFs::listNames(int folder, std::vector<std::string> &names)
{
    return judge("listNames") == Verdict::Fail ? -1 : FileOps::listNames(folder, names);
}

} // namespace vitrine::test
