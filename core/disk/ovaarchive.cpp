#include "core/disk/ovaarchive.h"

#include <algorithm>
#include <vector>

#include "core/disk/archiveerrors.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t pieceLength = 1 << 20;

bool isDescription(const TarMember &member)
{
    return member.path.endsWith(u".ovf", Qt::CaseInsensitive);
}

ByteSource memberSource(const ByteSource &archive, quint64 offset, quint64 size)
{
    return ByteSource(archive.fileDescriptor(), archive.start() + offset, size);
}

/// Reads one archive.
class OvaReader final
{
public:
    explicit OvaReader(const ByteSource &archive)
        : m_archive(archive)
    {
    }

    Result<OvaArchive> read();

private:
    Result<void> listMembers();
    Result<void> readDescription();
    Result<void> readManifest();
    Result<void> findFiles();
    Result<void> findDisks();

    const ByteSource m_archive;
    OvaArchive m_ova;
};

Result<void> OvaReader::listMembers()
{
    SourceStream stream(m_archive);
    auto members = listTar(stream, m_archive.size());
    if (!members)
        return failure(members.error());
    m_ova.members = *std::move(members);
    if (m_ova.members.isEmpty() || !isDescription(m_ova.members.constFirst()))
        return refusedArchive("ovf", ArchiveText::tr("its description (.ovf) is not the first member"));
    if (std::count_if(m_ova.members.cbegin(), m_ova.members.cend(), isDescription) > 1)
        return refusedArchive("ovf", ArchiveText::tr("it has more than one description (.ovf)"));
    return {};
}

Result<void> OvaReader::readDescription()
{
    const TarMember &member = m_ova.members.constFirst();
    if (member.size > largestOvf)
        return refusedArchive("ovf", ArchiveText::tr("its description (.ovf) is larger than 4 MiB"));
    SourceStream stream(memberSource(m_archive, member.offset, member.size));
    auto package = readOvf(stream);
    if (!package)
        return failure(package.error());
    m_ova.package = *std::move(package);
    return {};
}

Result<void> OvaReader::readManifest()
{
    const QString base = m_ova.members.constFirst().path.chopped(4);
    m_ova.hasCertificate = m_ova.member(base + u".cert") != nullptr;
    const TarMember *const member = m_ova.member(base + u".mf");
    if (member == nullptr)
        return {};
    if (member->size > largestManifest)
        return refusedArchive("manifest", ArchiveText::tr("its manifest is too large"));
    std::vector<std::byte> text(member->size);
    if (const auto done = memberSource(m_archive, member->offset, member->size).read(0, text); !done)
        return done;
    auto entries
        = manifestFrom(QByteArrayView(reinterpret_cast<const char *>(text.data()), std::ssize(text)));
    if (!entries)
        return failure(entries.error());
    m_ova.manifest = *std::move(entries);
    m_ova.hasManifest = true;
    for (const ManifestEntry &entry : std::as_const(m_ova.manifest)) {
        if (m_ova.member(entry.name) == nullptr) {
            return refusedArchive(
                "manifest", ArchiveText::tr("its manifest names “%1”, which is not in it").arg(entry.name));
        }
    }
    return {};
}

Result<void> OvaReader::findFiles()
{
    for (const OvfFile &file : m_ova.package.files) {
        const TarMember *const member = m_ova.member(file.href);
        if (member == nullptr)
            return refusedArchive("ovf", ArchiveText::tr("the file “%1” is missing").arg(file.href));
        if (file.size && *file.size != member->size) {
            return refusedArchive("ovf",
                ArchiveText::tr("the file “%1” has %2 bytes, but its description says %3")
                    .arg(file.href, QString::number(member->size), QString::number(*file.size)));
        }
    }
    return {};
}

Result<void> OvaReader::findDisks()
{
    for (const OvfDisk &disk : m_ova.package.disks) {
        if (disk.fileId.isNull())
            continue;
        const OvfFile *const file = m_ova.package.file(disk.fileId);
        const TarMember *const member = file == nullptr ? nullptr : m_ova.member(file->href);
        if (member == nullptr)
            return refusedArchive("ovf", ArchiveText::tr("the file “%1” is missing").arg(disk.fileId));
        m_ova.disks.append(
            { disk.id, member->path, disk.capacity, member->offset, member->size, file->isCompressed });
    }
    if (m_ova.disks.isEmpty())
        return refusedArchive("ovf", ArchiveText::tr("there is no disk in it"));
    return {};
}

