#pragma once

#include "core/disk/diskimage.h"
#include "core/disk/diskwriter.h"
#include "core/support/operation.h"

namespace vitrine {

/// Threads that an operation over a whole disk uses when it is told 0: one a core.
int usualThreads();

/// Moves the guest's bytes of `image` into a writer that has begun: `threads` threads read, unpack, find
/// zeros and pack, and the calling thread writes in order. Memory is bounded whatever the sizes are. Progress
/// counts guest bytes.
Result<void> pumpDisk(
    const DiskImage &image, DiskWriter &writer, int threads, const OperationControl &control);

/// The pieces of a disk that hold something, in order: aligned to `piece` and so long, but for the last.
class DiskPieces final
{
public:
    DiskPieces(const DiskImage &image, qint64 piece)
        : m_image(image)
        , m_piece(piece)
    {
    }

    struct Piece {
        qint64 offset = 0;
        qint64 length = 0; ///< 0: the disk has ended
    };
    Result<Piece> next();

private:
    const DiskImage &m_image;
    const qint64 m_piece;
    qint64 m_position = 0;
};

} // namespace vitrine
