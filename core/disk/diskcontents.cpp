#include "core/disk/diskcontents.h"

#include <algorithm>
#include <array>

#include "core/disk/blockidentity.h"
#include "core/disk/diskview.h"
#include "core/disk/extreader.h"
#include "core/disk/osrelease.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1 << 20;
/// What one look at one part may read, whatever its file system says.
constexpr qint64 tableAllowance = 4 * MiB;
constexpr qint64 fileSystemAllowance = 48 * MiB;
/// Of so many parts the files are looked at, so that a table full of them takes no longer than a few do.
constexpr int mostFileSystems = 8;
constexpr qsizetype mostReleaseBytes = 16 * 1024;

constexpr QByteArrayView efiSystem("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
constexpr QByteArrayView biosBoot("21686148-6449-6e6f-744e-656564454649");

struct Role {
    QByteArrayView type;
    const char *name;
};

// The types of the UEFI specification and of the Discoverable Partitions Specification that images have.
constexpr std::array<Role, 9> roles{ {
    { efiSystem, "EFI system" },
    { biosBoot, "BIOS boot" },
    { "0657fd6d-a4ab-43c4-84e5-0933c84b4f4f", "Linux swap" },
    { "e6d6d379-f507-44c2-a23c-238f2a3df928", "Linux LVM" },
    { "bc13c2ff-59e6-4262-a352-b275fd6f7172", "Linux extended boot" },
    { "4f68bce3-e8cd-4db1-96e7-fbcaf984b709", "Linux root (x86-64)" },
    { "b921b045-1df0-41c3-af44-4c6f280d3fae", "Linux root (ARM64)" },
    { "e3c9e316-0b5c-4db8-817d-f92df00215ae", "Microsoft reserved" },
    { "de94bba4-06d1-4d40-a16a-bfd50179d6ac", "Windows recovery" },
} };

QString roleOf(const QByteArray &type)
{
    const auto role
        = std::find_if(roles.cbegin(), roles.cend(), [&type](const Role &each) { return each.type == type; });
    return role == roles.cend() ? QString() : QString::fromLatin1(role->name);
}

bool hasType(const PartitionTable &table, QByteArrayView type)
{
    return std::any_of(table.entries.cbegin(), table.entries.cend(),
        [type](const PartitionEntry &entry) { return entry.type == type; });
}

/// A disk that only UEFI can start; many images can be started either way.
QString firmwareOf(const PartitionTable &table)
{
    const bool needsUefi = table.kind == u"gpt" && hasType(table, efiSystem) && !hasType(table, biosBoot);
    return needsUefi ? u"uefi"_s : QString();
}

DiskPart partOf(const PartitionEntry &entry)
{
    return { entry.number, entry.offset, entry.length, entry.name, roleOf(entry.type), {}, {} };
}

/// Looks into one disk.
class Look final
{
public:
    explicit Look(const DiskImage &image)
        : m_image(image)
    {
    }

    DiskContents run();

private:
    void identify(DiskPart &part);
    void readFiles(DiskPart &part);
    void readOs(const ExtReader &files);

    const DiskImage &m_image;
    DiskContents m_contents;
    int m_fileSystems = 0;
};

void Look::readOs(const ExtReader &files)
{
    const QByteArray text = files.read("/etc/os-release", mostReleaseBytes);
    if (text.isNull() || !m_contents.osName.isNull())
        return;
    const OsRelease release = parseOsRelease(text);
    m_contents.os = release.os;
    m_contents.osName = release.prettyName;
    // Programs that every system of its kind has.
    for (const char *program : { "/bin/sh", "/usr/lib/systemd/systemd", "/bin/busybox", "/sbin/init" }) {
        m_contents.os.architecture = architectureOfElf(files.read(program, 64));
        if (!m_contents.os.architecture.isNull())
            return;
    }
}

void Look::readFiles(DiskPart &part)
{
    if (++m_fileSystems > mostFileSystems)
        return;
    DiskView view(m_image, part.offset, part.length, fileSystemAllowance);
    const std::unique_ptr<ExtReader> files = ExtReader::open(view);
    if (!files)
        return;
    part.usedBytes = std::min(files->usedBytes(), view.length());
    readOs(*files);
}

void Look::identify(DiskPart &part)
{
    DiskView view(m_image, part.offset, part.length, tableAllowance);
    const BlockIdentity identity = blockIdentityOf(view);
    part.fileSystem = identity.type;
    part.label = identity.label;
    if (identity.type == u"ext2" || identity.type == u"ext3" || identity.type == u"ext4")
        readFiles(part);
}

DiskContents Look::run()
{
    DiskView disk(m_image, 0, m_image.virtualSize(), tableAllowance);
    const PartitionTable table = partitionTableOf(disk);
    m_contents.partitionTable = table.kind;
    m_contents.firmware = firmwareOf(table);
    for (const PartitionEntry &entry : table.entries) {
        DiskPart part = partOf(entry);
        identify(part);
        m_contents.parts.append(part);
    }
    if (!table.kind.isNull())
        return m_contents;
    DiskPart whole{ 0, 0, m_image.virtualSize(), {}, {}, {}, {} };
    identify(whole);
    if (!whole.fileSystem.isNull())
        m_contents.parts.append(whole);
    return m_contents;
}

} // namespace

DiskContents lookIntoDisk(const DiskImage &image)
{
    return Look(image).run();
}

} // namespace vitrine
