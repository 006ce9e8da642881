#pragma once

#include <QStringList>

#include "core/disk/ovaarchive.h"

namespace vitrine::ctl {

/// "disk.vmdk, 1 MiB (1048576 bytes)" of each member.
QStringList memberLines(const QList<TarMember> &members);

/// "verified", "wrong" or "missing"; `verified` is what verifyManifest() said.
QString manifestWord(const OvaArchive &ova, const Result<void> &verified);

} // namespace vitrine::ctl
