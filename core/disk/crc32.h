#pragma once

#include <QByteArrayView>

namespace vitrine {

/// CRC-32C (Castagnoli), as VHDX uses it. Goes on from `crc`, the result for the bytes before.
quint32 crc32c(QByteArrayView bytes, quint32 crc = 0);
/// CRC-32 (IEEE 802.3), as GPT uses it.
quint32 crc32(QByteArrayView bytes, quint32 crc = 0);

} // namespace vitrine
