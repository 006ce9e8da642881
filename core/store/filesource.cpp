#include "core/store/filesource.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <linux/magic.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QFile>

#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::FileSource)
};

bool isSameTime(const timespec &left, const timespec &right)
{
    return left.tv_sec == right.tv_sec && left.tv_nsec == right.tv_nsec;
}

bool isSameState(const struct stat &before, const struct stat &after)
{
    return before.st_dev == after.st_dev && before.st_ino == after.st_ino && before.st_size == after.st_size
        && isSameTime(before.st_mtim, after.st_mtim) && isSameTime(before.st_ctim, after.st_ctim);
}

class FileSource final : public DataSource
{
public:
    FileSource(FileOps &ops, FileDescriptor file, const struct stat &status, QString path, qint64 start,
        qint64 length)
        : m_ops(ops)
        , m_file(std::move(file))
        , m_before(status)
        , m_path(std::move(path))
        , m_start(start)
        , m_end(start + length)
        , m_position(start)
    {
    }

    QString displayName() const override { return m_path; }
    std::optional<qint64> size() const override { return m_end - m_start; }
    /// A part of a file cannot be shared as the whole can.
    int fileDescriptor() const override { return *size() == m_before.st_size ? m_file.get() : -1; }

    std::optional<qint64> dataSize() const override
    {
        constexpr qint64 statBlock = 512;
        return std::min<qint64>(m_end - m_start, m_before.st_blocks * statBlock);
    }

    Result<SourceChunk> next(std::span<std::byte> buffer) override
    {
        if (m_position >= m_end)
            return SourceChunk{};
        if (m_position >= m_dataEnd) {
            const Result<qint64> data = findData();
            if (!data)
                return failure(data.error());
            if (*data > m_position) {
                const SourceChunk hole{ SourceChunk::Kind::Zeros, *data - m_position };
                m_position = *data;
                return hole;
            }
        }
        return readData(buffer);
    }

    Result<void> confirmUnchanged() override
    {
        struct stat after = {};
        if (m_ops.fstat(m_file.get(), &after) != 0)
            return errnoFailure(FileAction::Read, m_path);
        if (!isSameState(m_before, after))
            return failure(changed());
        return {};
    }

private:
    Error changed() const
    {
        return { ErrorCode::SourceChanged,
            Text::tr("“%1” was changed while it was read. Wait until nothing writes to it, then try again.")
                .arg(m_path),
            {} };
    }

    /// Where the next data begin, and sets where they end.
    Result<qint64> findData()
    {
        const off_t data = m_ops.lseek(m_file.get(), m_position, SEEK_DATA);
        if (data < 0 && errno == ENXIO)
            return m_end;
        const off_t end = data < 0 ? -1 : m_ops.lseek(m_file.get(), data, SEEK_HOLE);
        if (end < 0 && errno != EINVAL && errno != ENXIO)
            return errnoFailure(FileAction::Read, m_path);
        // Without an answer the rest counts as data: some file systems know no holes.
        m_dataEnd = end < 0 ? m_end : std::min<qint64>(end, m_end);
        return data < 0 ? m_position : std::min<qint64>(data, m_end);
    }

    Result<SourceChunk> readData(std::span<std::byte> buffer)
    {
        const auto wanted = std::min(
            buffer.size(), static_cast<std::size_t>(std::min<qint64>(m_dataEnd, m_end) - m_position));
        for (;;) {
            const ssize_t got = m_ops.pread(m_file.get(), buffer.data(), wanted, m_position);
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return errnoFailure(FileAction::Read, m_path);
            if (got == 0)
                return failure(changed());
            m_position += got;
            return SourceChunk{ SourceChunk::Kind::Data, got };
        }
    }

    FileOps &m_ops;
    const FileDescriptor m_file;
    const struct stat m_before;
    const QString m_path;
    const qint64 m_start;
    const qint64 m_end;
    qint64 m_position = 0;
    qint64 m_dataEnd = 0;
};

