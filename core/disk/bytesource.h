#pragma once

#include <cstddef>
#include <span>

#include "core/support/result.h"

namespace vitrine {

/// A stretch of an open file as bytes at random access, whose length is fixed when it is made. Safe from
/// several threads; the descriptor must outlive it.
class ByteSource final
{
public:
    ByteSource(int fileDescriptor, quint64 start, quint64 size);

    int fileDescriptor() const { return m_fileDescriptor; }
    quint64 start() const { return m_start; } ///< in the file
    quint64 size() const { return m_size; }
    bool contains(quint64 offset, quint64 length) const
    {
        return offset <= m_size && length <= m_size - offset;
    }

    /// Exactly these bytes; ErrorCode::Corrupt when they do not all lie inside.
    Result<void> read(quint64 offset, std::span<std::byte> into) const;
    /// As read(), but what lies beyond the end is zero: hosts may leave off the last bytes of a cluster.
    /// ErrorCode::Corrupt when already the first byte does.
    Result<void> readPadded(quint64 offset, std::span<std::byte> into) const;

private:
    int m_fileDescriptor;
    quint64 m_start;
    quint64 m_size;
};

} // namespace vitrine
