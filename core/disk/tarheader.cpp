#include "core/disk/tarheader.h"

#include <algorithm>

#include "core/disk/archiveerrors.h"

namespace vitrine {

namespace {

constexpr qsizetype nameLength = 100;
constexpr qsizetype sizeOffset = 124;
constexpr qsizetype sizeLength = 12;
constexpr qsizetype checksumOffset = 148;
constexpr qsizetype checksumLength = 8;
constexpr qsizetype typeOffset = 156;
constexpr qsizetype magicOffset = 257;
constexpr qsizetype prefixOffset = 345;
constexpr qsizetype prefixLength = 155;

QByteArray textOf(const Bytes &block, qsizetype offset, qsizetype length)
{
    const QByteArrayView field = block.view(offset, length);
    return field.first(std::find(field.begin(), field.end(), '\0') - field.begin()).toByteArray();
}

std::optional<quint64> octal(QByteArrayView field)
{
    const auto isFill = [](char c) { return c == ' ' || c == '\0'; };
    while (!field.isEmpty() && field.front() == ' ')
        field = field.sliced(1);
    const auto end = std::find_if(field.begin(), field.end(), isFill);
    if (!std::all_of(end, field.end(), isFill))
        return std::nullopt;
    quint64 value = 0;
    for (auto digit = field.begin(); digit != end; ++digit) {
        if (*digit < '0' || *digit > '7' || value >> 61 != 0)
            return std::nullopt;
        value = value * 8 + static_cast<quint64>(*digit - '0');
    }
    return value;
}

/// GNU's way to write large numbers: the highest bit set, then the number itself; it may be negative.
std::optional<quint64> base256(QByteArrayView field)
{
    if (static_cast<unsigned char>(field.front()) != 0x80)
        return std::nullopt;
    quint64 value = 0;
    for (const char byte : field.sliced(1)) {
        if (value >> 55 != 0)
            return std::nullopt;
        value = value << 8 | static_cast<unsigned char>(byte);
    }
    return value;
}

std::optional<quint64> numberOf(QByteArrayView field)
{
    if (field.isEmpty())
        return std::nullopt;
    const bool isBinary = (static_cast<unsigned char>(field.front()) & 0x80) != 0;
    return isBinary ? base256(field) : octal(field);
}

quint64 sumOf(const Bytes &block)
{
    quint64 sum = 0;
    for (qsizetype i = 0; i < tarBlockLength; ++i) {
        const bool isField = i >= checksumOffset && i < checksumOffset + checksumLength;
        sum += isField ? quint64(' ') : block.u8(i);
    }
    return sum;
}

tl::unexpected<Error> badRecords()
{
    return refusedArchive("pax", ArchiveText::tr("an extended header of it cannot be read"));
}

std::optional<quint64> decimal(QByteArrayView text)
{
    constexpr qsizetype mostDigits = 19;
    if (text.isEmpty() || text.size() > mostDigits)
        return std::nullopt;
    quint64 value = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        value = value * 10 + static_cast<quint64>(digit - '0');
    }
    return value;
}

/// False when the value makes no sense.
bool takeRecord(PaxRecords &into, QByteArrayView key, QByteArrayView value)
{
    if (key.startsWith("GNU.sparse."))
        into.isSparse = true;
    if (key == "path")
        into.path = value.toByteArray();
    if (key != "size")
        return true;
    into.size = decimal(value);
    return into.size.has_value();
}

} // namespace

bool isTarHeader(const Bytes &block)
{
    if (block.size() < tarBlockLength)
        return false;
    const auto stated = octal(block.view(checksumOffset, checksumLength));
    return stated && *stated == sumOf(block);
}

Result<TarHeader> tarHeaderFrom(const Bytes &block)
{
    TarHeader header;
    const auto size = numberOf(block.view(sizeOffset, sizeLength));
    if (!signedSize(size))
        return refusedArchive("member_size", ArchiveText::tr("a member of it has an impossible size"));
    header.size = *size;
    header.type = static_cast<char>(block.u8(typeOffset));
    header.name = textOf(block, 0, nameLength);
    // GNU's own kind has other things where the prefix is.
    const bool isPosix = block.has(magicOffset, QByteArrayView("ustar\0", 6));
    const QByteArray prefix = isPosix ? textOf(block, prefixOffset, prefixLength) : QByteArray();
    if (!prefix.isEmpty())
        header.name = prefix + '/' + header.name;
    return header;
}

Result<PaxRecords> paxRecordsFrom(QByteArrayView records)
{
    PaxRecords found;
    while (!records.isEmpty()) {
        const qsizetype blank = records.indexOf(' ');
        const auto length = blank < 0 ? std::nullopt : decimal(records.first(blank));
        if (!length || *length > static_cast<quint64>(records.size())
            || *length < static_cast<quint64>(blank) + 3)
            return badRecords();
        const QByteArrayView record = records.first(static_cast<qsizetype>(*length));
        const QByteArrayView pair = record.sliced(blank + 1).chopped(1);
        const qsizetype equals = pair.indexOf('=');
        if (!record.endsWith('\n') || equals <= 0
            || !takeRecord(found, pair.first(equals), pair.sliced(equals + 1)))
            return badRecords();
        records = records.sliced(record.size());
    }
    return found;
}

QByteArray tarHeaderOf(const QByteArray &name, quint64 size)
{
    const auto octalOf = [](quint64 value, qsizetype digits) {
        return QByteArray::number(value, 8).rightJustified(digits, '0');
    };
    constexpr quint64 mostOctal = (quint64(1) << 33) - 1;
    QByteArray block(tarBlockLength, '\0');
    const auto put
        = [&block](qsizetype offset, const QByteArray &bytes) { block.replace(offset, bytes.size(), bytes); };
    put(0, name.first(std::min(name.size(), nameLength)));
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    if (size <= mostOctal) {
        put(sizeOffset, octalOf(size, sizeLength - 1));
    } else {
        QByteArray binary(sizeLength, '\0');
        binary[0] = '\x80';
        qToBigEndian(size, binary.data() + sizeLength - 8);
        put(sizeOffset, binary);
    }
    put(136, octalOf(0, 11));
    put(typeOffset, "0");
    put(magicOffset,
        QByteArray("ustar\0"
                   "00",
            8));
    put(checksumOffset, octalOf(sumOf(Bytes(block)), 6) + QByteArray("\0 ", 2));
    return block;
}

} // namespace vitrine
