#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

#include <QByteArrayView>
#include <QString>

#include "core/support/result.h"

namespace vitrine {

/// How the bytes of a file are packed.
enum class PackKind {
    Gzip,
    Bzip2,
    Xz,
    Zstd,
    Deflate, ///< as in a zip archive: without a header of its own
};

/// Bytes at the start of a file that tell how it is packed.
constexpr std::size_t packMagicLength = 10;

/// None of those that begin with their own header.
std::optional<PackKind> packKindOf(QByteArrayView head);
/// The name of its program, such as "xz".
QString packKindName(PackKind kind);

/// Unpacks one run of packed bytes, such as one member of a gzip file, a piece at a time. For one thread.
class PackCodec
{
public:
    PackCodec() = default;
    PackCodec(const PackCodec &) = delete;
    PackCodec &operator=(const PackCodec &) = delete;
    virtual ~PackCodec() = default;

    enum class Step {
        Goes, ///< wants more packed bytes, or more room
        Ends, ///< the run is complete and its checksum is right
    };
    /// Takes from the front of `packed` and fills from the front of `room`, and shortens both by that.
    /// ErrorCode::Corrupt for damaged bytes.
    virtual Result<Step> step(std::span<const std::byte> &packed, std::span<std::byte> &room) = 0;
    /// Makes ready for another run.
    virtual Result<void> restart() = 0;
};

Result<std::unique_ptr<PackCodec>> makePackCodec(PackKind kind);

} // namespace vitrine