Result<OvaArchive> OvaReader::read()
{
    const auto done = listMembers()
                          .and_then([this] { return readDescription(); })
                          .and_then([this] { return readManifest(); })
                          .and_then([this] { return findFiles(); })
                          .and_then([this] { return findDisks(); });
    if (!done)
        return failure(done.error());
    return m_ova;
}

Result<void> verifyEntry(const ByteSource &archive, const TarMember &member, const ManifestEntry &entry,
    const OperationControl &control)
{
    SourceStream stream(memberSource(archive, member.offset, member.size));
    ByteDigest digest(entry.algorithm);
    std::vector<std::byte> piece(pieceLength);
    for (;;) {
        if (!control.mayContinue())
            return failure(ErrorCode::Cancelled, ArchiveText::tr("The operation was cancelled."));
        const auto count = stream.read(piece);
        if (!count)
            return failure(count.error());
        if (*count == 0)
            break;
        digest.add(std::span(piece).first(*count));
        control.progress->addDone(static_cast<qint64>(*count));
    }
    if (digest.finish() == entry.digest)
        return {};
    return failure(ErrorCode::HashMismatch,
        ArchiveText::tr(
            "The file “%1” in the archive is not what its manifest promises: it is damaged or was "
            "changed. Copy or download the archive again.")
            .arg(entry.name),
        u"manifest"_s);
}

} // namespace

qint64 OvaArchive::virtualSize() const
{
    quint64 sum = 0;
    for (const OvaDisk &disk : disks)
        sum = signedSize(checkedAdd(sum, disk.capacity)) ? sum + disk.capacity : sum;
    return static_cast<qint64>(sum);
}

const TarMember *OvaArchive::member(const QString &path) const
{
    const auto found = std::find_if(
        members.cbegin(), members.cend(), [&path](const TarMember &each) { return each.path == path; });
    return found == members.cend() ? nullptr : &*found;
}

Result<OvaArchive> readOva(const ByteSource &archive)
{
    return OvaReader(archive).read();
}

Result<void> verifyManifest(const ByteSource &archive, const OvaArchive &ova, const OperationControl &control)
{
    qint64 total = 0;
    for (const ManifestEntry &entry : ova.manifest)
        total += static_cast<qint64>(ova.member(entry.name)->size);
    control.progress->setPhase(OperationPhase::Verifying);
    control.progress->setTotal(total);
    control.progress->setDone(0);
    for (const ManifestEntry &entry : ova.manifest) {
        if (const auto done = verifyEntry(archive, *ova.member(entry.name), entry, control); !done)
            return done;
    }
    return {};
}

Result<OvaDisk> chooseDisk(const OvaArchive &ova, const QString &name)
{
    if (name.isEmpty() && ova.disks.size() == 1)
        return ova.disks.constFirst();
    QStringList names;
    for (const OvaDisk &disk : ova.disks) {
        if (!name.isEmpty() && (disk.id == name || disk.name == name))
            return disk;
        names.append(disk.name);
    }
    const QString list = names.join(u", ");
    if (name.isEmpty()) {
        return failure(ErrorCode::BadRequest,
            ArchiveText::tr("There are several disks in the appliance: %1. Choose one of them.").arg(list),
            u"several_disks"_s);
    }
    return failure(ErrorCode::BadRequest,
        ArchiveText::tr("There is no disk “%1” in the appliance. There are: %2.").arg(name, list));
}

Result<ByteSource> sourceOf(const ByteSource &archive, const OvaDisk &disk)
{
    if (disk.isCompressed) {
        return failure(ErrorCode::UnsupportedFormat,
            ArchiveText::tr("The disk “%1” is compressed as a whole within the appliance. Take it out with "
                            "“vitrinectl ova extract” first.")
                .arg(disk.name));
    }
    return memberSource(archive, disk.offset, disk.size);
}

} // namespace vitrine
