#pragma once

#include "core/disk/diskprobe.h"
#include "core/disk/tarreader.h"

namespace vitrine {

/// What lies in an archive or under a compression.
struct ArchiveContents {
    QStringList wrappers; ///< programs that compressed it, outermost first
    bool isTar = false; ///< the innermost is an archive with members
    QList<TarMember> members;
    std::optional<DetectedFormat> content; ///< what is compressed, if it is no archive, by its beginning

    bool isArchive() const { return isTar || !wrappers.isEmpty(); }
};

/// Looks into a file that is a tar archive, or compressed, or both; anything else gives nothing. A compressed
/// archive is read to its end. What breaks a rule is an error in words. Blocking; safe from any thread.
Result<ArchiveContents> lookIntoArchive(const ByteSource &file);

} // namespace vitrine
