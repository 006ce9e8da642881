#pragma once

#include <optional>

#include <QByteArray>

#include "core/disk/bytes.h"
#include "core/support/result.h"

namespace vitrine {

constexpr qsizetype tarBlockLength = 512;

/// One header block of a tar archive (POSIX ustar, GNU, or older).
struct TarHeader {
    QByteArray name; ///< with its prefix
    quint64 size = 0;
    char type = '0';
};

/// True when the checksum of the block is right, which tells that it is a header at all.
bool isTarHeader(const Bytes &block);
/// Of a block whose checksum is right. Numbers that no file can have are refused.
Result<TarHeader> tarHeaderFrom(const Bytes &block);

/// What the records of a pax header say that matters here.
struct PaxRecords {
    std::optional<QByteArray> path;
    std::optional<quint64> size;
    bool isSparse = false;
};
Result<PaxRecords> paxRecordsFrom(QByteArrayView records);

/// The header of an ordinary file with a fixed owner and time, so that the same files make the same archive.
/// `name` has at most 100 bytes.
QByteArray tarHeaderOf(const QByteArray &name, quint64 size);

} // namespace vitrine
