#include "core/disk/packcodec.h"

#include <algorithm>
#include <limits>

#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include "core/disk/archiveerrors.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

using Packed = std::span<const std::byte>;
using Room = std::span<std::byte>;

/// What `xz -9` needs is about half of it; whoever packs with more asks too much of those who unpack.
constexpr quint64 mostMemory = 128 << 20;

tl::unexpected<Error> damaged(const QString &detail)
{
    return failure(ErrorCode::Corrupt,
        ArchiveText::tr(
            "The compressed file is damaged, or its checksum is wrong. Copy or download it again."),
        detail);
}

tl::unexpected<Error> noMemory()
{
    return failure(ErrorCode::Unavailable, ArchiveText::tr("There is not enough memory to unpack the file."));
}

tl::unexpected<Error> tooHungry()
{
    return failure(ErrorCode::LimitExceeded,
        ArchiveText::tr("The compressed file needs more memory than a file may ask for. Unpack it with the "
                        "program that made it."),
        u"memory"_s);
}

/// The counters of zlib and libbz2 have 32 bits.
unsigned counted(std::size_t size)
{
    return static_cast<unsigned>(std::min<std::size_t>(size, std::numeric_limits<unsigned>::max()));
}

class ZlibCodec final : public PackCodec
{
public:
    ~ZlibCodec() override { inflateEnd(&m_stream); }

    /// `windowBits` as inflateInit2() has them.
    bool begin(int windowBits) { return inflateInit2(&m_stream, windowBits) == Z_OK; }

    Result<Step> step(Packed &packed, Room &room) override
    {
        // The library does not write to what it reads.
        m_stream.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(packed.data()));
        m_stream.avail_in = counted(packed.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(room.data());
        m_stream.avail_out = counted(room.size());
        const unsigned before = m_stream.avail_in;
        const unsigned roomBefore = m_stream.avail_out;
        const int code = inflate(&m_stream, Z_NO_FLUSH);
        packed = packed.subspan(before - m_stream.avail_in);
        room = room.subspan(roomBefore - m_stream.avail_out);
        if (code == Z_STREAM_END)
            return Step::Ends;
        if (code == Z_OK || code == Z_BUF_ERROR)
            return Step::Goes;
        if (code == Z_MEM_ERROR)
            return noMemory();
        return damaged(m_stream.msg != nullptr ? QString::fromLatin1(m_stream.msg) : u"inflate"_s);
    }

    Result<void> restart() override
    {
        if (inflateReset(&m_stream) != Z_OK)
            return failure(ErrorCode::Internal, {});
        return {};
    }

private:
    z_stream m_stream = {};
};

class Bzip2Codec final : public PackCodec
{
public:
    ~Bzip2Codec() override { BZ2_bzDecompressEnd(&m_stream); }

    bool begin() { return BZ2_bzDecompressInit(&m_stream, 0, 0) == BZ_OK; }

    Result<Step> step(Packed &packed, Room &room) override
    {
        m_stream.next_in = const_cast<char *>(reinterpret_cast<const char *>(packed.data()));
        m_stream.avail_in = counted(packed.size());
        m_stream.next_out = reinterpret_cast<char *>(room.data());
        m_stream.avail_out = counted(room.size());
        const unsigned before = m_stream.avail_in;
        const unsigned roomBefore = m_stream.avail_out;
        const int code = BZ2_bzDecompress(&m_stream);
        packed = packed.subspan(before - m_stream.avail_in);
        room = room.subspan(roomBefore - m_stream.avail_out);
        if (code == BZ_STREAM_END)
            return Step::Ends;
        if (code == BZ_OK)
            return Step::Goes;
        if (code == BZ_MEM_ERROR)
            return noMemory();
        return damaged(u"bzip2 %1"_s.arg(code));
    }

    Result<void> restart() override
    {
        BZ2_bzDecompressEnd(&m_stream);
        m_stream = {};
        if (!begin())
            return noMemory();
        return {};
    }

private:
    bz_stream m_stream = {};
};

class XzCodec final : public PackCodec
{
public:
    ~XzCodec() override { lzma_end(&m_stream); }

    bool begin() { return lzma_stream_decoder(&m_stream, mostMemory, 0) == LZMA_OK; }

