#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include "core/disk/diskview.h"

namespace vitrine {

/// One entry of a partition table, as libblkid reads it.
struct PartitionEntry {
    int number = 0;
    qint64 offset = 0; ///< bytes into the disk
    qint64 length = 0;
    QString name;
    QByteArray type; ///< GPT: a GUID in lower case; MBR: "0x83" and the like
};

struct PartitionTable {
    QString kind; ///< "gpt", "dos", ...; null: there is none
    QList<PartitionEntry> entries;
};

/// What libblkid finds at the beginning of a disk or a partition.
struct BlockIdentity {
    QString type; ///< "ext4", "vfat", "swap", ...; null: nothing known
    QString label;
};

PartitionTable partitionTableOf(DiskView &disk);
BlockIdentity blockIdentityOf(DiskView &part);

} // namespace vitrine
