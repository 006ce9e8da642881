#include "core/disk/crc32.h"

#include <array>

#include <QtEndian>

namespace vitrine {

namespace {

/// Of each byte value, what it does to the sum when so many bytes follow it.
using Tables = std::array<std::array<quint32, 256>, 8>;

constexpr Tables tablesOf(quint32 reversedPolynomial)
{
    Tables tables{};
    for (quint32 byte = 0; byte < 256; ++byte) {
        quint32 value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1) != 0 ? (value >> 1) ^ reversedPolynomial : value >> 1;
        tables[0][byte] = value;
    }
    for (std::size_t after = 1; after < tables.size(); ++after) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const quint32 before = tables[after - 1][byte];
            tables[after][byte] = (before >> 8) ^ tables[0][before & 0xff];
        }
    }
    return tables;
}

constexpr Tables castagnoli = tablesOf(0x82F63B78);
constexpr Tables ieee = tablesOf(0xEDB88320);

quint32 update(const Tables &tables, QByteArrayView bytes, quint32 crc)
{
    crc = ~crc;
    const char *at = bytes.data();
    qsizetype left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        const quint32 low = qFromLittleEndian<quint32>(at) ^ crc;
        const quint32 high = qFromLittleEndian<quint32>(at + 4);
        crc = tables[7][low & 0xff] ^ tables[6][(low >> 8) & 0xff] ^ tables[5][(low >> 16) & 0xff]
            ^ tables[4][low >> 24] ^ tables[3][high & 0xff] ^ tables[2][(high >> 8) & 0xff]
            ^ tables[1][(high >> 16) & 0xff] ^ tables[0][high >> 24];
    }
    for (; left > 0; --left, ++at)
        crc = (crc >> 8) ^ tables[0][(crc ^ static_cast<quint8>(*at)) & 0xff];
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
