#pragma once

#include <mutex>
#include <optional>

#include <QString>
#include <QStringList>

#include "core/support/fileops.h"

namespace vitrine::test {

/// The real system calls, of which one fails as planned. fsync only pretends, so that thousands of runs are
/// quick.
class FaultFs final : public FileOps
{
public:
    struct Fault {
        int pass = 1; ///< the n-th call fails, counted from 1
        int error
            = 0; ///< errno; 0: a pread or pwrite moves half of its bytes, other calls do nothing special
        QString call; ///< counts only this call, such as "fsync"; null counts all
        bool stays = false; ///< all later ones fail too, as those of a broken disk do
    };

    /// Forgets the log and starts counting anew.
    void plan(const Fault &fault);
    void clear();
    /// Whether the planned call came.
    bool hasStruck() const;
    /// Names of the calls since plan() or clear().
    QStringList log() const;

    int openat(int folder, const char *name, int flags, mode_t mode) override;
    int fstat(int fd, struct stat *result) override;
    int fstatat(int folder, const char *name, struct stat *result, int flags) override;
    int fstatvfs(int fd, struct statvfs *result) override;
    int fstatfs(int fd, struct statfs *result) override;
    ssize_t pread(int fd, void *buffer, std::size_t size, off_t offset) override;
    ssize_t pwrite(int fd, const void *buffer, std::size_t size, off_t offset) override;
    off_t lseek(int fd, off_t offset, int whence) override;
    int fallocate(int fd, int mode, off_t offset, off_t length) override;
    int ftruncate(int fd, off_t length) override;
    int fchmod(int fd, mode_t mode) override;
    int fsync(int fd) override;
    int syncFileRange(int fd, off_t offset, off_t length, unsigned flags) override;
    int setDirect(int fd, bool direct) override;
    int tryLock(int fd) override;
    int clone(int target, int source) override;
    int mkdirat(int folder, const char *name, mode_t mode) override;
    int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) override;
    int linkat(int fromFolder, const char *from, int toFolder, const char *to) override;
    int unlinkat(int folder, const char *name) override;
    int listNames(int folder, std::vector<std::string> &names) override;

private:
    enum class Verdict { Pass, Fail, Short };
    Verdict judge(const char *call);

    mutable std::mutex m_mutex;
    std::optional<Fault> m_fault;
    QStringList m_log;
    int m_passes = 0;
    bool m_struck = false;
};

} // namespace vitrine::test
