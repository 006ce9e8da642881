#include "core/disk/ueccontents.h"

#include "core/disk/archivecontents.h"
#include "core/disk/archiveerrors.h"

namespace vitrine {

namespace {

bool isLoader(const TarMember &member)
{
    return member.name().contains(u"-loader");
}

/// A boot loader stands in for a ramdisk only where there is none.
Result<void> takeRamdisk(std::optional<TarMember> &ramdisk, const TarMember &member)
{
    if (!ramdisk || (isLoader(*ramdisk) && !isLoader(member))) {
        ramdisk = member;
        return {};
    }
    if (isLoader(member))
        return {};
    return refusedArchive("uec", ArchiveText::tr("the ramdisk is in it twice"));
}

} // namespace

UecPart uecPartOf(const TarMember &member)
{
    const QString name = member.name();
    if (name.contains(u"-vmlinuz"))
        return UecPart::Kernel;
    if (name.contains(u"-initrd") || isLoader(member))
        return UecPart::Ramdisk;
    return name.endsWith(u".img") ? UecPart::Machine : UecPart::Other;
}

Result<UecContents> uecContentsOf(const QList<TarMember> &members)
{
    UecContents contents;
    for (const TarMember &member : members) {
        switch (uecPartOf(member)) {
        case UecPart::Machine:
            if (contents.machine)
                return refusedArchive("uec", ArchiveText::tr("there is more than one disk (.img) in it"));
            contents.machine = member;
            break;
        case UecPart::Kernel:
            if (contents.kernel)
                return refusedArchive("uec", ArchiveText::tr("there is more than one kernel in it"));
            contents.kernel = member;
            break;
        case UecPart::Ramdisk:
            if (const auto done = takeRamdisk(contents.ramdisk, member); !done)
                return failure(done.error());
            break;
        case UecPart::Other:
            break;
        }
    }
    return contents;
}

std::optional<UecContents> lookForUec(const ByteSource &file)
{
    const auto archive = lookIntoArchive(file);
    if (!archive || !archive->isTar)
        return std::nullopt;
    const auto contents = uecContentsOf(archive->members);
    return contents && contents->isWhole() ? std::optional(*contents) : std::nullopt;
}

} // namespace vitrine
