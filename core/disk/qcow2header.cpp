#include "core/disk/qcow2header.h"

namespace vitrine {

Qcow2Header qcow2HeaderFrom(const Bytes &bytes)
{
    Qcow2Header header;
    header.version = bytes.be32(4);
    header.backingOffset = bytes.be64(8);
    header.backingLength = bytes.be32(16);
    header.clusterBits = bytes.be32(20);
    header.size = bytes.be64(24);
    header.encryption = bytes.be32(32);
    header.l1Size = bytes.be32(36);
    header.l1Offset = bytes.be64(40);
    header.refcountOffset = bytes.be64(48);
    header.refcountClusters = bytes.be32(56);
    header.snapshots = bytes.be32(60);
    header.snapshotOffset = bytes.be64(64);
    if (header.version < 3)
        return header;
    header.incompatible = bytes.be64(72);
    header.refcountOrder = bytes.be32(96);
    header.length = bytes.be32(100);
    if (header.length > qcow2::newHeaderLength)
        header.compression = bytes.u8(104);
    return header;
}

} // namespace vitrine
