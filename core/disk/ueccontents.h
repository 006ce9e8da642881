#pragma once

#include <QList>

#include "core/disk/tarreader.h"

namespace vitrine {

/// What a member of a UEC tarball is for: an archive of a machine's disk with the kernel and the ramdisk that
/// start it.
enum class UecPart { Machine, Kernel, Ramdisk, Other };

/// By its name: *.img, *-vmlinuz*, *-initrd* or *-loader*.
UecPart uecPartOf(const TarMember &member);

/// Which members are the parts of one machine.
struct UecContents {
    std::optional<TarMember> machine;
    std::optional<TarMember> kernel;
    std::optional<TarMember> ramdisk; ///< not every kernel needs one

    bool isWhole() const { return machine && kernel; }
};

/// Sorts members out; refused when a part is there twice.
Result<UecContents> uecContentsOf(const QList<TarMember> &members);

/// Looks into a file; none when it is no UEC tarball, or one that cannot be taken apart. A compressed tarball
/// is read to its end. Blocking; safe from any thread.
std::optional<UecContents> lookForUec(const ByteSource &file);

} // namespace vitrine
