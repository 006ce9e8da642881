#include "core/catalog/cataloguelock.h"

#include <cerrno>
#include <chrono>
#include <thread>

#include <fcntl.h>

#include <QFile>

#include "core/support/errnomessage.h"

namespace vitrine {

namespace {

constexpr auto retryInterval = std::chrono::milliseconds(5);

Result<FileDescriptor> openLockFile(const QString &path, bool readOnly)
{
    const int flags = (readOnly ? O_RDONLY : O_RDWR | O_CREAT) | O_CLOEXEC | O_NOFOLLOW;
    FileDescriptor file(::open(QFile::encodeName(path).constData(), flags, 0600));
    if (!file.isOpen())
        return errnoFailure(FileAction::Open, path);
    return file;
}

bool lockByte(int fileDescriptor, short type, CatalogueLock::Purpose purpose)
{
    struct flock range = {};
    range.l_type = type;
    range.l_whence = SEEK_SET;
    range.l_start = static_cast<off_t>(purpose);
    range.l_len = 1;
    return ::fcntl(fileDescriptor, F_OFD_SETLK, &range) == 0;
}

} // namespace

CatalogueLock::CatalogueLock(QString path, bool readOnly, FileDescriptor file)
    : m_path(std::move(path))
    , m_readOnly(readOnly)
    , m_file(std::move(file))
{
}

Result<std::unique_ptr<CatalogueLock>> CatalogueLock::open(const QString &path, bool readOnly)
{
    auto file = openLockFile(path, readOnly);
    if (!file)
        return failure(file.error());
    return std::unique_ptr<CatalogueLock>(new CatalogueLock(path, readOnly, *std::move(file)));
}

Result<void> CatalogueLock::enter()
{
    if (lockByte(m_file.get(), F_RDLCK, Purpose::Presence))
        return {};
    return failure(ErrorCode::Unavailable,
        tr("The catalogue is being rebuilt by another program. Try again when it has finished."));
}

Result<CatalogueLock::Guard> CatalogueLock::lock(short type, Purpose purpose, int timeoutMs) const
{
    // An open file of its own for each guard: locks of one open file do not keep each other out.
    auto file = openLockFile(m_path, m_readOnly);
    if (!file)
        return file;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
    while (!lockByte(file->get(), type, purpose)) {
        const int error = errno;
        if (error != EAGAIN && error != EACCES)
            return failure(errnoError(error, FileAction::Open, m_path));
        if (std::chrono::steady_clock::now() >= deadline) {
            return failure(ErrorCode::Unavailable,
                tr("Another program is using the catalogue. Close it and try again."));
        }
        std::this_thread::sleep_for(retryInterval);
    }
    return file;
}

Result<CatalogueLock::Guard> CatalogueLock::exclusive(Purpose purpose, int timeoutMs) const
{
    return lock(F_WRLCK, purpose, timeoutMs);
}

Result<CatalogueLock::Guard> CatalogueLock::shared(Purpose purpose, int timeoutMs) const
{
    return lock(F_RDLCK, purpose, timeoutMs);
}

} // namespace vitrine
