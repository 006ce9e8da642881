#include "core/disk/ziparchive.h"

#include <algorithm>

#include <zlib.h>

#include "core/disk/archiveerrors.h"
#include "core/disk/bytes.h"
#include "core/disk/memberpath.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 endLength = 22;
constexpr quint64 end64Length = 56;
constexpr quint64 locatorLength = 20;
constexpr quint64 centralLength = 46;
constexpr quint64 localLength = 30;
constexpr quint64 longestComment = 65535;
constexpr quint32 unknown32 = 0xFFFFFFFF;
constexpr quint16 methodStored = 0;
constexpr quint16 methodDeflated = 8;
constexpr quint16 encryptedFlag = 1U << 0;
constexpr quint16 sizesFollowFlag = 1U << 3;
constexpr quint16 zip64Field = 1;
constexpr QByteArrayView locatorMagic("PK\6\7");

tl::unexpected<Error> damagedZip()
{
    return refusedArchive("zip", ArchiveText::tr("its headers contradict each other"));
}

Result<QByteArray> bytesAt(const ByteSource &archive, quint64 offset, quint64 length)
{
    if (!archive.contains(offset, length))
        return damagedZip();
    QByteArray bytes(static_cast<qsizetype>(length), Qt::Uninitialized);
    const auto done = archive.read(offset, std::as_writable_bytes(std::span(bytes.data(), length)));
    if (!done)
        return failure(done.error());
    return bytes;
}

/// Where the list of members lies.
struct Directory {
    quint64 members = 0;
    quint64 offset = 0;
    quint64 length = 0;
    quint64 end = 0; ///< of what comes before the closing records
};

Result<quint64> findEnd(const ByteSource &archive)
{
    const quint64 tail = std::min(archive.size(), endLength + longestComment);
    const auto bytes = bytesAt(archive, archive.size() - tail, tail);
    if (!bytes)
        return failure(bytes.error());
    const Bytes numbers(*bytes);
    for (qsizetype at = bytes->size() - static_cast<qsizetype>(endLength); at >= 0; --at) {
        const bool ends = at + static_cast<qsizetype>(endLength) + numbers.le16(at + 20) == bytes->size();
        if (ends && numbers.has(at, "PK\5\6"))
            return archive.size() - tail + static_cast<quint64>(at);
    }
    return refusedArchive("zip", ArchiveText::tr("its list of members is missing"));
}

Result<Directory> bigDirectory(const ByteSource &archive, quint64 end)
{
    const auto locator
        = end < locatorLength ? damagedZip() : bytesAt(archive, end - locatorLength, locatorLength);
    if (!locator)
        return failure(locator.error());
    const quint64 place = Bytes(*locator).le64(8);
    const auto record = bytesAt(archive, place, end64Length);
    if (!record)
        return failure(record.error());
    const Bytes numbers(*record);
    if (!locator->startsWith(locatorMagic) || !numbers.has(0, "PK\6\6"))
        return damagedZip();
    return Directory{ numbers.le64(32), numbers.le64(48), numbers.le64(40), place };
}

Result<Directory> findDirectory(const ByteSource &archive)
{
    const auto end = findEnd(archive);
    if (!end)
        return failure(end.error());
    const auto record = bytesAt(archive, *end, endLength);
    if (!record)
        return failure(record.error());
    const Bytes numbers(*record);
    if (numbers.le32(4) != 0 || numbers.le16(8) != numbers.le16(10))
        return refusedArchive("zip", ArchiveText::tr("it is one part of several"));
    const bool isBig
        = numbers.le32(16) == unknown32 || numbers.le32(12) == unknown32 || numbers.le16(10) == 0xFFFF;
    const auto locator = *end < locatorLength ? Result<QByteArray>(QByteArray())
                                              : bytesAt(archive, *end - locatorLength, locatorLength);
    if (!locator)
        return failure(locator.error());
    // Some write the large records where they need not.
    if (isBig || locator->startsWith(locatorMagic))
        return bigDirectory(archive, *end);
    return Directory{ numbers.le16(10), numbers.le32(16), numbers.le32(12), *end };
}

/// The sizes that did not fit into 32 bits, from the extra fields of a header. False when they are missing.
bool readBigSizes(QByteArrayView extra, ZipMember &member, quint64 *localOffset)
{
    const Bytes bytes(extra);
    qsizetype at = 0;
    while (bytes.holds(at, 4) && bytes.le16(at) != zip64Field)
        at += 4 + bytes.le16(at + 2);
    if (!bytes.holds(at, 4) || !bytes.holds(at + 4, bytes.le16(at + 2)))
        return !(member.size == unknown32 || member.packedSize == unknown32);
    const Bytes field(bytes.view(at + 4, bytes.le16(at + 2)));
    qsizetype next = 0;
    const auto take = [&field, &next](quint64 &value) {
        if (value != unknown32)
            return true;
        value = field.le64(next);
        next += 8;
        return field.size() >= next;
    };
    return take(member.size) && take(member.packedSize) && (localOffset == nullptr || take(*localOffset));
}

struct CentralHeader {
    ZipMember member;
    QByteArray name;
    quint16 method = 0;
    quint64 localOffset = 0;
};

