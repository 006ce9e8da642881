#include "core/support/fileops.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <dirent.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace vitrine {

int FileOps::openat(int folder, const char *name, int flags, mode_t mode)
{
    return ::openat(folder, name, flags, mode);
}

int FileOps::fstat(int fd, struct stat *result)
{
    return ::fstat(fd, result);
}

int FileOps::fstatat(int folder, const char *name, struct stat *result, int flags)
{
    return ::fstatat(folder, name, result, flags);
}

int FileOps::fstatvfs(int fd, struct statvfs *result)
{
    return ::fstatvfs(fd, result);
}

int FileOps::fstatfs(int fd, struct statfs *result)
{
    return ::fstatfs(fd, result);
}

ssize_t FileOps::pread(int fd, void *buffer, std::size_t size, off_t offset)
{
    return ::pread(fd, buffer, size, offset);
}

ssize_t FileOps::pwrite(int fd, const void *buffer, std::size_t size, off_t offset)
{
    return ::pwrite(fd, buffer, size, offset);
}

off_t FileOps::lseek(int fd, off_t offset, int whence)
{
    return ::lseek(fd, offset, whence);
}

int FileOps::fallocate(int fd, int mode, off_t offset, off_t length)
{
    return ::fallocate(fd, mode, offset, length);
}

int FileOps::ftruncate(int fd, off_t length)
{
    return ::ftruncate(fd, length);
}

int FileOps::fchmod(int fd, mode_t mode)
{
    return ::fchmod(fd, mode);
}

int FileOps::fsync(int fd)
{
    return ::fsync(fd);
}

int FileOps::syncFileRange(int fd, off_t offset, off_t length, unsigned flags)
{
    return ::sync_file_range(fd, offset, length, flags);
}

int FileOps::setDirect(int fd, bool direct)
{
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0)
        return -1;
    return ::fcntl(fd, F_SETFL, direct ? flags | O_DIRECT : flags & ~O_DIRECT);
}

int FileOps::tryLock(int fd)
{
    return ::flock(fd, LOCK_EX | LOCK_NB);
}

int FileOps::clone(int target, int source)
{
    return ::ioctl(target, FICLONE, source);
}

int FileOps::mkdirat(int folder, const char *name, mode_t mode)
{
    return ::mkdirat(folder, name, mode);
}

int FileOps::renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags)
{
    return ::renameat2(fromFolder, from, toFolder, to, flags);
}

int FileOps::linkat(int fromFolder, const char *from, int toFolder, const char *to)
{
    return ::linkat(fromFolder, from, toFolder, to, 0);
}

int FileOps::unlinkat(int folder, const char *name)
{
    return ::unlinkat(folder, name, 0);
}

int FileOps::listNames(int folder, std::vector<std::string> &names)
{
    // A descriptor of its own: reading a folder moves the position, and the caller's may be shared.
    const int own = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (own < 0)
        return -1;
    DIR *stream = ::fdopendir(own);
    if (stream == nullptr) {
        const int error = errno;
        ::close(own);
        errno = error;
        return -1;
    }
    errno = 0;
    while (const dirent *entry = ::readdir(stream)) {
        if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
            names.emplace_back(entry->d_name);
        errno = 0;
    }
    const int error = errno;
    ::closedir(stream);
    errno = error;
    return error == 0 ? 0 : -1;
}

FileOps &systemFileOps()
{
    static FileOps ops;
    // A file size limit (ulimit -f) is to be an error of one write, not the end of the program.
    [[maybe_unused]] static const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    return ops;
}

} // namespace vitrine
