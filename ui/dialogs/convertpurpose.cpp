#include "ui/dialogs/convertpurpose.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace vitrine {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ConvertPurpose)
};

const DiskLayout compressedQcow2{ .format = DiskFormat::Qcow2, .compression = Compression::Zstd };
const DiskLayout deflatedQcow2{ .format = DiskFormat::Qcow2, .compression = Compression::Deflate };
const DiskLayout streamVmdk{ .format = DiskFormat::Vmdk, .subformat = u"streamOptimized"_s };
const DiskLayout growingVmdk{ .format = DiskFormat::Vmdk, .subformat = u"monolithicSparse"_s };
const DiskLayout growingVhd{ .format = DiskFormat::Vhd, .subformat = u"dynamic"_s };
const DiskLayout fixedVhd{ .format = DiskFormat::Vhd, .subformat = u"fixed"_s };

} // namespace

QList<ConvertPurpose> convertPurposes()
{
    return {
        { u"openstack"_s, Text::tr("For OpenStack"),
            Text::tr("QCOW2, compressed: small to upload, and every OpenStack can start machines from it."),
            deflatedQcow2 },
        { u"ceph"_s, Text::tr("For OpenStack with Ceph"),
            Text::tr("Raw: Ceph makes new disks from it in no time, without copying."),
            { .format = DiskFormat::Raw } },
        { u"virtualbox"_s, Text::tr("For VirtualBox"),
            Text::tr("VDI: VirtualBox's own format, with room for its snapshots."),
            { .format = DiskFormat::Vdi } },
        { u"vmware"_s, Text::tr("For VMware"),
            Text::tr("VMDK, stream-optimized: what vSphere imports and OVA files hold."), streamVmdk },
        { u"hyperv"_s, Text::tr("For Hyper-V"),
            Text::tr("VHDX: for disks of any size, safe when the power fails."),
            { .format = DiskFormat::Vhdx } },
        { u"azure"_s, Text::tr("For Azure"), Text::tr("VHD of fixed size: the only kind that Azure takes."),
            fixedVhd },
        { u"archive"_s, Text::tr("To keep it small"),
            Text::tr("QCOW2, compressed with zstd: the smallest and the quickest to read, for QEMU 5.1 and "
                     "later."),
            compressedQcow2 },
    };
}

QList<DiskFormat> convertibleFormats()
{
    return { DiskFormat::Qcow2, DiskFormat::Raw, DiskFormat::Vmdk, DiskFormat::Vdi, DiskFormat::Vhdx,
        DiskFormat::Vhd };
}

QList<PackingChoice> packingChoices(DiskFormat format)
{
    switch (format) {
    case DiskFormat::Qcow2:
        return {
            { Text::tr("Not compressed"), { .format = format } },
            { Text::tr("Compressed (deflate)"), deflatedQcow2 },
            { Text::tr("Compressed (zstd)"), compressedQcow2 },
        };
    case DiskFormat::Vmdk:
        return {
            { Text::tr("Stream-optimized, compressed"), streamVmdk },
            { Text::tr("Grows with its data"), growingVmdk },
        };
    case DiskFormat::Vhd:
        return {
            { Text::tr("Grows with its data"), growingVhd },
            { Text::tr("Fixed size"), fixedVhd },
        };
    case DiskFormat::Raw:
        return { { Text::tr("Empty parts take no space"), { .format = format } } };
    default:
        return { { Text::tr("Grows with its data"), { .format = format } } };
    }
}

} // namespace vitrine
