#pragma once

#include <optional>

#include <QList>
#include <QMap>
#include <QString>

#include "core/disk/bytestream.h"
#include "core/image/imageguess.h"

namespace vitrine {

/// A file that an OVF description refers to.
struct OvfFile {
    QString id;
    QString href; ///< plain name of a member
    std::optional<quint64> size;
    bool isCompressed = false; ///< by gzip, besides what its format does
};

/// A disk of the machine that is described.
struct OvfDisk {
    QString id;
    QString fileId; ///< null: the disk is empty and has no file
    quint64 capacity = 0; ///< bytes the guest sees
    QString format; ///< the link that names it
};

/// The machine that is described; what is not said is null or 0.
struct OvfMachine {
    QString name;
    int osId = 0; ///< of CIM_OperatingSystem.OSType
    QString osType; ///< VMware's word for it
    QString osText; ///< for people
    int cpus = 0;
    int coresPerSocket = 0;
    quint64 memoryMiB = 0;
    QString firmware; ///< hw_firmware_type: "bios" or "uefi"
    QString diskBus; ///< hw_disk_bus: "ide", "scsi", "sata"; of the first disk
    QString adapterType; ///< vmware_adaptertype
    QString nicModel; ///< hw_vif_model of the first network card
};

/// What an OVF description says, as far as it matters to an image.
struct OvfPackage {
    QList<OvfFile> files;
    QList<OvfDisk> disks;
    OvfMachine machine; ///< the first, when several are described
    int machines = 0;

    const OvfFile *file(const QString &id) const;
};

constexpr quint64 largestOvf = 4 << 20;

/// Reads a description (OVF 1 and 2). Refused: document types and entities, more than `largestOvf` bytes,
/// elements within elements more than 64 deep, more than 16 files, links instead of plain names, disks whose
/// file is not described, disks that need a parent.
Result<OvfPackage> readOvf(ByteStream &xml);

/// What an operating system's number in an OVF description means, in the words of Glance's properties.
OsDescription osOfCim(int osId);
/// The number that fits best to an operating system, and VMware's word for it.
struct OvfOs {
    int osId = 1; // other
    QString osType = {};
};
OvfOs cimOsOf(const OsDescription &os);

/// Glance's properties that follow from the description: hw_*, os_*, vmware_adaptertype.
QMap<QString, QString> propertiesOf(const OvfMachine &machine);

/// "byte * 2^30" and the older words, as bytes; none when it is not understood.
std::optional<quint64> allocationUnitsFrom(const QString &units);

} // namespace vitrine
