#include "core/disk/compression.h"

#include <memory>

#include <libdeflate.h>
#include <zstd.h>

namespace vitrine {

namespace {

template<auto release>
struct Releaser {
    template<typename T>
    void operator()(T *pointer) const
    {
        release(pointer);
    }
};

using Deflater = std::unique_ptr<libdeflate_compressor, Releaser<libdeflate_free_compressor>>;
using Inflater = std::unique_ptr<libdeflate_decompressor, Releaser<libdeflate_free_decompressor>>;
using ZstdPacker = std::unique_ptr<ZSTD_CCtx, Releaser<ZSTD_freeCCtx>>;
using ZstdUnpacker = std::unique_ptr<ZSTD_DCtx, Releaser<ZSTD_freeDCtx>>;

libdeflate_compressor *deflater(int level)
{
    thread_local Deflater kept;
    thread_local int keptLevel = -1;
    if (!kept || keptLevel != level) {
        kept.reset(libdeflate_alloc_compressor(level));
        keptLevel = level;
    }
    return kept.get();
}

} // namespace

std::size_t deflateBytes(
    std::span<const std::byte> bytes, std::span<std::byte> into, int level, DeflateFrame frame)
{
    libdeflate_compressor *packer = deflater(level);
    if (packer == nullptr)
        return 0;
    const auto pack = frame == DeflateFrame::Raw ? libdeflate_deflate_compress : libdeflate_zlib_compress;
    return pack(packer, bytes.data(), bytes.size(), into.data(), into.size());
}

std::size_t zstdBytes(std::span<const std::byte> bytes, std::span<std::byte> into, int level)
{
    thread_local const ZstdPacker packer(ZSTD_createCCtx());
    if (!packer)
        return 0;
    const std::size_t size
        = ZSTD_compressCCtx(packer.get(), into.data(), into.size(), bytes.data(), bytes.size(), level);
    return ZSTD_isError(size) != 0 ? 0 : size;
}

std::size_t inflateBytes(std::span<const std::byte> packed, std::span<std::byte> into, DeflateFrame frame)
{
    thread_local const Inflater unpacker(libdeflate_alloc_decompressor());
    if (!unpacker)
        return 0;
    std::size_t used = 0;
    std::size_t size = 0;
    const auto unpack
        = frame == DeflateFrame::Raw ? libdeflate_deflate_decompress_ex : libdeflate_zlib_decompress_ex;
    const libdeflate_result result
        = unpack(unpacker.get(), packed.data(), packed.size(), into.data(), into.size(), &used, &size);
    return result == LIBDEFLATE_SUCCESS ? size : 0;
}

std::size_t unzstdBytes(std::span<const std::byte> packed, std::span<std::byte> into)
{
    thread_local const ZstdUnpacker unpacker(ZSTD_createDCtx());
    const std::size_t frame = ZSTD_findFrameCompressedSize(packed.data(), packed.size());
    if (!unpacker || ZSTD_isError(frame) != 0)
        return 0;
    const std::size_t size
        = ZSTD_decompressDCtx(unpacker.get(), into.data(), into.size(), packed.data(), frame);
    return ZSTD_isError(size) != 0 ? 0 : size;
}

} // namespace vitrine
