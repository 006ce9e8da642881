#pragma once

#include <optional>

#include <QList>
#include <QString>

#include "core/image/imageguess.h"

namespace vitrine {

/// A partition and what is in it; or, on a disk without a partition table, what fills the whole disk.
struct DiskPart {
    int number = 0; ///< as in its table; 0 for the whole disk
    qint64 offset = 0; ///< bytes into the disk
    qint64 length = 0;
    QString name; ///< of the partition; null when it has none
    QString role; ///< what GPT's type says it is for, such as "EFI system"; null when it says nothing special
    QString fileSystem; ///< libblkid's word, such as "ext4", "vfat", "swap", "LVM2_member"; null: not known
    QString label; ///< of the file system
    std::optional<qint64> usedBytes = {}; ///< of the file system, where it can be told

    bool operator==(const DiskPart &) const = default;
};

/// What lies in a disk, as far as it can be told without mounting it.
struct DiskContents {
    QString partitionTable; ///< "gpt", "dos" (MBR) or another of libblkid's words; null: there is none
    QList<DiskPart> parts; ///< in the order of the table
    OsDescription os;
    QString osName; ///< for people: "Debian GNU/Linux 12 (bookworm)"; null: not known
    QString firmware; ///< hw_firmware_type that the disk needs: "uefi"; null: not known

    bool operator==(const DiskContents &) const = default;
};

} // namespace vitrine
