#pragma once

#include "core/disk/bytestream.h"
#include "core/disk/unpackstream.h"

namespace vitrine {

/// The only member of a zip archive.
struct ZipMember {
    QString name;
    bool isPacked = false; ///< deflated; else stored as it is
    quint32 crc = 0;
    quint64 size = 0; ///< unpacked
    quint64 packedSize = 0;
    quint64 offset = 0; ///< of the packed bytes in the archive
};

bool isZip(QByteArrayView head);

/// The member of an archive that has exactly one, deflated or stored. What its two headers tell must agree;
/// anything else is refused.
Result<ZipMember> readZip(const ByteSource &archive);

/// The member's bytes. Its size and checksum are compared when the end is reached.
Result<std::unique_ptr<ByteStream>> openZipMember(
    const ByteSource &archive, const ZipMember &member, const UnpackLimits &limits);

} // namespace vitrine
