#pragma once

#include "core/disk/diskimage.h"

namespace vitrine {

/// A stretch of a disk that gives out only so many bytes: who reads it cannot be led around for ever by what
/// a file system says about itself. For one thread.
class DiskView final
{
public:
    /// The disk must outlive it.
    DiskView(const DiskImage &image, qint64 offset, qint64 length, qint64 allowance);

    const DiskImage &image() const { return m_image; }
    qint64 offset() const { return m_offset; }
    qint64 length() const { return m_length; }

    /// Fills `into`; what lies behind the end is zero. False when the disk cannot be read there, or the
    /// allowance is used up.
    bool read(qint64 offset, std::span<std::byte> into);

private:
    const DiskImage &m_image;
    const qint64 m_offset;
    const qint64 m_length;
    qint64 m_allowance;
};

} // namespace vitrine