    Result<Step> step(Packed &packed, Room &room) override
    {
        m_stream.next_in = reinterpret_cast<const std::uint8_t *>(packed.data());
        m_stream.avail_in = packed.size();
        m_stream.next_out = reinterpret_cast<std::uint8_t *>(room.data());
        m_stream.avail_out = room.size();
        const lzma_ret code = lzma_code(&m_stream, LZMA_RUN);
        packed = packed.last(m_stream.avail_in);
        room = room.last(m_stream.avail_out);
        if (code == LZMA_STREAM_END)
            return Step::Ends;
        if (code == LZMA_OK || code == LZMA_BUF_ERROR)
            return Step::Goes;
        if (code == LZMA_MEM_ERROR)
            return noMemory();
        if (code == LZMA_MEMLIMIT_ERROR)
            return tooHungry();
        return damaged(u"xz %1"_s.arg(code));
    }

    Result<void> restart() override
    {
        if (!begin())
            return noMemory();
        return {};
    }

private:
    lzma_stream m_stream = LZMA_STREAM_INIT;
};

class ZstdCodec final : public PackCodec
{
public:
    ~ZstdCodec() override { ZSTD_freeDStream(m_stream); }

    bool begin()
    {
        constexpr int mostWindowBits = 27; // 128 MiB
        m_stream = ZSTD_createDStream();
        return m_stream != nullptr
            && ZSTD_isError(ZSTD_DCtx_setParameter(m_stream, ZSTD_d_windowLogMax, mostWindowBits)) == 0;
    }

    Result<Step> step(Packed &packed, Room &room) override
    {
        ZSTD_inBuffer in{ packed.data(), packed.size(), 0 };
        ZSTD_outBuffer out{ room.data(), room.size(), 0 };
        const std::size_t code = ZSTD_decompressStream(m_stream, &out, &in);
        packed = packed.subspan(in.pos);
        room = room.subspan(out.pos);
        if (ZSTD_isError(code) == 0)
            return code == 0 ? Step::Ends : Step::Goes;
        const QString name = QString::fromLatin1(ZSTD_getErrorName(code));
        if (name.contains(u"too much memory"))
            return tooHungry();
        return damaged(name);
    }

    Result<void> restart() override
    {
        ZSTD_DCtx_reset(m_stream, ZSTD_reset_session_only);
        return {};
    }

private:
    ZSTD_DStream *m_stream = nullptr;
};

template<typename Codec, typename... Arguments>
Result<std::unique_ptr<PackCodec>> begun(Arguments... arguments)
{
    auto codec = std::make_unique<Codec>();
    if (!codec->begin(arguments...))
        return noMemory();
    return codec;
}

} // namespace

std::optional<PackKind> packKindOf(QByteArrayView head)
{
    if (head.startsWith(QByteArrayView("\x1F\x8B\x08", 3)))
        return PackKind::Gzip;
    if (head.startsWith(QByteArrayView("\xFD"
                                       "7zXZ\0",
            6)))
        return PackKind::Xz;
    // A skippable frame, of which there are sixteen kinds, may come first.
    const bool isSkippable = head.size() >= 4 && head.sliced(1).startsWith("\x2A\x4D\x18")
        && (static_cast<unsigned char>(head.at(0)) & 0xF0) == 0x50;
    if (isSkippable || head.startsWith("\x28\xB5\x2F\xFD"))
        return PackKind::Zstd;
    // "BZh" alone is too easily met in text: the level and the first block's magic follow.
    const bool isBzip2
        = head.size() >= 10 && head.startsWith("BZh") && head.at(3) >= '1' && head.at(3) <= '9';
    if (isBzip2
        && (head.sliced(4, 6) == QByteArrayView("\x31\x41\x59\x26\x53\x59")
            || head.sliced(4, 6) == QByteArrayView("\x17\x72\x45\x38\x50\x90")))
        return PackKind::Bzip2;
    return std::nullopt;
}

QString packKindName(PackKind kind)
{
    switch (kind) {
    case PackKind::Gzip:
        return u"gzip"_s;
    case PackKind::Bzip2:
        return u"bzip2"_s;
    case PackKind::Xz:
        return u"xz"_s;
    case PackKind::Zstd:
        return u"zstd"_s;
    case PackKind::Deflate:
        return u"zip"_s;
    }
    Q_UNREACHABLE();
}

Result<std::unique_ptr<PackCodec>> makePackCodec(PackKind kind)
{
    switch (kind) {
    case PackKind::Gzip:
        return begun<ZlibCodec>(MAX_WBITS + 16);
    case PackKind::Bzip2:
        return begun<Bzip2Codec>();
    case PackKind::Xz:
        return begun<XzCodec>();
    case PackKind::Zstd:
        return begun<ZstdCodec>();
    case PackKind::Deflate:
        return begun<ZlibCodec>(-MAX_WBITS);
    }
    Q_UNREACHABLE();
}

} // namespace vitrine
