#include "core/disk/diskwriter.h"

#include "core/disk/bytes.h"
#include "core/disk/diskerrors.h"
#include "core/disk/imagewriters.h"

namespace vitrine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;

tl::unexpected<Error> badLayout(const QString &reason)
{
    return failure(ErrorCode::BadRequest, reason);
}

QStringList subformatsOf(DiskFormat format)
{
    switch (format) {
    case DiskFormat::Vmdk:
        return { u"monolithicSparse"_s, u"streamOptimized"_s };
    case DiskFormat::Vdi:
    case DiskFormat::Vhdx:
        return { u"dynamic"_s };
    case DiskFormat::Vhd:
        return { u"dynamic"_s, u"fixed"_s };
    default:
        return {};
    }
}

bool isStream(const DiskLayout &layout)
{
    return layout.format == DiskFormat::Vmdk && layout.subformat == u"streamOptimized";
}

Result<void> checkCompression(const DiskLayout &layout)
{
    const bool isQcow2 = layout.format == DiskFormat::Qcow2;
    const bool isDeflate = layout.compression == Compression::Deflate;
    if (layout.compression != Compression::None && !isQcow2 && !(isStream(layout) && isDeflate)) {
        return badLayout(DiskText::tr("Only qcow2 can be compressed as one likes, and streamOptimized VMDK "
                                      "with deflate."));
    }
    if (!layout.level)
        return {};
    if (layout.compression == Compression::None && !isStream(layout))
        return badLayout(DiskText::tr("A level needs a compression."));
    const int most = layout.compression == Compression::Zstd ? 19 : 12;
    if (*layout.level < 1 || *layout.level > most)
        return badLayout(DiskText::tr("The level must be 1 to %1.").arg(most));
    return {};
}

Result<void> checkClusterSize(const DiskLayout &layout)
{
    const qint64 size = layout.clusterSize;
    if (size == 0)
        return {};
    const bool isPower = size > 0 && isPowerOfTwo(static_cast<quint64>(size));
    if (layout.format == DiskFormat::Qcow2) {
        if (!isPower || size < 512 || size > 2 * MiB)
            return badLayout(
                DiskText::tr("Clusters of qcow2 have 512 bytes to 2 MiB, and a power of two of them."));
        return {};
    }
    if (layout.format == DiskFormat::Vhdx) {
        if (!isPower || size < MiB || size > 256 * MiB)
            return badLayout(DiskText::tr("Blocks of VHDX have 1 to 256 MiB, and a power of two of them."));
        return {};
    }
    return badLayout(DiskText::tr("Only qcow2 and VHDX have clusters whose size can be chosen."));
}

} // namespace

Result<qint64> newDiskSize(qint64 sourceSize, qint64 wanted, const DiskLayout &layout)
{
    if (wanted != 0 && wanted < sourceSize) {
        return failure(ErrorCode::BadRequest,
            DiskText::tr("The disk has %1 bytes and cannot be made smaller: its end would be lost. Make what "
                         "is inside smaller first.")
                .arg(sourceSize));
    }
    const qint64 size = wanted == 0 ? sourceSize : wanted;
    return layout.format == DiskFormat::Raw ? size : wholeSectors(size);
}

Result<void> DiskWriter::writePacked(qint64, std::span<const std::byte>)
{
    return failure(ErrorCode::Internal, DiskText::tr("The format cannot be compressed."));
}

Result<void> checkLayout(const DiskLayout &layout)
{
    static const QList<DiskFormat> writable{ DiskFormat::Raw, DiskFormat::Qcow2, DiskFormat::Vmdk,
        DiskFormat::Vdi, DiskFormat::Vhd, DiskFormat::Vhdx };
    if (!writable.contains(layout.format)) {
        return badLayout(
            DiskText::tr("Images can be converted to raw, qcow2, vmdk, vdi, vhd and vhdx, not to %1.")
                .arg(diskFormatName(layout.format)));
    }
    const QStringList subformats = subformatsOf(layout.format);
    if (!layout.subformat.isEmpty() && !subformats.contains(layout.subformat)) {
        return badLayout(subformats.isEmpty()
                ? DiskText::tr("%1 has no subformats.").arg(diskFormatName(layout.format))
                : DiskText::tr("“%1” is no subformat that can be written; %2 are.")
                      .arg(layout.subformat, subformats.join(u", "_s)));
    }
    return checkCompression(layout).and_then([&] { return checkClusterSize(layout); });
}

Result<std::unique_ptr<DiskWriter>> makeDiskWriter(const DiskLayout &layout, OutputFile &file)
{
    if (const auto checked = checkLayout(layout); !checked)
        return failure(checked.error());
    switch (layout.format) {
    case DiskFormat::Qcow2:
        return makeQcow2Writer(layout, file);
    case DiskFormat::Vmdk:
        return isStream(layout) ? makeStreamVmdkWriter(layout, file) : makeSparseVmdkWriter(file);
    case DiskFormat::Vdi:
        return makeVdiWriter(file);
    case DiskFormat::Vhd:
        return layout.subformat == u"fixed" ? makeFixedVhdWriter(file) : makeDynamicVhdWriter(file);
    case DiskFormat::Vhdx:
        return makeVhdxWriter(layout, file);
    default:
        return makeRawWriter(file);
    }
}

tl::unexpected<Error> tooLargeFor(const QString &format, qint64 virtualSize, qint64 most)
{
    return failure(ErrorCode::LimitExceeded,
        DiskText::tr("A disk of %1 bytes is too large for %2 of this kind, which ends at %3 bytes.")
            .arg(QString::number(virtualSize), format, QString::number(most)));
}

} // namespace vitrine
