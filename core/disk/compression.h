#pragma once

#include <cstddef>
#include <span>

namespace vitrine {

enum class DeflateFrame {
    Raw, ///< as in qcow2
    Zlib, ///< as in VMDK
};

/// Already smaller than what zlib makes with the small window that qcow2 prescribes, and much faster.
constexpr int defaultDeflateLevel = 1;
constexpr int defaultZstdLevel = 3;

// All safe from any thread: each keeps its working memory.

/// Bytes written to `into`; 0 when the packed bytes do not fit.
std::size_t deflateBytes(
    std::span<const std::byte> bytes, std::span<std::byte> into, int level, DeflateFrame frame);
std::size_t zstdBytes(std::span<const std::byte> bytes, std::span<std::byte> into, int level);

/// Unpacks what begins at the start of `packed`, whatever follows it. Bytes written to `into`; 0 when the
/// packed bytes are damaged or need more room.
std::size_t inflateBytes(std::span<const std::byte> packed, std::span<std::byte> into, DeflateFrame frame);
std::size_t unzstdBytes(std::span<const std::byte> packed, std::span<std::byte> into);

} // namespace vitrine
