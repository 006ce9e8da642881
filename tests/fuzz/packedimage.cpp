#include "tests/fuzz/packedimage.h"

#include <algorithm>
#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

#include "core/disk/bytes.h"

namespace vitrine::fuzz {

namespace {

constexpr qsizetype sectorLength = 512;
constexpr qsizetype numberLength = 4;
constexpr quint32 mostBytes = 64 * 1024 * 1024;

QByteArray little32(quint32 value)
{
    QByteArray bytes(numberLength, Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

void write(int file, qint64 offset, QByteArrayView bytes)
{
    if (::pwrite(file, bytes.data(), static_cast<std::size_t>(bytes.size()), offset) != bytes.size())
        std::abort();
}

} // namespace

QByteArray packImage(QByteArrayView image)
{
    QByteArray packed = little32(static_cast<quint32>(image.size()));
    for (qsizetype offset = 0; offset < image.size(); offset += sectorLength) {
        const QByteArrayView sector = image.sliced(offset, std::min(sectorLength, image.size() - offset));
        if (!Bytes(sector).isZero(0, sector.size()))
            packed += little32(static_cast<quint32>(offset / sectorLength))
                + sector.toByteArray().leftJustified(sectorLength, '\0');
    }
    return packed;
}

int unpackImage(QByteArrayView packed)
{
    static const int file = ::memfd_create("image", MFD_CLOEXEC);
    const Bytes bytes(packed);
    const quint32 length = bytes.le32(0) % (mostBytes + 1);
    if (::ftruncate(file, 0) != 0)
        std::abort();
    for (qsizetype at = numberLength; bytes.holds(at, numberLength + 1); at += numberLength + sectorLength) {
        const qint64 offset = bytes.le32(at) * qint64(sectorLength);
        const qsizetype stored = std::min(sectorLength, packed.size() - at - numberLength);
        if (offset < length)
            write(file, offset, packed.sliced(at + numberLength, stored));
    }
    if (::ftruncate(file, length) != 0)
        std::abort();
    return file;
}

} // namespace vitrine::fuzz
