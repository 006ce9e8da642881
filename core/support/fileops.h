#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/types.h>

namespace vitrine {

/// The system calls through which image bytes reach a disk. They behave as in section 2 of the manual: a
/// failure is -1 with errno set. This class is the real thing; tests derive from it to make calls fail.
/// Stateless, so one object may serve all threads.
class FileOps
{
public:
    FileOps() = default;
    FileOps(const FileOps &) = delete;
    FileOps &operator=(const FileOps &) = delete;
    virtual ~FileOps() = default;

    virtual int openat(int folder, const char *name, int flags, mode_t mode);
    virtual int fstat(int fd, struct stat *result);
    virtual int fstatat(int folder, const char *name, struct stat *result, int flags);
    virtual int fstatvfs(int fd, struct statvfs *result);
    virtual int fstatfs(int fd, struct statfs *result);
    virtual ssize_t pread(int fd, void *buffer, std::size_t size, off_t offset);
    virtual ssize_t pwrite(int fd, const void *buffer, std::size_t size, off_t offset);
    virtual off_t lseek(int fd, off_t offset, int whence);
    virtual int fallocate(int fd, int mode, off_t offset, off_t length);
    virtual int ftruncate(int fd, off_t length);
    virtual int fchmod(int fd, mode_t mode);
    virtual int fsync(int fd);
    virtual int syncFileRange(int fd, off_t offset, off_t length, unsigned flags);
    /// Switches O_DIRECT of an open file.
    virtual int setDirect(int fd, bool direct);
    /// An exclusive lock without waiting; it ends with the descriptor, so also with the process.
    virtual int tryLock(int fd);
    /// FICLONE: `target` shares the blocks of `source` until one of them is written.
    virtual int clone(int target, int source);
    virtual int mkdirat(int folder, const char *name, mode_t mode);
    virtual int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags);
    virtual int linkat(int fromFolder, const char *from, int toFolder, const char *to);
    virtual int unlinkat(int folder, const char *name);
    /// Appends the names in an open folder, without "." and "..".
    virtual int listNames(int folder, std::vector<std::string> &names);
};

/// The calls of this machine.
FileOps &systemFileOps();

} // namespace vitrine
