#pragma once

#include "core/disk/manifest.h"
#include "core/disk/ovfpackage.h"
#include "core/disk/tarreader.h"
#include "core/support/operation.h"

namespace vitrine {

/// A disk in an appliance: a member of the archive, which lies in one piece.
struct OvaDisk {
    QString id;
    QString name; ///< of the member
    quint64 capacity = 0; ///< bytes the guest sees, as the description has it
    quint64 offset = 0; ///< in the archive
    quint64 size = 0;
    bool isCompressed = false; ///< by gzip, besides what its format does
};

/// What an appliance (OVA) is made of. Its description, its members and their sizes agree with each other.
struct OvaArchive {
    QList<TarMember> members;
    OvfPackage package;
    QList<OvaDisk> disks; ///< those that have a file
    QList<ManifestEntry> manifest; ///< empty: there is none
    bool hasManifest = false;
    bool hasCertificate = false; ///< which nobody vouches for

    qint64 virtualSize() const; ///< of all disks
    const TarMember *member(const QString &path) const;
};

/// Reads the description, the list of members and the manifest; not the disks. Refuses in words what breaks a
/// rule: the description must come first, and the files it names must be there and as large as it says.
Result<OvaArchive> readOva(const ByteSource &archive);

/// Reads every file that the manifest names: ErrorCode::HashMismatch when one is not what it promises.
/// Progress counts the bytes read.
Result<void> verifyManifest(
    const ByteSource &archive, const OvaArchive &ova, const OperationControl &control);

/// The disk of this id or member name; with a null name the only one. ErrorCode::BadRequest names those there
/// are.
Result<OvaDisk> chooseDisk(const OvaArchive &ova, const QString &name);

/// The bytes of a disk, without copying them. ErrorCode::UnsupportedFormat when it is compressed as a whole.
Result<ByteSource> sourceOf(const ByteSource &archive, const OvaDisk &disk);

} // namespace vitrine
