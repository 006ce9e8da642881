#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

#include "core/disk/bytesource.h"
#include "core/disk/diskprobe.h"
#include "core/support/result.h"

namespace vitrine {

/// A stretch of the guest's disk that is stored in one way.
struct DiskExtent {
    enum class Kind {
        Data, ///< stored as it is
        Zero, ///< said to be zero
        Hole, ///< not stored; reads as zero
        Compressed,
    };

    qint64 offset = 0;
    qint64 length = 0;
    Kind kind = Kind::Hole;
    std::optional<quint64> place = {}; ///< of Data: where they lie in the file

    qint64 end() const { return offset + length; }
    bool readsAsZero() const { return kind == Kind::Zero || kind == Kind::Hole; }
};

/// The guest's view of one disk image, for reading. Blocking; safe from several threads. Never opens another
/// file: an image that needs one cannot be opened.
class DiskImage
{
public:
    DiskImage() = default;
    DiskImage(const DiskImage &) = delete;
    DiskImage &operator=(const DiskImage &) = delete;
    virtual ~DiskImage() = default;

    virtual qint64 virtualSize() const = 0;
    /// Guest bytes that are stored as one: cluster, grain or block.
    virtual qint64 clusterSize() const = 0;
    /// The extent that begins at `offset`, which lies within the disk. The next may be of the same kind.
    virtual Result<DiskExtent> extentAt(qint64 offset) const = 0;
    /// Fills `into`, which must lie within the disk.
    virtual Result<void> read(qint64 offset, std::span<std::byte> into) const = 0;
    /// The whole disk as it lies in a file, byte by byte; none when it is stored in another way.
    virtual std::optional<ByteSource> wholeBytes() const { return std::nullopt; }
};

struct OpenedDisk {
    ProbeReport report;
    std::unique_ptr<DiskImage> image;
};

/// Probes the file and opens it for reading, or says in a sentence why that would not be safe or possible:
/// ErrorCode::UnsupportedFormat. The descriptor must outlive the image.
///
/// Of an appliance (OVA) the disk that it holds is opened where it lies. `disk` names it, by its id or the
/// name of its file, where there are several.
Result<OpenedDisk> openDiskImage(int fileDescriptor, const QString &disk = {});
/// The same of what lies within a file.
Result<OpenedDisk> openDiskImage(const ByteSource &source, const QString &disk = {});

/// As openDiskImage(), of a qcow2 image together with the files that it and its backing files need, nearest
/// first, which the user has named: nothing is opened because an image says so. ErrorCode::BadRequest when
/// they are too many, or one of them is not what the image above it says.
Result<OpenedDisk> openDiskChain(int fileDescriptor, std::span<const int> backing, const QString &disk = {});

} // namespace vitrine
