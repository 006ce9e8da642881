#include "core/openstack/filesender.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>

#include <QCoreApplication>

#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::FileSender)
};

qint64 changeTimeOf(const struct stat &status)
{
    return status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
}

} // namespace

FileSender::FileSender(QString path, FileDescriptor file, qint64 size, const OperationControl &control)
    : m_path(std::move(path))
    , m_file(std::move(file))
    , m_size(size)
    , m_control(control)
{
}

Result<std::unique_ptr<FileSender>> FileSender::open(const QString &path, const OperationControl &control)
{
    FileOps &ops = systemFileOps();
    const auto name = encodePath(path);
    if (!name)
        return failure(name.error());
    auto file = openFileAt(ops, AT_FDCWD, *name, O_RDONLY | O_NONBLOCK, 0, path);
    if (!file)
        return failure(file.error());
    struct stat status = {};
    if (ops.fstat(file->get(), &status) != 0)
        return errnoFailure(FileAction::Read, path);
    if (!S_ISREG(status.st_mode)) {
        return failure(ErrorCode::BadRequest,
            Text::tr("“%1” is not an ordinary file, so it cannot become an image. Choose a file.").arg(path));
    }
    // What nearly every Glance computes; two at once would take twice the time.
    auto digests = DigestPipeline::create(DigestPipeline::Wanted::Sha512);
    if (!digests)
        return failure(digests.error());
    std::unique_ptr<FileSender> sender(new FileSender(path, std::move(*file), status.st_size, control));
    sender->m_changedAt = changeTimeOf(status);
    sender->m_digests = std::move(*digests);
    return sender;
}

Result<std::size_t> FileSender::fill(std::span<std::byte> buffer)
{
    if (m_rest.empty() && m_read < m_size) {
        if (const auto read = readOn(); !read)
            return failure(read.error());
    }
    const std::size_t length = std::min(buffer.size(), m_rest.size());
    std::memcpy(buffer.data(), m_rest.data(), length);
    m_rest = m_rest.subspan(length);
    m_sent += static_cast<qint64>(length);
    m_control.progress->setDone(m_sent);
    return length;
}

/// The next piece of the file into the pipeline, which hashes it while it is sent.
Result<void> FileSender::readOn()
{
    if (!m_control.mayContinue())
        return failure(ErrorCode::Cancelled, Text::tr("Sending “%1” was stopped.").arg(m_path));
    const auto buffer = m_digests->buffer();
    const auto wanted = std::min<qint64>(m_size - m_read, static_cast<qint64>(buffer.size()));
    ssize_t length = -1;
    do {
        length = systemFileOps().pread(m_file.get(), buffer.data(), static_cast<std::size_t>(wanted), m_read);
    } while (length < 0 && errno == EINTR);
    if (length < 0)
        return errnoFailure(FileAction::Read, m_path);
    m_read += length;
    const auto unchanged = length == 0 || m_read == m_size ? confirmUnchanged() : Result<void>();
    if (!unchanged)
        return unchanged;
    m_digests->pushData(static_cast<std::size_t>(length));
    m_rest = buffer.first(static_cast<std::size_t>(length));
    return {};
}

Result<void> FileSender::confirmUnchanged() const
{
    struct stat status = {};
    if (systemFileOps().fstat(m_file.get(), &status) != 0)
        return errnoFailure(FileAction::Read, m_path);
    if (status.st_size == m_size && changeTimeOf(status) == m_changedAt && m_read == m_size)
        return {};
    return failure(ErrorCode::SourceChanged,
        Text::tr("“%1” changed while it was sent. Send it again when no program writes to it.").arg(m_path));
}

} // namespace vitrine
