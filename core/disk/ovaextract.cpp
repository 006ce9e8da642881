#include "core/disk/ovaextract.h"

#include <memory>
#include <vector>

#include "core/disk/archiveerrors.h"
#include "core/disk/outputfile.h"
#include "core/disk/unpackstream.h"
#include "core/support/errnomessage.h"
#include "core/support/partfile.h"

namespace vitrine {

namespace {

constexpr std::size_t pieceLength = 1 << 20;

/// Hashes what is read through it.
class DigestingStream final : public ByteStream
{
public:
    DigestingStream(const ByteSource &source, const QList<ManifestEntry> &entries)
        : m_stream(source)
    {
        for (const ManifestEntry &entry : entries) {
            m_entries.push_back(entry);
            m_digests.push_back(std::make_unique<ByteDigest>(entry.algorithm));
        }
    }

    Result<std::size_t> read(std::span<std::byte> into) override
    {
        const auto count = m_stream.read(into);
        if (!count)
            return count;
        for (const auto &digest : m_digests)
            digest->add(into.first(*count));
        return count;
    }

    quint64 position() const { return m_stream.position(); }
    bool isAsPromised()
    {
        for (std::size_t i = 0; i < m_digests.size(); ++i) {
            if (m_digests[i]->finish() != m_entries[i].digest)
                return false;
        }
        return true;
    }

private:
    SourceStream m_stream;
    std::vector<ManifestEntry> m_entries;
    std::vector<std::unique_ptr<ByteDigest>> m_digests;
};

QList<ManifestEntry> entriesOf(const OvaArchive &ova, const OvaDisk &disk)
{
    QList<ManifestEntry> entries;
    for (const ManifestEntry &entry : ova.manifest) {
        if (entry.name == disk.name)
            entries.append(entry);
    }
    return entries;
}

/// Gives the bytes written.
Result<qint64> copyDisk(
    DigestingStream &stored, const OvaDisk &disk, OutputFile &output, const OperationControl &control)
{
    std::unique_ptr<UnpackStream> unpacked;
    if (disk.isCompressed) {
        auto opened = UnpackStream::open(PackKind::Gzip, stored, UnpackLimits{ disk.size });
        if (!opened)
            return failure(opened.error());
        unpacked = *std::move(opened);
    }
    ByteStream &stream = unpacked ? static_cast<ByteStream &>(*unpacked) : stored;
    std::vector<std::byte> piece(pieceLength);
    quint64 length = 0;
    for (;;) {
        if (!control.mayContinue())
            return failure(ErrorCode::Cancelled, ArchiveText::tr("The operation was cancelled."));
        const auto count = readFully(stream, piece);
        if (!count)
            return failure(count.error());
        if (*count == 0)
            break;
        if (const auto done = output.writeSparse(length, std::span(piece).first(*count)); !done)
            return failure(done.error());
        length += *count;
        control.progress->setDone(static_cast<qint64>(stored.position()));
    }
    if (!stored.isAsPromised()) {
        return failure(ErrorCode::HashMismatch,
            ArchiveText::tr(
                "The file “%1” in the archive is not what its manifest promises: it is damaged or was "
                "changed. Copy or download the archive again.")
                .arg(disk.name),
            QStringLiteral("manifest"));
    }
    return output.finish(length).map([length] { return static_cast<qint64>(length); });
}

} // namespace

Result<ExtractedDisk> extractDisk(int archive, const QString &disk, const QString &destination,
    bool overwrite, const OperationControl &control, FileOps &ops)
{
    struct stat status = {};
    if (ops.fstat(archive, &status) != 0)
        return errnoFailure(FileAction::Read, destination);
    const ByteSource source(archive, 0, static_cast<quint64>(status.st_size));
    const auto ova = readOva(source);
    const auto chosen = ova ? chooseDisk(*ova, disk) : failure(ova.error());
    if (!chosen)
        return failure(chosen.error());
    auto part = PartFile::find(ops, destination);
    if (!part)
        return failure(part.error());
    const auto opened = part->refuseTaken(archive, overwrite).and_then([&] { return part->open(); });
    if (!opened)
        return failure(opened.error());
    control.progress->setPhase(OperationPhase::Copying);
    control.progress->setTotal(static_cast<qint64>(chosen->size));
    const QList<ManifestEntry> entries = entriesOf(*ova, *chosen);
    DigestingStream stored(ByteSource(archive, chosen->offset, chosen->size), entries);
    OutputFile output(ops, part->fd(), destination);
    const auto size = copyDisk(stored, *chosen, output, control);
    if (!size)
        return failure(size.error());
    return part->sync()
        .and_then([&] { return part->rename(overwrite); })
        .and_then([&] { return part->syncName(); })
        .map([&] {
            return ExtractedDisk{ *chosen, *size, !entries.isEmpty() };
        });
}

} // namespace vitrine
