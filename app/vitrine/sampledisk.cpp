#include "app/vitrine/sampledisk.h"

#include <QCoreApplication>
#include <QSaveFile>
#include <QtEndian>

namespace vitrine {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(vitrine::SampleDisk)
};

constexpr quint32 clusterBits = 16;
constexpr qsizetype clusterSize = 1 << clusterBits;
constexpr quint64 virtualSize = 1ULL << 30;

/// Offsets and values from QEMU's docs/interop/qcow2.txt; every number is big-endian.
template<typename Number>
void put(QByteArray &bytes, qsizetype offset, Number value)
{
    qToBigEndian(value, bytes.data() + offset);
}

QByteArray emptyDisk()
{
    // Cluster 0: header, 1: refcount table, 2: refcount block, 3: L1 table.
    constexpr quint64 refcountTable = clusterSize;
    constexpr quint64 refcountBlock = 2 * clusterSize;
    constexpr quint64 l1Table = 3 * clusterSize;
    constexpr quint32 l1Entries = 2; // each covers 512 MiB
    QByteArray disk(4 * clusterSize, '\0');
    put<quint32>(disk, 0, 0x514649fb);
    put<quint32>(disk, 4, 3);
    put<quint32>(disk, 20, clusterBits);
    put<quint64>(disk, 24, virtualSize);
    put<quint32>(disk, 36, l1Entries);
    put<quint64>(disk, 40, l1Table);
    put<quint64>(disk, 48, refcountTable);
    put<quint32>(disk, 56, 1);
    put<quint32>(disk, 96, 4); // refcounts of 16 bits
    put<quint32>(disk, 100, 104);
    put<quint64>(disk, static_cast<qsizetype>(refcountTable), refcountBlock);
    for (qsizetype cluster = 0; cluster < 4; ++cluster)
        put<quint16>(disk, static_cast<qsizetype>(refcountBlock) + 2 * cluster, 1);
    return disk;
}

} // namespace

Result<void> writeSampleDisk(const QString &path)
{
    QSaveFile file(path);
    const QByteArray disk = emptyDisk();
    if (!file.open(QIODevice::WriteOnly) || file.write(disk) != disk.size() || !file.commit()) {
        return failure(
            ErrorCode::IoError, Texts::tr("The sample disk could not be written."), file.errorString());
    }
    return {};
}

} // namespace vitrine