/// Why a thing that is not a regular file cannot be a source.
QString refusal(mode_t mode, const QString &path)
{
    if (S_ISDIR(mode))
        return Text::tr("“%1” is a folder. Choose a file.").arg(path);
    if (S_ISFIFO(mode))
        return Text::tr("“%1” is a pipe. Save its data to a file first.").arg(path);
    if (S_ISSOCK(mode))
        return Text::tr("“%1” is a socket. Choose a file.").arg(path);
    if (S_ISBLK(mode))
        return Text::tr("“%1” is a disk or another block device. Copy it to a file first.").arg(path);
    return Text::tr("“%1” is a device. Choose a file.").arg(path);
}

/// /proc and /sys show files whose length says 0 and whose bytes are made up on reading.
bool isMadeUp(FileOps &ops, int fd)
{
    struct statfs status = {};
    return ops.fstatfs(fd, &status) == 0
        && (status.f_type == PROC_SUPER_MAGIC || status.f_type == SYSFS_MAGIC
            || status.f_type == DEBUGFS_MAGIC);
}

/// Where `path` leads when it is a symbolic link; else `path`.
QString resolvedPath(FileOps &ops, int fd, const QByteArray &encoded, const QString &path)
{
    struct stat status = {};
    if (ops.fstatat(AT_FDCWD, encoded.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0
        || !S_ISLNK(status.st_mode))
        return path;
    std::array<char, 4096> target = {};
    const QByteArray self = "/proc/self/fd/" + QByteArray::number(fd);
    const ssize_t length = ::readlink(self.constData(), target.data(), target.size());
    if (length <= 0)
        return path;
    return QFile::decodeName(QByteArray(target.data(), static_cast<qsizetype>(length)));
}

} // namespace

Result<void> DataSource::makeFile(FileOps &, int, const OperationControl &)
{
    return failure(ErrorCode::Internal, Text::tr("“%1” cannot be made into a file.").arg(displayName()));
}

namespace {

/// Of all of the file without a length.
Result<std::unique_ptr<DataSource>> readPartOfFile(
    FileOps &ops, FileDescriptor file, const QString &path, qint64 start, std::optional<qint64> length)
{
    struct stat status = {};
    if (ops.fstat(file.get(), &status) != 0)
        return errnoFailure(FileAction::Open, path);
    if (!S_ISREG(status.st_mode))
        return failure(ErrorCode::BadRequest, refusal(status.st_mode, path));
    if (isMadeUp(ops, file.get())) {
        return failure(ErrorCode::BadRequest,
            Text::tr("“%1” is made up by the system and not a stored file. Choose another one.").arg(path));
    }
    ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    const qint64 wanted = length.value_or(status.st_size);
    return std::make_unique<FileSource>(ops, std::move(file), status, path, start, wanted);
}

} // namespace

Result<std::unique_ptr<DataSource>> readOpenFile(FileOps &ops, FileDescriptor file, const QString &path)
{
    return readPartOfFile(ops, std::move(file), path, 0, std::nullopt);
}

Result<std::unique_ptr<DataSource>> readOpenFile(
    FileOps &ops, FileDescriptor file, const QString &path, qint64 start, qint64 length)
{
    return readPartOfFile(ops, std::move(file), path, start, length);
}

Result<std::unique_ptr<DataSource>> openFileSource(const QString &path, FileOps &ops)
{
    const auto encoded = encodePath(path);
    if (!encoded)
        return failure(encoded.error());
    // O_NONBLOCK: opening a pipe must not wait for its other end.
    auto file = openFileAt(ops, AT_FDCWD, *encoded, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0, path);
    if (!file) {
        // A socket cannot be opened at all.
        struct stat status = {};
        if (ops.fstatat(AT_FDCWD, encoded->constData(), &status, 0) == 0 && S_ISSOCK(status.st_mode))
            return failure(ErrorCode::BadRequest, refusal(status.st_mode, path));
        return failure(file.error());
    }
    const QString shown = resolvedPath(ops, file->get(), *encoded, path);
    return readOpenFile(ops, std::move(*file), shown);
}

} // namespace vitrine
