#include "core/disk/bytesource.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <unistd.h>

#include "core/disk/diskerrors.h"

namespace vitrine {

ByteSource::ByteSource(int fileDescriptor, quint64 start, quint64 size)
    : m_fileDescriptor(fileDescriptor)
    , m_start(start)
    , m_size(size)
{
}

Result<void> ByteSource::read(quint64 offset, std::span<std::byte> into) const
{
    if (!contains(offset, into.size()))
        return damagedImage(DiskText::tr("data lie outside the file"));
    quint64 position = m_start + offset;
    while (!into.empty()) {
        const ssize_t count
            = ::pread(m_fileDescriptor, into.data(), into.size(), static_cast<off_t>(position));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            return failure(ErrorCode::IoError, DiskText::tr("The disk image cannot be read."),
                QString::fromLocal8Bit(std::strerror(errno)));
        }
        if (count == 0) {
            return failure(
                ErrorCode::SourceChanged, DiskText::tr("The disk image became shorter while it was read."));
        }
        into = into.subspan(static_cast<std::size_t>(count));
        position += static_cast<quint64>(count);
    }
    return {};
}

Result<void> ByteSource::readPadded(quint64 offset, std::span<std::byte> into) const
{
    if (offset >= m_size && !into.empty())
        return damagedImage(DiskText::tr("data lie outside the file"));
    const std::size_t inside = std::min<quint64>(into.size(), m_size - offset);
    std::fill(into.begin() + static_cast<std::ptrdiff_t>(inside), into.end(), std::byte{ 0 });
    return read(offset, into.first(inside));
}

} // namespace vitrine
