#include "tests/fuzz/fuzztargets.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "core/disk/bytes.h"
#include "core/disk/crc32.h"
#include "core/disk/diskcontents.h"
#include "core/disk/diskimage.h"
#include "core/disk/diskprobe.h"
#include "core/disk/ovfpackage.h"
#include "core/disk/tarreader.h"
#include "core/disk/unwrap.h"
#include "core/disk/vmdkdescriptor.h"
#include "tests/fuzz/packedimage.h"

namespace vitrine::fuzz {

namespace {

constexpr qint64 KiB = 1024;
constexpr qint64 mostRead = 256 * KiB;
constexpr int mostExtents = 300;

void require(bool isSo)
{
    if (!isSo)
        std::abort();
}

void probeFile(int file)
{
    const Result<ProbeReport> report = probeDisk(file);
    require(
        report && report->actualSize == ::lseek(file, 0, SEEK_END) && report->virtualSize.value_or(0) >= 0);
    for (const ProbeFinding &finding : report->violations)
        require(!finding.check.isEmpty() && !finding.reason.isEmpty());
    const auto judged = judgeDeclaredFormat(*report, DiskFormat::Qcow2, ContainerFormat::Bare);
    require(!judged || (report->detected == DetectedFormat::Qcow2 && report->isSafe()));
    if (!report->isSafe())
        require(!judgeDeclaredFormat(*report, DiskFormat::Raw, ContainerFormat::Bare));
}

void walk(const DiskImage &image)
{
    qint64 offset = 0;
    for (int i = 0; i < mostExtents && offset < image.virtualSize(); ++i) {
        const Result<DiskExtent> extent = image.extentAt(offset);
        if (!extent)
            return;
        require(extent->offset == offset && extent->length > 0 && extent->end() <= image.virtualSize());
        offset = extent->end();
    }
}

void readPieces(const DiskImage &image)
{
    static std::vector<std::byte> piece(mostRead);
    const qint64 size = image.virtualSize();
    const qint64 length = std::min(size, mostRead);
    for (const qint64 start : { qint64(0), (size - length) / 2, size - length }) {
        const auto done = image.read(start, std::span(piece).first(static_cast<std::size_t>(length)));
        require(done || !done.error().message.isEmpty());
    }
}

void readFile(int file)
{
    const Result<OpenedDisk> disk = openDiskImage(file);
    if (!disk) {
        require(!disk.error().message.isEmpty());
        return;
    }
    require(disk->image->clusterSize() > 0 && disk->image->virtualSize() >= 0);
    walk(*disk->image);
    readPieces(*disk->image);
}

void runProbe(QByteArrayView bytes)
{
    probeFile(unpackImage(bytes));
}

void runReader(QByteArrayView bytes)
{
    readFile(unpackImage(bytes));
}

QByteArray pieceOf(int file, qint64 offset, qsizetype length)
{
    QByteArray piece(length, '\0');
    require(::pread(file, piece.data(), static_cast<std::size_t>(length), offset) >= 0);
    return piece;
}

void putBack(int file, qint64 offset, const QByteArray &piece)
{
    if (::lseek(file, 0, SEEK_END) >= offset + piece.size())
        require(::pwrite(file, piece.constData(), static_cast<std::size_t>(piece.size()), offset) >= 0);
}

// A changed byte would else never get past the checksums, so they are set right after the change.

void mendVhd(int file, qint64 offset, qsizetype length, qsizetype field)
{
    QByteArray piece = pieceOf(file, offset, length);
    piece.replace(field, 4, QByteArray(4, '\0'));
    quint32 sum = 0;
    for (const char byte : std::as_const(piece))
        sum += static_cast<quint8>(byte);
    qToBigEndian(~sum, piece.data() + field);
    putBack(file, offset, piece);
}

void mendVhdx(int file, qint64 offset, qsizetype length)
{
    QByteArray piece = pieceOf(file, offset, length);
    piece.replace(4, 4, QByteArray(4, '\0'));
    qToLittleEndian(crc32c(piece), piece.data() + 4);
    putBack(file, offset, piece);
}

void runVhd(QByteArrayView bytes)
{
    const int file = unpackImage(bytes);
    const qint64 end = ::lseek(file, 0, SEEK_END);
    mendVhd(file, 0, 512, 64);
    const QByteArray place = pieceOf(file, 16, 8);
    const quint64 header = Bytes(place).be64(0);
    if (header <= static_cast<quint64>(end))
        mendVhd(file, static_cast<qint64>(header), 1024, 36);
    readFile(file);
}

void runFixedVhd(QByteArrayView bytes)
{
    const int file = unpackImage(bytes);
    mendVhd(file, std::max<qint64>(::lseek(file, 0, SEEK_END) - 512, 0), 512, 64);
    readFile(file);
}

void runVhdx(QByteArrayView bytes)
{
    const int file = unpackImage(bytes);
    for (const qint64 header : { 64 * KiB, 128 * KiB })
        mendVhdx(file, header, 4 * KiB);
    for (const qint64 table : { 192 * KiB, 256 * KiB })
        mendVhdx(file, table, 64 * KiB);
    readFile(file);
}

void runContents(QByteArrayView bytes)
{
    const Result<OpenedDisk> disk = openDiskImage(unpackImage(bytes));
    if (!disk)
        return;
    const DiskContents contents = lookIntoDisk(*disk->image);
    for (const DiskPart &part : contents.parts)
        require(part.usedBytes.value_or(0) >= 0);
}

void runVmdkDescriptor(QByteArrayView bytes)
{
    looksLikeVmdkDescriptor(bytes);
    const VmdkDescriptor descriptor = vmdkDescriptorFrom(bytes);
    require(descriptor.createType.size() <= bytes.size() && descriptor.extents.size() <= bytes.size());
}

// Archives come as they are, without packImage().

void runTar(QByteArrayView bytes)
{
    MemoryStream archive(std::as_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
    const auto members = listTar(archive, static_cast<quint64>(bytes.size()));
    require(members || !members.error().message.isEmpty());
    require(!members || members->size() <= TarReader::mostMembers);
}

void runOvf(QByteArrayView bytes)
{
    MemoryStream xml(std::as_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
    const auto package = readOvf(xml);
    require(package || !package.error().message.isEmpty());
}

void runUnwrap(QByteArrayView bytes)
{
    constexpr quint64 most = 4 << 20;
    static std::vector<std::byte> piece(64 * KiB);
    static const int file = ::memfd_create("wrapped", MFD_CLOEXEC);
    require(::ftruncate(file, 0) == 0
        && ::pwrite(file, bytes.data(), static_cast<std::size_t>(bytes.size()), 0) == bytes.size());
    const auto stream = UnwrappedStream::open(ByteSource(file, 0, static_cast<quint64>(bytes.size())), most);
    quint64 made = 0;
    while (stream) {
        const Result<std::size_t> count = (*stream)->read(piece);
        if (!count || *count == 0)
            break;
        made += *count;
    }
    require(made <= std::max(most, static_cast<quint64>(bytes.size())));
}

constexpr std::array<FuzzTarget, 14> targets{ {
    { "probe", runProbe },
    { "iso", runProbe },
    { "luks", runProbe },
    { "qcow2", runReader },
    { "vmdk", runReader },
    { "vmdkdescriptor", runVmdkDescriptor },
    { "vdi", runReader },
    { "vhd", runVhd },
    { "fixedvhd", runFixedVhd },
    { "vhdx", runVhdx },
    { "contents", runContents },
    { "tar", runTar },
    { "ovf", runOvf },
    { "unwrap", runUnwrap },
} };

} // namespace

std::span<const FuzzTarget> fuzzTargets()
{
    return targets;
}

} // namespace vitrine::fuzz
