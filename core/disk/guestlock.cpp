#include "core/disk/guestlock.h"

#include <fcntl.h>

namespace vitrine {

namespace {

// QEMU holds a shared lock on one byte for each thing that it may do to a file (block/file-posix.c): from
// byte 100 on, the second for writing.
constexpr off_t mayWrite = 101;

} // namespace

bool isWrittenByGuest(int fileDescriptor)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = mayWrite;
    lock.l_len = 1;
    return ::fcntl(fileDescriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

} // namespace vitrine
