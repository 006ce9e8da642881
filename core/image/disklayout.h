#pragma once

#include <optional>

#include <QString>

#include "core/image/formats.h"

namespace vitrine {

/// How a disk image's clusters are packed.
enum class Compression { None, Deflate, Zstd };

/// What a new disk image is to be like.
struct DiskLayout {
    DiskFormat format = DiskFormat::Qcow2; ///< raw, qcow2, vmdk, vdi, vhd or vhdx
    QString subformat = {}; ///< VMDK: monolithicSparse or streamOptimized; VHD: dynamic or fixed; null: usual
    Compression compression
        = Compression::None; ///< only qcow2 may choose; streamOptimized is deflated always
    std::optional<int> level = {}; ///< of the compression: 1 is fast; none: usual
    qint64 clusterSize = 0; ///< of qcow2, and block size of VHDX; 0: usual

    bool operator==(const DiskLayout &) const = default;
};

} // namespace vitrine
