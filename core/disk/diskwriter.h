#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "core/image/disklayout.h"
#include "core/support/result.h"

namespace vitrine {

class OutputFile;

/// Makes one disk image of a guest's bytes, which come in the order of their offsets; what never comes reads
/// as zero. Blocking. For one thread, but for pack().
class DiskWriter
{
public:
    DiskWriter() = default;
    DiskWriter(const DiskWriter &) = delete;
    DiskWriter &operator=(const DiskWriter &) = delete;
    virtual ~DiskWriter() = default;

    /// Guest bytes to be given as one: everything written begins and ends at a multiple of it, padded with
    /// zeros at the end of the disk.
    virtual qint64 unit() const = 0;
    /// Once, before anything else. ErrorCode::LimitExceeded when the format cannot hold so much.
    virtual Result<void> begin(qint64 virtualSize) = 0;
    /// Whole units.
    virtual Result<void> write(qint64 offset, std::span<const std::byte> bytes) = 0;

    virtual bool doesPack() const { return false; }
    /// One unit packed into `into`; 0 when it is better stored as it is. Safe from any thread.
    virtual std::size_t pack(std::span<const std::byte>, std::span<std::byte>) const { return 0; }
    /// Bytes that pack() may need.
    virtual std::size_t packedRoom() const { return 0; }
    virtual Result<void> writePacked(qint64 offset, std::span<const std::byte> packed);

    /// Once, after everything else: only then is the file an image.
    virtual Result<void> finish() = 0;
};

/// ErrorCode::BadRequest when the layout is none that can be written. The file must outlive the writer.
Result<std::unique_ptr<DiskWriter>> makeDiskWriter(const DiskLayout &layout, OutputFile &file);
/// The same judgement without a file.
Result<void> checkLayout(const DiskLayout &layout);

/// Bytes of the new disk: `wanted`, or as many as its source has when that is 0. ErrorCode::BadRequest when
/// the end of the source would be cut off.
Result<qint64> newDiskSize(qint64 sourceSize, qint64 wanted, const DiskLayout &layout);

/// Formats other than raw count in sectors.
constexpr qint64 wholeSectors(qint64 size)
{
    return (size + 511) / 512 * 512;
}

} // namespace vitrine
