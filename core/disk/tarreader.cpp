#include "core/disk/tarreader.h"

#include <algorithm>

#include "core/disk/archiveerrors.h"
#include "core/disk/memberpath.h"

namespace vitrine {

namespace {

constexpr quint64 longestExtension = 64 * 1024;
constexpr qsizetype longestName = 255;
constexpr qsizetype nameField = 100;
constexpr quint64 largestInField = (quint64(1) << 33) - 1;

tl::unexpected<Error> brokenArchive()
{
    return refusedArchive("tar", ArchiveText::tr("it is damaged, or not complete"));
}

quint64 paddingAfter(quint64 size)
{
    return (tarBlockLength - size % tarBlockLength) % tarBlockLength;
}

bool isFile(char type)
{
    return type == '0' || type == '\0';
}

bool isFolder(char type)
{
    return type == '5';
}

/// A name that the field of the header could have held.
bool fitsHeader(const QByteArray &name)
{
    return name.size() < nameField
        && std::all_of(name.cbegin(), name.cend(), [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

TarReader::TarReader(ByteStream &archive, std::optional<quint64> length)
    : m_archive(archive)
    , m_length(length)
    , m_block(tarBlockLength, Qt::Uninitialized)
{
}

/// None at the end of the archive.
Result<std::optional<TarHeader>> TarReader::nextHeader()
{
    const auto count = readFully(m_archive,
        std::as_writable_bytes(std::span(m_block.data(), static_cast<std::size_t>(m_block.size()))));
    if (!count)
        return failure(count.error());
    if (*count == 0 && m_headers > 0)
        return std::optional<TarHeader>();
    if (*count != static_cast<std::size_t>(tarBlockLength))
        return brokenArchive();
    m_position += tarBlockLength;
    const Bytes block(m_block);
    if (block.isZero(0, tarBlockLength))
        return std::optional<TarHeader>();
    if (!isTarHeader(block))
        return brokenArchive();
    if (++m_headers > mostMembers) {
        return refusedArchive(
            "member_count", ArchiveText::tr("it has more than %n member(s)", nullptr, mostMembers));
    }
    return tarHeaderFrom(block).map([](const TarHeader &header) { return std::optional(header); });
}

Result<QByteArray> TarReader::readExtension(const TarHeader &header)
{
    if (header.size > longestExtension)
        return refusedArchive("member_name", ArchiveText::tr("the name of a member is too long"));
    QByteArray bytes(static_cast<qsizetype>(header.size), Qt::Uninitialized);
    const auto count
        = readFully(m_archive, std::as_writable_bytes(std::span(bytes.data(), bytes.data() + bytes.size())));
    if (!count)
        return failure(count.error());
    if (*count != header.size)
        return brokenArchive();
    const quint64 padding = paddingAfter(header.size);
    m_position += header.size + padding;
    if (const auto done = m_archive.skip(padding); !done)
        return failure(done.error());
    return bytes;
}

Result<void> TarReader::takeExtension(const TarHeader &header, Extension &extension)
{
    const auto bytes = readExtension(header);
    if (!bytes)
        return failure(bytes.error());
    if (header.type == 'L') {
        const qsizetype end = bytes->indexOf('\0');
        extension.longName = end < 0 ? *bytes : bytes->first(end);
        if (extension.longName->size() > longestName)
            return refusedArchive("member_name", ArchiveText::tr("the name of a member is too long"));
        return {};
    }
    const auto records = paxRecordsFrom(*bytes);
    if (!records)
        return failure(records.error());
    if (records->isSparse)
        return refusedArchive("member_kind", ArchiveText::tr("a member of it is stored with holes"));
    // For all members at once nothing of this makes sense.
    if (header.type == 'g' && (records->path || records->size))
        return refusedArchive("pax", ArchiveText::tr("an extended header of it contradicts the others"));
    if (header.type == 'x')
        extension.pax = *records;
    return {};
}

/// A longer name is believed only where the header had no room for it: else two programs would see two names.
Result<QByteArray> TarReader::nameOf(const TarHeader &header, const Extension &extension) const
{
    QByteArray name = header.name;
    if (extension.longName) {
        if (fitsHeader(*extension.longName) || !extension.longName->startsWith(header.name))
            return refusedArchive("member_name", ArchiveText::tr("a member of it has two names"));
        name = *extension.longName;
    }
    if (extension.pax.path && *extension.pax.path != name) {
        if (fitsHeader(*extension.pax.path))
            return refusedArchive("member_name", ArchiveText::tr("a member of it has two names"));
        name = *extension.pax.path;
    }
    if (name.contains('\0'))
        return refusedArchive("member_name", ArchiveText::tr("the name of a member is not readable text"));
    return name;
}

Result<quint64> TarReader::sizeOf(const TarHeader &header, const Extension &extension) const
{
    const quint64 size = extension.pax.size.value_or(header.size);
    const bool isMeant = size == header.size || (header.size == 0 && size > largestInField);
    if (!isMeant || !signedSize(size))
        return refusedArchive("member_size", ArchiveText::tr("a member of it has two sizes"));
    return size;
}

/// False when the member is a folder, which holds nothing.
Result<bool> TarReader::beginMember(const TarHeader &header, const QString &path, quint64 size)
{
    if (isFolder(header.type) && size == 0)
        return false;
    if (!isFile(header.type)) {
        return refusedArchive("member_kind",
            ArchiveText::tr("the member “%1” is not an ordinary file but a link, a device or the like")
                .arg(path));
    }
    if (path.isEmpty() || path.endsWith(u'/'))
        return refusedArchive("member_name", ArchiveText::tr("the name of a member is not readable text"));
    if (m_paths.contains(path))
        return refusedArchive("member_twice", ArchiveText::tr("the member “%1” is in it twice").arg(path));
    m_paths.insert(path);
    if (m_length && (m_position > *m_length || size > *m_length - m_position))
        return refusedArchive("truncated", ArchiveText::tr("it is cut off within “%1”").arg(path));
    m_left = size;
    m_padding = paddingAfter(size);
    return true;
}

Result<std::optional<TarMember>> TarReader::memberFrom(const TarHeader &header, const Extension &extension)
{
    const auto name = nameOf(header, extension);
    const auto path = name ? memberPathFrom(*name) : failure(name.error());
    if (!path)
        return failure(path.error());
    const auto size = sizeOf(header, extension);
    if (!size)
        return failure(size.error());
    const quint64 offset = m_position;
    const auto isMember = beginMember(header, *path, *size);
    if (!isMember)
        return failure(isMember.error());
    return *isMember ? std::optional(TarMember{ *path, *size, offset }) : std::nullopt;
}

Result<void> TarReader::finishMember()
{
    const quint64 rest = m_left + m_padding;
    m_position += rest;
    m_left = 0;
    m_padding = 0;
    return m_archive.skip(rest);
}

Result<std::optional<TarMember>> TarReader::next()
{
    if (const auto done = finishMember(); !done)
        return failure(done.error());
    Extension extension;
    for (;;) {
        const auto header = nextHeader();
        if (!header)
            return failure(header.error());
        if (!*header)
            return std::optional<TarMember>();
        const char type = (*header)->type;
        if (type == 'L' || type == 'x' || type == 'g') {
            if (const auto done = takeExtension(**header, extension); !done)
                return failure(done.error());
            continue;
        }
        const auto member = memberFrom(**header, extension);
        if (!member || *member)
            return member;
        extension = {};
    }
}

Result<std::size_t> TarReader::read(std::span<std::byte> into)
{
    const auto room = into.first(std::min<quint64>(into.size(), m_left));
    if (room.empty())
        return 0;
    const auto count = m_archive.read(room);
    if (!count)
        return count;
    if (*count == 0)
        return brokenArchive();
    m_left -= *count;
    m_position += *count;
    return count;
}

Result<QList<TarMember>> listTar(ByteStream &archive, std::optional<quint64> length)
{
    TarReader reader(archive, length);
    QList<TarMember> members;
    for (;;) {
        const auto member = reader.next();
        if (!member)
            return failure(member.error());
        if (!*member)
            return members;
        members.append(**member);
    }
}

} // namespace vitrine
