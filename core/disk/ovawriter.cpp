#include "core/disk/ovawriter.h"

#include <array>
#include <vector>

#include <QCryptographicHash>
#include <QFileInfo>

#include "core/disk/archiveerrors.h"
#include "core/disk/convertdisk.h"
#include "core/disk/convertsource.h"
#include "core/disk/manifest.h"
#include "core/disk/outputfile.h"
#include "core/disk/scratchfile.h"
#include "core/disk/tarheader.h"
#include "core/support/fileio.h"
#include "core/support/partfile.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t pieceLength = 1 << 20;

QByteArray manifestLine(const QString &name, const QByteArray &digest)
{
    return "SHA256(" + name.toUtf8() + ")= " + digest + '\n';
}

/// Calls `take` with all bytes of a file in their order.
template<typename Take>
Result<void> readThrough(const ByteSource &source, const OperationControl &control, const Take &take)
{
    std::vector<std::byte> piece(pieceLength);
    for (quint64 at = 0; at < source.size();) {
        if (!control.mayContinue())
            return failure(ErrorCode::Cancelled, ArchiveText::tr("The operation was cancelled."));
        const auto bytes = std::span(piece).first(std::min<quint64>(piece.size(), source.size() - at));
        if (const auto done = source.read(at, bytes); !done)
            return done;
        if (const Result<void> done = take(std::span<const std::byte>(bytes)); !done)
            return done;
        at += bytes.size();
    }
    return {};
}

/// A converted disk, which waits in a file without a name.
struct ReadyDisk {
    FileDescriptor file;
    ApplianceFile member;
    QByteArray digest;
};

/// Makes one appliance.
class OvaWriter final
{
public:
    OvaWriter(
        const QString &destination, const OvaOptions &options, const OperationControl &control, FileOps &ops)
        : m_destination(destination)
        , m_base(QFileInfo(destination).completeBaseName())
        , m_folder(QFileInfo(destination).path())
        , m_options(options)
        , m_control(control)
        , m_ops(ops)
    {
    }

    Result<void> addDisk(int sourceFile);
    Result<OvaReport> write(int file);

private:
    QString memberName(const QString &suffix) const;
    Result<void> settleIdentity(const ReadyDisk &disk) const;
    Result<void> digest(ReadyDisk &disk) const;
    Result<void> append(OutputFile &output, const QString &name, const QByteArray &content);
    Result<void> append(OutputFile &output, const ReadyDisk &disk);

    const QString m_destination;
    const QString m_base;
    const QString m_folder;
    const OvaOptions &m_options;
    const OperationControl &m_control;
    FileOps &m_ops;
    std::vector<ReadyDisk> m_disks;
    quint64 m_end = 0;
};

/// A plain name that fits the header of a tar archive and that every product takes.
QString OvaWriter::memberName(const QString &suffix) const
{
    constexpr qsizetype longestBase = 60;
    QString base;
    for (const QChar c : m_base.left(longestBase)) {
        const bool isPlain = c.unicode() < 0x80 && (c.isLetterOrNumber() || u"._-"_s.contains(c));
        base += isPlain ? c : u'_';
    }
    while (base.startsWith(u'.'))
        base.remove(0, 1);
    return (base.isEmpty() ? u"appliance"_s : base) + suffix;
}

/// A new VMDK has an identity by chance. Here it follows from the bytes, so that the same disk makes the same
/// file.
Result<void> OvaWriter::settleIdentity(const ReadyDisk &disk) const
{
    constexpr quint64 descriptor = 512;
    constexpr quint64 footerLength = 64 * 1024;
    constexpr QByteArrayView key("\nCID=");
    const ByteSource source(disk.file.get(), 0, disk.member.size);
    std::vector<std::byte> bytes(std::min<quint64>(footerLength, source.size()));
    if (const auto done = source.read(source.size() - bytes.size(), bytes); !done)
        return done;
    // The tables at the end tell how long each part became: other data, other tables.
    ByteDigest digest(QCryptographicHash::Sha256);
    digest.add(bytes);
    const QByteArray identity = digest.finish().first(8);
    std::vector<std::byte> text(std::min<quint64>(footerLength, source.size() - descriptor));
    if (const auto done = source.read(descriptor, text); !done)
        return done;
    const qsizetype at
        = QByteArrayView(reinterpret_cast<const char *>(text.data()), std::ssize(text)).indexOf(key);
    if (at < 0)
        return failure(ErrorCode::Internal, {}, u"no CID"_s);
    const quint64 place = descriptor + static_cast<quint64>(at + key.size());
    return writeFully(m_ops, disk.file.get(),
        std::as_bytes(std::span(identity.constData(), static_cast<std::size_t>(identity.size()))),
        static_cast<qint64>(place), m_destination);
}

Result<void> OvaWriter::digest(ReadyDisk &disk) const
{
    ByteDigest digest(QCryptographicHash::Sha256);
    const auto done = readThrough(ByteSource(disk.file.get(), 0, disk.member.size), m_control,
        [&digest](std::span<const std::byte> bytes) -> Result<void> {
            digest.add(bytes);
            return {};
        });
    disk.digest = digest.finish();
    return done;
}

