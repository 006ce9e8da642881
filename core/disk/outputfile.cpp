#include "core/disk/outputfile.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>

#include <QLocale>

#include "core/disk/diskerrors.h"
#include "core/support/errnomessage.h"
#include "core/support/fileio.h"

namespace vitrine {

namespace {

constexpr std::size_t mostHeld = 1 << 20;
constexpr std::size_t holeBlock = 32 * 1024;
constexpr quint64 writeBackInterval = 16U << 20;
constexpr quint64 roomCheckInterval = 64U << 20;
constexpr quint64 leftFree = 64U << 20;

} // namespace

OutputFile::OutputFile(FileOps &ops, int fd, QString path)
    : m_ops(ops)
    , m_fd(fd)
    , m_path(std::move(path))
{
    m_held.reserve(mostHeld);
}

Result<void> OutputFile::write(quint64 offset, std::span<const std::byte> bytes)
{
    const bool continues = offset == m_heldAt + m_held.size();
    const bool isLarge = bytes.size() >= mostHeld / 4;
    if (isLarge || !continues || m_held.size() + bytes.size() > mostHeld) {
        if (const auto done = flush(); !done)
            return done;
        if (isLarge)
            return writeThrough(offset, bytes);
        m_heldAt = offset;
    }
    m_held.insert(m_held.end(), bytes.begin(), bytes.end());
    return {};
}

Result<void> OutputFile::writeSparse(quint64 offset, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        std::size_t length = 0;
        while (length < bytes.size()) {
            // Blocks are counted from the start of the file, so that holes fall on its blocks.
            const std::size_t rest = holeBlock - (offset + length) % holeBlock;
            const auto block = bytes.subspan(length, std::min(rest, bytes.size() - length));
            if (isAllZero(block)) {
                if (length > 0)
                    break;
                bytes = bytes.subspan(block.size());
                offset += block.size();
            } else {
                length += block.size();
            }
        }
        if (length == 0)
            continue;
        if (const auto done = write(offset, bytes.first(length)); !done)
            return done;
        bytes = bytes.subspan(length);
        offset += length;
    }
    return {};
}

Result<void> OutputFile::finish(quint64 size)
{
    if (const auto done = flush(); !done)
        return done;
    while (m_ops.ftruncate(m_fd, static_cast<off_t>(size)) != 0) {
        if (errno != EINTR)
            return errnoFailure(FileAction::Write, m_path);
    }
    return {};
}

Result<void> OutputFile::flush()
{
    if (m_held.empty())
        return {};
    const auto done = writeThrough(m_heldAt, m_held);
    m_heldAt += m_held.size();
    m_held.clear();
    return done;
}

Result<void> OutputFile::checkRoom()
{
    struct statvfs status = {};
    if (m_ops.fstatvfs(m_fd, &status) != 0 || status.f_bavail * status.f_frsize > leftFree)
        return {};
    return failure(ErrorCode::StorageFull,
        DiskText::tr("There is not enough room on the disk: only %1 are left.")
            .arg(QLocale().formattedDataSize(static_cast<qint64>(status.f_bavail * status.f_frsize))));
}

Result<void> OutputFile::writeThrough(quint64 offset, std::span<const std::byte> bytes)
{
    m_writtenSinceCheck += bytes.size();
    if (m_writtenSinceCheck >= roomCheckInterval) {
        m_writtenSinceCheck = 0;
        if (const auto room = checkRoom(); !room)
            return room;
    }
    const auto done = writeFully(m_ops, m_fd, bytes, static_cast<qint64>(offset), m_path);
    const quint64 end = offset + bytes.size();
    if (done && end >= m_writeBackStart + writeBackInterval) {
        // Only a hint: whether the bytes arrived is what the final fsync says.
        m_ops.syncFileRange(m_fd, static_cast<off_t>(m_writeBackStart),
            static_cast<off_t>(end - m_writeBackStart), SYNC_FILE_RANGE_WRITE);
        m_writeBackStart = end;
    }
    return done;
}

bool isAllZero(std::span<const std::byte> bytes)
{
    // Compares the bytes with themselves shifted by one: all equal the first.
    return bytes.empty()
        || (bytes.front() == std::byte{ 0 }
            && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

} // namespace vitrine
