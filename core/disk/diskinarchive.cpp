#include "core/disk/diskinarchive.h"

#include <algorithm>
#include <array>

#include "core/disk/archiveerrors.h"

namespace vitrine {

namespace {

constexpr std::array<QStringView, 8> diskSuffixes{ u".img", u".raw", u".qcow2", u".vmdk", u".vdi", u".vhd",
    u".vhdx", u".iso" };

bool looksLikeDisk(const TarMember &member)
{
    return std::any_of(diskSuffixes.cbegin(), diskSuffixes.cend(),
        [&member](QStringView suffix) { return member.path.endsWith(suffix, Qt::CaseInsensitive); });
}

bool isAppliance(const QList<TarMember> &members)
{
    return !members.isEmpty() && members.constFirst().path.endsWith(u".ovf", Qt::CaseInsensitive);
}

OvaDisk diskOf(const TarMember &member)
{
    return { member.name(), member.path, 0, member.offset, member.size, false };
}

/// With a name any member is taken that has it.
OvaArchive disksOf(const QList<TarMember> &members, bool isNamed)
{
    OvaArchive archive;
    archive.members = members;
    for (const TarMember &member : members) {
        if (isNamed || looksLikeDisk(member))
            archive.disks.append(diskOf(member));
    }
    return archive;
}

} // namespace

bool isTar(const ByteSource &file)
{
    QByteArray head(tarBlockLength, Qt::Uninitialized);
    return file.size() >= static_cast<quint64>(tarBlockLength)
        && file.read(0, std::as_writable_bytes(std::span(head.data(), static_cast<std::size_t>(head.size()))))
        && isTarHeader(Bytes(head));
}

namespace {

Result<OvaArchive> readDisks(const ByteSource &archive, bool isNamed)
{
    SourceStream stream(archive);
    const auto members = listTar(stream, archive.size());
    if (!members)
        return failure(members.error());
    return isAppliance(*members) ? readOva(archive) : Result<OvaArchive>(disksOf(*members, isNamed));
}

} // namespace

Result<QStringList> diskNames(const ByteSource &archive)
{
    return readDisks(archive, false).map([](const OvaArchive &found) {
        QStringList names;
        for (const OvaDisk &disk : found.disks)
            names.append(disk.name);
        return names;
    });
}

Result<QStringList> disksAmong(const QList<TarMember> &members)
{
    QStringList names;
    for (const TarMember &member : members) {
        if (looksLikeDisk(member))
            names.append(member.path);
    }
    return names;
}

Result<ByteSource> diskInArchive(const ByteSource &archive, const QString &name)
{
    const auto found = readDisks(archive, !name.isEmpty());
    if (!found)
        return failure(found.error());
    if (found->disks.isEmpty())
        return refusedArchive("no_disk", ArchiveText::tr("there is no disk in it"));
    return chooseDisk(*found, name).and_then([&archive](const OvaDisk &disk) {
        return sourceOf(archive, disk);
    });
}

} // namespace vitrine