Result<void> OvaWriter::addDisk(int sourceFile)
{
    const auto unpacked = readyToRead(m_ops, sourceFile, m_folder, m_control);
    if (!unpacked)
        return failure(unpacked.error());
    auto scratch = openScratchFile(m_ops, m_folder);
    if (!scratch)
        return failure(scratch.error());
    ReadyDisk disk{ std::move(*scratch), {}, {} };
    disk.member.name = memberName(u"-disk%1.vmdk"_s.arg(m_disks.size() + 1));
    ConvertOptions options;
    options.layout.format = DiskFormat::Vmdk;
    options.layout.subformat = u"streamOptimized"_s;
    options.layout.level = m_options.level;
    options.threads = m_options.threads;
    const auto report = convertInto(disk.file.get(), disk.member.name,
        *unpacked ? (*unpacked)->get() : sourceFile, options, m_control, m_ops);
    if (!report)
        return failure(report.error());
    disk.member.size = static_cast<quint64>(report->size);
    disk.member.capacity = static_cast<quint64>(report->virtualSize);
    return settleIdentity(disk).and_then([&] { return digest(disk); }).map([&] {
        m_disks.push_back(std::move(disk));
    });
}

Result<void> OvaWriter::append(OutputFile &output, const QString &name, const QByteArray &content)
{
    QByteArray member = tarHeaderOf(name.toUtf8(), static_cast<quint64>(content.size())) + content;
    member.append((tarBlockLength - member.size() % tarBlockLength) % tarBlockLength, '\0');
    const quint64 place = m_end;
    m_end += static_cast<quint64>(member.size());
    return output.write(
        place, std::as_bytes(std::span(member.constData(), static_cast<std::size_t>(member.size()))));
}

Result<void> OvaWriter::append(OutputFile &output, const ReadyDisk &disk)
{
    const QByteArray header = tarHeaderOf(disk.member.name.toUtf8(), disk.member.size);
    const auto headed = output.write(
        m_end, std::as_bytes(std::span(header.constData(), static_cast<std::size_t>(header.size()))));
    if (!headed)
        return headed;
    m_end += static_cast<quint64>(header.size());
    // A streamOptimized VMDK is made of sectors, which are as long as the blocks of an archive.
    return readThrough(ByteSource(disk.file.get(), 0, disk.member.size), m_control,
        [this, &output](std::span<const std::byte> bytes) {
            const quint64 place = m_end;
            m_end += bytes.size();
            return output.write(place, bytes);
        });
}

Result<OvaReport> OvaWriter::write(int file)
{
    OvaReport report;
    for (const ReadyDisk &disk : m_disks)
        report.disks.append(disk.member);
    const QByteArray ovf = ovfFor(m_options.machine, report.disks);
    const QByteArray ovfDigest = QCryptographicHash::hash(ovf, QCryptographicHash::Sha256).toHex();
    QByteArray manifest = manifestLine(memberName(u".ovf"_s), ovfDigest);
    for (const ReadyDisk &disk : m_disks)
        manifest += manifestLine(disk.member.name, disk.digest);
    OutputFile output(m_ops, file, m_destination);
    auto done = append(output, memberName(u".ovf"_s), ovf).and_then([&] {
        return append(output, memberName(u".mf"_s), manifest);
    });
    for (const ReadyDisk &disk : m_disks)
        done = done.and_then([&] { return append(output, disk); });
    // Two empty blocks close an archive.
    report.size = static_cast<qint64>(m_end) + 2 * tarBlockLength;
    return done.and_then([&] { return output.finish(static_cast<quint64>(report.size)); }).map([&] {
        return report;
    });
}

Result<void> checkMachine(const ApplianceMachine &machine, qsizetype disks)
{
    const qsizetype most = machine.diskBus == u"ide" ? 2 : 15;
    if (disks >= 1 && disks <= most)
        return {};
    return failure(ErrorCode::BadRequest,
        ArchiveText::tr("An appliance holds 1 to %n disk(s) on this bus.", nullptr, static_cast<int>(most)));
}

} // namespace

Result<OvaReport> makeOva(const QList<int> &sourceFiles, const QString &destination,
    const OvaOptions &options, const OperationControl &control, FileOps &ops)
{
    if (const auto checked = checkMachine(options.machine, sourceFiles.size()); !checked)
        return failure(checked.error());
    auto part = PartFile::find(ops, destination);
    if (!part)
        return failure(part.error());
    const auto taken = part->refuseTaken(-1, options.overwrite).and_then([&] { return part->open(); });
    if (!taken)
        return failure(taken.error());
    OvaWriter writer(destination, options, control, ops);
    for (const int file : sourceFiles) {
        if (const auto done = part->refuseTaken(file, true).and_then([&] { return writer.addDisk(file); });
            !done)
            return failure(done.error());
    }
    control.progress->setPhase(OperationPhase::Flushing);
    const auto report = writer.write(part->fd());
    if (!report)
        return report;
    return part->sync()
        .and_then([&] { return part->rename(options.overwrite); })
        .and_then([&] { return part->syncName(); })
        .map([&] { return *report; });
}

} // namespace vitrine
