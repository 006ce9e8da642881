#pragma once

#include <QByteArray>

#include "core/disk/bytesource.h"

namespace vitrine {

/// Reads pieces of an open file by position; the descriptor keeps its own position. Not for several threads.
class DiskReader final
{
public:
    /// No piece is larger than this, which bounds the memory of a probe.
    static constexpr qsizetype maxPiece = 64 * 1024;

    /// `start`: where in the file that begins which is looked at.
    DiskReader(int fileDescriptor, qint64 size, qint64 start = 0);

    qint64 size() const { return m_size; }
    /// What of the piece lies in the file: shorter at its end, empty beyond it or after an error.
    QByteArray read(quint64 offset, qsizetype length);
    /// True when `length` bytes at `offset` lie within the file.
    bool contains(quint64 offset, quint64 length) const;
    /// All of what is looked at.
    ByteSource source() const
    {
        return ByteSource(m_fileDescriptor, static_cast<quint64>(m_start), static_cast<quint64>(m_size));
    }
    /// The first error of read(), as errno; 0 when there was none.
    int error() const { return m_error; }

private:
    int m_fileDescriptor;
    qint64 m_size;
    qint64 m_start;
    int m_error = 0;
};

} // namespace vitrine