Result<CentralHeader> readCentral(const ByteSource &archive, const Directory &directory)
{
    constexpr quint64 mostBytes = centralLength + 3 * 65535;
    if (directory.length < centralLength || directory.length > mostBytes)
        return damagedZip();
    const auto bytes = bytesAt(archive, directory.offset, directory.length);
    if (!bytes)
        return failure(bytes.error());
    const Bytes numbers(*bytes);
    const qsizetype nameLength = numbers.le16(28);
    const qsizetype extraLength = numbers.le16(30);
    const qsizetype whole
        = static_cast<qsizetype>(centralLength) + nameLength + extraLength + numbers.le16(32);
    if (!numbers.has(0, "PK\1\2") || whole != bytes->size())
        return damagedZip();
    if ((numbers.le16(8) & encryptedFlag) != 0)
        return refusedArchive("zip", ArchiveText::tr("it is encrypted"));
    CentralHeader header;
    header.name = bytes->sliced(static_cast<qsizetype>(centralLength), nameLength);
    header.method = numbers.le16(10);
    header.localOffset = numbers.le32(42);
    header.member.crc = numbers.le32(16);
    header.member.packedSize = numbers.le32(20);
    header.member.size = numbers.le32(24);
    const QByteArrayView extra
        = numbers.view(static_cast<qsizetype>(centralLength) + nameLength, extraLength);
    if (!readBigSizes(extra, header.member, &header.localOffset))
        return damagedZip();
    return header;
}

/// Compares the header before the data with that in the list, and finds the data.
Result<void> readLocal(const ByteSource &archive, const Directory &directory, CentralHeader &header)
{
    const auto fixed = bytesAt(archive, header.localOffset, localLength);
    if (!fixed)
        return failure(fixed.error());
    const Bytes numbers(*fixed);
    const quint64 rest = quint64(numbers.le16(26)) + numbers.le16(28);
    const auto bytes = bytesAt(archive, header.localOffset, localLength + rest);
    if (!bytes)
        return failure(bytes.error());
    const QByteArray name = bytes->sliced(static_cast<qsizetype>(localLength), numbers.le16(26));
    ZipMember local;
    local.packedSize = numbers.le32(18);
    local.size = numbers.le32(22);
    const QByteArrayView extra
        = QByteArrayView(*bytes).sliced(static_cast<qsizetype>(localLength) + name.size());
    const bool knowsSizes = (numbers.le16(6) & sizesFollowFlag) == 0;
    const bool agrees = numbers.has(0, "PK\3\4") && name == header.name && numbers.le16(8) == header.method
        && (!knowsSizes
            || (readBigSizes(extra, local, nullptr) && local.size == header.member.size
                && local.packedSize == header.member.packedSize && numbers.le32(14) == header.member.crc));
    header.member.offset = header.localOffset + localLength + rest;
    const auto end = checkedAdd(header.member.offset, header.member.packedSize);
    if (!agrees || header.localOffset != 0 || !end || *end > directory.offset)
        return damagedZip();
    return {};
}

/// The bytes of a member, with its size and checksum compared.
class ZipMemberStream final : public ByteStream
{
public:
    ZipMemberStream(const ByteSource &archive, const ZipMember &member)
        : m_member(member)
        , m_stored(ByteSource(archive.fileDescriptor(), archive.start() + member.offset, member.packedSize))
    {
    }

    Result<void> open(const UnpackLimits &limits)
    {
        if (!m_member.isPacked)
            return {};
        auto unpacked = UnpackStream::open(PackKind::Deflate, m_stored, limits);
        if (!unpacked)
            return failure(unpacked.error());
        m_unpacked = std::move(*unpacked);
        return {};
    }

    Result<std::size_t> read(std::span<std::byte> into) override
    {
        const Result<std::size_t> count = m_unpacked ? m_unpacked->read(into) : m_stored.read(into);
        if (!count || into.empty())
            return count;
        m_made += *count;
        m_crc = crc32_z(m_crc, reinterpret_cast<const Bytef *>(into.data()), *count);
        const bool isWrong = *count == 0 && (m_made != m_member.size || m_crc != m_member.crc);
        if (m_made > m_member.size || isWrong) {
            return failure(ErrorCode::Corrupt,
                ArchiveText::tr(
                    "The compressed file is damaged, or its checksum is wrong. Copy or download it "
                    "again."),
                u"zip"_s);
        }
        return count;
    }

private:
    const ZipMember m_member;
    SourceStream m_stored;
    std::unique_ptr<UnpackStream> m_unpacked;
    quint64 m_made = 0;
    uLong m_crc = 0;
};

} // namespace

bool isZip(QByteArrayView head)
{
    return head.startsWith("PK\3\4");
}

Result<ZipMember> readZip(const ByteSource &archive)
{
    const auto directory = findDirectory(archive);
    if (!directory)
        return failure(directory.error());
    if (directory->members != 1) {
        return refusedArchive("zip",
            ArchiveText::tr("it has %n member(s); only one that holds a single disk can be used", nullptr,
                static_cast<int>(std::min<quint64>(directory->members, 1'000'000))));
    }
    const auto length = checkedAdd(directory->offset, directory->length);
    if (!length || *length != directory->end)
        return damagedZip();
    auto header = readCentral(archive, *directory);
    if (!header)
        return failure(header.error());
    const auto name = memberPathFrom(header->name);
    if (!name)
        return failure(name.error());
    if (header->method != methodStored && header->method != methodDeflated)
        return refusedArchive("zip", ArchiveText::tr("its method of compression is not known"));
    if (const auto done = readLocal(archive, *directory, *header); !done)
        return failure(done.error());
    header->member.isPacked = header->method == methodDeflated;
    if (!header->member.isPacked && header->member.size != header->member.packedSize)
        return damagedZip();
    header->member.name = *name;
    return header->member;
}

Result<std::unique_ptr<ByteStream>> openZipMember(
    const ByteSource &archive, const ZipMember &member, const UnpackLimits &limits)
{
    auto stream = std::make_unique<ZipMemberStream>(archive, member);
    if (const auto done = stream->open(limits); !done)
        return failure(done.error());
    return stream;
}

} // namespace vitrine
