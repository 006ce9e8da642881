#pragma once

#include <QStringList>

#include "core/disk/ovaarchive.h"

namespace vitrine {

/// True for a file that begins as a tar archive.
bool isTar(const ByteSource &file);

/// Where the disk lies in a tar archive that is not compressed: of an appliance as its description has it, of
/// any other the only member that looks like a disk. `name` chooses one; ErrorCode::BadRequest names those
/// there are.
Result<ByteSource> diskInArchive(const ByteSource &archive, const QString &name);

/// The names of all disks that diskInArchive() chooses from.
Result<QStringList> diskNames(const ByteSource &archive);
/// The same by the members' names alone.
Result<QStringList> disksAmong(const QList<TarMember> &members);

} // namespace vitrine
