#include "core/disk/crc32.h"

#include <array>

namespace vitrine {

namespace {

using Table = std::array<quint32, 256>;

constexpr Table tableOf(quint32 reversedPolynomial)
{
    Table table{};
    for (quint32 byte = 0; byte < 256; ++byte) {
        quint32 value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) != 0 ? (value >> 1) ^ reversedPolynomial : value >> 1;
        table[byte] = value;
    }
    return table;
}

constexpr Table castagnoli = tableOf(0x82F63B78);
constexpr Table ieee = tableOf(0xEDB88320);

quint32 update(const Table &table, QByteArrayView bytes, quint32 crc)
{
    crc = ~crc;
    for (const char byte : bytes)
        crc = (crc >> 8) ^ table[(crc ^ static_cast<quint8>(byte)) & 0xff];
    return ~crc;
}

} // namespace

quint32 crc32c(QByteArrayView bytes, quint32 crc)
{
    return update(castagnoli, bytes, crc);
}

quint32 crc32(QByteArrayView bytes, quint32 crc)
{
    return update(ieee, bytes, crc);
}

} // namespace vitrine
