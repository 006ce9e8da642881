#include "core/disk/diskreader.h"

#include <algorithm>
#include <cerrno>

#include <unistd.h>

namespace vitrine {

DiskReader::DiskReader(int fileDescriptor, qint64 size, qint64 start)
    : m_fileDescriptor(fileDescriptor)
    , m_size(size)
    , m_start(start)
{
}

QByteArray DiskReader::read(quint64 offset, qsizetype length)
{
    const auto fileSize = static_cast<quint64>(m_size);
    if (m_error != 0 || offset >= fileSize || length <= 0)
        return {};
    const qint64 start = static_cast<qint64>(offset);
    const qint64 wanted = std::min<qint64>({ length, maxPiece, m_size - start });
    QByteArray piece(static_cast<qsizetype>(wanted), Qt::Uninitialized);
    qsizetype got = 0;
    while (got < piece.size()) {
        const ssize_t count = ::pread(m_fileDescriptor, piece.data() + got,
            static_cast<size_t>(piece.size() - got), m_start + start + got);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            m_error = errno;
        if (count <= 0)
            break;
        got += count;
    }
    piece.truncate(m_error == 0 ? got : 0);
    return piece;
}

bool DiskReader::contains(quint64 offset, quint64 length) const
{
    const auto fileSize = static_cast<quint64>(m_size);
    return offset <= fileSize && length <= fileSize - offset;
}

} // namespace vitrine
