#pragma once

#include "core/disk/ovfpackage.h"
#include "core/support/fileops.h"
#include "core/support/operation.h"

namespace vitrine {

/// The machine that a new appliance describes.
struct ApplianceMachine {
    QString name;
    int cpus = 1;
    quint64 memoryMiB = 1024;
    QString firmware = QStringLiteral("bios"); ///< or "uefi"
    QString diskBus = QStringLiteral("sata"); ///< or "scsi", "ide"
    QString nicModel = QStringLiteral("e1000"); ///< or "vmxnet3", "virtio"
    OvfOs os;
    QString osText; ///< for people
};

/// A disk as it lies in a new appliance.
struct ApplianceFile {
    QString name; ///< of the member
    quint64 size = 0;
    quint64 capacity = 0; ///< bytes the guest sees
};

/// The description (OVF 1.1) that VirtualBox and VMware import: elements in DMTF's order. At most 15 disks, 2
/// on the bus "ide".
QByteArray ovfFor(const ApplianceMachine &machine, const QList<ApplianceFile> &disks);

struct OvaOptions {
    ApplianceMachine machine;
    std::optional<int> level = {}; ///< of the compression
    int threads = 0; ///< 0: one a core
    bool overwrite = false;
};

struct OvaReport {
    QList<ApplianceFile> disks;
    qint64 size = 0; ///< of the appliance
};

/// Makes the appliance `destination` of what is in open disk images of any format: description, manifest
/// (SHA256), then each disk as a streamOptimized VMDK. The same disks and options make the same bytes. Part
/// file, fsync, rename, so nothing is under the final name unless all of it worked. Blocking; safe from any
/// thread.
Result<OvaReport> makeOva(const QList<int> &sourceFiles, const QString &destination,
    const OvaOptions &options, const OperationControl &control, FileOps &ops = systemFileOps());

} // namespace vitrine
