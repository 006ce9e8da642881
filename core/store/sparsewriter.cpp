#include "core/store/sparsewriter.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>

#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

namespace {

constexpr qint64 directThreshold = 8LL << 20;
constexpr std::uintptr_t directAlignment = 4096;
constexpr qint64 spaceCheckInterval = 64LL << 20;
constexpr qint64 writeBackInterval = 8LL << 20;

bool isAllZero(std::span<const std::byte> bytes)
{
    // Compares the bytes with themselves shifted by one: all equal the first.
    return bytes.front() == std::byte{ 0 }
    && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0;
}

bool isDirectAligned(std::span<const std::byte> bytes, qint64 offset)
{
    return (reinterpret_cast<std::uintptr_t>(bytes.data()) | bytes.size()
               | static_cast<std::uintptr_t>(offset))
        % directAlignment
        == 0;
}

} // namespace

SparseWriter::SparseWriter(FileOps &ops, int fd, QString path)
    : m_ops(ops)
    , m_fd(fd)
    , m_path(std::move(path))
{
}

Result<void> SparseWriter::prepare(qint64 expectedSize, qint64 dataSize, qint64 reserve)
{
    m_reserve = reserve;
    if (const auto space = checkFreeSpace(dataSize); !space)
        return space;
    setDirect(expectedSize >= directThreshold);
    if (dataSize < expectedSize || expectedSize == 0)
        return {};
    // With its length at once: ext4 makes no holes behind the end of a file.
    if (m_ops.fallocate(m_fd, 0, 0, expectedSize) == 0)
        m_allocated = expectedSize;
    else if (errno != EOPNOTSUPP && errno != ENOSYS && errno != EINTR)
        return errnoFailure(FileAction::Write, m_path);
    return {};
}

Result<void> SparseWriter::append(std::span<const std::byte> bytes)
{
    std::size_t runStart = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = std::min(bytes.size() - at, static_cast<std::size_t>(holeBlock));
        const bool hole = isAllZero(bytes.subspan(at, length));
        if (hole) {
            if (const auto done = writeRun(bytes.subspan(runStart, at - runStart), m_position); !done)
                return done;
            m_position += static_cast<qint64>(at - runStart);
            if (const auto done = appendZeros(static_cast<qint64>(length)); !done)
                return done;
            runStart = at + length;
        }
        at += length;
    }
    const auto done = writeRun(bytes.subspan(runStart), m_position);
    m_position += static_cast<qint64>(bytes.size() - runStart);
    return done;
}

Result<void> SparseWriter::appendZeros(qint64 length)
{
    const qint64 end = m_position + length;
    if (m_position < m_allocated) {
        const int mode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
        // What was taken reads as zeros anyway: a hole that cannot be made is only room not given back.
        if (m_ops.fallocate(m_fd, mode, m_position, std::min(end, m_allocated) - m_position) != 0)
            m_allocated = 0;
    }
    m_position = end;
    return {};
}

Result<void> SparseWriter::finish()
{
    setDirect(false);
    while (m_ops.ftruncate(m_fd, m_position) != 0) {
        if (errno != EINTR)
            return errnoFailure(FileAction::Write, m_path);
    }
    return {};
}

Result<void> SparseWriter::writeRun(std::span<const std::byte> bytes, qint64 offset)
{
    if (bytes.empty())
        return {};
    m_writtenSinceCheck += static_cast<qint64>(bytes.size());
    if (m_reserve > 0 && m_allocated == 0 && m_writtenSinceCheck >= spaceCheckInterval) {
        m_writtenSinceCheck = 0;
        if (const auto space = checkFreeSpace(0); !space)
            return space;
    }
    while (!bytes.empty()) {
        if (m_direct && !isDirectAligned(bytes, offset))
            setDirect(false);
        const ssize_t written = m_ops.pwrite(m_fd, bytes.data(), bytes.size(), offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EINVAL && m_direct) {
            setDirect(false);
            continue;
        }
        if (written < 0)
            return errnoFailure(FileAction::Write, m_path);
        if (written == 0)
            return failure(errnoError(EIO, FileAction::Write, m_path));
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        offset += written;
    }
    if (!m_direct)
        startWriteBack(offset);
    return {};
}

Result<void> SparseWriter::checkFreeSpace(qint64 wanted)
{
    struct statvfs status = {};
    if (m_ops.fstatvfs(m_fd, &status) != 0)
        return errnoFailure(FileAction::Write, m_path);
    const auto free = static_cast<qint64>(status.f_bavail * status.f_frsize);
    if (free < m_reserve || free - m_reserve < wanted)
        return failure(errnoError(ENOSPC, FileAction::Write, m_path));
    return {};
}

void SparseWriter::setDirect(bool direct)
{
    if (direct != m_direct)
        m_direct = m_ops.setDirect(m_fd, direct) == 0 && direct;
}

void SparseWriter::startWriteBack(qint64 end)
{
    if (end - m_writeBackStart < writeBackInterval)
        return;
    // Only a hint: whether the bytes arrived is what the final fsync says.
    m_ops.syncFileRange(m_fd, m_writeBackStart, end - m_writeBackStart, SYNC_FILE_RANGE_WRITE);
    m_writeBackStart = end;
}

} // namespace vitrine
